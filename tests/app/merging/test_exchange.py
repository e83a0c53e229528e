"""Sending projects to and fro: what comes in, what does not, and that one undo takes it back."""

import shutil

import pytest

from annotator import bootstrap
from annotator.app.merge_counts import MergeOptions
from annotator.app.merging import foresee
from annotator.app.operations.sets import SetNotes, SetStatus
from annotator.app.operations.text import CorrectText
from annotator.domain.article import Article, SetRef
from annotator.domain.errors import Cancelled, Conflict, UserError
from annotator.domain.merging.base import base_spans
from annotator.domain.relation import Relation
from annotator.domain.review import Remark, Verdict
from annotator.domain.scheme import Renamed
from tests.app.merging.conftest import TEXT, span

ANA = SetRef("a1", "ana")


def test_a_merge_is_one_step_that_can_be_undone(ana, bob) -> None:
    before, steps = bob.records(), bob.steps()
    counts = bob.take(ana)
    assert (counts.sets_added, counts.spans_added, counts.shares["ana"].spans) == (1, 2, 2)
    assert bob.steps() == steps + 1
    assert bob.session.history()[-1].name == "merge ana.annotator"
    after = bob.records()
    bob.session.undo()
    assert bob.records() == before
    bob.session.redo()
    assert bob.records() == after
    assert not bob.take(ana).changes
    assert bob.steps() == steps + 1


def test_a_cancelled_merge_leaves_nothing(ana, bob) -> None:
    from annotator.app.merging import merge

    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    before = bob.records()
    with pytest.raises(Cancelled):
        merge(bob.session, bootstrap, ana.path, MergeOptions(), cancel)
    assert bob.records() == before


def test_foreseeing_is_what_is_done(ana, bob) -> None:
    seen = foresee(bob.session.project, bootstrap, ana.path, MergeOptions(), "bob")
    assert not bob.spans("ana")
    assert seen == bob.take(ana)


def test_both_send_their_projects_to_and_fro(ana, bob) -> None:
    """Each one's own set stays theirs, the copy follows."""
    bob.take(ana)
    ana.take(bob)
    ana.change("Iraq", label="ORG")
    ana.add(span("Monday", "DATE"))
    ana.remove("Ottawa")
    bob.add(span("Jessica", "PERSON"))
    for _ in range(2):
        assert not bob.take(ana).conflicts
        assert not ana.take(bob).conflicts
    assert ana.spans() == bob.spans("ana") == {"Iraq": "ORG", "Monday": "DATE"}
    assert ana.spans("bob") == bob.spans() == {"Ottawa": "GPE", "Jessica": "PERSON"}
    steps = ana.steps(), bob.steps()
    bob.take(ana), ana.take(bob)
    assert (ana.steps(), bob.steps()) == steps


def test_what_a_colleague_edits_in_the_copy_comes_home(ana, bob) -> None:
    bob.take(ana)
    bob.change("Iraq", annotator="ana", label="ORG")
    bob.change("Ottawa", annotator="ana", comment="the capital")
    ana.change("Ottawa", comment="the city")
    counts = ana.take(bob)
    assert ana.spans()["Iraq"] == "ORG"
    assert [(each.span, each.why) for each in counts.conflicts] == [
        ("Ottawa", "GPE “Ottawa” [0, 6) was changed there and here")]
    ana.change("Iraq", label="GPE")
    assert ana.take(bob).spans_updated == 0
    assert ana.spans()["Iraq"] == "GPE"


def test_an_old_copy_of_a_third_colleague_brings_nothing_back(ana, bob, laptop) -> None:
    cleo = laptop("cleo")
    for each in (bob, cleo):
        each.take(ana)
    bob.change("Iraq", annotator="ana", label="ORG")
    ana.take(bob)
    ana.remove("Ottawa")
    assert not ana.take(cleo).conflicts
    assert ana.spans() == {"Iraq": "ORG"}
    assert not bob.take(cleo).conflicts
    assert bob.spans("ana")["Iraq"] == "ORG"
    bob.take(ana)
    assert bob.spans("ana") == {"Iraq": "ORG"}


