"""Hits: ranges outlined over the text, such as what a search found; one of them is the current one.

Offsets are code points of the stored text, half-open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.article_view.painting import Frame

_RADIUS = 2.5
_SPREAD = 1.5


class Hits:
    """Ranges in the order of the text, found by place without looking through all. They must not overlap much:
    one that reaches over thousands of others is only found near its start."""

    def __init__(self, ranges: Sequence[tuple[int, int]] = (), current: int | None = None) -> None:
        """`current` is the place in `ranges` of the one that stands out."""
        self.current = ranges[current] if current is not None and 0 <= current < len(ranges) else None
        self.ranges = sorted(ranges)
        self._longest = max((end - start for start, end in self.ranges), default=0)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges that reach into `[start, end)`."""
        low = bisect_left(self.ranges, (start - self._longest, 0))
        for index in range(low, bisect_right(self.ranges, (end, 0))):
            if self.ranges[index][1] > start:
                yield self.ranges[index]


class Outlined:
    """The hits of several at once, such as the find bar and the search: those of one are seen, and when it puts them
    away, those of the one before are seen again."""

    def __init__(self) -> None:
        self._kept: dict[str, Hits] = {}
        """By who found them, those seen last."""

    @property
    def seen(self) -> Hits:
        """The hits to draw."""
        return next(reversed(self._kept.values()), Hits())

    def put(self, owner: str, hits: Hits, *, front: bool) -> None:
        """Keep the hits of an owner, over all others if `front`, else where its last ones were; none takes it out."""
        if not hits.ranges:
            self._kept.pop(owner, None)
        elif front:
            self._kept.pop(owner, None)
            self._kept[owner] = hits
        elif owner in self._kept:
            self._kept[owner] = hits
        else:
            self._kept = {owner: hits, **self._kept}

    def clear(self) -> None:
        """Forget everybody's."""
        self._kept.clear()


def paint_hits(painter: QPainter, frame: Frame, hits: Hits) -> None:
    """Outline the hits on the rows to draw; the current one is filled softly and has a thick outline."""
    rows = frame.layout.rows
    if not hits.ranges or not rows:
        return
    accent = QColor(frame.theme.accent)
    soft = QColor(accent)
    soft.setAlpha(56)
    for start, end in hits.within(rows[frame.first].start, rows[frame.last].end):
        current = (start, end) == hits.current
        painter.setPen(QPen(accent, 2.2 if current else 1.1, Qt.PenStyle.SolidLine if current else Qt.PenStyle.DotLine))
        painter.setBrush(soft if current else Qt.BrushStyle.NoBrush)
        for row in range(frame.first, frame.last + 1):
            line = rows[row]
            for left, right in frame.layout.boxes(row, start, end):
                box = QRectF(frame.x + left, frame.y + line.top, right - left, line.height)
                below_captions = box.adjusted(-_SPREAD, frame.metrics.overlap - 1.0, _SPREAD, 0)
                painter.drawRoundedRect(below_captions, _RADIUS, _RADIUS)
