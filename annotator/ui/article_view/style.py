"""How each label is drawn: its form, its place in the layer, and its colors in the theme."""


from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.domain.color import readable
from annotator.domain.scheme import Form, Scheme
from annotator.domain.span import Span
from annotator.ui.article_view.theme import ViewTheme

_UNKNOWN = "#777777"


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


class StyleBook:
    """Looks up styles; a label the scheme does not have is drawn as a gray band."""

    def __init__(self, scheme: Scheme, theme: ViewTheme) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._forms: dict[str, Form] = {layer.name: layer.form for layer in scheme.layers}
        self._theme = theme
        for layer in scheme.layers:
            for index, label in enumerate(layer.labels):
                self._styles[layer.name, label.name] = self._style(layer.form, index, label.name, label.color)

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
            style = self._style(self.form(layer), 0, label, _UNKNOWN)
            self._styles[layer, label] = style
        return style

    def _style(self, form: Form, index: int, name: str, hue: str) -> Style:
        theme = self._theme
        fill = theme.fill(hue)
        ink = theme.quiet if form == "block" else theme.ink(hue)
        return Style(form=form, index=index, caption=name.upper(), fill=QColor(fill),
                     ink=QColor(readable(ink, theme.page)), dimmed=QColor(theme.dimmed_on(fill)))
