"""The largest matching, against trying everything."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.matching import most_pairs
from annotator.domain.span import Fragment
from tests.domain.agreement.reference import largest_matching
from tests.domain.agreement.some import some_fragments

Fragments = tuple[Fragment, ...]


def in_order(spans: list[Fragments]) -> list[Fragments]:
    return sorted(spans, key=lambda span: (span[0].start, -span[-1].end))


def by_trying(one: list[Fragments], other: list[Fragments]) -> int:
    def points(span: Fragments) -> set[int]:
        return {place for start, end in span for place in range(start, end)}

    return largest_matching([[place for place, right in enumerate(other) if points(left) & points(right)]
                             for left in one])


spans = st.lists(some_fragments(20), max_size=6).map(in_order)
hulls = some_fragments(20).map(lambda span: (Fragment(span[0].start, span[-1].end),))
whole = st.lists(hulls, max_size=6).map(in_order)


@given(spans, spans)
def test_no_matching_is_larger(one: list[Fragments], other: list[Fragments]) -> None:
    assert most_pairs(one, other) == by_trying(one, other)


@given(whole, whole)
def test_no_matching_is_larger_of_spans_in_one_piece(one: list[Fragments], other: list[Fragments]) -> None:
    assert most_pairs(one, other) == by_trying(one, other)


def test_the_nearest_is_not_always_the_right_one() -> None:
    """Pairing what is alike would leave two alone."""
    one = [(Fragment(0, 10),), (Fragment(0, 2),)]
    other = [(Fragment(0, 10),), (Fragment(8, 10),)]
    assert most_pairs(one, other) == 2


def test_a_long_path_needs_no_deep_stack() -> None:
    """Each span on the left takes the first of the two that it meets; the last one meets only what the first took."""
    count = 1500
    end = 4 * count + 4
    one = [*((Fragment(4 * n, 4 * n + 6),) for n in range(count)), (Fragment(end, end + 2),)]
    other = [(Fragment(0, 1), Fragment(end, end + 2)), *((Fragment(4 * n, 4 * n + 2),) for n in range(1, count + 1))]
    assert most_pairs(one, other) == count + 1


def test_a_path_that_leads_nowhere_is_left_for_another() -> None:
    """The last on the left meets what the first two have; only the second of them has another to go to."""
    one = [(Fragment(0, 2),), (Fragment(10, 14),), (Fragment(50, 52), Fragment(60, 62))]
    other = [(Fragment(0, 2), Fragment(50, 52)), (Fragment(10, 12), Fragment(60, 62)), (Fragment(12, 14),)]
    assert most_pairs(one, other) == 3 == by_trying(one, other)
