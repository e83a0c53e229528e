"""The reviews of a project: going on, another policy, ending, deleting."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from annotator.app.operations.review import Decide, StartReview
from annotator.domain.article import SetRef
from annotator.domain.review import Review, Verdict
from annotator.ui.main_window import MainWindow
from annotator.ui.review.review_list import ReviewList
from tests.ui.acting import K
from tests.ui.review.starting import button, choose, field, listed, opened, reviews


def begun(window: MainWindow, name: str = "First", reviewer: str = "ana", policy: str = "agreed") -> Review:
    operation = StartReview(Review(id="", name=name, mode="compare", annotators=("ana", "bob"), reviewer=reviewer,
                                   policy=policy))
    assert window.desk.execute(operation) is not None
    return operation.review


def decide(window: MainWindow, review: Review, annotator: str) -> None:
    """Accept what an annotator has on the second article."""
    assert window.desk.session is not None
    ref = SetRef(window.desk.session.reader.article_rows("ana")[1].id, annotator)
    span = window.desk.session.reader.spans(ref)[0].id
    assert window.desk.execute(Decide(review, [Verdict(ref=ref, span=span, verdict="accept")])) is not None


def rows(found: ReviewList) -> list[list[str]]:
    return [[found.list.topLevelItem(row).text(column) for column in range(4)]
            for row in range(found.list.topLevelItemCount())]


def gold(window: MainWindow) -> list[str]:
    assert window.desk.session is not None
    reader = window.desk.session.reader
    return [span.quote for row in reader.article_rows("gold") for span in reader.spans(SetRef(row.id, "gold"))]


def test_an_empty_list_says_so(three: MainWindow, qtbot: QtBot) -> None:
    found = listed(opened(three, qtbot))
    assert field(found.window(), QLabel, "About this review").text().startswith("No review has been started")
    assert not button(found.window(), "Go on").isEnabled()
    QTest.keyClick(found.window(), K.Key_Escape)


def test_progress_is_shown_and_enter_goes_on(three: MainWindow, qtbot: QtBot) -> None:
    review = begun(three)
    decide(three, review, "bob")
    found = listed(opened(three, qtbot))
    qtbot.waitUntil(lambda: rows(found) == [["First", "comparison of ana and bob", "all", "1 of 2 decided"]])
    QTest.keyClick(found.list, K.Key_Return)
    assert three.reviewing.on
    assert three.reviewing.review == review


def test_another_policy_changes_the_gold_sets_in_one_step(three: MainWindow, qtbot: QtBot) -> None:
    review = begun(three)
    decide(three, review, "bob")
    assert gold(three) == ["second"]
    found = listed(opened(three, qtbot))
    choose(field(found.window(), QComboBox, "Gold set begins with"), "what anybody has")
    combo = field(found.window(), QComboBox, "Gold set begins with")
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: "begin with what anybody has" in field(found.window(), QLabel, "What was done").text())
    assert [each.policy for each in reviews(three)] == ["union"]
    assert sorted(gold(three)) == ["Erbil", "second"]
    QTest.keyClick(found.window(), K.Key_Escape)
    three.desk.undo()
    assert ([each.policy for each in reviews(three)], gold(three)) == (["agreed"], ["second"])


def test_ending_keeps_what_was_decided_and_deleting_does_not(three: MainWindow, qtbot: QtBot) -> None:
    for name in ("First", "Second"):
        decide(three, begun(three, name), "bob")
    found = listed(opened(three, qtbot))
    said = field(found.window(), QLabel, "What was done")
    button(found.window(), "End").click()
    qtbot.waitUntil(lambda: said.text().startswith("First has ended; its verdicts and gold sets stay."))
    assert ([each.name for each in reviews(three)], gold(three)) == (["Second"], ["second"])
    button(found.window(), "Delete with its verdicts").click()
    qtbot.waitUntil(lambda: said.text().startswith("Second is deleted, with its verdicts."))
    assert (reviews(three), gold(three)) == ([], [])
    QTest.keyClick(found.window(), K.Key_Escape)
    three.desk.undo()
    assert ([each.name for each in reviews(three)], gold(three)) == (["Second"], ["second"])


def test_anothers_review_is_not_gone_on_with(three: MainWindow, qtbot: QtBot) -> None:
    begun(three, reviewer="eve")
    found = listed(opened(three, qtbot))
    assert "To go on with it, work as eve" in field(found.window(), QLabel, "About this review").text()
    QTest.keyClick(found.list, K.Key_Return)
    assert three.starting.dialog is not None
    QTest.keyClick(found.window(), K.Key_Escape)
    assert "reviewing" not in three.__dict__