def test_the_order_of_two_colleagues_does_not_matter(ana, bob, laptop) -> None:
    there, back = laptop("cleo", "there"), laptop("cleo", "back")
    for target, order in ((there, (ana, bob)), (back, (bob, ana))):
        for each in order:
            target.take(each)
    assert [(each.annotator, [one.id for one in each.spans]) for each in there.records()] == [
        (each.annotator, [one.id for one in each.spans]) for each in back.records()]


def test_an_unmarked_old_copy_is_ignored_and_a_newer_one_is_asked_about(ana, laptop, tmp_path) -> None:
    """A project that was copied as a file knows no base; what was changed last is told from the times."""
    old = tmp_path / "old.annotator"
    ana.session.project.backup(old)
    ana.change("Iraq", label="ORG")
    assert not ana.take(old).conflicts
    new = tmp_path / "new.annotator"
    ana.session.project.backup(new)
    for _ in range(2):
        ana.session.undo()
    counts = ana.take(new)
    assert {each.span for each in counts.conflicts} == {"Ottawa", "Iraq"} - set(ana.spans())


def test_ones_own_set_from_another_laptop(laptop) -> None:
    """Bob works on two machines and sends either; Ana gets what he did on both."""
    first, second, ana = laptop("bob", "first"), laptop("bob", "second"), laptop("ana")
    first.add(span("Ottawa"))
    second.take(first)
    second.change("Ottawa", label="ORG")
    ana.take(second)
    second.change("Ottawa", label="PERSON")
    second.add(span("Iraq"))
    assert not ana.take(second).conflicts
    assert ana.spans("bob") == {"Ottawa": "PERSON", "Iraq": "GPE"}
    first.take(second)
    assert first.spans() == {"Ottawa": "PERSON", "Iraq": "GPE"}


def test_a_text_that_was_corrected_here_is_no_change_of_theirs_or_ours(ana, bob) -> None:
    bob.take(ana)
    bob.session.execute(CorrectText("a1", TEXT, "AP. " + TEXT))
    assert not bob.take(ana).changes
    ana.change("Iraq", label="ORG")
    counts = bob.take(ana)
    assert not counts.conflicts
    assert bob.spans("ana") == {"Ottawa": "GPE", "Iraq": "ORG"}
    assert [each.start for each in bob.session.reader.spans(ANA)] == [4, 30]


def test_a_label_that_was_renamed_here_is_no_change_of_ours(ana, bob) -> None:
    bob.take(ana)
    scheme = bob.session.reader.scheme()
    layers = tuple(
        type(layer)(name=layer.name, form=layer.form, labels=tuple(
            type(label)(name="PLACE" if label.name == "GPE" else label.name) for label in layer.labels))
        for layer in scheme.layers)
    renamed = Renamed(labels={("entity", "GPE"): "PLACE"})
    bob.do(lambda write, at: write.put_scheme(type(scheme)(layers=layers), renamed))
    assert not bob.take(ana).changes
    ana.change("Iraq", comment="which?")
    with pytest.raises(UserError, match=r"lacks labels of ana.annotator: entity/GPE \(1 span\)"):
        bob.take(ana)
    counts = bob.take(ana, maps=["GPE=PLACE"])
    assert (counts.spans_updated, counts.conflicts) == (1, [])


def test_relations_follow_their_spans(ana, bob) -> None:
    ana.add(span("safe", "FACTUAL", layer="claim"))
    link = Relation(id="r1", label="SAID_BY", head="safe", tail="Iraq")
    ana.do(lambda write, at: write.add_relations(ANA, [link]))
    assert bob.take(ana).relations_added == 1
    bob.do(lambda write, at: write.add_relations(ANA, [Relation(id="r2", label="SAID_BY", head="safe", tail="Ottawa")]))
    ana.remove("Ottawa")
    ana.remove("safe")
    counts = bob.take(ana)
    assert [each.why for each in counts.conflicts] == [
        f"{words} is gone there, and a relation of yours ends in it"
        for words in ("GPE “Ottawa” [0, 6)", "FACTUAL “safe” [34, 38)")]
    assert [each.id for each in bob.session.reader.relations(ANA)] == ["r2"]


