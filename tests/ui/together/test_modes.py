"""Modes, offers and layers that meet: each key means one thing, and nothing lands in another article."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import press, quotes, saved, select


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
