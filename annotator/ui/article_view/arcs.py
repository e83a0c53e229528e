"""Arcs: relations between spans on one line or on neighboring ones, drawn in the gap above a line. Pure.

Pixels are relative to the block. An arc runs above its row; an end on the row before hangs down into that gap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.lanes import pack
from annotator.domain.relation import Relation
from annotator.ui.article_view.marks import Caption, Stroke

LANE = 7.0
"""Height of a lane of arcs."""
LANES = 3
"""Lanes a gap has at most; arcs beyond share the last one."""
_INSET = 6.0
_CLEAR = 3.0
_APART = 14.0
"""Feet of an arc stand at least this far apart where one span lies in the other."""
Pair = tuple[Relation, Sequence[Stroke], Sequence[Stroke]]
"""A relation with what is drawn of its head and its tail in the block."""


class Foot(NamedTuple):
    """Where an arc meets a span: on which row, at which x, and over how many rows of captions."""

    stroke: Stroke
    x: float
    captions: int = 0


class Arc(NamedTuple):
    """A relation in the gap above `row`; lane 0 is the highest."""

    row: int
    lane: int
    head: Foot
    tail: Foot
    relation: Relation

    @property
    def sides(self) -> tuple[float, float]:
        """Left and right."""
        return min(self.head.x, self.tail.x), max(self.head.x, self.tail.x)


def lay_arcs(pairs: Iterable[Pair], captions: Sequence[Caption]) -> list[Arc]:
    """Return an arc for each relation whose ends are near, sorted by row; the others are left out."""
    by_row: dict[int, list[Arc]] = {}
    over = _by_row(captions)
    for relation, heads, tails in pairs:
        near = min(((head, tail) for head in heads for tail in tails), key=_distance, default=None)
        if near is None or abs(near[0].row - near[1].row) > 1:
            continue
        row = max(near[0].row, near[1].row)
        head_x, tail_x = _feet(*near)
        feet = [_clear(stroke, x, over.get(row, ())) if stroke.row == row else Foot(stroke, x)
                for stroke, x in ((near[0], head_x), (near[1], tail_x))]
        by_row.setdefault(row, []).append(Arc(row, 0, feet[0], feet[1], relation))
    return [arc for row in sorted(by_row) for arc in _in_lanes(by_row[row])]


def pairs_of(strokes: Iterable[Stroke], relations: Mapping[str, Sequence[Relation]]) -> Iterator[Pair]:
    """Yield the relations of which both ends are drawn in the block; `relations` by the span that begins later."""
    by_span: dict[str, list[Stroke]] = {}
    for stroke in strokes:
        by_span.setdefault(stroke.piece.span.id, []).append(stroke)
    for found in relations.values():
        for relation in found:
            if relation.head in by_span and relation.tail in by_span:
                yield relation, by_span[relation.head], by_span[relation.tail]


def lanes_by_row(arcs: Iterable[Arc]) -> dict[int, int]:
    """Return how many lanes the gap above each row needs."""
    needed: dict[int, int] = {}
    for arc in arcs:
        needed[arc.row] = max(needed.get(arc.row, 0), arc.lane + 1)
    return needed


def _in_lanes(arcs: list[Arc]) -> list[Arc]:
    lanes = pack([(left - _CLEAR, right + _CLEAR) for left, right in (arc.sides for arc in arcs)])
    return [arc._replace(lane=min(lane, LANES - 1)) for arc, lane in zip(arcs, lanes, strict=True)]


def _distance(pair: tuple[Stroke, Stroke]) -> tuple[int, float, int]:
    head, tail = pair
    gap = max(head.left, tail.left) - min(head.right, tail.right)
    return abs(head.row - tail.row), max(gap, 0.0), head.row + tail.row


def _feet(head: Stroke, tail: Stroke) -> tuple[float, float]:
    """Return the x of the two feet: on edges that face each other, else a short way inside."""
    if head.right <= tail.left:
        return _edge(head, right=True), _edge(tail, right=False)
    if tail.right <= head.left:
        return _edge(head, right=False), _edge(tail, right=True)
    if head.row != tail.row:
        x = (max(head.left, tail.left) + min(head.right, tail.right)) / 2
        return x, x
    if head.right - head.left >= tail.right - tail.left:
        inner = (tail.left + tail.right) / 2
        return _beside(head, inner), inner
    inner = (head.left + head.right) / 2
    return inner, _beside(tail, inner)


def _edge(stroke: Stroke, *, right: bool) -> float:
    inset = min(_INSET, (stroke.right - stroke.left) / 2)
    return stroke.right - inset if right else stroke.left + inset


def _beside(outer: Stroke, x: float) -> float:
    """Return the edge of a stroke that is nearer to `x`, unless it is too near."""
    edges = sorted((_edge(outer, right=False), _edge(outer, right=True)), key=lambda edge: abs(edge - x))
    return edges[0] if abs(edges[0] - x) >= _APART else edges[1]


def _clear(stroke: Stroke, x: float, captions: Sequence[Caption]) -> Foot:
    """Return the foot at `x`, moved off the captions as far as its span allows, else standing on them."""
    low, high = min(stroke.left + 2, x), max(stroke.right - 2, x)
    wanted = [x, *(edge for each in captions for edge in (each.left - _CLEAR, each.left + each.width + _CLEAR))]
    free = [place for place in wanted if low <= place <= high and not _height(place, captions)]
    if free:
        return Foot(stroke, min(free, key=lambda place: abs(place - x)))
    return Foot(stroke, x, _height(x, captions))


def _height(x: float, captions: Sequence[Caption]) -> int:
    return max((each.level + 1 for each in captions if each.left - 1 <= x <= each.left + each.width + 1), default=0)


def _by_row(captions: Sequence[Caption]) -> dict[int, list[Caption]]:
    found: dict[int, list[Caption]] = {}
    for caption in captions:
        found.setdefault(caption.row, []).append(caption)
    return found


def margin_foot(strokes: Iterable[Stroke], captions: Sequence[Caption], row: int) -> Foot | None:
    """Return where a route from the right margin meets what is drawn of a span on a row."""
    last = max((stroke for stroke in strokes if stroke.row == row), key=lambda stroke: stroke.right, default=None)
    return _clear(last, _edge(last, right=True), _by_row(captions).get(row, ())) if last else None
