"""Changes to many spans over many articles: what would be done, what is done, one step."""

import pytest

from annotator.app.operations.bulk import RelabelMany, RemoveMany, Weight, weigh_relabelling, weigh_removal
from annotator.app.operations.project import RemoveArticles
from annotator.app.operations.spans import AddSpans, RemoveSpans, SetAttribute
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import Cancelled, NotFound, Refused
from annotator.domain.relation import Relation
from tests.app.conftest import place

A1, A2, BOB = SetRef("a1", "ana"), SetRef("a2", "ana"), SetRef("a1", "bob")
Places = dict[SetRef, set[str]]


@pytest.fixture
def places(session: Session) -> Places:
    """Three of ana's GPE spans in two articles; Iraq is an ORG too, and Ottawa says something."""
    ids: Places = {}
    for ref, label, words in ((A1, "GPE", ("Ottawa", "Iraq")), (A2, "GPE", ("Erbil",)), (A1, "ORG", ("Iraq",)),
                              (A1, "FACTUAL", ("Ottawa reacted",))):
        text = session.reader.article(ref.article).text
        layer = "claim" if label == "FACTUAL" else "entity"
        adding = AddSpans(ref, layer, label, [[place(word, text)] for word in words])
        session.execute(adding)
        if label == "GPE":
            ids[ref] = set(adding.added)
    return ids


def labels(session: Session, ref: SetRef) -> list[tuple[str, str]]:
    return [(span.label, span.quote) for span in session.reader.spans(ref) if span.layer == "entity"]


def test_relabelling_is_one_step_and_leaves_what_would_stand_twice(session: Session, places: Places) -> None:
    before = {ref: session.reader.spans(ref) for ref in places}
    assert weigh_relabelling(session.reader, places, "entity", "ORG") == Weight(spans=2, articles=2, twins=1)
    told: list[tuple[int, int]] = []
    operation = RelabelMany(places, lambda done, total: told.append((done, total)), layer="entity", label="ORG")
    session.execute(operation)
    assert (operation.changed, operation.twins, operation.gone) == (2, 1, 0)
    assert told == [(1, 2), (2, 2)]
    assert sorted(labels(session, A1)) == [("GPE", "Iraq"), ("ORG", "Iraq"), ("ORG", "Ottawa")]
    assert labels(session, A2) == [("ORG", "Erbil")]
    assert session.reader.spans(A2)[0].changed_by == "ana"
    step = session.history()[-1]
    assert (step.name, step.article) == ("relabel 2 spans as ORG", "")
    session.undo()
    assert {ref: session.reader.spans(ref) for ref in places} == before


def test_answers_that_the_new_label_allows_are_kept(session: Session) -> None:
    adding = AddSpans(A1, "claim", "FACTUAL", [[place("Iraq is safe")]])
    session.execute(adding)
    session.execute(SetAttribute(A1, adding.added[0], "checkworthy", "yes"))
    session.execute(RelabelMany({A1: {adding.added[0]}}, layer="claim", label="PREDICTION"))
    span = session.reader.spans(A1)[0]
    assert (span.label, span.attributes["checkworthy"]) == ("PREDICTION", "yes")
    assert session.history()[-1].article == "a1"


def test_two_spans_that_would_become_the_same_leave_one(session: Session) -> None:
    ids = set()
    for label in ("GPE", "LOC"):
        adding = AddSpans(A1, "entity", label, [[place("Iraq")]])
        session.execute(adding)
        ids.add(adding.added[0])
    operation = RelabelMany({A1: ids}, layer="entity", label="ORG")
    session.execute(operation)
    assert (operation.changed, operation.twins) == (1, 1)


def test_what_has_the_label_already_is_no_change(session: Session, places: Places) -> None:
    changes = session.execute(RelabelMany(places, layer="entity", label="GPE"))
    assert changes.empty


def test_deleting_takes_the_relations_along_and_undo_brings_all_back(session: Session, places: Places) -> None:
    claim = next(span for span in session.reader.spans(A1) if span.label == "FACTUAL")
    ottawa = next(span for span in session.reader.spans(A1) if (span.label, span.quote) == ("GPE", "Ottawa"))
    with session.project.write(annotator="ana", at="2026-11-22T10:00:00Z") as write:
        write.add_relations(A1, [Relation(id="r", label="SAID_BY", head=claim.id, tail=ottawa.id)])
    assert weigh_removal(session.reader, places) == Weight(spans=3, articles=2, relations=1)
    operation = RemoveMany(places)
    session.execute(operation)
    assert (operation.changed, operation.gone) == (3, 0)
    assert session.history()[-1].name == "delete 3 spans"
    assert labels(session, A1) == [("ORG", "Iraq")]
    assert session.reader.relations(A1) == []
    session.undo()
    assert len(labels(session, A1)) == 3
    assert [each.id for each in session.reader.relations(A1)] == ["r"]


def test_relations_that_the_new_label_may_not_have_go_and_are_counted(session: Session) -> None:
    ids = {}
    for layer, label, word in (("claim", "FACTUAL", "Iraq is safe"), ("entity", "PERSON", "Jessica Lamirande"),
                               ("entity", "ORG", "the ministry")):
        adding = AddSpans(A1, layer, label, [[place(word)]])
        session.execute(adding)
        ids[label] = adding.added[0]
    with session.project.write(annotator="ana", at="2026-11-22T10:00:00Z") as write:
        write.add_relations(A1, [Relation(id="r", label="SAID_BY", head=ids["FACTUAL"], tail=ids["PERSON"]),
                                 Relation(id="odd", label="SAID_BY", head=ids["PERSON"], tail=ids["FACTUAL"])])
    places = {A1: {ids["PERSON"], ids["ORG"]}}
    assert weigh_relabelling(session.reader, places, "entity", "ORG") == Weight(spans=1, articles=1)
    assert weigh_relabelling(session.reader, places, "entity", "DATE") == Weight(spans=2, articles=1, relations=1)
    session.execute(RelabelMany(places, layer="entity", label="DATE"))
    assert [each.id for each in session.reader.relations(A1)] == ["odd"]
    session.undo()
    assert [each.id for each in session.reader.relations(A1)] == ["odd", "r"]


def test_what_is_gone_meanwhile_is_left_out_and_counted(session: Session, places: Places) -> None:
    [erbil] = places[A2]
    session.execute(RemoveSpans(A2, [erbil]))
    for operation in (RelabelMany(places, layer="entity", label="LOC"), RemoveMany(places)):
        session.execute(operation)
        assert (operation.changed, operation.gone) == (2, 1)
        session.undo()
    session.execute(RemoveArticles(["a1"]))
    gone = RemoveMany(places)
    assert session.execute(gone).empty
    assert gone.gone == 3


def test_others_spans_and_unknown_labels_are_refused_and_nothing_changes(session: Session, places: Places) -> None:
    before = labels(session, A1)
    with pytest.raises(Refused, match="of bob cannot be changed by ana"):
        session.execute(RemoveMany({**places, BOB: {"x"}}))
    with pytest.raises(NotFound, match="no label NONE"):
        session.execute(RelabelMany(places, layer="entity", label="NONE"))
    assert labels(session, A1) == before


def test_cancelling_takes_everything_back(session: Session, places: Places) -> None:
    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.execute(RemoveMany(places, cancel))
    assert len(labels(session, A1)) == 3
