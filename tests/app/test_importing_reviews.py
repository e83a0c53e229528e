"""Import of verdicts and remarks: the newer one stays, twice changes nothing, a refusal leaves nothing."""

from pathlib import Path

import pytest

from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.review import Remark
from tests.app.test_importing import TEXT, put, span, take

AT, LATER = "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"
REF = SetRef("t", "ana")


def verdict(**more: object) -> dict[str, object]:
    return {"span": "s1", "verdict": "reject", "by": "bob", "at": AT, **more}


def remark(**more: object) -> dict[str, object]:
    return {"id": "m1", "span": "s1", "by": "bob", "at": AT, "text": "Why?", **more}


def line(*verdicts: object, **more: object) -> dict[str, object]:
    return {"id": "t", "text": TEXT, "annotator": "ana", "spans": [span("Iraq", "GPE", id="s1")],
            "verdicts": list(verdicts), **more}


def told(session: Session) -> list[tuple[str, str, str, str]]:
    return [(each.span, each.verdict, each.by, each.answer) for each in session.reader.verdicts(REF)]


def test_verdicts_and_remarks_come_in_once(session: Session, tmp_path: Path) -> None:
    file = put(tmp_path / "a.jsonl", line(verdict(), verdict(span="gone", verdict="accept"),
                                          remarks=[remark(), remark(id="", by="ana", at=LATER, text="It is.")]))
    assert not take(session, file).refused
    assert told(session) == [("gone", "accept", "bob", ""), ("s1", "reject", "bob", "")]
    first, second = session.reader.remarks(REF)
    assert first == Remark(id="m1", ref=REF, span="s1", by="bob", at=AT, text="Why?")
    assert (second.by, second.text, len(second.id)) == ("ana", "It is.", 26)
    steps = len(session.history())
    take(session, file)
    assert len(session.history()) == steps
    session.undo()
    assert session.reader.article_with_text(TEXT) is None


def test_the_newer_verdict_and_the_newer_answer_stay(session: Session, tmp_path: Path) -> None:
    answered = verdict(answer="dispute", answered_by="ana", answered_at=LATER)
    changed = verdict(verdict="accept", at="2026-11-24T10:00:00Z")
    for number, each in enumerate((verdict(), answered, changed, verdict(verdict="question"), changed)):
        take(session, put(tmp_path / f"{number}.jsonl", line(each)))
    assert told(session) == [("s1", "accept", "bob", "dispute")]
    [kept] = session.reader.verdicts(REF)
    assert (kept.at, kept.answered_at) == ("2026-11-24T10:00:00Z", LATER)


def test_the_labels_of_proposals_find_their_layer_or_are_added(session: Session, tmp_path: Path) -> None:
    counts = take(session, put(tmp_path / "a.jsonl", line(
        verdict(verdict="edit", proposal=span("waits", "PERSON")),
        verdict(span="s2", verdict="edit", proposal=span("for", "FRESH")))))
    assert any("FRESH (entity)" in word for word in counts.said)
    assert session.reader.scheme().find("entity", "FRESH")
    proposals = [each.proposal for each in session.reader.verdicts(REF) if each.proposal]
    assert [(each.id, each.layer, each.label, each.quote) for each in proposals] == [
        ("s1", "entity", "PERSON", "waits"), ("s2", "entity", "FRESH", "for")]


def test_verdicts_without_an_annotator_are_on_the_set_of_who_imports(session: Session, tmp_path: Path) -> None:
    take(session, put(tmp_path / "a.jsonl", {"id": "t", "text": TEXT, "verdicts": [verdict()], "remarks": [remark()]}))
    assert [len(session.reader.verdicts(REF)), len(session.reader.remarks(REF))] == [1, 1]


@pytest.mark.parametrize("more", [
    {"verdicts": [verdict(verdict="edit", proposal=span("Iraq", "GPE", text="Iran"))]},
    {"verdicts": [verdict(at="")]}, {"remarks": [remark(text="")]}])
def test_a_refused_line_leaves_nothing(session: Session, tmp_path: Path, more: dict[str, object]) -> None:
    counts = take(session, put(tmp_path / "a.jsonl", line(**more), line(verdict(), id="u", text=f"{TEXT} Now.")))
    assert [each.line for each in counts.refused] == [1]
    assert session.reader.article_with_text(TEXT) is None
    assert len(session.reader.verdicts(SetRef("u", "ana"))) == 1
