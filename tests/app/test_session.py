"""The one door: undo, redo, history, listeners, and who may not come in."""

import pytest

from annotator import bootstrap
from annotator.app.operations.annotators import ColorAnnotator, RenameAnnotator
from annotator.app.operations.base import Context, Plain
from annotator.app.operations.project import RemoveArticles, RenameArticle, ReplaceScheme
from annotator.app.operations.sets import SetNotes, SetStatus
from annotator.app.operations.spans import AddSpans
from annotator.app.ports import Write
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.errors import Conflict, NotFound, Refused, UserError
from annotator.domain.scheme import Scheme
from tests.app.conftest import place


def label(session: Session, ref: SetRef, word: str = "Iraq") -> ChangeSet:
    return session.execute(AddSpans(ref, "entity", "GPE", [[place(word)]]), "view")


def test_listeners_hear_what_was_committed_and_who_asked(session: Session, ref: SetRef) -> None:
    heard: list[tuple[ChangeSet, object]] = []
    leave = session.bus.subscribe(lambda changes, initiator: heard.append((changes, initiator)))
    changes = label(session, ref)
    assert heard == [(changes, "view")]
    assert changes.touches(ref)
    assert not changes.touches(SetRef("a2", "ana"))
    assert changes.step is not None
    assert changes.step.name == "label GPE"
    leave()
    session.undo()
    assert len(heard) == 1


def test_an_operation_that_fails_leaves_no_trace(session: Session, ref: SetRef) -> None:
    class Half(Plain):
        name = "half"

        def apply(self, write: Write, context: Context) -> None:
            AddSpans(ref, "entity", "GPE", [[place("Iraq")]]).apply(write, context)
            raise Refused("no")

    steps = session.history()
    with pytest.raises(Refused):
        session.execute(Half())
    assert session.reader.spans(ref) == []
    assert session.history() == steps


def test_undo_and_redo_walk_the_history(session: Session, ref: SetRef) -> None:
    label(session, ref)
    label(session, ref, "Ottawa")
    full = session.reader.spans(ref)
    session.undo()
    assert [span.quote for span in session.reader.spans(ref)] == ["Iraq"]
    assert [step.state for step in session.history()][-2:] == ["done", "undone"]
    session.undo()
    assert session.reader.spans(ref) == []
    assert session.reader.annotation_set(ref) is None
    session.redo()
    session.redo()
    assert session.reader.spans(ref) == full
    assert session.redo().empty


def test_new_work_drops_what_was_undone(session: Session, ref: SetRef) -> None:
    label(session, ref)
    session.undo()
    label(session, ref, "Ottawa")
    assert session.redo().empty
    assert [step.name for step in session.history()] == ["import articles", "label GPE"]


def test_the_history_can_be_clicked(session: Session, ref: SetRef) -> None:
    for word in ("Iraq", "Ottawa", "Jessica"):
        label(session, ref, word)
    steps = session.history()
    session.go_to(steps[1].seq)
    assert [span.quote for span in session.reader.spans(ref)] == ["Iraq"]
    session.go_to(steps[-1].seq)
    assert len(session.reader.spans(ref)) == 3
    session.go_to(0)
    assert session.reader.article_rows("ana") == []
    session.go_to(0)
    session.go_to(steps[-1].seq)
    assert len(session.reader.spans(ref)) == 3


def test_undo_survives_a_restart(session: Session, ref: SetRef) -> None:
    label(session, ref)
    path = session.project.path
    session.close()
    again = Session(bootstrap.open_project(path), "ana")
    assert [span.quote for span in again.reader.spans(ref)] == ["Iraq"]
    again.undo()
    assert again.reader.spans(ref) == []
    again.close()


def test_a_second_change_waits_outside_while_one_is_written(session: Session, ref: SetRef) -> None:
    class Nested(Plain):
        name = "nested"

        def apply(self, write: Write, context: Context) -> None:
            label(session, ref)

    with pytest.raises(UserError, match="being written"):
        session.execute(Nested())
    label(session, ref)


