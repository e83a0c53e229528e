"""Review files: what is in them, what is not, and that they are whole or not there."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import bootstrap
from annotator.app.feedback import all_feedback, article_feedback
from annotator.app.operations.feedback import AcceptVerdict, Dispute
from annotator.app.operations.review import AddRemark, Decide, StartReview
from annotator.app.operations.sets import SetStatus
from annotator.app.review_file import save_answers, save_review, suggested_name, undecided
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.review import Review
from tests.app.reviewing import label, review, verdict

REX = review("ana", "bob", mode="compare", policy="union")


@pytest.fixture
def rex(session: Session) -> Session:
    """Rex compares ana and bob on two articles."""
    session.annotator = "rex"
    return session


def save(session: Session, target: Path, to: str = "ana", by: str = "rex", **more: Any) -> list[dict[str, Any]]:
    """Write a review, or answers; return the lines."""
    write = save_answers if more.pop("answers", False) else save_review
    counts = write(session.reader, bootstrap.formats(), target, by=by, to=to, **more)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert counts.spans == sum(len(line["spans"]) for line in lines)
    assert counts.verdicts == sum(len(line.get("verdicts", ())) for line in lines)
    assert counts.articles == len({line["id"] for line in lines})
    return lines


def decide(session: Session, *verdicts: Any, of: Review = REX) -> None:
    session.execute(Decide(of, verdicts))


def span(session: Session, annotator: str, id: str, article: str = "a1") -> Any:
    return session.reader.spans(SetRef(article, annotator), [id])[0]


def test_a_review_has_the_set_as_reviewed_and_the_reviewer_s_own_and_nobody_else_s(rex: Session,
                                                                                  tmp_path: Path) -> None:
    hers, his = label(rex, "ana", "GPE", "Ottawa"), label(rex, "bob", "ORG", "Monday")
    own = label(rex, "rex", "GPE", "Iraq")
    label(rex, "rex", "GPE", "Another", "a2")
    decide(rex, verdict("ana", hers, "reject"), verdict("bob", his, "reject"), verdict("rex", own, "accept"))
    rex.execute(AddRemark(SetRef("a1", "ana"), hers, "Look."))
    rex.annotator = "bob"
    rex.execute(AddRemark(SetRef("a1", "ana"), hers, "I looked."))
    lines = save(rex, tmp_path / "review.jsonl")
    assert [(line["id"], line["annotator"]) for line in lines] == [("a1", "ana"), ("a1", "rex")]
    assert [each["verdict"] for line in lines for each in line["verdicts"]] == ["reject", "accept"]
    assert [each["text"] for each in lines[0]["remarks"]] == ["Look."]
    assert "bob" not in (tmp_path / "review.jsonl").read_text(encoding="utf-8")


def test_a_right_span_of_a_third_annotator_goes_along_as_a_proposal_without_a_name(rex: Session,
                                                                                  tmp_path: Path) -> None:
    label(rex, "ana", "GPE", "Ottawa")
    his, both = label(rex, "bob", "ORG", "Monday"), label(rex, "bob", "GPE", "Ottawa")
    other = label(rex, "bob", "GPE", "Iraq")
    decide(rex, verdict("bob", his, "accept"), verdict("bob", both, "accept"),
           verdict("bob", other, "edit", replace(span(rex, "bob", other), label="LOC")))
    [line] = save(rex, tmp_path / "review.jsonl")
    assert {(each["verdict"], each["proposal"]["label"], each["proposal"]["text"]) for each in line["verdicts"]} == {
        ("edit", "ORG", "Monday"), ("edit", "LOC", "Iraq")}
    assert "bob" not in json.dumps(line)
    assert [each["span"] for each in line["verdicts"]] == [
        each["span"] for each in save(rex, tmp_path / "again.jsonl")[0]["verdicts"]]


def test_what_was_proposed_of_a_third_before_and_answered_is_not_proposed_again(rex: Session, tmp_path: Path) -> None:
    from annotator.app.merge_counts import MergeOptions
    from annotator.app.merging import merge

    label(rex, "ana", "GPE", "Ottawa")
    his = label(rex, "bob", "ORG", "Monday")
    decide(rex, verdict("bob", his, "accept"))
    save(rex, tmp_path / "review.jsonl")
    rex.annotator = "ana"
    merge(rex, bootstrap, tmp_path / "review.jsonl", MergeOptions())
    [found] = [each for each in all_feedback(rex.reader, "ana")]
    [item] = found.items
    assert (item.kind, item.proposed and item.proposed.quote) == ("added", "Monday")
    rex.execute(Dispute(*item.key, "No."))
    rex.annotator = "rex"
    [line] = save(rex, tmp_path / "again.jsonl")
    assert [each["answer"] for each in line["verdicts"]] == ["dispute"]


def test_answers_hold_ones_own_set_as_it_is_and_the_reviewer_s_only_where_it_was_answered(rex: Session,
                                                                                         tmp_path: Path) -> None:
    hers = label(rex, "ana", "GPE", "Ottawa")
    own = label(rex, "rex", "GPE", "Iraq")
    check = review("ana", mode="check")
    decide(rex, verdict("ana", hers, "reject"), verdict("rex", own, "accept"), of=check)
    rex.annotator = "ana"
    rex.execute(Dispute(SetRef("a1", "ana"), hers, "rex", "It is."))
    answers = save(rex, tmp_path / "answers.jsonl", to="rex", by="ana", answers=True)
    assert [(line["annotator"], [each.get("answer", "") for each in line["verdicts"]]) for line in answers] == [
        ("ana", ["dispute"])]
    rex.execute(AcceptVerdict(SetRef("a1", "rex"), own, "rex"))
    answers = save(rex, tmp_path / "answers.jsonl", to="rex", by="ana", answers=True)
    assert [(line["annotator"], len(line["spans"])) for line in answers] == [("ana", 2), ("rex", 1)]


def test_where_there_is_nothing_to_send_that_is_said_and_no_file_is_left(rex: Session, tmp_path: Path) -> None:
    hers = label(rex, "ana", "GPE", "Ottawa")
    label(rex, "rex", "GPE", "Iraq")
    target = tmp_path / "review.jsonl"
    with pytest.raises(UserError, match="rex has not decided or said anything about the annotations of ana yet"):
        save(rex, target)
    with pytest.raises(UserError, match="rex has not reviewed the annotations of ana"):
        save(rex, target, to="rex", by="ana", answers=True)
    with pytest.raises(UserError, match="no annotator eve; it has: ana, rex"):
        save(rex, target, to="eve")
    with pytest.raises(UserError, match="somebody else"):
        save(rex, target, to="rex")
    decide(rex, verdict("ana", hers, "accept"), of=review("ana", mode="check"))

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        save(rex, target, progress=stop)
    assert [each.name for each in tmp_path.iterdir() if "jsonl" in each.name] == []


def test_what_waits_for_a_verdict_is_counted(rex: Session) -> None:
    hers = label(rex, "ana", "GPE", "Ottawa")
    label(rex, "ana", "GPE", "Iraq")
    label(rex, "ana", "GPE", "Erbil", "a2")
    label(rex, "bob", "GPE", "Ottawa")
    assert undecided(rex.reader, "rex", "ana") == 3
    decide(rex, verdict("ana", hers, "accept"), of=review("ana", mode="check"))
    assert undecided(rex.reader, "rex", "ana") == 2
    rex.execute(StartReview(review("ana", "bob", mode="compare")))
    assert undecided(rex.reader, "rex", "ana") == 1  # on the other article only one of them has worked
    rex.execute(SetStatus(SetRef("a2", "bob"), "done"))
    assert undecided(rex.reader, "rex", "ana") == 2


def test_the_file_has_a_name_that_any_system_takes() -> None:
    assert suggested_name("work", "bob", "ana") == "work review by bob for ana.jsonl"
    assert suggested_name("w", "a/b:c", "Zoë", answers=True) == "w answers by a_b_c for Zoë.jsonl"


def test_an_article_without_verdicts_has_no_feedback(rex: Session) -> None:
    label(rex, "ana", "GPE", "Ottawa")
    decide(rex, verdict("rex", label(rex, "rex", "GPE", "Iraq"), "reject"), of=review("ana", mode="check"))
    assert article_feedback(rex.reader, "a1", "ana").items == ()
    assert article_feedback(rex.reader, "a2", "ana").items == ()
    assert list(all_feedback(rex.reader, "ana")) == []
