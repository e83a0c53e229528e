"""Where characters stand on a line: boxes of a range, and the character at a point.

Offsets are code points of the stored text; x in pixels from the block's left edge. On a line of mixed
direction one range may need several boxes.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.ui.article_view.mapping import Mapping

_Edge = QTextLine.Edge
_LEADING = _Edge.Leading
_HALF_PIXEL = 0.5
Box = tuple[float, float]
"""Left and right."""


@dataclass(slots=True)
class Row:
    """One line as laid out. `start` to `end` are its code points, the space it broke at included."""

    start: int
    end: int
    line: QTextLine
    height: float
    top: float = 0.0
    """Top of the text box in the block."""
    direction: int = 1
    """1: all of it runs to the right, -1: to the left, 0: mixed."""
    cells: "list[Cell] | None" = field(default=None, repr=False)

    @property
    def bottom(self) -> float:
        """Bottom of the text box in the block."""
        return self.top + self.height


class Cell(NamedTuple):
    """The box of one cluster of a line of mixed direction."""

    start: int
    end: int
    left: float
    right: float


class Origin(NamedTuple):
    """What turns positions of the stored text into Qt's of one layout."""

    layout: QTextLayout
    mapping: Mapping
    start: int

    def unit(self, position: int) -> int:
        """Return Qt's position of a code point."""
        return self.mapping.to_units(position - self.start)

    def point(self, unit: int) -> int:
        """Return the code point of Qt's position."""
        return self.start + self.mapping.to_points(unit)


def boxes(origin: Origin, row: Row, start: int, end: int) -> list[Box]:
    """Return the boxes of `[start, end)` on the row, from left to right; none where it is not on the row."""
    start, end = max(start, row.start), min(end, row.end)
    if start >= end:
        return []
    if row.direction:
        left, right = sorted((_x(row.line, origin.unit(start)), _x(row.line, origin.unit(end))))
        return [(left, right)]
    return _merged([(cell.left, cell.right) for cell in cells(origin, row) if cell.start < end and start < cell.end])


def cells(origin: Origin, row: Row) -> list[Cell]:
    """Return the box of each cluster of a row, in the order of the text."""
    if row.cells is None:
        row.cells = _measure(origin, row)
    return row.cells


def position_at(origin: Origin, row: Row, x: float) -> int:
    """Return the position between characters that is nearest to `x`."""
    return min(max(origin.point(row.line.xToCursor(x)), row.start), row.end)


def character_at(origin: Origin, row: Row, x: float) -> int | None:
    """Return the start of the cluster drawn at `x`, None where there is none."""
    if not row.direction:
        return next((cell.start for cell in cells(origin, row) if cell.left <= x < cell.right), None)
    rect = row.line.naturalTextRect()
    if not rect.left() <= x < rect.right() or row.start == row.end:
        return None
    position = origin.point(row.line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
    return position if row.start <= position < row.end else None


def caret_x(origin: Origin, row: Row, position: int) -> float:
    """Return the x of the caret at a position of the row."""
    return _x(row.line, origin.unit(position))


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = _LEADING) -> float:
    if edge is _LEADING:  # Qt's own default: handing it over takes longer than the answer
        return float(line.cursorToX(unit)[0])  # type: ignore[index]
    return float(line.cursorToX(unit, edge)[0])  # type: ignore[index]


def _measure(origin: Origin, row: Row) -> list[Cell]:
    """Measure the clusters of a row.

    Qt gives the first cluster of a run against the line's direction the place where the run is entered, not
    its own; such a cluster gets the gap that all others leave. Of a conjunct such as ल्ली it tells the first
    letter's box alone; what is left beside it is the conjunct's too.
    """
    units = [unit for unit in range(origin.unit(row.start), origin.unit(row.end))
             if origin.layout.isValidCursorPosition(unit)]
    edges = [(_x(row.line, unit), _x(row.line, unit, _Edge.Trailing)) for unit in units]
    spans = [(min(pair), max(pair)) for pair in edges]
    rect = row.line.naturalTextRect()
    gaps = _gaps([box for box in spans if box[1] > box[0]], rect.left(), rect.right())
    bounds = [*units, origin.unit(row.end)]
    found = []
    for index, (left, right) in enumerate(spans):
        if left == right:
            near = {left} | set(edges[index + 1][:1] if index + 1 < len(edges) else ())
            gap = next((gap for gap in gaps if _adjoins(gap, near)), None)
            if gap:
                gaps.remove(gap)
                left, right = gap
        found.append(Cell(origin.point(units[index]), origin.point(bounds[index + 1]), left, right))
    return _widened(found, gaps)


def _widened(found: list[Cell], gaps: list[Box]) -> list[Cell]:
    """Give each gap that is left to the longest cluster beside it."""
    for left, right in gaps:
        beside = [index for index, cell in enumerate(found) if _adjoins((cell.left, cell.right), {left, right})]
        if beside:
            index = max(beside, key=lambda each: found[each].end - found[each].start)
            cell = found[index]
            found[index] = cell._replace(left=min(cell.left, left), right=max(cell.right, right))
    return found


def _adjoins(gap: Box, places: set[float]) -> bool:
    return any(abs(edge - place) < _HALF_PIXEL for edge in gap for place in places)


def _gaps(taken: list[Box], left: float, right: float) -> list[Box]:
    """Return what the boxes leave of `left` to `right`, slivers aside."""
    gaps = []
    for start, end in _merged(taken):
        if start - left > _HALF_PIXEL:
            gaps.append((left, start))
        left = max(left, end)
    return [*gaps, (left, right)] if right - left > _HALF_PIXEL else gaps


def _merged(found: list[Box]) -> list[Box]:
    """Return the boxes from left to right, those that touch as one."""
    merged: list[Box] = []
    for left, right in sorted(found):
        if merged and left <= merged[-1][1] + _HALF_PIXEL:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged
