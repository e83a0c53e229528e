"""The article view: shows one article with its spans, and lets mouse and keys select text and spans.

Everything outside speaks in code points of the stored text; ranges are half-open. The view changes no data:
it says what the user did, and is told what changed.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (QColor, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent,
                           QWheelEvent)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

import annotator.domain.text as places
from annotator.domain.scheme import Form, Scheme
from annotator.domain.sentence import sentence_range
from annotator.domain.span import Span
from annotator.ui.article_view.caret import MOVES, VERTICAL, Caret
from annotator.ui.article_view.document import Document
from annotator.ui.article_view.frame import paint_empty, paint_page
from annotator.ui.article_view.gutter import Gutter, lay_gutter
from annotator.ui.article_view.handles import Handle, handles_of, paint_handles
from annotator.ui.article_view.keys import is_plain, label_key, move_of
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.mouse import Mouse
from annotator.ui.article_view.overview import WIDTH, Overview
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.spans import SpanIndex
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LIGHT, ViewTheme

_SMALLEST, _LARGEST = 7.0, 40.0
_COMFORT = 0.2
"""Share of the viewport kept free around what is brought into sight."""


class ArticleView(QAbstractScrollArea):
    """An article, its spans, a caret."""

    caretMoved = Signal(int, int)
    """Line of the text and code point in it, both from 1."""
    selectionChanged = Signal()
    spanSelected = Signal(object)
    """Id of the span, or None."""
    boundaryMoved = Signal(str, int, int, int)
    """Span, index of the fragment, its new start and end; once, when the end was let go."""
    keyPressed = Signal(str)
    """An unmodified letter or digit, upper case."""
    spanActivated = Signal(str)
    """Double click on a label in the gutter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleView")
        self.setAccessibleName("Article")
        self.setAccessibleDescription("The text of the article with its labelled spans. Arrow keys move the caret, "
                                      "Shift selects, a label's key labels, comma and period go from span to span.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = LIGHT
        self._scheme = Scheme()
        self._title, self._meta = "", ""
        self._shown = False
        self._empty = ("No article is open", "")
        self._styles = StyleBook(self._scheme, self._theme)
        self._document = Document("")
        self._spans = SpanIndex(self._document, (), self._in_gutter)
        self._metrics = Metrics.of(self._theme)
        self._page: Page | None = None
        self._caret = Caret()
        self._selected: str | None = None
        self._gutter: Gutter | None = None
        self._visible: list[tuple[int, float, BlockLayout]] | None = None
        self._mouse = Mouse(self)
        self._overview = Overview(self)
        self._overview.clicked.connect(self._show_share)
        self.setViewportMargins(0, 0, WIDTH, 0)

    # What is shown

    def set_article(self, title: str, meta: str, text: str) -> None:
        """Show another article, without spans, from its top."""
        self._mouse.cancel()
        self._title, self._meta, self._shown = title, meta, True
        self._document = Document(text)
        self._spans = SpanIndex(self._document, (), self._in_gutter)
        self._caret = Caret()
        self._choose_silently(None)
        self._page = None
        self.verticalScrollBar().setValue(0)
        self._rebuilt()
        self._tell_caret(selection=True)

    def clear(self) -> None:
        """Show no article but the message for that."""
        self.set_article("", "", "")
        self._shown = False
        self._rebuilt()

    def set_empty_message(self, title: str, text: str) -> None:
        """Set what stands where no article is shown."""
        self._empty = (title, text)
        self.viewport().update()

    def set_scheme(self, scheme: Scheme) -> None:
        """Take forms and colors of the labels from this scheme."""
        self._scheme = scheme
        self._restyle()

    def set_theme(self, theme: ViewTheme) -> None:
        """Take colors from this theme; font and size stay as they were set here."""
        kept = replace(theme, families=self._theme.families, size=self._theme.size) if self._own_font else theme
        self._theme = kept
        self._restyle()

    _own_font = False

    def set_font(self, family: str, size: float) -> None:
        """Set the text's family (empty: the default) and its size in points."""
        families = (family, *LIGHT.families) if family else LIGHT.families
        self._own_font = True
        self._theme = replace(self._theme, families=families, size=min(_LARGEST, max(_SMALLEST, size)))
        self._restyle()

    def zoom(self, steps: int) -> None:
        """Make the text larger (or smaller for negative steps)."""
        self.set_font(self._theme.families[0], round(self._theme.size * 1.08 ** steps, 1))

    @property
    def theme(self) -> ViewTheme:
        """Colors and fonts as they are now."""
        return self._theme

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these spans and no others."""
        self._mouse.cancel()
        self._spans = SpanIndex(self._document, spans, self._in_gutter)
        if self._selected is not None and self._spans.get(self._selected) is None:
            self._choose_silently(None)
        if self._page:
            self._page.spans = self._spans
            self._page.rearrange_all()
        self._spans_changed()

    def patch_spans(self, changed: Iterable[Span], removed: Collection[str] = ()) -> None:
        """Show spans that were added or updated, drop removed ones; only their paragraphs are placed anew."""
        blocks = self._spans.patch(changed, removed)
        if self._selected is not None and self._spans.get(self._selected) is None:
            self._choose_silently(None)
        if self._page:
            self._page.rearrange(blocks)
        self._spans_changed()

    # Positions and selections

    @property
    def text(self) -> str:
        """The stored text of the article."""
        return self._document.text

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
        self._caret = Caret(self._document.clamp(anchor), self._document.clamp(caret))
        self._tell_caret(selection=before != self._caret.selection)

    def move_caret(self, position: int, *, extend: bool = False, scroll: bool = True) -> None:
        """Move the caret, with the selection's other end left where it is if extending."""
        position = self._document.clamp(position)
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

    def selected_span(self) -> Span | None:
        """Return the selected span."""
        return self._spans.get(self._selected)

    def set_selected(self, span_id: str | None) -> None:
        """Select a span, as the program's wish: no signal."""
        self._choose_silently(span_id if self._spans.get(span_id) else None)

    def choose(self, span_id: str | None) -> None:
        """Select a span, as the user's wish: with the signal."""
        if span_id != self._selected:
            self._choose_silently(span_id)
            self.spanSelected.emit(span_id)

    def ensure_visible(self, start: int, end: int, comfort: float = _COMFORT) -> None:
        """Scroll as little as needed to see a range, with some room around it."""
        page, bar = self._geometry(), self.verticalScrollBar()
        if page is None:
            return
        self._settle()
        page.anchor = min(page.anchor, page.document.block_at(start))
        first, last = page.place(self._document.clamp(start)), page.place(self._document.clamp(end))
        page.take_shift()
        self._update_range()
        height = self.viewport().height()
        room = max(height * comfort, first.height)
        top, bottom = first.top - room, last.top + last.height + room
        if start == 0:
            top = 0.0
        if bottom - top > height:
            bottom = top + height
        if bar.value() > top:
            bar.setValue(int(top))
        elif bar.value() + height < bottom:
            bar.setValue(int(bottom - height + 1))

    # Geometry for the mouse and for tests, in pixels of the viewport

    def position_at(self, point: QPointF) -> int:
        """Return the position nearest to a point."""
        page = self._settled()
        return page.position_at(point.x(), point.y() + self._scroll()) if page else 0

    def character_at(self, point: QPointF) -> int | None:
        """Return the character drawn at a point, None where there is none."""
        page = self._settled()
        return page.character_at(point.x(), point.y() + self._scroll()) if page else None

    def range_boxes(self, start: int, end: int) -> list[QRectF]:
        """Return the boxes of a range where it is in sight; several a line where directions mix."""
        page = self._settled()
        found = []
        for _, y, layout in self._visible or [] if page else []:
            for index, row in enumerate(layout.rows):
                for left, right in layout.boxes(index, start, end):
                    found.append(QRectF(page.left + left, y - self._scroll() + row.top, right - left, row.height))
        return found

    def spans_under(self, point: QPointF) -> list[Span]:
        """Return the spans at a point, the shortest first."""
        position = self.character_at(point)
        return [] if position is None else self._spans.at(position)

    def gutter_span_at(self, point: QPointF) -> str | None:
        """Return the span whose bracket or label in the gutter is at a point."""
        gutter = self._gutter_now()
        return gutter.span_at(point) if gutter else None

    def handles(self) -> list[Handle]:
        """Return the handles of the selected span that are in sight."""
        span, page = self.selected_span(), self._settled()
        return handles_of(span, page, self._scroll(), self.viewport().height()) if span and page else []

    def preview(self, span: Span) -> None:
        """Draw a span as if it were this, until the next change."""
        self.patch_spans([span])

    def show_cursor(self, *, over_handle: bool, over_gutter: bool) -> None:
        """Show what the pointer would do."""
        shape = Qt.CursorShape.SizeHorCursor if over_handle else (
            Qt.CursorShape.PointingHandCursor if over_gutter else Qt.CursorShape.IBeamCursor)
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._theme.page))
        page = self._settled()
        if page is None:
            paint_empty(painter, QRectF(self.viewport().rect()), *self._empty, self._theme)
            return
        paint_page(painter, page, self._visible or [], self._gutter_now(), self._theme, scroll=self._scroll(),
                   clip=QRectF(event.rect()), caret=self._caret, selected=self._selected, focused=self.hasFocus())
        paint_handles(painter, self.handles(), self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._overview.setGeometry(self.viewport().geometry().right() + 1, 0, WIDTH, self.viewport().height())
        if event.size().width() != event.oldSize().width():
            self._rebuilt()
        else:
            self._moved()
            self._update_range()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._page is None or not self._key(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._page:
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._page:
            self._mouse.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
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
        elif is_plain(event, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_at_caret()
        elif is_plain(event, Qt.Key.Key_Escape):
            return self._escape()
        elif is_plain(event, Qt.Key.Key_Period, Qt.Key.Key_Comma):
            self.walk(1 if event.key() == Qt.Key.Key_Period else -1)
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

    def choose_at_caret(self) -> None:
        """Select the shortest span under the caret, or the next one of the stack if one is selected already."""
        stack = [span.id for span in self._spans.at(self.caret)]
        if not stack and self.caret:
            stack = [span.id for span in self._spans.at(self.caret - 1)]
        if stack:
            at = stack.index(self._selected) + 1 if self._selected in stack else 0
            self.choose(stack[at % len(stack)])

    def walk(self, step: int) -> None:
        """Select the next span (or the previous one for -1), with the caret at its start."""
        spans = self._spans.ordered()
        current = self.selected_span()
        if current is not None:
            index = spans.index(current) + step
        else:
            before = sum(span.start < self.caret + (step < 0) for span in spans)
            index = before if step > 0 else before - 1
        if 0 <= index < len(spans):
            span = spans[index]
            self.move_caret(span.start, scroll=False)
            self.choose(span.id)
            self.ensure_visible(span.start, span.end)

    # Inner workings

    def _in_gutter(self, span: Span) -> bool:
        return self._styles.form(span.layer) != "band"

    def _choose_silently(self, span_id: str | None) -> None:
        if span_id != self._selected:
            self._selected = span_id
            self.viewport().update()

    def _tell_caret(self, *, selection: bool) -> None:
        self.viewport().update()
        if self._shown:
            self.caretMoved.emit(*self._document.line_and_column(self._caret.position))
        if selection:
            self.selectionChanged.emit()

    def _restyle(self) -> None:
        self._styles = StyleBook(self._scheme, self._theme)
        self._metrics = Metrics.of(self._theme)
        self._spans = SpanIndex(self._document, self._spans.ordered(), self._in_gutter)
        self._rebuilt()

    def _rebuilt(self) -> None:
        """Make the page anew; what stood at the top stays there."""
        old, kept = self._page, None
        if old and self._scroll() > old.header:
            kept = old.position_at(old.left, self._scroll() + old.metrics.text_height)
        self._page = None
        page = self._geometry()
        self._update_range()
        if page and kept is not None:
            page.anchor = 0
            self.verticalScrollBar().setValue(int(page.place(kept).top - page.metrics.above))
        self._spans_changed()

    def _spans_changed(self) -> None:
        self._moved()
        self._overview.show_spans(self._spans.ordered(), self._styles, self._theme, len(self.text))

    def _moved(self) -> None:
        self._visible = self._gutter = None
        self.viewport().update()

    def _geometry(self) -> Page | None:
        if self._page is None and self._shown:
            self._page = Page(self._document, self._spans, self._styles, self._metrics, self.viewport().width(),
                              self._title, self._meta)
        return self._page

    def _settled(self) -> Page | None:
        page = self._geometry()
        if page is not None and self._visible is None:
            self._settle()
        return page

    def _settle(self) -> None:
        """Lay out what is in sight; where that changes heights above, scroll along so that nothing jumps."""
        page, bar = self._geometry(), self.verticalScrollBar()
        if page is None:
            return
        for _ in range(4):
            top = bar.value()
            visible = page.visible(top, top + self.viewport().height())
            shift = page.take_shift()
            self._update_range()
            if not shift:
                break
            bar.setValue(round(top + shift))
        page.anchor = visible[0][0] if visible else 0
        self._visible = page.visible(bar.value(), bar.value() + self.viewport().height())
        if self._visible:
            self._overview.set_seen(self._visible[0][2].start, self._visible[-1][2].end)

    def _update_range(self) -> None:
        page, bar = self._page, self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, int(page.height - height)) if page else 0)
        bar.setPageStep(height)
        bar.setSingleStep(int(self._metrics.text_height * 1.5))

    def _scroll(self) -> int:
        return int(self.verticalScrollBar().value())

    def _gutter_now(self) -> Gutter | None:
        page = self._settled()
        if self._gutter is None and page is not None:
            blocks = [(y - self._scroll(), layout) for _, y, layout in self._visible or []]
            self._gutter = lay_gutter(blocks, page.left, self._metrics)
        return self._gutter

    def _show_share(self, position: int) -> None:
        page = self._geometry()
        if page:
            place = page.place(self._document.clamp(position))
            self.verticalScrollBar().setValue(int(place.top - self.viewport().height() / 2))
