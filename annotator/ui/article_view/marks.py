"""What is drawn on the rows of one block: bands, lines, captions, brackets and ties, placed without overlap.

Pixels are relative to the block; heights follow from the rows, so only x and lanes are kept here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.lanes import pack, pack_captions
from annotator.ui.article_view.geometry import Origin, Row, boxes
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.pieces import Piece

_CAPTION_GAP = 5.0
CAPTION_RISE = 3.0
"""From the top of a band to the foot of its caption."""
_STUB = 3
"""Characters beside a fragment under which a tie to one far away is drawn."""
_THINNEST = 3.0
"""Least width of what is drawn, for ranges of characters without width."""


class Stroke(NamedTuple):
    """A band, line or dimmed stretch on one row. `lane` insets bands and stacks lines."""

    row: int
    left: float
    right: float
    lane: int
    piece: Piece
    start: int
    end: int
    """Code points of this fragment in the block."""


CONTINUED = "…"
"""Stands in place of the label at a fragment that is not the first of its span."""


class Caption(NamedTuple):
    """A label over the start of a band; `level` 0 is nearest to the words."""

    row: int
    left: float
    width: float
    level: int
    piece: Piece
    anchor: float
    """x where the band starts."""
    text: str


class Bracket(NamedTuple):
    """The sign in the gutter beside rows `first` to `last` of the block."""

    first: int
    last: int
    lane: int
    piece: Piece
    runs: tuple[tuple[int, int], ...]
    """First and last row of each fragment."""


class Tie(NamedTuple):
    """A connector between two fragments of a span, on one row."""

    row: int
    left: float
    right: float
    piece: Piece


@dataclass(slots=True)
class Marks:
    """Everything placed on a block."""

    bands: list[Stroke] = field(default_factory=list)
    lines: list[Stroke] = field(default_factory=list)
    dims: list[Stroke] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    """Sorted by row, all of them, except brackets (by first row)."""


def arrange(places: "Places", pieces: list[Piece], metrics: Metrics, width: float, *,
            rtl: bool) -> tuple[Marks, list[float], list[float]]:
    """Return the marks of a block and the gap each row needs above and below it."""
    marks = Marks()
    above, below = [metrics.above] * len(places.rows), [metrics.below] * len(places.rows)
    if not pieces:
        return marks, above, below
    marks.bands = _strokes(places, [piece for piece in pieces if piece.style.form == "band"])
    marks.lines = _strokes(places, [piece for piece in pieces if piece.style.form == "line"])
    marks.dims = _strokes(places, [piece for piece in pieces if piece.style.form == "block"])
    marks.captions = _captions(marks.bands, metrics, width, rtl=rtl)
    marks.brackets = _brackets(places, [piece for piece in pieces if piece.style.form != "band"])
    marks.ties = sorted((tie for piece in pieces if len(piece.span.fragments) > 1 and piece.style.form != "block"
                         for tie in _ties(places, piece)), key=lambda tie: tie.row)
    for caption in marks.captions:
        needed = (caption.level + 1) * metrics.row - metrics.overlap + CAPTION_RISE - 1.0
        above[caption.row] = max(above[caption.row], needed)
    for line in marks.lines:
        below[line.row] = max(below[line.row], (line.lane + 1) * metrics.lane)
    return marks, above, below


class Places:
    """Finds the rows of a range, and where it stands on them. Kept with the block: a change of one span
    measures the others not again."""

    def __init__(self, origin: Origin, rows: list[Row]) -> None:
        self.origin = origin
        self.rows = rows
        self._starts = [row.start for row in rows]
        self._found: dict[tuple[int, int], list[tuple[int, float, float]]] = {}

    def row_of(self, position: int) -> int:
        """Return the row that holds the character after a position."""
        return max(0, bisect_right(self._starts, position) - 1)

    def over(self, start: int, end: int) -> list[tuple[int, float, float]]:
        """Return row, left and right of each box of the range."""
        found = self._found.get((start, end))
        if found is None:
            found = self._found[start, end] = list(self._measure(start, end))
        return found

    def _measure(self, start: int, end: int) -> Iterator[tuple[int, float, float]]:
        for row in range(self.row_of(start), max(bisect_left(self._starts, end), 1)):
            for left, right in boxes(self.origin, self.rows[row], start, end):
                limit = self.rows[row].line.naturalTextRect().right()
                right = max(min(right, limit), left + _THINNEST)
                yield row, left, right


def _strokes(places: Places, pieces: list[Piece]) -> list[Stroke]:
    flat = [(piece, start, end) for piece in pieces for start, end in piece.ranges]
    lanes = pack([(start, end) for _, start, end in flat])
    strokes = [Stroke(row, left, right, lane, piece, start, end)
               for (piece, start, end), lane in zip(flat, lanes, strict=True)
               for row, left, right in places.over(start, end)]
    return sorted(strokes, key=lambda stroke: (stroke.row, stroke.lane))


def _captions(bands: list[Stroke], metrics: Metrics, width: float, *, rtl: bool) -> list[Caption]:
    """Return a caption for each fragment that starts here, in rows so that none covers another."""
    by_row: dict[int, list[tuple[float, float, Stroke]]] = {}
    seen: set[tuple[str, int]] = set()
    for stroke in bands:
        span = stroke.piece.span
        if (span.id, stroke.start) not in seen and any(start == stroke.start for start, _ in span.fragments):
            seen.add((span.id, stroke.start))
            wide = metrics.caption.horizontalAdvance(_caption(stroke)) + 1
            left = stroke.right - wide if rtl else stroke.left
            by_row.setdefault(stroke.row, []).append((max(0.0, min(left, width - wide)), wide, stroke))
    captions = []
    for row in sorted(by_row):
        # Of captions that start at one place the shortest span's comes first, nearest to its words.
        found = sorted(by_row[row], key=lambda each: (each[0], -each[2].lane))
        levels = pack_captions([(left, wide) for left, wide, _ in found], _CAPTION_GAP)
        captions += [
            Caption(row, left, wide, level, stroke.piece, stroke.right if rtl else stroke.left, _caption(stroke))
            for (left, wide, stroke), level in zip(found, levels, strict=True)]
    return captions


def _caption(stroke: Stroke) -> str:
    return stroke.piece.caption if stroke.start == stroke.piece.span.start else CONTINUED


def _brackets(places: Places, pieces: list[Piece]) -> list[Bracket]:
    """Return the gutter signs; what reaches over several blocks keeps its lane, others go around it."""
    last = len(places.rows) - 1
    rows = []
    for piece in pieces:
        first_row = places.row_of(piece.span.start) if piece.opens else 0
        last_row = places.row_of(piece.span.end - 1) if piece.closes else last
        rows.append((first_row, last_row))
    taken = [((first, end + 1), piece.lane) for piece, (first, end) in zip(pieces, rows, strict=True)
             if piece.lane is not None]
    free = [index for index, piece in enumerate(pieces) if piece.lane is None]
    lanes = dict(zip(free, pack([(rows[i][0], rows[i][1] + 1) for i in free], taken), strict=True))
    found = [Bracket(*rows[index], lanes.get(index, piece.lane or 0), piece,
                     tuple((places.row_of(start), places.row_of(end - 1)) for start, end in piece.ranges))
             for index, piece in enumerate(pieces)]
    return sorted(found, key=lambda bracket: bracket.first)


def _ties(places: Places, piece: Piece) -> Iterator[Tie]:
    """Yield connectors over what lies between the fragments, where it lies in this block: all of it where that is on
    one line or the next, else only how it leaves one fragment and comes to the other."""
    low, high = places.rows[0].start, places.rows[-1].end
    for before, after in pairwise(piece.span.fragments):
        leaves, comes = low <= before.end <= high, low <= after.start <= high
        if leaves and comes and places.row_of(after.start) - places.row_of(before.end - 1) <= 1:
            stretches = [(before.end, after.start)]
        else:
            stretches = [(before.end, min(before.end + _STUB, high))] if leaves else []
            stretches += [(max(after.start - _STUB, low), after.start)] if comes else []
        for start, end in stretches:
            if start < end:
                for row, left, right in places.over(start, end):
                    yield Tie(row, left, right, piece)
