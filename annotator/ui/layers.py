"""Showing, hiding and focusing layers, and outlines: a look at the article, never a change of it."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from annotator.ui.article_view.layers import LayerView
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice
from annotator.ui.settings import Settings


class Layers(QObject):
    """How the layers are looked at. Each start shows them all: nobody should miss spans that were hidden last week."""

    changed = Signal()

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice, settings: Settings) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice, self._settings = desk, view, notice, settings
        self._hidden: frozenset[str] = frozenset()
        self._focused = ""
        self._outlined = settings.text("outline_spans") == "yes"
        desk.project_opened.connect(self.show_all)
        desk.scheme_changed.connect(self._forget_gone)
        desk.span_selected.connect(self._reveal_selected)
        desk.spans_changed.connect(lambda patch: self.reveal({span.layer for span in patch.put}))
        self._put()

    @property
    def view(self) -> LayerView:
        """What holds now."""
        return LayerView(hidden=self._hidden, focused=self._focused, outlined=self._outlined)

    @property
    def words(self) -> str:
        """What is special about the look, for the status bar; empty where all layers are alike."""
        parts = [f"focus: {self._focused}"] if self._focused else []
        if hidden := [name for name in self._names() if not self.view.shows(name)]:
            parts.append(f"hidden: {', '.join(hidden)}")
        return " · ".join(parts)

    def toggle(self, number: int) -> None:
        """Hide the layer at this place of the scheme (from 0), or show it again."""
        if number < len(self._names()):
            name = self._names()[number]
            self._hidden ^= {name}
            if name in self._hidden and name == self._focused:
                self._focused = ""
            self._put()
            sign = "hidden; its spans are kept" if name in self._hidden else "shown again"
            self._notice.tell(f"The layer {name} is {sign}.")

    def focus(self, step: int) -> None:
        """Let the next layer (or the one before) stand out; after the last, all are alike again."""
        stops = ["", *self._names()]
        present = stops.index(self._focused) if self._focused in stops else 0
        self._focused = stops[(present + step) % len(stops)]
        self._put()
        self._notice.tell(f"The layer {self._focused} is in focus: period, comma and clicks go to its spans first."
                          if self._focused else "All layers are alike again.")

    def reset(self) -> None:
        """Show all layers alike, and say so."""
        if self.words:
            self.show_all()
            self._notice.tell("All layers are shown.")

    def show_all(self) -> None:
        """Hide none, focus none."""
        if self._hidden or self._focused:
            self._hidden, self._focused = frozenset(), ""
            self._put()

    def outline(self) -> None:
        """Draw firm outlines around spans, or leave them; remembered."""
        self._outlined = not self._outlined
        self._settings.put("outline_spans", "yes" if self._outlined else "no")
        self._put()

    def _names(self) -> list[str]:
        return [layer.name for layer in self._desk.scheme.layers]

    def _put(self) -> None:
        self._view.set_layers(self.view)
        span = self._desk.selected_span
        if span is not None and not self.view.shows(span.layer):
            self._desk.select(None)
        self.changed.emit()

    def _forget_gone(self) -> None:
        """A layer that the scheme no longer has is neither hidden nor in focus."""
        names = frozenset(self._names())
        if not self._hidden <= names or (self._focused and self._focused not in names):
            self._hidden &= names
            self._focused = self._focused if self._focused in names else ""
            self._put()

    def _reveal_selected(self) -> None:
        """A span selected elsewhere is never invisible: its layer comes back."""
        span = self._desk.selected_span
        if span is not None and self.reveal({span.layer}):
            self._view.set_selected(span.id)

    def reveal(self, layers: Collection[str]) -> bool:
        """Show layers again, as what was just made or changed there must be seen; return whether any was hidden."""
        back = [name for name in self._names() if name in layers and not self.view.shows(name)]
        if back:
            self._hidden -= set(back)
            self._put()
            word, verb = ("layers", "are") if len(back) > 1 else ("layer", "is")
            self._notice.tell(f"The {word} {', '.join(back)} {verb} shown again.")
        return bool(back)
