"""What a review asks about, and the verdicts that its decisions are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import SetRef, Status
from annotator.domain.coding import Coded, Coding
from annotator.domain.deciding import (
    accepting,
    asking,
    at_work,
    differences,
    editing,
    everybody,
    is_asked,
    outcome,
    rejecting,
)
from annotator.domain.relation import Relation
from annotator.domain.review import Mode, Review, Verdict, VerdictKind
from annotator.domain.span import Fragment, Span, Value


def review(mode: Mode = "compare", *annotators: str, reviewer: str = "ana") -> Review:
    """Return a review, of ana and ben unless others are named."""
    return Review(id="r", name="r", mode=mode, annotators=annotators or ("ana", "ben"), reviewer=reviewer)


def coded(id: str, start: int, end: int, label: str = "GPE") -> Coded:
    """Return a span in brief."""
    return Coded(id, "entity", label, (Fragment(start, end),))


def span(id: str, start: int, end: int, label: str = "GPE", **answers: Value) -> Span:
    """Return a span."""
    return Span(id=id, layer="entity", label=label, fragments=(Fragment(start, end),), quote="x" * (end - start),
                attributes=answers, comment=f"of {id}")


def coding(**statuses: Status) -> Coding:
    """Return an article on which annotators have these statuses, and no spans."""
    return Coding(article="a", title="A", length=100, statuses=statuses)


def test_everybody_is_the_annotators_and_then_the_reviewer() -> None:
    assert everybody(review()) == ("ana", "ben")
    assert everybody(review("check", "ben", reviewer="cem")) == ("ben", "cem")


@pytest.mark.parametrize(("mode", "statuses", "there"), [
    ("compare", {"ana": "done", "ben": "in_progress"}, ("ana", "ben")),
    ("compare", {"ana": "done", "ben": "new"}, ()),
    ("compare", {"ana": "skipped", "ben": "done"}, ()),
    ("check", {"ana": "done"}, ("ana",)),
    ("check", {"ben": "skipped"}, ()),
    ("again", {"ana": "done", "ben": "in_progress"}, ()),
    ("again", {"ana": "done", "ben": "done"}, ("ana", "ben")),
])
def test_who_is_there(mode: Mode, statuses: dict[str, Status], there: tuple[str, ...]) -> None:
    assert at_work(review(mode), coding(**statuses)) == there


def test_a_comparison_asks_where_annotators_differ() -> None:
    sets = {"ana": [coded("1", 0, 5), coded("2", 10, 15)], "ben": [coded("3", 0, 5), coded("4", 10, 15, "LOC")]}
    found = differences(review(), ("ana", "ben"), sets, {})
    assert [(each.kind, is_asked(review(), each)) for each in found] == [("same", False), ("label", True)]


def test_relations_that_differ_are_asked_about() -> None:
    sets = {"ana": [coded("1", 0, 5), coded("2", 10, 15)], "ben": [coded("3", 0, 5), coded("4", 10, 15)]}
    relations = {"ana": [Relation(id="r", label="IN", head="1", tail="2")]}
    found = differences(review(), ("ana", "ben"), sets, relations)
    assert [is_asked(review(), each) for each in found] == [True, False]


def test_nobody_there_leaves_nothing() -> None:
    assert differences(review(), (), {"ana": [coded("1", 0, 5)]}, {}) == []


def test_a_check_asks_about_every_span_and_what_the_reviewer_adds_is_extra() -> None:
    check = review("check", "ben")
    sets = {"ben": [coded("1", 0, 5), coded("2", 10, 15)], "ana": [coded("3", 0, 5, "LOC"), coded("4", 20, 25)]}
    found = differences(check, ("ben",), sets, {})
    assert [(each.kind, list(each.spans)) for each in found] == [
        ("label", ["ben", "ana"]), ("same", ["ben"]), ("extra", ["ana"])]
    assert all(is_asked(check, each) for each in found)
    alone = differences(check, ("ben",), {"ben": sets["ben"]}, {})
    assert [each.kind for each in alone] == ["same", "same"]


def test_what_a_third_person_adds_to_a_comparison_stands_alone() -> None:
    third = review(reviewer="cem")
    sets = {"ana": [coded("1", 10, 15)], "ben": [coded("2", 10, 15)],
            "cem": [coded("3", 0, 5), coded("4", 10, 15), coded("5", 10, 15, "LOC")]}
    found = differences(third, ("ana", "ben"), sets, {})
    assert [(each.kind, {name: its.id for name, its in each.spans.items()}) for each in found] == [
        ("extra", {"cem": "3"}), ("same", {"ana": "1", "ben": "2"}), ("extra", {"cem": "5"})]


def kinds(verdicts: list[Verdict]) -> dict[str, tuple[str, Span | None]]:
    """Return kind and proposal by annotator."""
    return {each.ref.annotator: (each.verdict, each.proposal) for each in verdicts}


def test_accepting_a_side_proposes_it_to_the_others() -> None:
    spans = {"ana": span("1", 0, 5, sure=True), "ben": span("2", 0, 7, "LOC"), "cem": span("3", 0, 5, sure=True)}
    found = accepting(review(), "a", spans, "ana")
    assert kinds(found) == {"ana": ("accept", None), "ben": ("edit", Span(
        id="2", layer="entity", label="GPE", fragments=(Fragment(0, 5),), quote="xxxxx", attributes={"sure": True},
        comment="of 2")), "cem": ("accept", None)}
    assert {(each.ref, each.span, each.by) for each in found} == {
        (SetRef("a", "ana"), "1", "ana"), (SetRef("a", "ben"), "2", "ana"), (SetRef("a", "cem"), "3", "ana")}


def test_accepting_who_has_nothing_rejects_all() -> None:
    assert kinds(accepting(review(), "a", {"ana": span("1", 0, 5)}, "ben")) == {"ana": ("reject", None)}


def test_rejecting_spares_ones_own_unless_it_is_alone_or_was_judged() -> None:
    both = {"ana": span("1", 0, 5), "ben": span("2", 0, 7)}
    assert kinds(rejecting(review(), "a", both)) == {"ben": ("reject", None)}
    assert rejecting(review(), "a", both, ["ana"])[0].ref.annotator == "ana"
    assert kinds(rejecting(review(), "a", {"ana": span("1", 0, 5)})) == {"ana": ("reject", None)}


def test_a_question_has_its_words_as_comment() -> None:
    found = asking(review(), "a", {"ana": span("1", 0, 5), "ben": span("2", 0, 7)}, "Why?")
    assert [(each.ref.annotator, each.verdict, each.comment) for each in found] == [("ben", "question", "Why?")]


def test_a_proposal_goes_to_everybody_and_who_has_it_is_right() -> None:
    spans = {"ana": span("1", 0, 5), "ben": span("2", 0, 7)}
    found = kinds(editing(review(), "a", spans, span("new", 0, 7)))
    assert found["ben"] == ("accept", None)
    kind, proposal = found["ana"]
    assert kind == "edit"
    assert proposal is not None
    assert (proposal.id, proposal.fragments, proposal.comment) == ("1", (Fragment(0, 7),), "of 1")


@given(st.lists(st.sampled_from(["accept", "reject", "edit", "question"])))
def test_the_outcome_is_one_of_the_verdicts_whatever_their_order(given_kinds: list[VerdictKind]) -> None:
    verdicts = [Verdict(ref=SetRef("a", "b"), span=str(n), verdict=kind) for n, kind in enumerate(given_kinds)]
    found = outcome(verdicts)
    assert found == outcome(verdicts[::-1])
    assert (found in given_kinds) if given_kinds else found is None
    if "question" in given_kinds:
        assert found == "question"
