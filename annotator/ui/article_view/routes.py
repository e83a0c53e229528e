"""Lays routes: the way of each relation in sight over the viewport, from head to tail."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.relation import Relation, RelationIndex
from annotator.domain.span import Span
from annotator.ui.article_view.arcs import LANE, Arc, Foot
from annotator.ui.article_view.margin import LANE as MARGIN_LANE
from annotator.ui.article_view.margin import PAD, Hidden, Wanted, count_hidden, lanes_in, lay_lanes
from annotator.ui.article_view.marks import CAPTION_RISE
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.route import NOTHING, Badge, Point, Route, Routes

_UNDER = 3.0
"""From the top of a gap to its first lane."""
_BEYOND = 12.0
"""How far a route goes on beyond the edge of the viewport to an end out of sight."""
Visible = Sequence[tuple[int, float, BlockLayout]]


class View(NamedTuple):
    """What of the page is in sight."""

    page: Page
    visible: Visible
    scroll: float
    height: float
    width: float


def routes_of(view: View, bold: Callable[[Relation], bool], kept: Mapping[str, int]) -> Routes:
    """Return the routes of the relations in sight."""
    relations = view.page.relations
    if not len(relations) or not view.visible:
        return NOTHING
    routes = [_arc_route(view, layout, y, arc, bold(arc.relation))
              for _, y, layout in view.visible for arc in layout.arcs]
    arced = {route.relation.id for route in routes}
    far = _far(view, relations, arced)
    wanted = [Wanted(relation.id, min(head.start, tail.start), max(head.start, tail.start))
              for relation, head, tail in far]
    strong = {relation.id for relation, _, _ in far if bold(relation)}
    count = lanes_in(view.width - view.page.left - view.page.measure)
    lanes = lay_lanes(wanted, count, strong, kept)
    for relation, head, tail in far:
        if relation.id in lanes:
            x = view.page.left + view.page.measure + PAD + (count - 1 - lanes[relation.id]) * MARGIN_LANE
            routes.append(_margin_route(view, relation, head, tail, x, relation.id in strong))
    hidden = count_hidden(each for each in wanted if each.relation not in lanes)
    return Routes(routes, [_badge(view, each) for each in hidden], lanes)


def _far(view: View, relations: RelationIndex, arced: Collection[str]) -> list[tuple[Relation, Span, Span]]:
    """Return the relations that go by the margin: an end's beginning is in sight, and there is no arc."""
    page, first, last = view.page, view.visible[0][0], view.visible[-1][0]
    found: dict[str, tuple[Relation, Span, Span]] = {}
    for block, _, _ in view.visible:
        for span in page.spans.in_block(block):
            if not first <= page.article.block_at(span.start) <= last:
                continue
            for relation in relations.of(span.id):
                head, tail = page.spans.shown(relation.head), page.spans.shown(relation.tail)
                if head and tail and relation.id not in arced:
                    found[relation.id] = relation, head, tail
    return [found[id] for id in sorted(found)]


def _arc_route(view: View, layout: BlockLayout, top: float, arc: Arc, bold: bool) -> Route:
    left, above = view.page.left, top - view.scroll
    y = above + layout.gap_top(arc.row) + _UNDER + arc.lane * LANE
    points = [(left + arc.head.x, above + _foot_y(layout, arc.row, arc.head)), (left + arc.head.x, y),
              (left + arc.tail.x, y), (left + arc.tail.x, above + _foot_y(layout, arc.row, arc.tail))]
    return Route(arc.relation, tuple(points), bold, 1)


def _foot_y(layout: BlockLayout, row: int, foot: Foot) -> float:
    metrics, line = layout.metrics, layout.rows[foot.stroke.row]
    if foot.stroke.row < row:
        deep = (foot.stroke.lane + 1) * metrics.lane if foot.stroke.piece.style.form == "line" else 0.0
        return line.bottom + deep
    return line.top + metrics.overlap - (CAPTION_RISE + foot.captions * metrics.row if foot.captions else 0.0)


def _margin_route(view: View, relation: Relation, head: Span, tail: Span, x: float, bold: bool) -> Route:
    ends = [_end(view, span, x, bold=bold) for span in (head, tail)]
    points = [*ends[0], *reversed(ends[1])]
    levels = [index for index in range(len(points) - 1) if points[index][1] == points[index + 1][1]]
    run = max(levels, key=lambda index: abs(points[index][0] - points[index + 1][0]), default=0)
    return Route(relation, tuple(points), bold, run, open_end=len(ends[1]) == 1)


def _end(view: View, span: Span, x: float, *, bold: bool) -> list[Point]:
    """Return the points from a span to its lane in the margin; only the last one where the span is out of sight."""
    page = view.page
    block = page.article.block_at(span.start)
    shown = next(((y, layout) for number, y, layout in view.visible if number == block), None)
    if shown is None:
        return [(x, -_BEYOND if block < view.visible[0][0] else view.height + _BEYOND)]
    top, layout = shown[0] - view.scroll, shown[1]
    row = layout.row_of(span.start)
    y = top + layout.gap_top(row) + 1.0
    if not bold:
        return [(page.left + page.measure + 1.0, y), (x, y)]
    foot = layout.foot(span.id, row)
    return [(page.left + foot.x, top + _foot_y(layout, row, foot)), (page.left + foot.x, y), (x, y)] if foot else [
        (page.left + page.measure + 1.0, y), (x, y)]


def _badge(view: View, hidden: Hidden) -> Badge:
    """Return the count at the top of where hidden relations run, as far as that is in sight."""
    page, first = view.page, view.visible[0]
    block = page.article.block_at(hidden.start)
    if block < first[0]:
        return Badge(4.0, hidden.number)
    top, layout = next((y, layout) for number, y, layout in view.visible if number == block)
    return Badge(top - view.scroll + layout.gap_top(layout.row_of(hidden.start)), hidden.number)
