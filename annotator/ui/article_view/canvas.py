"""An article on a scrolled page: laying out what is in sight, keeping it still, and telling where things stand.

Everything outside speaks in code points of the stored text; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.domain.scheme import Scheme
from annotator.domain.span import Span
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.caret import Caret
from annotator.ui.article_view.gutter import Gutter, lay_gutter
from annotator.ui.article_view.handles import Handle, handles_of
from annotator.ui.article_view.hits import Outlined
from annotator.ui.article_view.layers import ALL
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.overview import WIDTH, Overview
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.spans import SpanIndex
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LIGHT

if TYPE_CHECKING:
    from annotator.ui.article_view.compared import Comparison

_COMFORT = 0.2
"""Share of the viewport kept free around what is brought into sight."""


class ArticleCanvas(QAbstractScrollArea):
    """The page and its geometry; `ArticleSurface` says what is on it and draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = LIGHT
        self._scheme = Scheme()
        self._title, self._meta = "", ""
        self._shown = False
        self._empty = ("No article is open", "")
        self._layers = ALL
        self._styles = StyleBook(self._scheme, self._theme)
        self._article = ArticleText("")
        self._spans = SpanIndex(self._article, (), self._in_gutter)
        self._metrics = Metrics.of(self._theme)
        self._page: Page | None = None
        self._caret = Caret()
        self._selected: str | None = None
        self._outlined_hits = Outlined()
        self._comparison: Comparison | None = None
        """None as long as spans are one annotator's: the ordinary view."""
        self._gutter: Gutter | None = None
        self._visible: list[tuple[int, float, BlockLayout]] | None = None
        self._settling = False
        self._slipped = False
        """Whether settling scrolled further, so that what is on the screen cannot be shifted."""
        self._overview = Overview(self)
        self._overview.clicked.connect(self._show_share)
        self.setViewportMargins(0, 0, WIDTH, 0)

    @property
    def text(self) -> str:
        """The stored text of the article."""
        return self._article.text

    def selected_span(self) -> Span | None:
        """Return the selected span."""
        return self._spans.get(self._selected)

    def ensure_visible(self, start: int, end: int, comfort: float = _COMFORT) -> None:
        """Scroll as little as needed to see a range, with some room around it."""
        page, bar = self._geometry(), self.verticalScrollBar()
        if page is None:
            return
        self._settle()
        page.anchor = min(page.anchor, page.article.block_at(start))
        first, last = page.place(self._article.clamp(start)), page.place(self._article.clamp(end))
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
        if page is None:
            return []
        found = []
        for _, y, layout in self._visible or []:
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

    # Events of Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overview.setGeometry(self.viewport().geometry().right() + 1, 0, WIDTH, self.viewport().height())
        if event.size().width() != event.oldSize().width():
            self._rebuilt()
        else:
            self._moved()
            self._update_range()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._settling or self._visible is None:
            self._moved()
            return
        still, self._visible = self._stillness(dy), None
        self._settle()
        whole = self.devicePixelRatioF().is_integer()  # else Qt shifts to parts of pixels, and ghosts of lines are left
        if still() and not self._slipped and whole:
            self.viewport().scroll(0, dy)
        else:
            self.viewport().update()

    # Inner workings

    def _in_gutter(self, span: Span) -> bool:
        return self._styles.form(span.layer) != "band"

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
        self._overview.show_spans(self._spans.values(), self._styles, self._theme, len(self.text),
                                  self._comparison)

    def _moved(self) -> None:
        self._visible = None
        self._drop_sides()
        self.viewport().update()

    def _drop_sides(self) -> None:
        """Lay out what stands beside the text anew when it is next asked for."""
        self._gutter = None

    def _stillness(self, dy: int) -> Callable[[], bool]:
        """Return what tells, after scrolling by `dy`, whether all beside the text has merely moved along."""
        before = self._gutter_now()

        def still() -> bool:
            now = self._gutter_now()
            return before is not None and now is not None and now.shifted_from(before, dy)

        return still

    def _geometry(self) -> Page | None:
        if self._page is None and self._shown:
            self._page = Page(self._article, self._spans, self._styles, self._metrics, self.viewport().width(),
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
        self._settling, self._slipped = True, False
        for _ in range(4):
            top = bar.value()
            visible = page.visible(top, top + self.viewport().height())
            shift = page.take_shift()
            self._update_range()
            if not shift and bar.value() == top:
                break
            self._slipped = True
            bar.setValue(round(top + shift))
        page.anchor = visible[0][0] if visible else 0
        self._visible = page.visible(bar.value(), bar.value() + self.viewport().height())
        self._drop_sides()
        self._settling = False
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
            place = page.place(self._article.clamp(position))
            self.verticalScrollBar().setValue(int(place.top - self.viewport().height() / 2))
