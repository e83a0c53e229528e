"""The article for screen readers: its text, the caret and the selection, and the spans at the caret by name.

Offsets here are UTF-16 units, as everywhere in Qt's accessibility; `mapping` converts. What is spoken is the display
string, in which characters without a shape have stand-ins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from annotator.domain.span import Span
from annotator.ui.article_view.mapping import Mapping, display_text

if TYPE_CHECKING:
    from annotator.ui.article_view.view import ArticleView

_LONGEST = 60
"""Characters of a quote that are spoken with its label."""


class SpokenText(QAccessibleTextInterface):
    """The text as a screen reader walks through it."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view
        self._stored: str | None = None
        self._display, self._mapping = "", Mapping("")

    def text(self, start: int, end: int) -> str:
        display, mapping = self._now()
        return display[mapping.to_points(start):mapping.to_points(end)]

    def characterCount(self) -> int:
        display, mapping = self._now()
        return mapping.to_units(len(display))

    def cursorPosition(self) -> int:
        return self.unit(self._view.caret)

    def setCursorPosition(self, position: int) -> None:
        self._view.move_caret(self._point(position))

    def selectionCount(self) -> int:
        """Return none: PySide cannot hand out the range (6.11 gives garbage). `Voice` says what is selected."""
        return 0

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, index: int, start: int, end: int) -> None:
        self._view.set_selection(self._point(start), self._point(end))

    def removeSelection(self, index: int) -> None:
        self._view.set_selection(self._view.caret, self._view.caret)

    def characterRect(self, offset: int) -> QRect:
        boxes = self._view.range_boxes(start := self._point(offset), start + 1)
        if not boxes:
            return QRect()
        box = boxes[0].toRect()
        return QRect(self._view.viewport().mapToGlobal(box.topLeft()), box.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        return self.unit(self._view.position_at(QPointF(self._view.viewport().mapFromGlobal(point))))

    def scrollToSubstring(self, start: int, end: int) -> None:
        self._view.ensure_visible(self._point(start), self._point(end))

    def unit(self, point: int) -> int:
        """Return the UTF-16 offset of a code point."""
        return self._now()[1].to_units(point)

    def _point(self, unit: int) -> int:
        return self._now()[1].to_points(unit)

    def _now(self) -> tuple[str, Mapping]:
        if self._stored is not self._view.text:
            self._stored = self._view.text
            self._display = "\n".join(display_text(line) for line in self._stored.split("\n"))
            self._mapping = Mapping(self._display)
        return self._display, self._mapping


class AccessibleArticle(QAccessibleWidget):
    """What assistive tools see of an article view. Its value is the names of the spans at the caret."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self._view = view
        self.spoken = SpokenText(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        """Return the address of an interface: PySide takes a pointer object alone, an int or None crashes it (6.11)."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return Shiboken.VoidPtr(Shiboken.getCppPointer(self.spoken)[0])
        found: Any = super().interface_cast(kind)  # a pointer or None, whatever the stubs say
        return found or Shiboken.VoidPtr(0)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return spans_in_words(self._view.spans_at_caret(), self._view.compared_words)
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state


class Voice(QObject):
    """Tells screen readers where the caret went, and which spans stand there when these become others. The view's."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._said: tuple[list[str], str] = ([], "")
        view.caretMoved.connect(self._on_caret)
        view.selectionChanged.connect(self._on_selection)
        view.spanSelected.connect(self._on_caret)

    def _on_caret(self) -> None:
        spoken = _spoken(self._view)
        if spoken is None:
            return
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, spoken.cursorPosition()))
        spans = self._view.spans_at_caret()
        said = [span.id for span in spans], spans_in_words(spans, self._view.compared_words)
        if said != self._said:
            self._said = said
            self._say(said[1] or "no span")

    def _on_selection(self) -> None:
        selected = self._view.selection()
        if selected and _spoken(self._view) is not None:
            self._say(f"selected: {_short(self._view.text[slice(*selected)])}")

    def _say(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))


def spans_in_words(spans: list[Span], compared: Callable[[str], str] = lambda span: "") -> str:
    """Return labels and quotes: `GPE, entity: Erbil; FACTUAL, claim: The recent attacks …`. What `compared` says of a
    span by its id stands in place of its label, once for all spans of which the same is said."""
    said: dict[str, str] = {}
    for span in spans:
        words, quote = compared(span.id), _short(span.quote)
        said.setdefault(words or span.id, f"{quote}: {words}" if words else f"{span.label}, {span.layer}: {quote}")
    return "; ".join(said.values())


def _spoken(view: ArticleView) -> SpokenText | None:
    """Return the view's text for screen readers, None as long as no assistive tool has asked for it."""
    return view.accessible.spoken if view.accessible is not None and QAccessible.isActive() else None


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"
