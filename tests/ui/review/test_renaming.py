"""Annotators who get another name while they are compared."""

from pytestqt.qtbot import QtBot

from annotator.app.operations.annotators import RenameAnnotator
from annotator.ui.main_window import MainWindow
from tests.ui.review.conftest import at_hand, keys, listed, verdicts, wait


def test_the_review_goes_on_under_the_new_name(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "a")
    for old, new in (("ben", "Benno"), ("ana", "Anna")):
        compared.desk.execute(RenameAnnotator(old, new))
        wait(compared, qtbot)
    review = compared.reviewing.review
    assert review is not None
    assert (review.annotators, review.reviewer) == (("Anna", "Benno"), "Anna")
    assert not any("ben:" in words.lower().replace("benno", "") for words in listed(compared))
    assert any("Benno" in words for words in listed(compared))
    keys(compared, "b")
    assert {words: each.by for words, each in verdicts(compared, "one", "Benno").items()} == {
        "Erbil": "Anna", "Jessica": "Anna"}
    assert at_hand(compared)
