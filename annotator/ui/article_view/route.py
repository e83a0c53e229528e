"""What is drawn of relations and hit by the mouse: routes, counts of what found no room, the line while dragging.

`routes` lays them and `relation_paint` draws them; both are loaded with the first relation that is shown.
"""

from typing import NamedTuple

from PySide6.QtCore import QPointF

from annotator.domain.relation import Relation

_NEAR = 4.0
Point = tuple[float, float]


class Route(NamedTuple):
    """A relation's way through the viewport. `run` is the index of the point where its longest level stretch begins,
    which bears the name."""

    relation: Relation
    points: tuple[Point, ...]
    bold: bool
    run: int
    open_end: bool = False
    """Whether the tail is out of sight, so that there is no arrow to draw."""

    def distance(self, x: float, y: float) -> float:
        """Return how far a point is from the route, whose stretches are level or upright."""
        return min(max(min(x0, x1) - x, x - max(x0, x1), min(y0, y1) - y, y - max(y0, y1), 0.0)
                   for (x0, y0), (x1, y1) in zip(self.points, self.points[1:], strict=False))


class Badge(NamedTuple):
    """A count of relations that found no lane, at the top of where they run."""

    y: float
    number: int


class Routes(NamedTuple):
    """All that is drawn of relations now, and the lanes of the margin, kept for the next time."""

    routes: list[Route]
    badges: list[Badge]
    lanes: dict[str, int]

    def shifted_from(self, before: "Routes") -> bool:
        """Whether scrolling may shift what was drawn before: the same lines in the margin, and no names."""
        bold = any(route.bold for route in (*self.routes, *before.routes))
        return self.lanes == before.lanes and not (bold or self.badges or before.badges)

    def at(self, x: float, y: float) -> Relation | None:
        """Return the relation whose route is at a point, the nearest one."""
        best = min(self.routes, key=lambda route: (route.distance(x, y), not route.bold), default=None)
        return best.relation if best and best.distance(x, y) <= _NEAR else None


NOTHING = Routes([], [], {})


class Rubber(NamedTuple):
    """The line while a relation is dragged: from the head to the pointer, and the span under it."""

    start: QPointF
    end: QPointF
    target: str | None
