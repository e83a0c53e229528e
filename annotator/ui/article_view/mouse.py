"""The mouse in the article view: caret, selecting, choosing stacked spans, dragging ends, labels and fragments."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.relation import Relation
from annotator.domain.span import Span
from annotator.ui.article_view.caret import unit_range
from annotator.ui.article_view.handles import Handle, dragged, handle_at
from annotator.ui.article_view.relation_drag import RelationDrag

if TYPE_CHECKING:
    from annotator.ui.article_view.view import ArticleView

_NEAR = 4.0
_STEADY = 3.0
"""A pointer that moved less than this has not moved; a narrow letter can still be selected."""
_SCROLL_EVERY = 30


class Mouse(QObject):
    """Turns presses, drags and clicks into caret moves and span choices of one view."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._last = QPointF(-100, -100)
        self._last_time = 0
        self._count = 0
        self._dragging = False
        self._unit = (0, 0)
        self._handle: Handle | None = None
        self._original: Span | None = None
        self._moved: Span | None = None
        self._relating = RelationDrag(view)
        self._line: Relation | None = None
        """The relation whose line is pressed."""
        self._pins: frozenset[str] | None = None
        """What was pinned before a drag with Ctrl, whose words are for the selected span."""
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_EVERY)
        self._timer.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or a drag of a handle or a label."""
        point = event.position()
        self._count_clicks(event)
        self._pressed, self._last, self._dragging = point, point, False
        handle = handle_at(self._view.handles(), point)
        if handle and self._count == 1:
            self._handle, self._original, self._moved = handle, self._view.selected_span(), None
            return
        self._line = self._view.relation_at(point) if self._count == 1 else None
        if self._line is not None or (self._count == 1 and self._relating.press(point)):
            return
        position = self._view.position_at(point)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._count == 1 and control and self._view.may_drag(self._view.selected):
            self._pins = self._view.pinned
            self._view.set_pinned(*self._pins, self._view.selected)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._count > 1 and not shift:
            self._unit = unit_range(self._view.text, self._under(point, position), self._count)
            self._view.set_selection(*self._unit)
        else:
            self._unit = (position, position)
            self._view.move_caret(position, extend=shift)
            self._dragging = shift

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection or the dragged end; over a handle show that it can be dragged."""
        point = event.position()
        if self._pressed is None:
            relation = self._view.relation_at(point)
            self._view.hover(relation)
            self._view.show_cursor(over_handle=handle_at(self._view.handles(), point) is not None,
                                   over_label=(relation or self._view.label_at(point)) is not None)
            return
        self._last = point
        if not self._dragging and (point - self._pressed).manhattanLength() < _STEADY:
            return
        self._dragging = True
        if self._relating.head is not None:
            self._relating.move(point)
            return
        if self._line is not None:
            return
        self._drag_to(point)
        outside = not 0 <= point.y() < self._view.viewport().height()
        if outside and not self._timer.isActive():
            self._timer.start()
        elif not outside:
            self._timer.stop()

    def release(self, event: QMouseEvent) -> None:
        """End a drag, or choose the span that was clicked."""
        self._timer.stop()
        pressed, self._pressed = self._pressed, None
        if self._handle is not None:
            self._finish_end()
        elif self._relating.head is not None and self._dragging:
            self._relating.release(event.position())
        elif self._finish_adding():
            return
        elif self._line is not None:
            self._click_line(self._line)
        elif pressed is not None and not self._dragging and self._count == 1:
            self._click(pressed)
        elif pressed is not None and self._view.selection() and not self._view.gutter_span_at(pressed):
            self._view.selectionFinished.emit(self._count)

    def double(self, event: QMouseEvent) -> bool:
        """Take a double click; return whether it was on a label of the gutter."""
        span_id = self._view.gutter_span_at(event.position())
        if span_id:
            self._view.spanActivated.emit(span_id)
            return True
        self.press(event)
        return False

    @property
    def dragging_span(self) -> bool:
        """Whether a span's end or label is being dragged."""
        return self._handle is not None or self._relating.head is not None

    def cancel(self) -> bool:
        """Give up dragging an end or a label; return whether one was dragged."""
        self._unpin()
        if self._relating.cancel():
            self._pressed = None
            return True
        if self._handle is None:
            return False
        if self._original and self._moved:
            self._view.preview(self._original)
        self._handle = self._original = self._moved = None
        self._timer.stop()
        return True

    def _count_clicks(self, event: QMouseEvent) -> None:
        point, time = event.position(), int(event.timestamp())
        again = (point - self._last).manhattanLength() <= _NEAR and (
            time - self._last_time <= QApplication.doubleClickInterval())
        self._again = (point - self._last).manhattanLength() <= _NEAR
        self._count = self._count + 1 if again and self._count else 1
        if event.type() == QMouseEvent.Type.MouseButtonDblClick:
            self._count = max(2, self._count)
        self._last_time = time

    def _drag_to(self, point: QPointF) -> None:
        view = self._view
        position = view.position_at(point)
        if self._handle is not None:
            if self._original is not None:
                self._moved = dragged(view.text, self._original, self._handle, position)
                view.preview(self._moved)
            return
        if self._count > 1:
            low, high = unit_range(view.text, position, self._count)
            start, end = self._unit
            view.set_selection(*((end, min(start, low)) if position < start else (start, max(end, high))))
        else:
            view.move_caret(position, extend=True, scroll=False)

    def _finish_end(self) -> None:
        original, moved, handle = self._original, self._moved, self._handle
        self._handle = self._original = self._moved = None
        if original and moved and handle and moved.fragments != original.fragments:
            self._view.preview(original)
            start, end = moved.fragments[handle.fragment]
            self._view.boundaryMoved.emit(original.id, handle.fragment, start, end)

    def _finish_adding(self) -> bool:
        """End a drag with Ctrl: its words are for the selected span. Return whether it was one."""
        selected, adding = self._view.selection(), self._unpin()
        if not adding or not self._dragging or selected is None:
            return False
        self._view.fragmentDragged.emit(*selected)
        return True

    def _unpin(self) -> bool:
        """Pin again what was pinned before a drag with Ctrl; return whether there was one."""
        pins, self._pins = self._pins, None
        if pins is not None:
            self._view.set_pinned(*pins)
        return pins is not None

    def _click_line(self, relation: Relation) -> None:
        """Go to the head of a relation, or from there to its tail."""
        self._line = None
        if not self._dragging:
            self._view.choose(relation.tail if self._view.selected == relation.head else relation.head)

    def _click(self, point: QPointF) -> None:
        view, labelled = self._view, self._relating.head
        if labelled:
            self._relating.cancel()
            view.choose(labelled)
            return
        stack = [span.id for span in view.spans_under(point)]
        if not stack:
            view.choose(None)
        elif self._again and view.selected in stack:
            view.choose(stack[(stack.index(view.selected) + 1) % len(stack)])
        else:
            view.choose(stack[0])

    def _under(self, point: QPointF, position: int) -> int:
        """Return the character under the pointer, which a double click takes, else the position."""
        found = self._view.character_at(point)
        return position if found is None else found

    def _scroll_on(self) -> None:
        view = self._view
        y, height = self._last.y(), view.viewport().height()
        step = y if y < 0 else max(0.0, y - height)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + int(step / 2))
        self._drag_to(self._last)
