"""Stretches: ranges of one annotator laid flat, so that no two overlap and each has one value.

Where ranges overlap, the text is cut at every boundary, and a stretch has all their labels as its value. Ranges that
only touch stay two stretches.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Value = tuple[str, ...]
"""The labels of a stretch, sorted, each once."""


class Stretch(NamedTuple):
    """A half-open range and its value."""

    start: int
    end: int
    value: Value


def stretches(ranges: Iterable[tuple[int, int, str]]) -> list[Stretch]:
    """Return the ranges (start, end, label) laid flat, in order; empty ones are left out."""
    whole = sorted([each for each in ranges if each[0] < each[1]])
    if all([before[1] <= after[0] for before, after in pairwise(whole)]):
        return [Stretch(start, end, (label,)) for start, end, label in whole]
    return _cut(whole)


def _cut(ranges: Iterable[tuple[int, int, str]]) -> list[Stretch]:
    """Cut ranges at every boundary."""
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for start, end, label in ranges:
        begins.setdefault(start, []).append(label)
        ends.setdefault(end, []).append(label)
    found: list[Stretch] = []
    active: dict[str, int] = {}
    since = 0
    for place in sorted(begins.keys() | ends.keys()):
        if active:
            found.append(Stretch(since, place, tuple(sorted(active))))
        for label in ends.get(place, ()):
            if active[label] == 1:
                del active[label]
            else:
                active[label] -= 1
        for label in begins.get(place, ()):
            active[label] = active.get(label, 0) + 1
        since = place
    return found


def size(line: Iterable[Stretch]) -> int:
    """Return how much the stretches cover."""
    return sum([end - start for start, end, _ in line])


def common(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[int, int]:
    """Return how much both cover, and how much of that with the same value."""
    both = alike = left = right = 0
    while left < len(one) and right < len(other):
        start, end, value = one[left]
        other_start, other_end, other_value = other[right]
        shared = min(end, other_end) - max(start, other_start)
        if shared > 0:
            both += shared
            alike += shared * (value == other_value)
        if end <= other_end:
            left += 1
        else:
            right += 1
    return both, alike
