import pytest

from annotator.app.operations.review import AddRemark, RemoveRemark
from annotator.app.operations.spans import RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from tests.app.reviewing import label

REF = SetRef("a1", "bob")


def said(session: Session) -> list[tuple[str, str]]:
    return [(each.by, each.text) for each in session.reader.remarks(REF)]


def test_remarks_are_added_and_removed_one_step_each(session: Session) -> None:
    span = label(session, "bob", "GPE", "Ottawa")
    remark = AddRemark(REF, span, " Why not ORG? ")
    changes = session.execute(remark)
    assert (said(session), changes.verdicts) == ([("ana", "Why not ORG?")], {REF: frozenset({span})})
    session.undo()
    assert said(session) == []
    session.redo()
    session.execute(RemoveRemark(REF, remark.added))
    assert said(session) == []
    assert session.execute(RemoveRemark(REF, remark.added)).empty


def test_an_empty_remark_is_refused(session: Session) -> None:
    span = label(session, "bob", "GPE", "Ottawa")
    with pytest.raises(Refused, match="The remark is empty"):
        session.execute(AddRemark(REF, span, " \n"))


def test_a_thread_goes_on_when_its_span_is_gone_but_none_begins_there(session: Session) -> None:
    span = label(session, "bob", "GPE", "Ottawa")
    session.execute(AddRemark(REF, span, "Why?"))
    session.execute(RemoveSpans(REF, [span]))
    session.execute(AddRemark(REF, span, "Gone now."))
    assert said(session) == [("ana", "Why?"), ("ana", "Gone now.")]
    with pytest.raises(NotFound, match="no longer there"):
        session.execute(AddRemark(REF, "another", "Hello?"))


def test_only_who_made_a_remark_can_take_it_back(session: Session) -> None:
    remark = AddRemark(REF, label(session, "bob", "GPE", "Ottawa"), "Why?")
    session.execute(remark)
    session.annotator = "bob"
    with pytest.raises(Refused, match="That remark is ana's; only ana can take it back"):
        session.execute(RemoveRemark(REF, remark.added))
    assert said(session) == [("ana", "Why?")]
