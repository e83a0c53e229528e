"""Spans: fragments, quotes, order."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.domain.errors import Refused
from annotator.domain.span import Fragment, Span, checked_fragments, quote_of, sort_key, verify_quote

TEXT = "😀 Iraq and Iran"


def span(*ranges: tuple[int, int], id: str = "S") -> Span:
    fragments = checked_fragments(TEXT, ranges)
    return Span(id=id, layer="entity", label="GPE", fragments=fragments, quote=quote_of(TEXT, fragments))


def test_a_span_covers_its_hull_and_quotes_its_fragments():
    both = span((11, 15), (2, 6))
    assert (both.start, both.end, both.quote) == (2, 15, "Iraq Iran")
    assert both.fragments == (Fragment(2, 6), Fragment(11, 15))
    assert both.place == (((2, 6), (11, 15)), "entity", "GPE")


def test_spans_sort_by_start_then_longer_first_then_id():
    spans = [span((2, 6), id="B"), span((2, 6), id="A"), span((2, 10), id="C"), span((0, 1), id="D")]
    assert [each.id for each in sorted(spans, key=sort_key)] == ["D", "C", "A", "B"]


@pytest.mark.parametrize(
    ("ranges", "why"),
    [
        ([], "a span needs at least one fragment"),
        ([(0, 16)], "span [0, 16) lies outside the text of 15 characters"),
        ([(-1, 3)], "span [-1, 3) lies outside the text of 15 characters"),
        ([(3, 3)], "span [3, 3) lies outside the text of 15 characters"),
        ([(4, 3)], "span [4, 3) lies outside the text of 15 characters"),
        ([(4, 6), (0, 5)], "fragments [0, 5) and [4, 6) overlap or touch"),
        ([(0, 4), (4, 6)], "fragments [0, 4) and [4, 6) overlap or touch"),
        ([(0, 4), (0, 4)], "fragments [0, 4) and [0, 4) overlap or touch"),
    ],
)
def test_what_is_no_span_is_refused(ranges, why):
    with pytest.raises(Refused) as caught:
        checked_fragments(TEXT, ranges)
    assert str(caught.value) == why


@given(st.lists(st.tuples(st.integers(-2, 17), st.integers(-2, 17)), max_size=4))
def test_fragments_are_sorted_apart_and_inside_or_refused(ranges):
    try:
        fragments = checked_fragments(TEXT, ranges)
    except Refused:
        return
    ends = [end for fragment in fragments for end in fragment]
    assert ends == sorted(set(ends))
    assert ends[0] >= 0
    assert ends[-1] <= len(TEXT)
    verify_quote(TEXT, fragments, quote_of(TEXT, fragments))


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("iraq", "span text 'iraq' is not what stands at [2, 6): 'Iraq'"),
        ("x\n" * 50, "span text '" + "x\\n" * 19 + "x…' is not what stands at [2, 6): 'Iraq'"),
    ],
)
def test_a_quote_must_be_what_is_covered(quote, why):
    with pytest.raises(Refused) as caught:
        verify_quote(TEXT, (Fragment(2, 6),), quote)
    assert str(caught.value) == why