def test_status_and_notes(ana, bob) -> None:
    ana.session.execute(SetStatus(ANA, "done"))
    bob.take(ana)
    assert bob.session.reader.annotation_set(ANA).status == "done"
    bob.session.execute(SetStatus(ANA, "skipped"))
    bob.session.execute(SetNotes(ANA, "mine"))
    ana.session.execute(SetStatus(ANA, "in_progress"))
    ana.session.execute(SetNotes(ANA, "hers"))
    counts = bob.take(ana)
    assert [each.line for each in counts.conflicts] == [
        "article a1, ana: the status is in_progress there and skipped here",
        "article a1, ana: the notes are different"]
    assert not any(each.span for each in counts.conflicts)


def test_what_was_judged_is_kept_as_it_was(ana, bob) -> None:
    """Bob judges, sends his project; Ana has gone on."""
    bob.take(ana)
    at = "2026-11-22T12:00:00Z"
    verdict = Verdict(ref=ANA, span="Iraq", verdict="reject", by="bob", at=at)
    bob.do(lambda write, _: write.put_verdicts([verdict]))
    bob.do(lambda write, _: write.put_remarks([Remark(id="m1", ref=ANA, span="Iraq", by="bob", at=at, text="Why?")]))
    ana.change("Iraq", label="ORG")
    counts = ana.take(bob)
    assert (counts.verdicts_added, counts.remarks_added, counts.judged) == (1, 1, {"ana"})
    assert ana.spans()["Iraq"] == "ORG"
    assert {id: each.label for id, each in base_spans(ana.session.reader.merge_base(ANA)).items()} == {"Iraq": "GPE"}
    assert not ana.take(bob).changes
    answered = Verdict(ref=ANA, span="Iraq", verdict="reject", by="bob", at=at, answer="dispute", answered_by="ana",
                       answered_at="2026-11-23T12:00:00Z")
    ana.do(lambda write, _: write.put_verdicts([answered]))
    counts = bob.take(ana)
    assert (counts.verdicts_added, counts.spans_updated, counts.conflicts) == (1, 1, [])
    assert bob.session.reader.verdicts(ANA) == [answered]
    assert base_spans("") == {}


def test_people_keep_one_name_in_verdicts_too(ana, bob) -> None:
    ana.do(lambda write, _: write.put_verdicts([
        Verdict(ref=ANA, span="Iraq", verdict="accept", by="ana", at="2026-11-22T12:00:00Z")]))
    for said, name in (("ana=anna", "anna"), ("annie", "annie")):
        bob.take(ana, annotators=[said])
        (verdict,) = bob.session.reader.verdicts(SetRef("a1", name))
        assert verdict.by == name


def test_two_articles_with_one_text_in_a_foreign_project_are_nothing_in_common(bob, laptop) -> None:
    other = laptop("ana")
    other.do(lambda write, _: write.remove_articles(["a1", "a2"]))
    other.do(lambda write, _: write.add_articles([Article(id=id, title="", text="Twice.") for id in ("x", "y")]))
    with pytest.raises(UserError, match="no article in common"):
        bob.take(other)
    assert len(bob.records()) == 2


def test_a_file_that_cannot_be_copied_or_read(ana, bob, tmp_path, monkeypatch) -> None:
    closed = tmp_path / "closed.annotator"
    ana.session.project.backup(closed)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(UserError, match="cannot be copied to be read"):
        bob.take(closed)


def test_a_conflict_that_went_stale_is_refused(ana, bob) -> None:
    from annotator.app.operations.merging import ResolveConflicts

    bob.take(ana)
    bob.change("Iraq", annotator="ana", label="ORG")
    ana.change("Iraq", label="PERSON")
    (conflict,) = bob.take(ana).conflicts
    bob.change("Iraq", annotator="ana", label="DATE")
    with pytest.raises(Conflict, match="was changed since"):
        bob.session.execute(ResolveConflicts([conflict], take=True))


def test_a_file_that_cannot_be_read(bob, tmp_path, monkeypatch) -> None:
    from pathlib import Path

    file = tmp_path / "f.jsonl"
    file.write_text("{}")

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(UserError, match=r"f\.jsonl cannot be read: Permission denied"):
        bob.take(file)
