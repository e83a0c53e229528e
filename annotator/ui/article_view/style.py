"""How each label is drawn: its form, its place in the layer, and its colors in the theme."""


from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.domain.color import mix, readable
from annotator.domain.scheme import Form, Label, Scheme
from annotator.domain.span import Span
from annotator.ui.article_view.layers import ALL, LayerView
from annotator.ui.article_view.theme import ViewTheme

_UNKNOWN = "#777777"
_FAINT_FILL, _FAINT_INK = 0.72, 0.58
"""How much of the page shows through a layer that is not in focus."""


@dataclass(frozen=True, slots=True)
class Style:
    """The drawing of one label. `index` is its place in the layer, which chooses the kind of line."""

    form: Form
    index: int
    caption: str
    fill: QColor
    ink: QColor
    dimmed: QColor
    """Boilerplate's text where it stands on this label's band."""
    quiet: bool = False
    """Drawn faintly, because another layer is in focus."""
    outlined: bool = False
    edge: QColor | None = None
    """Of a compared span: the color of the annotator, for its edge."""
    name: QColor | None = None
    """The same, for the annotator's name in captions."""
    sign: QColor | None = None
    """Of a compared span: the color of the kind of difference."""


class StyleBook:
    """Looks up styles; a label the scheme does not have is drawn as a gray band."""

    def __init__(self, scheme: Scheme, theme: ViewTheme, layers: LayerView = ALL) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._forms: dict[str, Form] = {layer.name: layer.form for layer in scheme.layers}
        self.theme, self._layers = theme, layers
        self.compared: dict[tuple[object, ...], Style] = {}
        """Styles of compared spans, as they are made."""
        for layer in scheme.layers:
            for index, label in enumerate(layer.labels):
                self._styles[layer.name, label.name] = self._style(layer.name, layer.form, index, label)

    def form(self, layer: str) -> Form:
        """Return the form of a layer."""
        return self._forms.get(layer, "band")

    def of(self, span: Span) -> Style:
        """Return the style of a span."""
        return self.named(span.layer, span.label)

    def named(self, layer: str, label: str) -> Style:
        """Return the style of a label."""
        style = self._styles.get((layer, label))
        if style is None:
            style = self._style(layer, self.form(layer), 0, Label(name=label, color=_UNKNOWN))
            self._styles[layer, label] = style
        return style

    def _style(self, layer: str, form: Form, index: int, label: Label) -> Style:
        theme, quiet = self.theme, self._layers.is_quiet(layer)
        fill = theme.fill(label.color)
        ink = readable(theme.quiet if form == "block" else theme.ink(label.color), theme.page)
        if quiet:
            fill, ink = mix(fill, theme.page, _FAINT_FILL), mix(ink, theme.page, _FAINT_INK)
        return Style(form=form, index=index, caption=label.name.upper(), fill=QColor(fill), ink=QColor(ink),
                     dimmed=QColor(theme.dimmed_on(fill)), quiet=quiet, outlined=self._layers.outlined)
