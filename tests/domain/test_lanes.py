"""Lanes, caption rows and stacked boxes."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.lanes import pack, pack_captions, pack_sides, settle

INTERVALS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair))),
                     max_size=25)
BOXES = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=25)


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(INTERVALS)
def test_no_two_intervals_of_a_lane_overlap(intervals: list[tuple[float, float]]) -> None:
    lanes = pack(intervals)
    for one, other in combinations(range(len(intervals)), 2):
        assert lanes[one] != lanes[other] or not overlap(intervals[one], intervals[other])


@given(INTERVALS)
def test_what_lies_within_another_lies_deeper(intervals: list[tuple[float, float]]) -> None:
    lanes = pack(intervals)
    for inner, (start, end) in enumerate(intervals):
        around = [lanes[outer] for outer, (low, high) in enumerate(intervals)
                  if low <= start and end <= high and end - start < high - low]
        assert lanes[inner] not in around


@given(INTERVALS, INTERVALS)
def test_settled_lanes_are_respected(settled: list[tuple[float, float]], others: list[tuple[float, float]]) -> None:
    taken = list(zip(settled, pack(settled), strict=True))
    for interval, lane in zip(others, pack(others, taken), strict=True):
        assert not any(lane == used and overlap(interval, each) for each, used in taken)


@given(INTERVALS, st.data())
def test_sides_lie_over_one_another(intervals: list[tuple[float, float]], data: st.DataObject) -> None:
    sides = data.draw(st.lists(st.integers(0, 2), min_size=len(intervals), max_size=len(intervals)))
    lanes = pack_sides(intervals, sides)
    for one, other in combinations(range(len(intervals)), 2):
        if overlap(intervals[one], intervals[other]):
            assert lanes[one] != lanes[other]
            assert sides[one] == sides[other] or (sides[one] < sides[other]) == (lanes[one] < lanes[other])


def test_sides_take_no_more_lanes_than_they_need() -> None:
    assert pack_sides([(0, 9), (0, 4), (5, 9), (20, 30)], [0, 1, 1, 1]) == [0, 1, 1, 0]
    assert pack_sides([(0, 9), (2, 4), (2, 4), (3, 5)], [1, 1, 0, 2]) == [1, 2, 0, 3]
    assert pack_sides([(0, 2), (3, 5)], [0, 0]) == [0, 0]
    assert pack_sides([], []) == []


def test_longer_first_then_stable() -> None:
    assert pack([(0, 5), (0, 9), (2, 3), (0, 5)]) == [1, 0, 1 + 1 + 1, 2]
    assert pack([(5, 8), (0, 5), (8, 9)]) == [0, 0, 0]
    assert pack([]) == []


def test_empty_intervals_do_not_share_a_place() -> None:
    assert pack([(3, 3), (3, 3), (0, 3)]) == [0, 1, 0]


@given(BOXES, st.integers(0, 6))
def test_captions_of_a_row_keep_apart(captions: list[tuple[float, float]], gap: int) -> None:
    rows = pack_captions(captions, gap)
    for one, other in combinations(range(len(captions)), 2):
        if rows[one] == rows[other]:
            (left, width), (next_left, next_width) = captions[one], captions[other]
            assert left + width + gap <= next_left or next_left + next_width + gap <= left


def test_the_first_of_two_captions_at_one_place_is_the_nearer() -> None:
    assert pack_captions([(0, 20), (0, 10), (30, 5)], 5) == [0, 1, 0]


@given(BOXES, st.integers(0, 6))
def test_settled_boxes_never_overlap_nor_rise(wanted: list[tuple[float, float]], gap: int) -> None:
    tops = settle(wanted, gap)
    placed = sorted((top, top + height) for top, (_, height) in zip(tops, wanted, strict=True))
    assert all(below[0] >= above[1] + gap for above, below in pairwise(placed))
    assert all(top >= wish for top, (wish, _) in zip(tops, wanted, strict=True))
