"""The page: header, blocks under each other, laid out as they come into sight. No painting, no widget.

y runs from the top of the header; positions are code points of the stored text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from annotator.domain.relation import Relation, RelationIndex
from annotator.domain.span import Span
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.heights import Heights
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.pieces import pieces_of
from annotator.ui.article_view.spans import SpanIndex
from annotator.ui.article_view.style import StyleBook

if TYPE_CHECKING:
    from annotator.ui.article_view.compared import Comparison

_KEPT = 160
"""Layouts kept; more blocks than any screen shows."""
GUTTER, _NARROW = 132.0, 104.0
"""Width of the gutter, and in a window too narrow for the whole measure."""
_MARGIN = 24.0
_TOP = 36.0
_UNDER_TITLE = 10.0
_BOTTOM = 64.0


class Place(NamedTuple):
    """Where a caret stands: its x, and the text box of its row, on the page."""

    x: float
    top: float
    height: float


class Page:
    """Geometry of one article at one width."""

    def __init__(self, article: ArticleText, spans: SpanIndex, styles: StyleBook, metrics: Metrics, width: float,
                 title: str = "", meta: str = "") -> None:
        self.article, self.spans, self.styles, self.metrics = article, spans, styles, metrics
        self.relations = RelationIndex()
        self.comparison: Comparison | None = None
        gutter = max(_NARROW, min(GUTTER, width - metrics.measure - _MARGIN))
        self.measure = max(120.0, min(metrics.measure, width - gutter - _MARGIN))
        middle = round((width - self.measure + gutter * 0.45) / 2)
        self.left = max(gutter, min(middle, width - self.measure - _MARGIN))
        self.title = _wrapped(title, metrics.title_font, self.measure)
        self.meta = _wrapped(meta, metrics.meta_font, self.measure)
        self.title_top = _TOP
        self.meta_top = _TOP + self.title.boundingRect().height() + _UNDER_TITLE
        under = self.meta_top + self.meta.boundingRect().height() + metrics.text_height * 0.6
        self.header = float(round(under if title or meta else _TOP))
        self.heights = Heights(self._estimates())
        self.anchor = 0
        """Blocks before this one, when they turn out taller, push the view along instead of the text."""
        self._layouts: OrderedDict[int, BlockLayout] = OrderedDict()
        self._shift = 0.0

    @property
    def height(self) -> float:
        """Height of the whole page, in part estimated."""
        return self.header + self.heights.top(len(self.heights)) + _BOTTOM

    def layout(self, block: int) -> BlockLayout:
        """Return the layout of a block, made now if need be."""
        layout = self._layouts.get(block)
        if layout is None:
            layout = BlockLayout(self.article, block, self.metrics, self.measure)
            self._arrange(block, layout)
            self._layouts[block] = layout
            if len(self._layouts) > _KEPT:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(block)
        return layout

    def rearrange(self, blocks: Iterable[int]) -> None:
        """Place the spans of these blocks anew (those laid out; the others will be when seen)."""
        for block in blocks:
            layout = self._layouts.get(block)
            if layout is not None:
                self._arrange(block, layout)

    def rearrange_all(self) -> None:
        """Place all spans anew."""
        self.rearrange(list(self._layouts))

    def rearrange_only(self, blocks: Iterable[int]) -> None:
        """Place all spans anew: those of these blocks now, those of others when they are seen."""
        self._layouts = OrderedDict((block, self._layouts[block]) for block in blocks if block in self._layouts)
        self.rearrange_all()

    def take_shift(self) -> float:
        """Return how far blocks above the anchor have grown since last asked."""
        shift, self._shift = self._shift, 0.0
        return shift

    def top(self, block: int) -> float:
        """Return the y of a block."""
        return self.header + self.heights.top(block)

    def visible(self, top: float, bottom: float) -> list[tuple[int, float, BlockLayout]]:
        """Return the blocks between two y with their y and layout, laying out what is not yet."""
        block = self.heights.at(top - self.header)
        y = self.top(block)
        found = []
        while y < bottom and block < len(self.article):
            layout = self.layout(block)
            found.append((block, y, layout))
            y += layout.height
            block += 1
        return found

    def place(self, position: int) -> Place:
        """Return where the caret at `position` stands."""
        block = self.article.block_at(position)
        layout = self.layout(block)
        position = min(position, layout.end)
        row = layout.rows[layout.row_of(position)]
        height = self.metrics.blank if layout.blank else row.height
        return Place(self.left + layout.caret_x(position), self.top(block) + row.top, height)

    def position_at(self, x: float, y: float) -> int:
        """Return the position nearest to a point."""
        block, row = self.row_at(y)
        return self.layout(block).position_at(row, x - self.left)

    def row_at(self, y: float) -> tuple[int, int]:
        """Return block and row nearest to `y`."""
        block = self.heights.at(y - self.header)
        layout = self.layout(block)
        return block, layout.row_at(y - self.top(block))

    def character_at(self, x: float, y: float) -> int | None:
        """Return the character drawn at a point, None where there is none."""
        if not self.header <= y < self.height - _BOTTOM:
            return None
        block, row = self.row_at(y)
        return self.layout(block).character_at(row, x - self.left)

    def _arrange(self, block: int, layout: BlockLayout) -> None:
        spans = self.spans.in_block(block)
        lanes = self.spans.crossing_lanes() if spans else {}
        pieces = pieces_of(spans, layout.start, layout.end, self.styles, lanes)
        if self.comparison is not None:
            from annotator.ui.article_view.compared_pieces import compare_pieces

            pieces = compare_pieces(pieces, self.comparison, self.spans.get, self.styles)
        layout.arrange(pieces, self._relations_of(spans, layout.start) if len(self.relations) else None)
        grown = self.heights.change(block, layout.height)
        if block < self.anchor:
            self._shift += grown

    def _relations_of(self, spans: Iterable[Span], start: int) -> dict[str, list[Relation]]:
        """Return the relations of each span that begins in this block to one that begins before it."""
        found: dict[str, list[Relation]] = {}
        for span in spans:
            for relation in self.relations.of(span.id) if span.start >= start else ():
                other = self.spans.shown(relation.other(span.id))
                if other is not None and (other.start, other.id) < (span.start, span.id):
                    found.setdefault(span.id, []).append(relation)
        return found

    def _estimates(self) -> list[float]:
        metrics, article = self.metrics, self.article
        per_line = max(1.0, metrics.characters * self.measure / metrics.measure)
        pitch = metrics.text_height + metrics.above + metrics.below
        return [metrics.blank if start == end else round((int((end - start) / per_line) + 1) * pitch + metrics.spacing)
                for start, end in zip(article.starts, article.ends, strict=True)]


def _wrapped(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() * 1.06
    layout.endLayout()
    return layout
