"""What was found, after the text or many spans have changed: the words under a hit are the hit's."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.operations.text import CorrectText
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, ctrl
from tests.ui.conftest import TEXT, press, quotes, select
from tests.ui.test_finding import count, find
from tests.ui.test_searching import panel, rows, search


def correct(window: MainWindow, before: str, after: str) -> None:
    assert window.desk.article is not None
    window.desk.execute(CorrectText(window.desk.article.id, before, after))


def found(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.searching.busy)


def enter(window: MainWindow, row: int) -> str:
    """Open a row by Enter; return the words that are selected then."""
    hits = panel(window).list
    hits.setFocus()
    hits.setCurrentIndex(panel(window).model.index(row))
    QTest.keyClick(hits, Qt.Key.Key_Return)
    selected = window.view.selection()
    return window.view.text[slice(*selected)] if selected else ""


def test_a_hit_is_opened_where_it_stands_after_a_correction_and_its_undo(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "troops")
    correct(window, TEXT, "Corrected. " + TEXT)
    found(window, qtbot)
    assert enter(window, 1) == "troops"
    assert [window.view.text[slice(*hit)] for hit in window.view._hits.ranges] == ["troops"]
    ctrl(window, K.Key_Z)
    found(window, qtbot)
    assert window.view.text == TEXT
    assert enter(window, 1) == "troops"


def test_a_correction_takes_the_hits_of_the_find_bar_along(window: MainWindow) -> None:
    find(window, "iraq")
    correct(window, TEXT, TEXT.replace("Iraq waits", "Iran waits"))
    assert count(window) == "1"
    assert [window.view.text[slice(*hit)] for hit in window.view._hits.ranges] == ["Iraq"]
    window.view.setFocus()
    ctrl(window, K.Key_Z)
    assert count(window) == "2"


def test_undoing_a_change_of_many_spans_finds_them_again(window: MainWindow, qtbot: QtBot) -> None:
    for word in ("Ottawa", "Iraq"):
        select(window, word)
        press(window, K.Key_4)
    search(window, qtbot, "label:GPE")
    panel(window).bulk.relabel_asked.emit("entity", "LOC")
    qtbot.waitUntil(lambda: panel(window).bulk._confirm.isVisible())
    panel(window).bulk.confirmed.emit()
    qtbot.waitUntil(lambda: "relabeled as LOC" in window.notice.words)
    found(window, qtbot)
    assert rows(window) == []
    assert quotes(window) == [("LOC", "Ottawa"), ("LOC", "Iraq")]
    assert window.desk.counts["entity", "GPE"] == 0
    ctrl(window, K.Key_Z)
    found(window, qtbot)
    assert len(rows(window)) == 3
    assert quotes(window) == [("GPE", "Ottawa"), ("GPE", "Iraq")]
    assert window.desk.counts["entity", "GPE"] == 2


def test_a_found_span_that_was_relabeled_by_hand_is_not_among_all_that_are_changed(
        window: MainWindow, qtbot: QtBot) -> None:
    for word in ("Ottawa", "Iraq"):
        select(window, word)
        press(window, K.Key_4)
    search(window, qtbot, "label:GPE")
    select(window, "Ottawa")
    window.view.setFocus()
    window.view.set_selection(1, 1)
    press(window, K.Key_Return)
    press(window, K.Key_3)
    found(window, qtbot)
    assert len(rows(window)) == 3  # the list stays, for one goes through it
    panel(window).bulk.relabel_asked.emit("entity", "LOC")
    qtbot.waitUntil(lambda: panel(window).bulk._confirm.isVisible())
    panel(window).bulk.confirmed.emit()
    qtbot.waitUntil(lambda: "relabeled as LOC" in window.notice.words)
    assert quotes(window) == [("ORG", "Ottawa"), ("LOC", "Iraq")]
