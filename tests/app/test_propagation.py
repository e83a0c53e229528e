"""Labelling other occurrences: one step over many articles, verified where it writes."""

import io
from dataclasses import replace

import orjson
import pytest

from annotator import bootstrap
from annotator.app.exporting import export_records
from annotator.app.operations.project import RemoveArticles
from annotator.app.operations.propagation import LabelOccurrences
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.candidates import Candidate, Context, Verdict
from annotator.domain.errors import Cancelled, NotFound
from annotator.domain.query import Selection
from annotator.domain.span import Fragment
from tests.app.conftest import TEXT, place

OTHER = "Another text about Erbil."
SECOND = SetRef("a2", "ana")


def candidate(article: str, word: str) -> Candidate:
    return Candidate(article=article, fragments=(Fragment(*place(word, TEXT if article == "a1" else OTHER)),),
                     quote=word, context=Context("", word, ""), verdict=Verdict("free"))


PLACES = [candidate("a1", "Iraq"), candidate("a1", "Ottawa"), candidate("a2", "Erbil")]


def label(ref: SetRef, *places: Candidate, **more: object) -> LabelOccurrences:
    return LabelOccurrences(ref, "entity", "GPE", places or PLACES, **more)  # type: ignore[arg-type]


def test_places_of_several_articles_are_one_step(session: Session, ref: SetRef) -> None:
    operation = label(ref)
    session.execute(operation)
    assert [span.quote for span in session.reader.spans(ref)] == ["Ottawa", "Iraq"]
    assert [(span.quote, span.origin, span.changed_by) for span in session.reader.spans(SECOND)] == [
        ("Erbil", "propagated", "ana")]
    assert (operation.count, {name: len(ids) for name, ids in operation.added.items()}) == (3, {"a1": 2, "a2": 1})
    step = session.history()[-1]
    assert (step.name, step.article) == ("label 3 others GPE", "a1")
    session.undo()
    assert (session.reader.spans(ref), session.reader.spans(SECOND)) == ([], [])
    assert session.reader.annotation_set(SECOND) is None
    session.redo()
    assert len(session.reader.spans(ref)) == 2
    assert len(session.reader.spans(SECOND)) == 1


def test_exports_say_that_they_were_propagated(session: Session, ref: SetRef) -> None:
    session.execute(label(ref))
    out = io.BytesIO()
    export_records(session.reader, bootstrap.formats().by_id("jsonl"), Selection(), out)
    spans = [span for line in out.getvalue().splitlines() for span in orjson.loads(line)["spans"]]
    assert [(span["text"], span["origin"]) for span in spans] == [
        ("Ottawa", "propagated"), ("Iraq", "propagated"), ("Erbil", "propagated")]


def test_work_begins_where_it_was_not_begun_and_done_stays_done(session: Session, ref: SetRef) -> None:
    session.execute(SetStatus(ref, "done"))
    session.execute(label(ref))
    statuses = [session.reader.annotation_set(each) for each in (ref, SECOND)]
    assert [each.status for each in statuses if each] == ["done", "in_progress"]


def test_other_annotators_are_left_alone(session: Session, ref: SetRef) -> None:
    bob = SetRef("a1", "bob")
    session.execute(AddSpans(bob, "entity", "ORG", [[place("Iraq")]]))
    before = session.reader.spans(bob)
    session.execute(label(ref))
    assert session.reader.spans(bob) == before
    assert session.reader.sets("a2") == [session.reader.annotation_set(SECOND)]


def test_what_carries_the_label_is_not_doubled(session: Session, ref: SetRef) -> None:
    session.execute(AddSpans(ref, "entity", "GPE", [[place("Iraq")]]))
    operation = label(ref, PLACES[0], PLACES[1], PLACES[1])
    session.execute(operation)
    assert (operation.count, operation.present) == (1, 2)
    assert session.history()[-1].name == "label 1 other GPE"
    again = label(ref, *PLACES[:2])
    assert session.execute(again).empty
    assert (again.count, again.present) == (0, 2)


def test_what_no_longer_fits_is_left_out_and_counted(session: Session, ref: SetRef) -> None:
    moved = replace(PLACES[0], fragments=(Fragment(1, 5),))
    outside = replace(PLACES[1], fragments=(Fragment(5_000, 5_006),))
    session.execute(RemoveArticles(["a2"]))
    operation = label(ref, moved, outside, PLACES[1], PLACES[2])
    session.execute(operation)
    assert (operation.count, operation.changed) == (1, 3)
    assert [span.quote for span in session.reader.spans(ref)] == ["Ottawa"]


def test_answers_are_those_of_the_label_or_those_given(session: Session, ref: SetRef) -> None:
    for given, expected in ((None, "unsure"), ({"checkworthy": "yes"}, "yes")):
        operation = LabelOccurrences(ref, "claim", "FACTUAL", PLACES[:1], given)
        session.execute(operation)
        assert session.reader.spans(ref, operation.added["a1"])[0].attributes["checkworthy"] == expected
        session.undo()


def test_an_unknown_label_changes_nothing(session: Session, ref: SetRef) -> None:
    with pytest.raises(NotFound, match="no label CITY"):
        session.execute(LabelOccurrences(ref, "entity", "CITY", PLACES))
    assert session.reader.spans(ref) == []


def test_it_can_be_cancelled_and_then_changed_nothing(session: Session, ref: SetRef) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.execute(label(ref, progress=stop))
    assert told == [(0, 2), (1, 2)]
    assert session.reader.spans(ref) == []
