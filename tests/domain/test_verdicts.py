"""Rules of verdicts: times, and which of two versions counts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.span import Fragment, Span
from annotator.domain.verdicts import (
    as_question,
    checked_review,
    checked_time,
    checked_verdict,
    moment_after,
    new_remarks,
    newer,
    news,
)

ANA = SetRef("a1", "ana")
VERDICT = Verdict(ref=ANA, span="s", verdict="accept", by="bob", at="2026-11-22T10:00:00Z")
REMARK = Remark(id="r", ref=ANA, span="s", by="bob", at="2026-11-22T10:00:00Z", text="Why?")


def verdicts(span: str = "s") -> st.SearchStrategy[Verdict]:
    """Verdicts on one span with few different times."""
    times = st.sampled_from([f"2026-11-22T10:00:0{n}Z" for n in range(4)])
    return st.builds(
        lambda kind, at, answer, answered: replace(
            VERDICT, span=span, verdict=kind, at=at, answer=answer, answered_by="ana" if answer else "",
            answered_at=answered if answer else ""),
        st.sampled_from(["accept", "reject", "question"]), times, st.sampled_from(["", "accept", "dispute"]), times)


@given(st.datetimes(), st.sampled_from(["Z", "+00:00", "+02:00", "-11:30"]))
def test_times_sort_as_text_as_they_do_in_time(time: datetime, zone: str) -> None:
    try:
        told = checked_time(time.isoformat() + zone)
    except Refused:
        assert not 1 < time.year < 9999
        return
    assert checked_time(told) == told
    assert len(told) == 20
    assert datetime.fromisoformat(told) == datetime.fromisoformat(
        time.isoformat() + zone).astimezone(UTC).replace(microsecond=0)


@given(st.text("0123456789-T: ", max_size=30))
@example("2026-11-22T10:00:00")
@example("yesterday")
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="time"):
        checked_time(text)


@pytest.mark.parametrize(("earlier", "told"), [
    ((), "10:00:00"), (("", "2026-11-22T09:59:59Z"), "10:00:00"), (("2026-11-22T10:00:00Z",), "10:00:01"),
    (("2026-11-22T11:59:59Z", "2026-11-22T11:00:00Z"), "12:00:00")])
def test_what_answers_comes_after_what_it_answers(earlier: tuple[str, ...], told: str) -> None:
    assert moment_after("2026-11-22T10:00:00Z", *earlier) == f"2026-11-22T{told}Z"


def test_an_answer_that_was_taken_back_leaves_who_and_when() -> None:
    back = replace(VERDICT, answered_by="ana", answered_at="2026-11-22T11:00:00+00:00")
    assert checked_verdict("", back) == replace(back, answered_at="2026-11-22T11:00:00Z")
    given = replace(VERDICT, answer="accept", answered_by="ana", answered_at="2026-11-22T10:30:00Z")
    assert newer(given, checked_verdict("", back)).answer == ""


@given(verdicts(), verdicts())
def test_the_newer_verdict_and_the_newer_answer_count(one: Verdict, other: Verdict) -> None:
    kept = newer(one, other)
    assert kept.at == max(one.at, other.at)
    assert kept.answered_at == max(one.answered_at, other.answered_at)
    assert kept.verdict == (one if one.at >= other.at else other).verdict
    assert kept.answer == (one if one.answered_at >= other.answered_at else other).answer
    assert newer(kept, one) == kept
    assert newer(kept, other) == kept


@given(st.lists(verdicts() | verdicts("t")), st.lists(verdicts() | verdicts("t"), max_size=1))
def test_what_is_written_once_is_no_news_again(given: list[Verdict], present: list[Verdict]) -> None:
    there = {each.key: each for each in present}
    there |= {each.key: each for each in news(given, present)}
    assert news(given, there.values()) == []
    assert news(present, there.values()) == []
    assert there.keys() == {each.key for each in (*given, *present)}


def test_remarks_are_the_same_by_their_id_else_by_what_they_say() -> None:
    unnamed, later = replace(REMARK, id=""), replace(REMARK, at="2026-11-23T10:00:00Z", text="Why, then?")
    assert new_remarks([REMARK, unnamed], [REMARK]) == []
    assert new_remarks([unnamed, unnamed], []) == [unnamed]
    assert new_remarks([later], [REMARK]) == [later]
    assert new_remarks([REMARK], [later]) == []
    assert new_remarks([replace(REMARK, id="r2")], [REMARK]) == [replace(REMARK, id="r2")]


def test_what_cannot_be_proposed_any_more_is_asked_in_words() -> None:
    proposal = Span(id="s", layer="claim", label="FACTUAL", fragments=(Fragment(0, 4),), quote="Iraq\nwaits")
    edit = replace(VERDICT, verdict="edit", proposal=proposal)
    assert as_question(edit) == replace(VERDICT, verdict="question", comment="Proposed was FACTUAL “Iraq waits”.")
    assert as_question(replace(edit, comment="Why?")).comment == "Why?\nProposed was FACTUAL “Iraq waits”."
    assert as_question(VERDICT) == VERDICT


def test_a_proposal_is_for_its_own_span_and_fits_the_text() -> None:
    proposal = Span(id="s", layer="entity", label="GPE", fragments=(Fragment(0, 4),), quote="Iraq")
    edit = replace(VERDICT, verdict="edit", proposal=proposal)
    assert checked_verdict("Iraq waits.", edit) == edit
    with pytest.raises(Refused, match="another span"):
        checked_verdict("Iraq waits.", replace(edit, proposal=replace(proposal, id="t")))
    with pytest.raises(Refused, match="'Iraq' is not what stands"):
        checked_verdict("Iran waits.", edit)


@pytest.mark.parametrize(("change", "why"), [
    ({"id": ""}, "no id"), ({"reviewer": " "}, "who reviews"), ({"mode": "glance"}, "no review 'glance'"),
    ({"seed": 1 << 63}, "64 bits")])
def test_a_review_that_cannot_be_is_refused(change: dict[str, object], why: str) -> None:
    review = Review(id="v", name="Week 1", mode="check", annotators=("ana",), reviewer="bob", seed=7)
    assert checked_review(review) is review
    with pytest.raises(Refused, match=why):
        checked_review(replace(review, **change))
