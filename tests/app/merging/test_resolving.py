"""Conflicts are settled by choice, in one step each, and are not asked about again."""

from dataclasses import replace

import pytest

from annotator.app.operations.merging import ResolveConflicts
from annotator.app.operations.sets import SetNotes, SetStatus
from annotator.domain.article import SetRef
from annotator.domain.errors import Conflict
from annotator.domain.relation import Relation
from tests.app.merging.conftest import span

ANA = SetRef("a1", "ana")


@pytest.fixture
def quarrel(ana, bob):
    """Both changed everything there is."""
    ana.add(span("safe", "FACTUAL", layer="claim"), span("Jessica", "PERSON"))
    link = Relation(id="r", label="SAID_BY", head="safe", tail="Jessica")
    ana.do(lambda write, at: write.add_relations(ANA, [link, replace(link, id="gone")]))
    bob.take(ana)
    for each, label, notes, status in ((ana, "ORG", "hers", "done"), (bob, "LOC", "his", "skipped")):
        each.change("Iraq", annotator="ana", label=label)
        each.session.execute(SetNotes(ANA, notes))
        each.session.execute(SetStatus(ANA, status))
    ana.remove("Ottawa")
    bob.change("Ottawa", annotator="ana", comment="kept")
    ana.add(span("Monday", "DATE"))
    bob.add(span("Monday", "EVENT"), annotator="ana")
    ana.do(lambda write, at: (write.remove_relations(ANA, ["r"]),
                              write.add_relations(ANA, [replace(link, head="Jessica", tail="safe")])))
    bob.do(lambda write, at: (write.remove_relations(ANA, ["r", "gone"]),
                              write.add_relations(ANA, [replace(link, tail="Iraq")])))
    ana.do(lambda write, at: (write.remove_relations(ANA, ["gone"]),
                              write.add_relations(ANA, [replace(link, id="gone", tail="Iraq")])))
    return bob.take(ana).conflicts


def stands(laptop) -> tuple:
    present = laptop.session.reader.annotation_set(ANA)
    return (laptop.spans("ana"), present.status, present.notes,
            [each.place for each in laptop.session.reader.relations(ANA)])


def test_taking_theirs(quarrel, ana, bob) -> None:
    assert [each.key for each in quarrel[:3]] == ["sOttawa", "sMonday", "sIraq"]
    assert {each.key for each in quarrel[3:]} == {"rr", "rgone", "@status", "@notes"}
    before, steps = stands(bob), bob.steps()
    operation = ResolveConflicts(quarrel, take=True)
    assert (operation.name, operation.article) == ("take theirs in 7 conflicts", "a1")
    bob.session.execute(operation)
    assert stands(bob) == stands(ana)
    assert bob.steps() == steps + 1
    assert not bob.take(ana).conflicts
    assert bob.steps() == steps + 1
    bob.session.undo()
    assert stands(bob) == before
    assert len(bob.take(ana).conflicts) == 7


def test_keeping_ours(quarrel, ana, bob) -> None:
    before = stands(bob)
    bob.session.execute(ResolveConflicts(quarrel, take=False))
    assert stands(bob) == before
    assert not bob.take(ana).conflicts
    ana.change("Iraq", label="GPE")
    counts = bob.take(ana)
    assert not counts.changes
    ana.change("Iraq", label="FAC")
    assert [each.span for each in bob.take(ana).conflicts] == ["Iraq"]
    assert ResolveConflicts([], take=False).article == ""


def test_a_relation_cannot_come_before_its_span(ana, bob) -> None:
    bob.take(ana)
    bob.remove("Ottawa", annotator="ana")
    ana.change("Ottawa", label="ORG")
    ana.add(span("safe", "FACTUAL", layer="claim"))
    ana.do(lambda write, at: write.add_relations(ANA, [Relation(id="r", label="SAID_BY", head="safe", tail="Ottawa")]))
    of_span, of_relation = bob.take(ana).conflicts
    with pytest.raises(Conflict, match="take that span first"):
        bob.session.execute(ResolveConflicts([of_relation], take=True))
    bob.session.execute(ResolveConflicts([of_span, of_relation], take=True))
    assert stands(bob) == stands(ana)


def test_one_s_own_set_and_an_unmarked_copy(ana, tmp_path) -> None:
    new = tmp_path / "new.annotator"
    ana.change("Iraq", label="ORG")
    ana.session.project.backup(new)
    ana.session.undo()
    (conflict,) = ana.take(new).conflicts
    ana.session.execute(ResolveConflicts([conflict], take=True))
    assert ana.spans()["Iraq"] == "ORG"
    ana.change("Iraq", label="LOC")
    assert not ana.take(new).conflicts


def test_a_relation_that_was_removed_there_goes_by_choice(ana, bob) -> None:
    ana.add(span("safe", "FACTUAL", layer="claim"))
    link = Relation(id="r", label="SAID_BY", head="safe", tail="Ottawa")
    ana.do(lambda write, at: write.add_relations(ANA, [link]))
    bob.take(ana)
    bob.do(lambda write, at: (write.remove_relations(ANA, ["r"]),
                              write.add_relations(ANA, [replace(link, tail="Iraq")])))
    ana.do(lambda write, at: write.remove_relations(ANA, ["r"]))
    (conflict,) = bob.take(ana).conflicts
    assert conflict.line == "article a1, ana: relation SAID_BY was removed there and changed here"
    bob.session.execute(ResolveConflicts([conflict], take=True))
    assert stands(bob) == stands(ana)
