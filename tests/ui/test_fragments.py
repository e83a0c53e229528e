"""Spans of several fragments, made and changed with keys and mouse: what is saved after each."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT, press, quotes, saved, select, wide

K, M = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


def claim(window: MainWindow, words: str = "Iraq is safe") -> Span:
    """Label words as FACTUAL; the span is selected then."""
    select(window, words)
    press(window, K.Key_Q)
    span = window.desk.selected_span
    assert span is not None
    return span


def point(window: MainWindow, words: str, *, end: bool = False) -> QPoint:
    """Return a point just inside the first or the last letter of words."""
    start = TEXT.index(words)
    box = window.view.range_boxes(start, start + len(words))[-1 if end else 0]
    return QPoint(round(box.right() - 2 if end else box.left() + 2), round(box.center().y()))


def drag(window: MainWindow, words: str, modifier: Qt.KeyboardModifier = M.ControlModifier) -> None:
    """Drag over words with the mouse."""
    wide(window)
    port, start, end = window.view.viewport(), point(window, words), point(window, words, end=True)
    QTest.mousePress(port, LEFT, modifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, modifier, end)


@pytest.mark.parametrize("ending", [K.Key_Plus, K.Key_Return])
def test_plus_pins_the_span_and_adds_the_words_selected_next(window: MainWindow, ending: Qt.Key) -> None:
    span = claim(window)
    press(window, K.Key_Plus)
    assert "Adding to FACTUAL “Iraq is safe”" in window.notice.words
    select(window, "Iraq waits")
    assert window.desk.selected_span is None
    assert window.view.pinned == {span.id}
    press(window, ending)
    assert quotes(window) == [("FACTUAL", "Iraq is safe Iraq waits")]
    assert window.desk.selected == span.id
    assert (window.view.pinned, window.notice.words) == (frozenset(), "")
    assert window.view.selection() is None
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]


def test_words_selected_after_labelling_are_added_with_one_key(window: MainWindow) -> None:
    claim(window)
    select(window, "waits")
    press(window, K.Key_Plus)
    assert quotes(window) == [("FACTUAL", "Iraq is safe waits")]
    assert "Added to FACTUAL “Iraq is safe”, the span selected last" in window.notice.words


def test_the_span_selected_last_in_another_article_is_left_alone(window: MainWindow) -> None:
    claim(window)
    QTest.keyClick(window, K.Key_PageDown, M.ControlModifier)
    window.view.set_selection(0, 5)
    press(window, K.Key_Plus)
    assert saved(window) == []
    assert window.notice.words == ""


def test_escape_leaves_the_span_as_it_is(window: MainWindow) -> None:
    claim(window)
    press(window, K.Key_Plus)
    press(window, K.Key_Escape)
    assert (window.view.pinned, window.notice.words) == (frozenset(), "")
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]
    assert window.desk.selected_span is not None


def test_without_a_selection_the_words_at_the_caret_are_taken_if_they_lie_apart(window: MainWindow) -> None:
    claim(window)
    press(window, K.Key_Plus)
    press(window, K.Key_Plus)
    assert "Select the words to add" in window.notice.words
    place = TEXT.index("waits")
    window.view.set_selection(place, place)
    press(window, K.Key_Return)
    assert quotes(window) == [("FACTUAL", "Iraq is safe Iraq waits for Canada’s troops.")]


def test_the_prompt_comes_back_after_another_sentence(window: MainWindow) -> None:
    claim(window)
    press(window, K.Key_Plus)
    select(window, "is")
    press(window, K.Key_Plus)
    assert "belong to the span already" in window.notice.words
    window.notice.dismiss()
    assert "Adding to" in window.notice.words
    window.notice.dismiss()
    assert window.view.pinned == frozenset()


def test_the_prompt_ends_with_the_span_and_with_the_article(window: MainWindow) -> None:
    for ending in (K.Key_Delete, K.Key_PageDown):
        claim(window)
        press(window, K.Key_Plus)
        QTest.keyClick(window.view, ending, M.NoModifier if ending == K.Key_Delete else M.ControlModifier)
        assert (window.view.pinned, window.notice.words) == (frozenset(), "")


def test_ctrl_drag_adds_in_one_go_and_a_plain_drag_does_not(window: MainWindow) -> None:
    span = claim(window)
    drag(window, "waits for", M.NoModifier)
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]
    window.desk.select(span.id)
    drag(window, "waits for")
    assert quotes(window) == [("FACTUAL", "Iraq is safe waits for")]
    assert (window.desk.selected, window.view.pinned) == (span.id, frozenset())


def test_ctrl_drag_without_a_span_says_what_to_do(window: MainWindow) -> None:
    drag(window, "waits for")
    assert saved(window) == []
    assert "Select the span first" in window.notice.words


def test_a_click_with_ctrl_is_a_click(window: MainWindow) -> None:
    span = claim(window)
    window.desk.select(None)
    QTest.mouseClick(window.view.viewport(), LEFT, M.ControlModifier, point(window, "is safe"))
    assert window.desk.selected == span.id
    assert window.view.pinned == frozenset()


def test_minus_takes_the_fragment_at_the_caret_and_never_the_last(window: MainWindow) -> None:
    claim(window)
    select(window, "waits")
    press(window, K.Key_Plus)
    press(window, K.Key_Minus)
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]
    assert window.desk.selected_span is not None
    press(window, K.Key_Minus)
    assert "press Delete" in window.notice.words
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert quotes(window) == [("FACTUAL", "Iraq is safe waits")]


def test_nudging_moves_the_fragment_at_the_caret(window: MainWindow) -> None:
    claim(window)
    select(window, "waits")
    press(window, K.Key_Plus)
    press(window, K.Key_Down, M.AltModifier)
    assert quotes(window) == [("FACTUAL", "Iraq is safe waits for")]
    press(window, K.Key_Up, M.AltModifier)
    press(window, K.Key_Left, M.AltModifier)
    assert quotes(window) == [("FACTUAL", "Iraq is safe wait")]
    window.view.move_caret(TEXT.index("safe"))
    press(window, K.Key_Right, M.AltModifier | M.ShiftModifier)
    press(window, K.Key_Up, M.AltModifier)
    assert quotes(window) == [("FACTUAL", "raq is wait")]


def test_one_span_is_selected_relabelled_and_deleted_as_one(window: MainWindow) -> None:
    span = claim(window)
    select(window, "waits")
    press(window, K.Key_Plus)
    for words in ("is safe", "waits"):
        window.desk.select(None)
        QTest.mouseClick(window.view.viewport(), LEFT, pos=point(window, words))
        assert window.desk.selected == span.id
    press(window, K.Key_W)
    assert quotes(window) == [("OPINION", "Iraq is safe waits")]
    press(window, K.Key_Delete)
    assert saved(window) == []
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert quotes(window) == [("OPINION", "Iraq is safe waits")]


def test_keep_both_still_answers_an_offer(window: MainWindow) -> None:
    claim(window)
    select(window, "Iraq is safe")
    press(window, K.Key_W)
    press(window, K.Key_Plus)
    assert sorted(quotes(window)) == [("FACTUAL", "Iraq is safe"), ("OPINION", "Iraq is safe")]
