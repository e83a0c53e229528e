"""Candidates: what stands at a place already, and the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.candidates import Candidate, Context, Labelled, Verdict, context_of, verdicts
from annotator.domain.span import Fragment


def at(*ranges: tuple[int, int]) -> tuple[Fragment, ...]:
    return tuple(Fragment(*each) for each in ranges)


@pytest.mark.parametrize(("spans", "expected"), [
    ([], Verdict("free")),
    ([Labelled("ORG", at((0, 10))), Labelled("GPE", at((20, 25)))], Verdict("free")),
    ([Labelled("GPE", at((10, 20)))], Verdict("labelled", "GPE")),
    ([Labelled("ORG", at((10, 20)))], Verdict("other", "ORG")),
    ([Labelled("ORG", at((10, 20))), Labelled("GPE", at((10, 20)))], Verdict("labelled", "GPE")),
    ([Labelled("ORG", at((5, 20)))], Verdict("inside", "ORG")),
    ([Labelled("GPE", at((5, 30)))], Verdict("inside", "GPE")),
    ([Labelled("ORG", at((0, 5), (8, 25)))], Verdict("inside", "ORG")),
    ([Labelled("ORG", at((15, 30)))], Verdict("across", "ORG")),
    ([Labelled("GPE", at((12, 14)))], Verdict("across", "GPE"))])
def test_what_stands_at_a_place_is_said(spans: list[Labelled], expected: Verdict) -> None:
    assert verdicts([at((10, 20))], "GPE", spans) == [expected]


def test_a_place_of_several_pieces_overlaps_with_its_pieces_only() -> None:
    place = at((0, 4), (10, 14))
    assert verdicts([place], "F", [Labelled("F", at((5, 8)))]) == [Verdict("free")]
    assert verdicts([place], "F", [Labelled("O", at((0, 4)))]) == [Verdict("across", "O")]
    assert verdicts([place], "F", [Labelled("O", place)]) == [Verdict("other", "O")]


RANGES = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda each: (each[0], sum(each)))


@given(st.lists(RANGES, max_size=6), st.lists(RANGES, max_size=12))
def test_a_long_text_is_judged_like_each_place_alone(places: list[tuple[int, int]],
                                                     spans: list[tuple[int, int]]) -> None:
    ordered, taken = [at(each) for each in sorted(places)], [Labelled("X", at(each)) for each in spans]
    assert verdicts(ordered, "X", taken) == [verdicts([place], "X", taken)[0] for place in ordered]


def test_a_place_is_shown_in_its_paragraph_on_one_line() -> None:
    text = "Before.\nIn  the\u00a0north,  Erbil\u2028waits. " + "x" * 200 + "\nAfter."
    start = text.index("Erbil")
    context = context_of(text, at((start, start + 11)))
    assert context == Context("In the north, ", "Erbil waits", ". " + "x" * 68)
    assert context_of("Iraq", at((0, 4))) == Context("", "Iraq", "")


def test_a_candidate_knows_its_hull() -> None:
    candidate = Candidate(article="a", fragments=at((3, 5), (8, 9)), quote="ab c", context=Context("", "ab x c", ""),
                          verdict=Verdict("free"))
    assert (candidate.start, candidate.end) == (3, 9)
