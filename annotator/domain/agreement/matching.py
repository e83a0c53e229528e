"""The largest matching of spans that overlap: one to one, each with one that shares at least one code point.

Sources: for spans that do not contain one another, taking the earliest pair is best (see `_in_order`); else Hopcroft
and Karp (1973), "An n^5/2 algorithm for maximum matchings in bipartite graphs", SIAM Journal on Computing 2(4).
"""

from collections.abc import Sequence
from itertools import pairwise

from annotator.domain.span import Fragment

Fragments = tuple[Fragment, ...]


def most_pairs(one: Sequence[Fragments], other: Sequence[Fragments]) -> int:
    """Return how many pairs the largest matching has. Spans come sorted by start, longer first."""
    if len(one) == 1 == len(other):
        return int(overlaps(one[0], other[0]))
    if _is_staircase(one) and _is_staircase(other):
        return _in_order(one, other)
    return _hopcroft_karp(_neighbors(one, other), len(other))


def overlaps(one: Fragments, other: Fragments) -> bool:
    """Return whether two spans share a code point."""
    return any(start < other_end and other_start < end for start, end in one for other_start, other_end in other)


def _neighbors(one: Sequence[Fragments], other: Sequence[Fragments]) -> list[list[int]]:
    """Return for each of the first spans the places of those it overlaps, walking through the text once."""
    sides = one, other
    begins = sorted([(span[0].start, side, place) for side in (0, 1) for place, span in enumerate(sides[side])])
    found: list[list[int]] = [[] for _ in one]
    going: tuple[list[int], list[int]] = [], []
    for start, side, place in begins:
        span, opposite = sides[side][place], going[1 - side]
        opposite[:] = [each for each in opposite if sides[1 - side][each][-1].end > start]
        for each in opposite:
            if overlaps(span, sides[1 - side][each]):
                left, right = (each, place) if side else (place, each)
                found[left].append(right)
        going[side].append(place)
    return found


def _is_staircase(spans: Sequence[Fragments]) -> bool:
    """Whether the spans have one fragment each, and neither starts nor ends go back from one to the next."""
    return all(len(span) == 1 for span in spans) and all(
        before[0].end <= after[0].end for before, after in pairwise(spans))


def _in_order(one: Sequence[Fragments], other: Sequence[Fragments]) -> int:
    """Pair the first two wherever they overlap, else let go of the one that ends first.

    No matching is larger. Where the first two, a and b, overlap, let a be paired with b' and b with a' instead: b' and
    a' end no earlier than b and a, so that a' begins before b' ends, and b' before a' ends; a with b and a' with
    b' is as good. Where they do not, the one that ends first overlaps nothing that is left.
    """
    pairs = left = right = 0
    while left < len(one) and right < len(other):
        (start, end), (other_start, other_end) = one[left][0], other[right][0]
        meet = start < other_end and other_start < end
        pairs += meet
        left += meet or end <= other_end
        right += meet or end > other_end
    return pairs


def _hopcroft_karp(near: Sequence[Sequence[int]], others: int) -> int:
    """Return the size of the largest matching where `near` are the neighbors of each on the left."""
    partner: list[int | None] = [None] * len(near)
    taken: list[int | None] = [None] * others
    pairs = 0
    while (depths := _depths(near, partner, taken)) is not None:
        pairs += sum([_augment(start, near, partner, taken, depths) for start in range(len(near))
                      if partner[start] is None])
    return pairs


def _depths(near: Sequence[Sequence[int]], partner: Sequence[int | None],
            taken: Sequence[int | None]) -> list[int] | None:
    """Return how far each on the left is from one without a partner, by paths that alternate; -1 where there is no
    path. None where no path ends in a free one on the right: the matching is the largest."""
    depths = [0 if mate is None else -1 for mate in partner]
    layer, found = [left for left, mate in enumerate(partner) if mate is None], False
    while layer and not found:
        reached = []
        for left in layer:
            for right in near[left]:
                mate = taken[right]
                if mate is None:
                    found = True
                elif depths[mate] < 0:
                    depths[mate] = depths[left] + 1
                    reached.append(mate)
        layer = reached
    return depths if found else None


def _augment(start: int, near: Sequence[Sequence[int]], partner: list[int | None], taken: list[int | None],
             depths: list[int]) -> bool:
    """Follow a shortest path from `start` to a free one on the right and swap the pairs along it; whether there was
    one. Without recursion, since a path may be as long as there are spans."""
    path = [(start, iter(near[start]))]
    steps: list[int] = []
    while path:
        left, rest = path[-1]
        for right in rest:
            mate = taken[right]
            if mate is None:
                for (each, _), place in zip(path, [*steps, right], strict=True):
                    partner[each], taken[place] = place, each
                return True
            if depths[mate] == depths[left] + 1:
                steps.append(right)
                path.append((mate, iter(near[mate])))
                break
        else:
            depths[left] = -1  # leads nowhere in this round
            path.pop()
            if steps:
                steps.pop()
    return False
