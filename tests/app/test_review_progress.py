import pytest

from annotator.app.operations.review import Decide
from annotator.app.operations.sets import SetStatus
from annotator.app.review_progress import ReviewProgress, progress_of
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import Cancelled
from tests.app.reviewing import label, review, verdict


def test_what_has_a_verdict_is_decided_and_a_question_is_none(session: Session) -> None:
    both = review("ana", "bob")
    label(session, "ana", "GPE", "Ottawa")
    label(session, "bob", "GPE", "Ottawa")
    monday, iraq = label(session, "ana", "DATE", "Monday"), label(session, "bob", "GPE", "Iraq")
    session.execute(Decide(both, [verdict("ana", monday, "reject"), verdict("bob", iraq, "question")]))
    assert progress_of(session.reader, both) == ReviewProgress(1, 2)
    assert progress_of(session.reader, both).says == "1 of 2 decided"
    check = review("ana", mode="check")
    assert progress_of(session.reader, check).says == "1 of 2 decided"
    assert progress_of(session.reader, review("eve", mode="check")).says == "nothing to decide"


def test_what_is_labelled_again_comes_before_what_is_decided(session: Session) -> None:
    again = review("ana", "bob", mode="again", articles=("a1", "a2"))
    label(session, "ana", "GPE", "Ottawa")
    session.execute(SetStatus(SetRef("a2", "bob"), "skipped"))
    assert progress_of(session.reader, again) == ReviewProgress(0, 0, 1, 2)
    assert progress_of(session.reader, again).says == "1 of 2 articles labeled"
    session.execute(SetStatus(SetRef("a1", "bob"), "done"))
    assert progress_of(session.reader, again).says == "0 of 1 decided"


def test_counting_can_be_stopped(session: Session) -> None:
    label(session, "ana", "GPE", "Ottawa")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        progress_of(session.reader, review("ana", mode="check"), stop)
