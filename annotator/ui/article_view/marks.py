"""What is drawn on the rows of one block: bands, lines, captions, brackets and ties, placed without overlap.

Pixels are relative to the block; heights follow from the rows, so only x and lanes are kept here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotator.domain.lanes import pack, pack_captions, pack_sides
from annotator.domain.text import is_rtl
from annotator.ui.article_view.geometry import Origin, Row, boxes, cells
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.pieces import Piece

if TYPE_CHECKING:
    from annotator.ui.article_view.compared_pieces import Part

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
    parts: tuple[Part, ...] = ()
    """Of compared spans: the stretches of `text` by what they say, each followed by a gap."""


class Post(NamedTuple):
    """An end of a compared span. `stroke` is the part of it that ends there."""

    x: float
    stroke: Stroke
    leftmost: bool
    """Whether it closes the stroke on its left side."""
    apart: bool
    """Whether its partner does not end there."""


class Bracket(NamedTuple):
    """The sign in the gutter beside rows `first` to `last` of the block."""

    first: int
    last: int
    lane: int
    piece: Piece
    runs: tuple[tuple[int, int], ...]
    """First and last row of each fragment."""
    parts: tuple[Part, ...] | None = None
    """What its label says of a compared span; empty where that of another span of the difference says it."""


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
    under: list[Stroke] = field(default_factory=list)
    """Bands of compared spans that lie in lanes under the words: those of all annotators but the first."""
    lines: list[Stroke] = field(default_factory=list)
    dims: list[Stroke] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    """Sorted by row, all of them, except brackets (by first row)."""
    compared: bool = False
    """Whether anything is drawn that only compared spans have."""
    posts: list[Post] = field(default_factory=list)
    sunk: dict[int, int] = field(default_factory=dict)
    """Lanes of `under` by row; lines stand beneath them."""
    wide: set[int] = field(default_factory=set)
    """Rows whose lines have edges around them, and so need more room."""

    def line_y(self, row: int, lane: int, metrics: Metrics) -> float:
        """Return how far beneath the words' box of a row the middle of a line runs."""
        wide = row in self.wide
        over = self.sunk.get(row, 0) * metrics.under + 0.45 * metrics.lane
        return over + lane * (metrics.edged if wide else metrics.lane)

    def strokes(self) -> list[Stroke]:
        """Return all that is drawn of spans on the rows."""
        return [*self.bands, *self.under, *self.lines, *self.dims]


def arrange(places: Places, pieces: list[Piece], metrics: Metrics, width: float, *,
            rtl: bool) -> tuple[Marks, list[float], list[float]]:
    """Return the marks of a block and the gap each row needs above and below it."""
    marks = Marks()
    above, below = [metrics.above] * len(places.rows), [metrics.below] * len(places.rows)
    if not pieces:
        return marks, above, below
    marks.bands = _strokes(places, [piece for piece in pieces if piece.style.form == "band" and not piece.sunk])
    marks.under = _strokes(places, [piece for piece in pieces if piece.sunk])
    marks.lines = _strokes(places, [piece for piece in pieces if piece.style.form == "line"])
    marks.dims = _strokes(places, [piece for piece in pieces if piece.style.form == "block"])
    marks.captions = _captions([*marks.bands, *marks.under], metrics, width, rtl=rtl)
    marks.compared = any(piece.marked for piece in pieces)
    marks.posts = [post for stroke in marks.strokes() if stroke.piece.ends for post in _posts(places, stroke)]
    marks.brackets = _brackets(places, [piece for piece in pieces if piece.style.form != "band"])
    if any(bracket.piece.marked for bracket in marks.brackets):
        from annotator.ui.article_view.compared_pieces import bracket_parts

        marks.brackets = [bracket._replace(parts=parts)
                          for bracket, parts in zip(marks.brackets, bracket_parts(marks.brackets), strict=True)]
    marks.ties = sorted((tie for piece in pieces if len(piece.span.fragments) > 1 and piece.style.form != "block"
                         for tie in _ties(places, piece)), key=lambda tie: tie.row)
    for caption in marks.captions:
        needed = (caption.level + 1) * metrics.row - metrics.overlap + CAPTION_RISE - 1.0
        above[caption.row] = max(above[caption.row], needed)
    for stroke in marks.under:
        marks.sunk[stroke.row] = max(marks.sunk.get(stroke.row, 0), stroke.lane + 1)
        below[stroke.row] = metrics.below + marks.sunk[stroke.row] * metrics.under
    marks.wide = {line.row for line in marks.lines if line.piece.differs}
    for line in marks.lines:
        below[line.row] = max(below[line.row], marks.line_y(line.row, line.lane, metrics) + 0.55 * metrics.lane
                              + (2.5 if line.row in marks.wide else 0.0))
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

    def edge(self, stroke: Stroke, position: int, *, at_start: bool) -> tuple[float, bool]:
        """Return where a stroke begins (or ends) with the character at a position, and whether with its left side."""
        row = self.rows[stroke.row]
        if row.direction:
            leftmost = at_start == (row.direction > 0)
            return (stroke.left if leftmost else stroke.right), leftmost
        cell = next(cell for cell in cells(self.origin, row) if cell.start <= position < cell.end)
        character = position - self.origin.start
        leftmost = at_start != is_rtl(self.origin.layout.text(), character, character + 1)
        return (cell.left if leftmost else cell.right), leftmost

    def _measure(self, start: int, end: int) -> Iterator[tuple[int, float, float]]:
        for row in range(self.row_of(start), max(bisect_left(self._starts, end), 1)):
            for left, right in boxes(self.origin, self.rows[row], start, end):
                limit = self.rows[row].line.naturalTextRect().right()
                right = max(min(right, limit), left + _THINNEST)
                yield row, left, right


