"""The margin on the right of the text: lanes for relations whose ends lie far apart. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

LANE = 4.0
"""Width of a lane."""
PAD = 4.0
"""Between the text and the first lane."""
LANES = 6
"""Lanes the margin has at most."""


class Wanted(NamedTuple):
    """A relation that wants a lane between two code points of the text."""

    relation: str
    start: int
    end: int


class Hidden(NamedTuple):
    """How many relations found no lane over a stretch of code points."""

    start: int
    end: int
    number: int


def lanes_in(width: float) -> int:
    """Return how many lanes a margin of this width has."""
    return max(1, min(LANES, int((width - PAD - 2) / LANE)))


def lay_lanes(wanted: Sequence[Wanted], lanes: int, first: Collection[str] = (),
              kept: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return the lane of each relation that finds one; those `first` choose first, those `kept` stay where they were.

    Lane 0 is the outermost: short ones choose first and run next to the text. No two in a lane overlap.
    """
    kept = kept or {}
    if any(each.relation in first and each.relation not in kept for each in wanted):
        kept = {relation: lane for relation, lane in kept.items() if relation in first}  # the others make room
    found: dict[str, int] = {}
    used: list[list[Wanted]] = [[] for _ in range(lanes)]
    for group in (kept, first, None):
        some = [each for each in wanted if each.relation not in found and (group is None or each.relation in group)]
        for each in sorted(some, key=lambda each: (each.end - each.start, each.start, each.relation)):
            places = [kept[each.relation]] if each.relation in kept else range(lanes - 1, -1, -1)
            lane = next((lane for lane in places if lane < lanes and _is_free(used[lane], each)), None)
            if lane is not None:
                found[each.relation] = lane
                used[lane].append(each)
    return found


def count_hidden(hidden: Iterable[Wanted]) -> list[Hidden]:
    """Return how many relations without a lane there are, those that overlap counted together."""
    groups: list[Hidden] = []
    for each in sorted(hidden, key=lambda each: (each.start, each.end)):
        if groups and each.start < groups[-1].end:
            last = groups.pop()
            groups.append(Hidden(last.start, max(last.end, each.end), last.number + 1))
        else:
            groups.append(Hidden(each.start, each.end, 1))
    return groups


def _is_free(used: Sequence[Wanted], wanted: Wanted) -> bool:
    """Whether a lane is free; where one relation ends no other begins, the two would look like one line."""
    return all(wanted.end < each.start or each.end < wanted.start for each in used)
