"""The article view: shows one article with its spans, and lets mouse and keys select text and spans.

Everything outside speaks in code points of the stored text; ranges are half-open. The view changes no data:
it says what the user did, and is told what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

import annotator.domain.text as places
from annotator.domain.scheme import Form
from annotator.domain.sentence import sentence_range
from annotator.domain.span import Span
from annotator.ui.article_view.caret import MOVES, VERTICAL, Caret
from annotator.ui.article_view.keys import is_plain, label_key, move_of
from annotator.ui.article_view.mouse import Mouse
from annotator.ui.article_view.surface import ArticleSurface

if TYPE_CHECKING:
    from annotator.ui.article_view.accessible import AccessibleArticle


class ArticleView(ArticleSurface):
    """An article, its spans, a caret."""

    caretMoved = Signal(int, int)
    """Line of the text and code point in it, both from 1."""
    selectionChanged = Signal()
    selectionFinished = Signal(int)
    """Text was selected with the mouse, which was let go: after how many clicks, 1 for a drag."""
    spanSelected = Signal(object)
    """Id of the span, or None."""
    boundaryMoved = Signal(str, int, int, int)
    """Span, index of the fragment, its new start and end; once, when the end was let go."""
    fragmentDragged = Signal(int, int)
    """Ctrl+drag over a range: it is to belong to the selected span."""
    relationDragged = Signal(str, str)
    """A span's label was dragged onto another span: head and tail."""
    keyPressed = Signal(str)
    """An unmodified letter or digit, upper case."""
    spanActivated = Signal(str)
    """Double click on a label in the gutter."""

    accessible: AccessibleArticle | None = None
    """What an assistive tool was given, once one has asked: which may be while the view is being made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleView")
        self.setAccessibleName("Article")
        self.setAccessibleDescription("The text of the article with its labelled spans. Arrow keys move the caret, "
                                      "Shift selects, a label's key labels, comma and period go from span to span.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._pointer = QCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setCursor(self._pointer)
        self._mouse = Mouse(self)

    def set_article(self, title: str, meta: str, text: str) -> None:
        """Show another article, without spans, from its top."""
        self._mouse.cancel()
        super().set_article(title, meta, text)
        self._tell_caret(selection=True)

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these spans and no others."""
        self._mouse.cancel()
        super().set_spans(spans)

    def patch_spans(self, changed: Iterable[Span], removed: Collection[str] = ()) -> None:
        """Show spans that were added or updated, drop removed ones; only their paragraphs are placed anew."""
        self._mouse.cancel()
        super().patch_spans(changed, removed)

    # Positions and selections

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self._caret.position

    @property
    def anchor(self) -> int:
        """Where the selection began."""
        return self._caret.anchor

    def selection(self) -> tuple[int, int] | None:
        """Return the selected range as it is, None where nothing is selected."""
        return self._caret.selection

    def set_selection(self, anchor: int, caret: int) -> None:
        """Select from anchor to caret."""
        before = self._caret.selection
        self._caret = Caret(self._article.clamp(anchor), self._article.clamp(caret))
        self._tell_caret(selection=before != self._caret.selection)

    def move_caret(self, position: int, *, extend: bool = False, scroll: bool = True) -> None:
        """Move the caret, with the selection's other end left where it is if extending."""
        position = self._article.clamp(position)
        self.set_selection(self._caret.anchor if extend else position, position)
        if scroll:
            self.ensure_visible(position, position, comfort=0.0)

    def target_for(self, form: Form) -> tuple[int, int] | None:
        """Return what a label of this form would take now: the selection trimmed, else the word (band), sentence
        (line) or paragraph (block) under the caret; None where there is nothing."""
        selected = self._caret.selection
        if selected is not None:
            start, end = places.trim(self.text, *selected)
        elif form == "band":
            start, end = places.entity_word(self.text, self.caret) or (0, 0)
        elif form == "line":
            start, end = sentence_range(self.text, self.caret)
        else:
            start, end = places.trim(self.text, *places.paragraph_range(self.text, self.caret))
        return (start, end) if start < end else None

    @property
    def selected(self) -> str | None:
        """Id of the selected span."""
        return self._selected

    def set_selected(self, span_id: str | None) -> None:
        """Select a span, as the program's wish: no signal."""
        self._choose_silently(span_id if self._spans.get(span_id) else None)

    def choose(self, span_id: str | None) -> None:
        """Select a span, as the user's wish: with the signal."""
        if span_id != self._selected:
            self._choose_silently(span_id)
            self.spanSelected.emit(span_id)

    # For the mouse

    def preview(self, span: Span) -> None:
        """Draw a span as if it were this, until the next change."""
        super().patch_spans([span])

    def show_cursor(self, *, over_handle: bool, over_label: bool) -> None:
        """Show what the pointer would do."""
        cursor = QCursor(Qt.CursorShape.SizeHorCursor) if over_handle else (
            QCursor(Qt.CursorShape.PointingHandCursor) if over_label else self._pointer)
        if self.viewport().cursor() != cursor:
            self.viewport().setCursor(cursor)

    def set_pointer(self, cursor: QCursor | Qt.CursorShape = Qt.CursorShape.IBeamCursor) -> None:
        """Show another pointer over the text."""
        self._pointer = QCursor(cursor)
        self.viewport().setCursor(self._pointer)

    @property
    def dragging(self) -> bool:
        """Whether a span's end or label is being dragged, which Esc gives up first."""
        return self._mouse.dragging_span

    # Events of Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._page is None or not self._key(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._page:
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ScreenChangeInternal:
            self._restyle()

    # Keys

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything here."""
        move = move_of(event)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if move:
            self._move(*move)
        elif control and event.key() == Qt.Key.Key_A:
            self.set_selection(0, len(self.text))
        elif control and event.key() == Qt.Key.Key_C:
            self.copy()
        elif is_plain(event, Qt.Key.Key_Escape):
            return self._escape()
        else:
            key = label_key(event)
            if key is None:
                return False
            self.keyPressed.emit(key)
        return True

    def _move(self, name: str, extend: bool) -> None:
        page = self._settled()
        if page is None:
            return
        selected = self._caret.selection
        if selected and not extend and name in ("left", "right"):
            self.move_caret(selected[name == "right"])
            return
        if name not in VERTICAL:
            self._caret.goal = None
        position = MOVES[name](self._caret, page, self.viewport().height())
        goal = self._caret.goal
        self.move_caret(position, extend=extend)
        self._caret.goal = goal

    def _escape(self) -> bool:
        if self._mouse.cancel():
            return True
        if self._caret.selection:
            self.set_selection(self.caret, self.caret)
            return True
        if self._selected is not None:
            self.choose(None)
            return True
        return False

    def copy(self) -> None:
        """Put the selected text, as stored, on the clipboard."""
        selected = self._caret.selection
        if selected:
            QGuiApplication.clipboard().setText(self.text[slice(*selected)])

    def spans_at_caret(self) -> list[Span]:
        """Return the spans over the character after the caret, else before it, the shortest first."""
        return self._spans.at(self.caret) or (self._spans.at(self.caret - 1) if self.caret else [])

    def spans_starting(self, position: int) -> list[Span]:
        """Return the spans that start at a position, shown or not."""
        return self._spans.starting(position)

    def choose_at_caret(self, apart_from: str | None = None) -> None:
        """Select the shortest span under the caret, or the next one of the stack if one is selected already."""
        stack = [span.id for span in self.spans_at_caret() if span.id != apart_from]
        if stack:
            at = stack.index(self._selected) + 1 if self._selected in stack else 0
            self.choose(stack[at % len(stack)])

    def walk(self, step: int) -> None:
        """Select the next span (or the previous one for -1), with the caret at its start; from a span that is not
        walked to, of a layer out of focus, on from the caret."""
        spans = self._spans.ordered()
        current = self.selected_span()
        if current is not None and current in spans:
            index = spans.index(current) + step
        else:
            before = sum(span.start < self.caret + (step < 0) for span in spans)
            index = before if step > 0 else before - 1
        if 0 <= index < len(spans):
            span = spans[index]
            self.move_caret(span.start, scroll=False)
            self.choose(span.id)
            self.ensure_visible(span.start, span.end)

    def _tell_caret(self, *, selection: bool) -> None:
        self.viewport().update()
        if self._shown:
            self.caretMoved.emit(*self._article.line_and_column(self._caret.position))
        if selection:
            self.selectionChanged.emit()
