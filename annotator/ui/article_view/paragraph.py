"""The layout of one block: its rows, and the gaps between them that captions and lanes need.

Positions are code points of the stored text; pixels are relative to the block's top left corner.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from annotator.domain.relation import Relation
from annotator.domain.text import has_direction_controls, has_left_to_right, has_mixed_direction
from annotator.ui.article_view.arcs import LANE, Arc, Foot, lanes_by_row, lay_arcs, margin_foot, pairs_of
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.geometry import Box, Origin, Row, boxes, caret_x, character_at, position_at
from annotator.ui.article_view.mapping import Mapping as Units
from annotator.ui.article_view.mapping import display_text
from annotator.ui.article_view.marks import CAPTION_RISE, Caption, Marks, Places, Stroke, arrange
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.pieces import Piece


class BlockLayout:
    """One block as rows, with what is drawn on them once `arrange` was called."""

    def __init__(self, article: ArticleText, block: int, metrics: Metrics, width: float) -> None:
        self.start, self.end = article.starts[block], article.ends[block]
        self.width = width
        self.metrics = metrics
        self.rtl = article.is_rtl(block)
        self._display = display = display_text(article.text[self.start:self.end])
        self.text_layout = QTextLayout(display, metrics.font)
        self.origin = Origin(self.text_layout, Units(display), self.start)
        self.rows = self._break()
        self._places = Places(self.origin, self.rows)
        self._spacing = metrics.spacing if article.last_in_line(block) else 0.0
        self.blank = self.start == self.end
        self.height = 0.0
        self.marks = Marks()
        self.arcs: list[Arc] = []
        self._gaps: list[float] = []
        self.arrange([])

    def arrange(self, pieces: list[Piece], relations: Mapping[str, Sequence[Relation]] | None = None) -> None:
        """Place the pieces of spans on the rows, with arcs over them, and the rows under each other, at whole pixels.

        `relations` by the span that begins later; those whose ends are near each other become arcs.
        """
        self.marks, above, below = arrange(self._places, pieces, self.metrics, self.width, rtl=self.rtl)
        self.arcs = lay_arcs(pairs_of(self._strokes(), relations), self.marks.captions) if relations else []
        for number, lanes in lanes_by_row(self.arcs).items():
            above[number] += lanes * LANE
        self._gaps = above
        y = 0.0
        for row, over, under in zip(self.rows, above, below, strict=True):
            row.top = y if self.blank else math.ceil(y + over)
            row.line.setPosition(QPointF(row.line.position().x(), row.top))
            y = row.bottom if self.blank else row.bottom + under
        self.height = math.ceil(self.metrics.blank if self.blank else y + self._spacing)

    def gap_top(self, row: int) -> float:
        """Return where the gap above a row begins."""
        return self.rows[row].top - self._gaps[row]

    def caption_at(self, x: float, y: float) -> str | None:
        """Return the span whose caption over its words is at a point of the block."""
        return next((caption.piece.span.id for caption in self.marks.captions
                     if caption.left <= x <= caption.left + caption.width
                     and 0 <= self.caption_base(caption) - y + 1 <= self.metrics.row), None)

    def caption_base(self, caption: Caption) -> float:
        """Return the y on which a caption is written."""
        metrics = self.metrics
        return self.rows[caption.row].top + metrics.overlap - CAPTION_RISE - caption.level * metrics.row

    def line_y(self, row: int, lane: int) -> float:
        """Return the y of a line of this lane under a row."""
        return self.rows[row].bottom - 1.0 + self.marks.line_y(row, lane, self.metrics)

    def foot(self, span: str, row: int) -> Foot | None:
        """Return where a route from the right margin meets a span on a row."""
        return margin_foot((each for each in self._strokes() if each.piece.span.id == span), self.marks.captions, row)

    def _strokes(self) -> list[Stroke]:
        return self.marks.strokes()

    def row_of(self, position: int) -> int:
        """Return the row that a caret at `position` stands on."""
        return max(0, bisect_right(self.rows, position, key=lambda row: row.start) - 1)

    def row_at(self, y: float) -> int:
        """Return the row nearest to `y`."""
        row = max(0, bisect_right(self.rows, y, key=lambda row: row.top - self.metrics.above) - 1)
        return min(row, len(self.rows) - 1)

    def boxes(self, row: int, start: int, end: int) -> list[Box]:
        """Return the boxes of a range on a row."""
        return boxes(self.origin, self.rows[row], start, end)

    def caret_x(self, position: int) -> float:
        """Return the x of the caret."""
        return caret_x(self.origin, self.rows[self.row_of(position)], position)

    def position_at(self, row: int, x: float) -> int:
        """Return the position nearest to `x` that stands on the row."""
        line = self.rows[row]
        position = position_at(self.origin, line, x)
        if position == line.end and row + 1 < len(self.rows) and line.end > line.start:
            return line.end - 1 if self._display[line.end - 1 - self.start].isspace() else position
        return position

    def character_at(self, row: int, x: float) -> int | None:
        """Return the character drawn at `x`, None beside the text."""
        return character_at(self.origin, self.rows[row], x)

    def _break(self) -> list[Row]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft)
        layout = self.text_layout
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        rows = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            start = self.origin.point(line.textStart())
            end = self.origin.point(line.textStart() + line.textLength())
            rows.append(Row(start, end, line, line.height()))
        layout.endLayout()
        if self.rtl or has_mixed_direction(self._display):
            for row in rows:
                row.direction = self._direction(row)
        return rows

    def _direction(self, row: Row) -> int:
        """Return how a row of a block with mixed directions runs; 0 where only measuring tells."""
        if has_direction_controls(self._display):
            return 0
        text = self._display[row.start - self.start:row.end - self.start]
        if self.rtl:
            return 0 if has_left_to_right(text) else -1
        return 0 if has_mixed_direction(text) else 1
