"""Operations on spans: what a key press changes, what is refused, what undo brings back."""

import pytest

from annotator.app.operations.base import count
from annotator.app.operations.spans import AddSpans, Relabel, RemoveSpans, SetAttribute, SetComment
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.span import Span
from tests.app.conftest import TEXT, place


def add(session: Session, ref: SetRef, label: str, *words: str, layer: str = "entity") -> Span:
    operation = AddSpans(ref, layer, label, [[place(word)] for word in words])
    session.execute(operation)
    return session.reader.spans(ref, [operation.added[0]])[0]


def test_a_label_is_saved_with_quote_author_and_time(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "GPE", "Iraq")
    assert (span.quote, span.origin, span.changed_by, span.changed_at) == (
        "Iraq", "manual", "ana", "2026-11-22T10:00:00Z")
    assert TEXT[span.start:span.end] == "Iraq"
    present = session.reader.annotation_set(ref)
    assert present is not None
    assert present.status == "in_progress"


def test_edges_lose_white_space_and_keep_graphemes_whole(session: Session, ref: SetRef) -> None:
    flag = TEXT.index("🇨🇦")
    session.execute(AddSpans(ref, "entity", "GPE", [[(flag - 1, flag + 1)]]))
    assert session.reader.spans(ref)[0].quote == "🇨🇦"


def test_white_space_alone_is_refused_and_changes_nothing(session: Session, ref: SetRef) -> None:
    with pytest.raises(Refused, match="white space"):
        session.execute(AddSpans(ref, "entity", "GPE", [[(6, 7)]]))
    assert session.reader.annotation_set(ref) is None


def test_the_same_label_on_the_same_range_is_not_doubled(session: Session, ref: SetRef) -> None:
    first = add(session, ref, "GPE", "Iraq")
    again = AddSpans(ref, "entity", "GPE", [[place("Iraq")]])
    steps = len(session.history())
    assert session.execute(again).empty
    assert (again.added, again.present) == ([], [first.id])
    assert len(session.history()) == steps


def test_an_unknown_label_is_refused(session: Session, ref: SetRef) -> None:
    with pytest.raises(NotFound, match="no label CITY"):
        add(session, ref, "CITY", "Iraq")


def test_names_of_steps_count_what_was_done(session: Session, ref: SetRef) -> None:
    add(session, ref, "GPE", "Iraq")
    add(session, ref, "GPE", "Ottawa", "Jessica")
    assert [step.name for step in session.history()][-2:] == ["label GPE", "label 2 spans GPE"]
    assert [step.article for step in session.history()][-1] == "a1"
    assert (count(1, "span"), count(2000, "span")) == ("1 span", "2,000 spans")


def test_defaults_of_attributes_are_answered(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    assert span.attributes["checkworthy"] == "unsure"


def test_relabelling_keeps_answers_that_the_new_label_allows(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    session.execute(SetAttribute(ref, span.id, "checkworthy", "yes"))
    session.execute(Relabel(ref, span.id, "claim", "OPINION"))
    changed = session.reader.spans(ref)[0]
    assert (changed.label, changed.attributes["checkworthy"]) == ("OPINION", "yes")
    assert session.history()[-1].name == "relabel as OPINION"


def test_relabelling_into_a_double_is_refused(session: Session, ref: SetRef) -> None:
    add(session, ref, "GPE", "Iraq")
    other = add(session, ref, "LOC", "Iraq")
    with pytest.raises(Refused, match="already labelled GPE"):
        session.execute(Relabel(ref, other.id, "entity", "GPE"))


def test_an_answer_is_set_taken_away_and_checked(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    session.execute(SetAttribute(ref, span.id, "checkworthy", None))
    assert "checkworthy" not in session.reader.spans(ref)[0].attributes
    session.execute(SetAttribute(ref, span.id, "source", "wire"))
    assert session.reader.spans(ref)[0].attributes["source"] == "wire"
    with pytest.raises(Refused, match="cannot be 'maybe'"):
        session.execute(SetAttribute(ref, span.id, "checkworthy", "maybe"))


def test_typing_a_comment_is_one_step(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "GPE", "Iraq")
    before = len(session.history())
    for text in ("s", "su", "sure"):
        session.execute(SetComment(ref, span.id, text, merge_key="comment:1"))
    assert session.reader.spans(ref)[0].comment == "sure"
    assert len(session.history()) == before + 1
    session.undo()
    assert session.reader.spans(ref)[0].comment == ""


def test_what_is_set_to_what_it_was_is_no_step(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "GPE", "Iraq")
    assert session.execute(SetComment(ref, span.id, "")).empty


def test_deleting_counts_and_undo_brings_back(session: Session, ref: SetRef) -> None:
    first, second = add(session, ref, "GPE", "Iraq"), add(session, ref, "GPE", "Ottawa")
    session.execute(RemoveSpans(ref, [first.id]))
    assert session.history()[-1].name == "delete span"
    session.undo()
    session.execute(RemoveSpans(ref, [first.id, second.id]))
    assert (session.history()[-1].name, session.reader.spans(ref)) == ("delete 2 spans", [])
    changes = session.undo()
    assert changes.spans[ref] == {first.id, second.id}
    assert session.reader.spans(ref) == [second, first]


@pytest.mark.parametrize("operation", [
    RemoveSpans(SetRef("a1", "ana"), ["gone"]), Relabel(SetRef("a1", "ana"), "gone", "entity", "GPE"),
    SetComment(SetRef("a1", "ana"), "gone", "x")])
def test_a_span_that_is_gone_is_named(session: Session, operation: RemoveSpans | Relabel | SetComment) -> None:
    with pytest.raises(NotFound, match="no longer there"):
        session.execute(operation)
    assert operation.article == "a1"
