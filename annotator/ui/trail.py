"""The trail: where one was before, as a browser remembers it. Knows nothing of Qt."""

from collections.abc import Callable
from typing import NamedTuple

_LONGEST = 100


class Place(NamedTuple):
    """An article, the selection's anchor and caret in it (code points), and how far it was scrolled (pixels)."""

    article: str
    anchor: int
    caret: int
    scroll: int


class Trail:
    """Places behind and ahead of the present one; those that are not there any more are passed over."""

    def __init__(self, is_there: Callable[[Place], bool]) -> None:
        self._is_there = is_there
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """Whether a place behind is still there."""
        return any(map(self._is_there, self._behind))

    @property
    def can_go_forward(self) -> bool:
        """Whether a place ahead is still there."""
        return any(map(self._is_there, self._ahead))

    def leave(self, place: Place) -> None:
        """Remember a place that is left for somewhere new; what was ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind = [*self._behind, place][-_LONGEST:]

    def back(self, here: Place | None) -> Place | None:
        """Return the place before this one, None where there is none; `here` is then ahead."""
        return self._go(self._behind, self._ahead, here)

    def forward(self, here: Place | None) -> Place | None:
        """Return the place that was gone back from, None where there is none."""
        return self._go(self._ahead, self._behind, here)

    def clear(self) -> None:
        """Forget everything: another project."""
        self._behind.clear()
        self._ahead.clear()

    def _go(self, source: list[Place], target: list[Place], here: Place | None) -> Place | None:
        while source:
            place = source.pop()
            if self._is_there(place) and place != here:
                if here is not None:
                    target.append(here)
                return place
        return None
