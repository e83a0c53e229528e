"""Operations on relations: what the scheme allows is kept, all else refused in words; undo brings back."""

import pytest

from annotator.app.operations.base import Operation
from annotator.app.operations.relations import AddRelation, ChangeRelation, RemoveRelations
from annotator.app.operations.spans import Relabel, RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.relation import Relation
from tests.app.test_span_operations import add

REF = SetRef("a1", "ana")


@pytest.fixture
def ids(session: Session, ref: SetRef) -> tuple[str, str, str]:
    """A claim, another one and a person."""
    return (add(session, ref, "FACTUAL", "Iraq is safe", layer="claim").id,
            add(session, ref, "OPINION", "Iraq waits", layer="claim").id,
            add(session, ref, "PERSON", "Jessica Lamirande").id)


def relate(session: Session, label: str, head: str, tail: str) -> Relation:
    operation = AddRelation(REF, label, head, tail)
    changes = session.execute(operation)
    assert changes.relations == {REF: {operation.added}}
    return session.reader.relations(REF, [operation.added])[0]


def test_a_relation_is_saved_and_named(session: Session, ids: tuple[str, str, str]) -> None:
    claim, _, person = ids
    relation = relate(session, "SAID_BY", claim, person)
    assert session.reader.relations(REF) == [Relation(id=relation.id, label="SAID_BY", head=claim, tail=person)]
    assert session.history()[-1].name == "relate SAID_BY"
    assert session.undo().relations == {REF: {relation.id}}
    assert session.reader.relations(REF) == []
    session.redo()
    assert session.reader.relations(REF) == [relation]


def test_what_does_not_fit_is_refused_in_words(session: Session, ids: tuple[str, str, str]) -> None:
    claim, other, person = ids
    relate(session, "SAID_BY", claim, person)
    refused: list[tuple[Operation, type[Exception], str]] = [
        (AddRelation(REF, "SAID_BY", person, claim), Refused,
         "SAID_BY goes from FACTUAL, OPINION or PREDICTION to PERSON, NORP, ORG or GPE, not from PERSON to FACTUAL"),
        (AddRelation(REF, "SAID_BY", claim, person), Refused, "related as SAID_BY already"),
        (AddRelation(REF, "SUPPORTS", claim, claim), Refused, "cannot be related to itself"),
        (AddRelation(REF, "NEAR", claim, other), NotFound, "no relation NEAR"),
        (AddRelation(REF, "SUPPORTS", claim, "gone"), NotFound, "span is no longer there"),
        (ChangeRelation(REF, "gone", swap=True), NotFound, "relation is no longer there"),
        (RemoveRelations(REF, ["gone"]), NotFound, "relation is no longer there")]
    before = session.reader.relations(REF), len(session.history())
    for operation, kind, words in refused:
        with pytest.raises(kind, match=words):
            session.execute(operation)
    assert (session.reader.relations(REF), len(session.history())) == before


def test_a_relation_changes_type_and_ends_and_keeps_its_id(session: Session, ids: tuple[str, str, str]) -> None:
    claim, other, person = ids
    said = relate(session, "SAID_BY", claim, person)
    relation = relate(session, "SUPPORTS", claim, other)
    session.execute(ChangeRelation(REF, relation.id, "ATTACKS"))
    assert session.history()[-1].name == "change relation to ATTACKS"
    session.execute(ChangeRelation(REF, relation.id, swap=True))
    assert session.history()[-1].name == "swap ends of relation"
    now = Relation(id=relation.id, label="ATTACKS", head=other, tail=claim)
    assert session.reader.relations(REF, [relation.id]) == [now]
    assert session.execute(ChangeRelation(REF, relation.id, "ATTACKS")).empty
    with pytest.raises(Refused, match="SAID_BY goes from"):
        session.execute(ChangeRelation(REF, said.id, swap=True))
    session.undo()
    session.undo()
    assert session.reader.relations(REF, [relation.id]) == [relation]
    assert session.reader.relations(REF) == [said, relation]


def test_relations_are_removed_and_counted(session: Session, ids: tuple[str, str, str]) -> None:
    claim, other, person = ids
    found = [relate(session, "SAID_BY", claim, person), relate(session, "SUPPORTS", claim, other),
             relate(session, "SAID_BY", other, person)]
    session.execute(RemoveRelations(REF, [found[0].id]))
    assert session.history()[-1].name == "remove relation"
    session.execute(RemoveRelations(REF, [found[1].id, found[2].id]))
    assert session.history()[-1].name == "remove 2 relations"
    session.undo()
    session.undo()
    assert session.reader.relations(REF) == found


def test_deleting_a_span_counts_its_relations_and_undo_brings_all_back(
        session: Session, ids: tuple[str, str, str]) -> None:
    claim, other, person = ids
    found = [relate(session, "SAID_BY", claim, person), relate(session, "SAID_BY", other, person)]
    operation = RemoveSpans(REF, [person])
    session.execute(operation)
    assert operation.relations == found
    assert session.history()[-1].name == "delete span and 2 relations"
    assert session.reader.relations(REF) == []
    assert session.undo().relations == {REF: {each.id for each in found}}
    assert session.reader.relations(REF) == found


def test_relabelling_keeps_relations_that_fit_and_names_those_that_would_not(
        session: Session, ids: tuple[str, str, str]) -> None:
    claim, other, person = ids
    said, supports = relate(session, "SAID_BY", claim, person), relate(session, "SUPPORTS", claim, other)
    session.execute(Relabel(REF, claim, "claim", "PREDICTION"))
    session.execute(Relabel(REF, person, "entity", "ORG"))
    with pytest.raises(Refused, match=r"As DATE this span could not keep 1 relation \(SAID_BY\)"):
        session.execute(Relabel(REF, person, "entity", "DATE"))
    assert session.reader.relations(REF) == [said, supports]
    session.execute(Relabel(REF, person, "entity", "DATE", drop_relations=True))
    assert session.reader.relations(REF) == [supports]
    session.undo()
    assert session.reader.relations(REF) == [said, supports]