def test_changes_of_another_program_are_noticed(session: Session, ref: SetRef) -> None:
    heard: list[ChangeSet] = []
    session.bus.subscribe(lambda changes, _: heard.append(changes))
    label(session, ref)
    assert not session.refresh()
    other = Session(bootstrap.open_project(session.project.path), "bob")
    other.execute(SetStatus(SetRef("a1", "bob"), "done"))
    assert session.refresh()
    assert heard[-1].everything
    assert session.reader.annotators() == ["ana", "bob"]
    other.close()


def test_status_and_notes(session: Session, ref: SetRef) -> None:
    session.execute(SetStatus(ref, "done"))
    assert session.history()[-1].name == "mark done"
    assert session.execute(SetStatus(ref, "done")).empty
    session.execute(SetNotes(ref, "odd"))
    assert session.execute(SetNotes(ref, "odd")).empty
    present = session.reader.annotation_set(ref)
    assert present is not None
    assert (present.status, present.notes) == ("done", "odd")
    session.execute(SetStatus(SetRef("a2", "ana"), "skipped"))
    assert session.execute(SetStatus(SetRef("a1", "bob"), "new")).empty
    session.execute(SetNotes(SetRef("a1", "bob"), "mine"))
    assert {step.article for step in session.history()[1:]} == {"a1", "a2"}
    assert [row.status for row in session.reader.article_rows("ana")] == ["done", "skipped"]


def test_articles_are_renamed_and_removed_and_come_back(session: Session, ref: SetRef) -> None:
    label(session, ref)
    session.execute(RenameArticle("a1", " Better "))
    assert session.execute(RenameArticle("a1", "Better")).empty
    assert session.reader.article("a1").title == "Better"
    with pytest.raises(Refused, match="title"):
        session.execute(RenameArticle("a1", " "))
    session.execute(RemoveArticles(["a1"]))
    with pytest.raises(NotFound):
        session.reader.article("a1")
    assert session.history()[-1].name == "remove article"
    session.undo()
    assert [span.quote for span in session.reader.spans(ref)] == ["Iraq"]
    session.execute(RemoveArticles(["a1", "a2"]))
    assert session.history()[-1].name == "remove 2 articles"
    assert RenameArticle("a1", "x").article == "a1"
    assert RemoveArticles([]).article == ""


def test_the_scheme_is_replaced_undone_and_never_orphans(session: Session, ref: SetRef) -> None:
    scheme = session.reader.scheme()
    assert session.execute(ReplaceScheme(scheme)).empty
    smaller = Scheme(layers=scheme.layers[:1])
    changes = session.execute(ReplaceScheme(smaller))
    assert changes.scheme
    assert session.reader.scheme() == smaller
    session.undo()
    assert session.reader.scheme() == scheme
    label(session, ref)
    with pytest.raises(Refused, match="GPE"):
        session.execute(ReplaceScheme(Scheme()))
    assert session.reader.scheme() == scheme


def test_who_is_at_work_goes_on_under_a_new_name(session: Session, ref: SetRef) -> None:
    label(session, ref)
    changes = session.execute(RenameAnnotator("ana", " Anaïs "))
    assert (changes.renamed, changes.everything) == ({"ana": "Anaïs"}, True)
    assert [step.name for step in session.history()][-1] == "rename ana to Anaïs"
    assert session.annotator == "Anaïs"
    label(session, SetRef("a1", session.annotator), "Ottawa")
    assert session.reader.annotators() == ["Anaïs"]
    session.undo()
    assert session.annotator == "Anaïs"
    assert session.undo().renamed == {"Anaïs": "ana"}
    assert session.annotator == "ana"
    session.redo()
    assert session.annotator == "Anaïs"
    session.execute(ColorAnnotator("bob", "#123456"))
    session.execute(RenameAnnotator("bob", "carl"))
    assert session.annotator == "Anaïs"
    with pytest.raises(Conflict, match="annotator carl already"):
        session.execute(RenameAnnotator("Anaïs", "carl"))
    assert session.annotator == "Anaïs"


def test_colors_tried_one_after_another_are_one_step(session: Session) -> None:
    for color in ("#111111", "#222222", ""):
        session.execute(ColorAnnotator("ana", color))
    session.execute(ColorAnnotator("bob", "#333333"))
    assert [step.name for step in session.history()][-2:] == ["color of ana", "color of bob"]
    session.undo()
    session.undo()
    assert session.reader.annotators() == []