def _strokes(places: Places, pieces: list[Piece]) -> list[Stroke]:
    flat = [(piece, start, end) for piece in pieces for start, end in piece.ranges]
    ranges = [(start, end) for _, start, end in flat]
    sides = [piece.side for piece, _, _ in flat]
    lanes = pack_sides(ranges, sides) if any(sides) else pack(ranges)
    strokes = [Stroke(row, left, right, lane, piece, start, end)
               for (piece, start, end), lane in zip(flat, lanes, strict=True)
               for row, left, right in places.over(start, end)]
    return sorted(strokes, key=lambda stroke: (stroke.row, stroke.lane))


def _captions(bands: list[Stroke], metrics: Metrics, width: float, *, rtl: bool) -> list[Caption]:
    """Return a caption for each fragment that starts here, in rows so that none covers another; compared spans of one
    difference that start on one row share theirs."""
    starts: dict[tuple[str, int], Stroke] = {}
    for stroke in bands:
        if any(start == stroke.start for start, _ in stroke.piece.span.fragments):
            starts.setdefault((stroke.piece.span.id, stroke.start), stroke)
    by_row: dict[int, list[tuple[float, float, Caption]]] = {}
    for strokes in _sharing(starts.values()):
        first = strokes[0]
        text, parts = _words(strokes)
        wide = metrics.parts_width(parts) if parts else metrics.caption.horizontalAdvance(text) + 1
        left = max(0.0, min(first.right - wide if rtl else first.left, width - wide))
        caption = Caption(first.row, left, wide, 0, first.piece, first.right if rtl else first.left, text, parts)
        by_row.setdefault(first.row, []).append((left, -first.lane, caption))
    captions = []
    for row in sorted(by_row):
        # Of captions that start at one place the shortest span's comes first, nearest to its words.
        found = [caption for _, _, caption in sorted(by_row[row], key=lambda each: each[:2])]
        levels = pack_captions([(caption.left, caption.width) for caption in found], _CAPTION_GAP)
        captions += [caption._replace(level=level) for caption, level in zip(found, levels, strict=True)]
    return captions


def _sharing(starts: Iterable[Stroke]) -> Iterable[list[Stroke]]:
    """Return the strokes that share a caption: where spans of a difference start on one row, and where later
    fragments start at one place."""
    found: dict[tuple[str, int, int], list[Stroke]] = {}
    for stroke in starts:
        piece = stroke.piece
        opens = stroke.start == piece.span.start
        group = piece.group if piece.differs else piece.span.id
        found.setdefault((group, stroke.row, -1 if opens and piece.differs else stroke.start), []).append(stroke)
    return found.values()


def _words(strokes: list[Stroke]) -> tuple[str, tuple[Part, ...]]:
    """Return what the caption over strokes says."""
    first = strokes[0]
    if first.start != first.piece.span.start:
        return CONTINUED, ()
    if not first.piece.marked:
        return first.piece.caption, ()
    from annotator.ui.article_view.compared_pieces import caption_parts

    parts = caption_parts([stroke.piece for stroke in strokes])
    return " ".join(part.text for part in parts), parts


def _posts(places: Places, stroke: Stroke) -> Iterator[Post]:
    """Yield the ends of a stroke that are drawn because spans are compared."""
    for position, at_start, apart in stroke.piece.ends:
        if position == (stroke.start if at_start else stroke.end):
            last = position if at_start else position - 1
            if places.row_of(last) == stroke.row:
                x, leftmost = places.edge(stroke, last, at_start=at_start)
                if stroke.left - 0.5 <= x <= stroke.right + 0.5:
                    yield Post(x, stroke, leftmost, apart)


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
