"""Lanes: where overlapping intervals and captions go so that all stay legible. Pure.

Intervals are half-open `[start, end)`, in any unit (code points, pixels, line numbers).
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

Interval = tuple[float, float]


def pack(intervals: Sequence[Interval], taken: Iterable[tuple[Interval, int]] = ()) -> list[int]:
    """Return the lane of each interval: the lowest one in which nothing overlaps it.

    Longer ones choose first, equal ones in the order given, so a nested interval lies in a higher lane
    than the one around it. `taken` names intervals whose lane is settled. Empty intervals count as points
    and share a lane with what they only touch.
    """
    lanes: list[list[Interval]] = []
    for interval, lane in taken:
        lanes.extend([] for _ in range(lane + 1 - len(lanes)))
        insort(lanes[lane], interval)
    result = [0] * len(intervals)
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i][0] - intervals[i][1], intervals[i][0])):
        interval = intervals[index]
        lane = next((lane for lane, used in enumerate(lanes) if _fits(used, interval)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        insort(lanes[lane], interval)
        result[index] = lane
    return result


def pack_sides(intervals: Sequence[Interval], sides: Sequence[int]) -> list[int]:
    """Return the lane of each interval: the lowest one over all intervals of lower sides that it overlaps, in which
    nothing of its own side or another overlaps it."""
    lanes: list[list[Interval]] = []
    result = [0] * len(intervals)
    for side in sorted(set(sides)):
        mine = [index for index, each in enumerate(sides) if each == side]
        under = [list(used) for used in lanes]
        for index in sorted(mine, key=lambda i: (intervals[i][0] - intervals[i][1], intervals[i][0])):
            interval = intervals[index]
            lane = next((lane + 1 for lane in range(len(under) - 1, -1, -1) if not _fits(under[lane], interval)), 0)
            while lane < len(lanes) and not _fits(lanes[lane], interval):
                lane += 1
            if lane == len(lanes):
                lanes.append([])
            insort(lanes[lane], interval)
            result[index] = lane
    return result


def pack_captions(captions: Sequence[tuple[float, float]], gap: float = 0.0) -> list[int]:
    """Return the row (0 is nearest to the text) of each caption `(left, width)`, at least `gap` apart."""
    ends: list[float] = []
    rows = [0] * len(captions)
    for index in sorted(range(len(captions)), key=lambda i: captions[i][0]):
        left, width = captions[index]
        row = next((row for row, end in enumerate(ends) if end + gap <= left), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = left + width
        rows[index] = row
    return rows


def settle(wanted: Sequence[tuple[float, float]], gap: float = 0.0) -> list[float]:
    """Return tops for stacked boxes `(top, height)`: each at its wish or as little below as needed."""
    tops = [0.0] * len(wanted)
    free = float("-inf")
    for index in sorted(range(len(wanted)), key=lambda i: wanted[i][0]):
        top, height = wanted[index]
        tops[index] = top = max(top, free)
        free = top + height + gap
    return tops


def _fits(used: list[Interval], interval: Interval) -> bool:
    """Whether nothing in the sorted, disjoint `used` overlaps the interval."""
    start, end = interval
    at = bisect_left(used, interval)
    if at < len(used) and (used[at][0] < end or used[at] == interval):
        return False
    return at == 0 or used[at - 1][1] <= start
