"""Dragging a span's label onto another span, which relates the two."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from annotator.ui.article_view.route import Rubber

if TYPE_CHECKING:
    from annotator.ui.article_view.view import ArticleView


class RelationDrag:
    """A press on a span's label, and the line from there to the pointer once it moves."""

    def __init__(self, view: "ArticleView") -> None:
        self._view = view
        self._head: str | None = None
        self._start = QPointF()

    @property
    def head(self) -> str | None:
        """The span whose label is pressed, None where none is."""
        return self._head

    def press(self, point: QPointF) -> bool:
        """Begin where a label is at a point; return whether one is."""
        self._head, self._start = self._view.label_at(point), point
        return self._head is not None

    def move(self, point: QPointF) -> None:
        """Draw the line to the pointer, and outline the span under it; of a label that must stay nothing."""
        if not self._view.may_drag(self._head):
            return
        self._view.show_rubber(Rubber(self._start, point, self._target(point)))

    def release(self, point: QPointF) -> None:
        """Relate the head to the span under the pointer; back on the head itself the drag is a click on it."""
        head, target = self._head, self._target(point)
        back = target is None and head in {span.id for span in self._view.spans_under(point)} | {
            self._view.label_at(point)}
        self.cancel()
        if head is not None and target is not None:
            self._view.relationDragged.emit(head, target)
        elif back:
            self._view.choose(head)

    def cancel(self) -> bool:
        """Give up; return whether there was anything to give up."""
        begun, self._head = self._head is not None, None
        self._view.show_rubber(None)
        return begun

    def _target(self, point: QPointF) -> str | None:
        """Return the span that a relation dropped at a point would end in: the label's, else the shortest there; none
        from a label that must stay."""
        if not self._view.may_drag(self._head):
            return None
        label = self._view.label_at(point)
        found = [label] if label else [span.id for span in self._view.spans_under(point)]
        return next((span for span in found if span != self._head), None)
