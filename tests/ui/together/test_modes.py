"""Modes, offers and layers that meet: each key means one thing, and nothing lands in another article."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import press, quotes, saved, select
from tests.ui.test_finding import bar, find


def label(window: MainWindow, words: str, key: Qt.Key) -> None:
    select(window, words)
    press(window, key)


def offer_both(window: MainWindow) -> None:
    """Ottawa is a place and shall be a person: relabel, or keep both?"""
    label(window, "Ottawa", K.Key_4)
    label(window, "Ottawa", K.Key_1)
    assert window.notice.choices


def test_an_offer_for_one_article_is_not_answered_in_another(window: MainWindow) -> None:
    offer_both(window)
    first = window.desk.ref.article
    before = saved(window)
    ctrl(window, K.Key_PageDown)
    assert not window.notice.choices
    QTest.keyClicks(window.view, "+")
    assert quotes(window) == []
    assert saved(window, first) == before


def test_walking_goes_on_from_a_span_of_a_layer_out_of_focus(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    label(window, "Ottawa", K.Key_4)
    label(window, "Canada", K.Key_4)
    label(window, "Iraq is safe", K.Key_Q)
    press(window, K.Key_F5)
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.label == "FACTUAL"
    press(window, K.Key_Period)
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.quote == "Canada"


def test_ending_marker_mode_does_not_end_relating(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    ctrl(window, K.Key_M)
    press(window, K.Key_F9)
    assert window.notice.prompting
    ctrl(window, K.Key_M)
    assert not window.marker.on
    assert window.notice.prompting
    press(window, K.Key_Escape)
    press(window, K.Key_Escape)
    assert not window.notice.prompting


def test_labelling_all_hits_shows_their_layer(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    window.desk.select(None)
    press(window, K.Key_1, M.AltModifier)
    ctrl(window, K.Key_F)
    window.finding._bar.field.setText("Iraq")  # type: ignore[union-attr]
    window.finding._label_all("entity", "GPE")
    assert window.layers.view.shows("entity")
    assert "2 places" in window.notice.words


def test_esc_gives_up_a_drag_before_it_closes_the_find_bar(wide_window: MainWindow) -> None:
    window = wide_window
    label(window, "Ottawa", K.Key_4)
    find(window, "story")
    window.view.setFocus()
    window.desk.select(next(iter(window.desk.spans)))
    window.view.ensure_visible(0, 6)
    QApplication.processEvents()
    place = window.view.handles()[-1].box.center().toPoint()
    QTest.mousePress(window.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(window.view.viewport(), place + QPoint(90, 0))
    assert window.view.dragging
    press(window, K.Key_Escape)
    assert not window.view.dragging
    assert bar(window).isVisible()
    QTest.mouseRelease(window.view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(90, 0))
    assert quotes(window) == [("GPE", "Ottawa")]
    press(window, K.Key_Escape)
    assert not bar(window).isVisible()


def test_undo_takes_back_the_words_that_told_how_to_undo(window: MainWindow) -> None:
    find(window, "iraq")
    window.finding._label_all("entity", "GPE")
    assert "Ctrl+Z takes it back" in window.notice.words
    press(window, K.Key_Z, M.ControlModifier)
    assert quotes(window) == []
    assert window.notice.words == ""


def test_marker_mode_that_begins_while_relating_is_what_esc_ends(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    press(window, K.Key_F9)
    ctrl(window, K.Key_M)
    assert "Esc ends it" in window.notice.words
    assert not window.notice.prompting
    press(window, K.Key_Escape)
    assert not window.marker.on
    assert window.notice.words == ""


def test_a_recent_label_given_from_the_notes_brings_the_keyboard_back_to_the_article(window: MainWindow) -> None:
    label(window, "Ottawa", K.Key_4)
    label(window, "Iraq", K.Key_4)
    window.docks["spans"].raise_()
    press(window, K.Key_F3)
    notes = QApplication.focusWidget()
    assert isinstance(notes, QPlainTextEdit)
    select(window, "Canada")
    QTest.keyClick(notes, K.Key_1, M.ControlModifier)
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.quote == "Canada"
    assert window.view.selected == window.desk.selected
    assert window.view.hasFocus()
