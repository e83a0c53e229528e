"""Labeling a sample again: the first labels are out of sight, and the comparison is offered at the end."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl, titles
from tests.ui.conftest import press, saved
from tests.ui.review.starting import activate, choose, field, kind, listed, opened, reviews, says, start


def begin(window: MainWindow, qtbot: QtBot, size: str) -> str:
    """Begin labeling some of one's own articles again; return the name under which."""
    dialog = opened(window, qtbot)
    kind(dialog, 2)
    field(dialog, QLineEdit, "Size of the sample").setText(size)
    later = field(dialog, QLineEdit, "Labeled again by").text()
    start(dialog, qtbot)
    activate(window, qtbot)
    return later


def test_what_was_labeled_before_is_out_of_sight_and_compared_at_the_end(three: MainWindow, qtbot: QtBot) -> None:
    later = begin(three, qtbot, "2")
    assert later.startswith("ana (again 20")
    review = reviews(three)[0]
    assert (review.mode, review.annotators, review.sampling) == ("again", ("ana", later), "2 at random")
    qtbot.waitUntil(lambda: len(titles(three)) == 2)
    assert three.desk.session is not None
    assert (three.desk.session.annotator, three.desk.spans) == (later, {})
    assert three.desk.article is not None
    assert three.desk.article.id == review.articles[0]
    for article in review.articles:
        assert three.desk.article.id == article
        press(three, K.Key_Right, M.ControlModifier | M.ShiftModifier)
        press(three, K.Key_1)
        assert [span.label for span in saved(three)] == ["PERSON"]
        ctrl(three, K.Key_Return)
    qtbot.waitUntil(lambda: "Compare it with the first?" in three.notice.words)
    press(three, K.Key_Return)
    assert three.desk.session.annotator == "ana"
    assert three.reviewing.on
    assert three.reviewing.review == review


def test_one_goes_on_where_one_stopped(three: MainWindow, qtbot: QtBot) -> None:
    later = begin(three, qtbot, "3")
    ctrl(three, K.Key_Return)
    three.desk.change_annotator("ana")
    dialog = opened(three, qtbot)
    found = listed(dialog)
    qtbot.waitUntil(lambda: found.list.topLevelItem(0).text(3) == "1 of 3 articles labeled")
    QTest.keyClick(found.list, K.Key_Return)
    assert three.desk.session is not None
    assert three.desk.session.annotator == later
    assert three.desk.article is not None
    assert three.desk.article.id == reviews(three)[0].articles[1]


def test_a_colleagues_articles_are_labeled_blind_under_ones_own_name(three: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(three, qtbot)
    kind(dialog, 2)
    choose(field(dialog, QComboBox, "Whose work"), "bob")
    assert field(dialog, QLineEdit, "Labeled again by").text() == "ana"
    choose(field(dialog, QComboBox, "Articles"), "all articles")
    qtbot.waitUntil(lambda: says(dialog) == "There is no article that bob has labeled and ana has not.")
    field(dialog, QLineEdit, "Labeled again by").setText("zoe")
    qtbot.waitUntil(lambda: says(dialog) == "3 articles, 3 spans.")
    field(dialog, QLineEdit, "Labeled again by").setText("bob")
    assert says(dialog).startswith("The second time is kept under a name of its own")
    field(dialog, QLineEdit, "Labeled again by").setText("zoe")
    start(dialog, qtbot)
    assert len(reviews(three)[0].articles) == 3
    assert three.desk.session is not None
    assert three.desk.session.annotator == "zoe"


def test_review_mode_is_left_for_labeling_again(three: MainWindow, qtbot: QtBot) -> None:
    start(opened(three, qtbot), qtbot)
    assert three.reviewing.on
    later = begin(three, qtbot, "1")
    QApplication.processEvents()
    assert not three.reviewing.on
    assert three.actions_["review.label"].isChecked()
    assert three.desk.session is not None
    assert (three.desk.session.annotator, three.desk.spans) == (later, {})
    press(three, K.Key_Right, M.ControlModifier | M.ShiftModifier)
    press(three, K.Key_1)
    assert [span.label for span in saved(three)] == ["PERSON"]


def test_the_key_of_review_mode_shows_nothing_of_the_first_labels(three: MainWindow, qtbot: QtBot) -> None:
    begin(three, qtbot, "2")
    before = len(reviews(three))
    ctrl(three, K.Key_R)
    assert "without seeing the first labels" in three.notice.words
    assert not three.modes.reviewing
    assert len(reviews(three)) == before
