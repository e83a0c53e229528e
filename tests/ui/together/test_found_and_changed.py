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


def test_nothing_can_be_changed_between_a_change_by_hand_and_the_new_count(window: MainWindow, qtbot: QtBot) -> None:
    for word in ("Ottawa", "Iraq"):
        select(window, word)
        press(window, K.Key_4)
    search(window, qtbot, "label:GPE")
    strip = panel(window).bulk
    strip.relabel_asked.emit("entity", "LOC")
    qtbot.waitUntil(lambda: strip._confirm.isVisible())
    window.desk.select(next(id for id, span in window.desk.spans.items() if span.quote == "Ottawa"))
    window.view.setFocus()
    press(window, K.Key_3)
    assert strip._words.text().startswith("Counting again")
    assert not strip._confirm.isVisible()
    strip.confirmed.emit()  # as a key does that was on its way
    assert not strip._relabel.isEnabled()
    found(window, qtbot)
    assert strip._words.text().startswith("1 span found")
    assert quotes(window) == [("ORG", "Ottawa"), ("GPE", "Iraq")]


def test_a_ticked_span_that_no_longer_fits_is_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    for word in ("Ottawa", "Iraq"):
        select(window, word)
        press(window, K.Key_4)
    search(window, qtbot, "label:GPE")
    strip = panel(window).bulk
    panel(window).list.setFocus()
    QTest.keyClick(panel(window).list, K.Key_Space)
    QTest.keyClick(panel(window).list, K.Key_Down)
    QTest.keyClick(panel(window).list, K.Key_Space)
    assert strip._words.text().startswith("2 spans ticked")
    window.desk.select(next(id for id, span in window.desk.spans.items() if span.quote == "Ottawa"))
    window.view.setFocus()
    press(window, K.Key_3)
    found(window, qtbot)
    assert strip._words.text().startswith("1 span ticked")
    strip.delete_asked.emit()
    qtbot.waitUntil(lambda: strip._confirm.isVisible())
    strip.confirmed.emit()
    qtbot.waitUntil(lambda: "1 span deleted" in window.notice.words)
    assert quotes(window) == [("ORG", "Ottawa")]
