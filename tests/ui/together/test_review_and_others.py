"""Review mode while another program writes to the project: what one is at goes on, or it is said that it cannot."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.operations.base import Operation
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import Relabel, RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.ui.main_window import MainWindow
from tests.ui.review.conftest import at_hand, keys, spans_of, verdicts, wait
from tests.ui.review.conftest import compared as compared
from tests.ui.review.conftest import make_project as make_project

BEN_ONE = SetRef("one", "ben")


def elsewhere(window: MainWindow, qtbot: QtBot, operation: Operation) -> None:
    """Another program does something; wait until the window has noticed."""
    assert window.desk.session is not None
    with bootstrap.open_project(window.desk.session.project.path) as other, \
            qtbot.waitSignal(window.desk.committed, timeout=10_000):
        Session(other, "ben").execute(operation)
    wait(window, qtbot)
    QApplication.processEvents()


def id_of(window: MainWindow, quote: str) -> str:
    return next(span.id for span in spans_of(window, "one", "ben") if span.quote == quote)


def test_a_proposal_under_way_goes_on_when_something_else_changes(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "e3")
    elsewhere(compared, qtbot, SetStatus(SetRef("two", "ben"), "in_progress"))
    assert at_hand(compared) == "Erbil"
    assert compared.reviewing.editing.on
    keys(compared, "\r")
    proposal = verdicts(compared, "one", "ben")["Erbil"].proposal
    assert proposal is not None
    assert proposal.label == "ORG"


def test_a_reason_that_is_being_written_stays(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "rToo wide")
    elsewhere(compared, qtbot, RemoveSpans(BEN_ONE, [id_of(compared, "Jessica")]))
    keys(compared, "!\r")
    assert verdicts(compared, "one", "ben")["Erbil"].reason == "Too wide!"


def test_what_was_begun_on_a_span_that_changes_is_put_away_and_said(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "rToo")
    elsewhere(compared, qtbot, Relabel(BEN_ONE, id_of(compared, "Erbil"), "entity", "ORG"))
    assert not compared.reviewing.panel.box.strip.asking
    assert compared.notice.words == "“Erbil” has changed meanwhile; what you began there is put away."
    assert QApplication.focusWidget() is compared.view
    assert verdicts(compared, "one", "ben") == {}


def test_the_keyboard_is_in_the_article_when_the_span_in_question_is_gone(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "...")
    assert at_hand(compared) == "Defence Department"
    keys(compared, "rToo")
    gone = next(span.id for span in spans_of(compared, "two", "ben") if span.quote == "Defence Department")
    elsewhere(compared, qtbot, RemoveSpans(SetRef("two", "ben"), [gone]))
    assert not compared.reviewing.panel.box.strip.asking
    assert QApplication.focusWidget() is compared.view


def test_a_proposal_that_is_given_up_leaves_the_difference_outlined(compared: MainWindow) -> None:
    before = compared.view.selected
    assert before
    keys(compared, "e\b")
    assert compared.view.selected == before
