"""Sums and searches over block heights, against the plain way."""

from bisect import bisect_right
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article_view.heights import Heights

HEIGHTS = st.lists(st.integers(1, 90).map(float), min_size=1, max_size=40)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 90)), max_size=20), st.integers(-5, 4000))
def test_like_adding_up(heights: list[float], changes: list[tuple[int, int]], y: int) -> None:
    tree = Heights(heights)
    for index, height in changes:
        if index < len(heights):
            assert tree.change(index, float(height)) == height - heights[index]
            heights[index] = float(height)
    tops = [0.0, *accumulate(heights)]
    assert len(tree) == len(heights)
    assert [tree.top(index) for index in range(len(heights) + 1)] == tops
    assert tree.at(y) == min(max(bisect_right(tops, y) - 1, 0), len(heights) - 1)
    assert [tree.height(index) for index in range(len(heights))] == heights
