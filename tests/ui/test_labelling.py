"""Labelling with keys and mouse: what is saved after each."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT, press, quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier


def caret(window: MainWindow, word: str, into: int = 1) -> None:
    window.view.set_selection(TEXT.index(word) + into, TEXT.index(word) + into)


def test_the_selection_takes_the_label_of_the_key(window: MainWindow) -> None:
    select(window, "Jessica Lamirande")
    press(window, K.Key_1)
    assert quotes(window) == [("PERSON", "Jessica Lamirande")]
    assert window.desk.selected_span is not None
    assert window.view.selection() is None


@pytest.mark.parametrize(("key", "expected"), [
    (K.Key_4, ("GPE", "Iraq")), (K.Key_W, ("OPINION", "“Iraq is safe,” said Jessica Lamirande.")),
    (K.Key_A, ("AD", TEXT.split("\n")[0]))])
def test_without_a_selection_the_key_takes_word_sentence_or_paragraph(
        window: MainWindow, key: Qt.Key, expected: tuple[str, str]) -> None:
    caret(window, "Iraq")
    press(window, key)
    assert quotes(window) == [expected]


def test_a_possessive_is_left_off_an_entity(window: MainWindow) -> None:
    caret(window, "Canada")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Canada")]


def test_the_selected_span_is_relabelled_within_its_layer(window: MainWindow) -> None:
    caret(window, "Iraq")
    press(window, K.Key_4)
    press(window, K.Key_5)
    assert quotes(window) == [("LOC", "Iraq")]
    press(window, K.Key_5)
    assert "already" in window.notice.words
    press(window, K.Key_Q)
    assert quotes(window) == [("FACTUAL", "“Iraq is safe,” said Jessica Lamirande."), ("LOC", "Iraq")]


def test_a_name_inside_a_selected_claim_is_labelled_as_the_word_it_is(window: MainWindow) -> None:
    caret(window, "Jessica")
    press(window, K.Key_Q)
    assert window.desk.selected_span is not None
    press(window, K.Key_1)
    assert quotes(window)[1] == ("PERSON", "Jessica")


def test_a_caret_that_leaves_the_span_lets_go_of_it(window: MainWindow) -> None:
    caret(window, "Ottawa")
    press(window, K.Key_4)
    press(window, K.Key_Down, M.ControlModifier)
    assert window.desk.selected_span is None
    press(window, K.Key_A)
    assert quotes(window) == [("GPE", "Ottawa"), ("AD", "Story continues below advertisement")]


def test_the_same_label_again_selects_and_never_doubles(window: MainWindow) -> None:
    select(window, "Iraq")
    press(window, K.Key_4)
    window.desk.select(None)
    select(window, "Iraq")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Iraq")]
    assert window.desk.selected_span is not None
    assert "already" in window.notice.words


@pytest.mark.parametrize(("answer", "expected"), [
    (K.Key_2, {("NORP", "Iraq")}), (K.Key_Plus, {("GPE", "Iraq"), ("NORP", "Iraq")}),
    (K.Key_Escape, {("GPE", "Iraq")})])
def test_another_label_on_the_same_range_is_offered(window: MainWindow, answer: Qt.Key,
                                                    expected: set[tuple[str, str]]) -> None:
    select(window, "Iraq")
    press(window, K.Key_4)
    window.desk.select(None)
    select(window, "Iraq")
    press(window, K.Key_2)
    assert "is GPE already" in window.notice.words
    assert quotes(window) == [("GPE", "Iraq")]
    press(window, answer)
    assert set(quotes(window)) == expected
    assert window.notice.words == ""


def test_an_offer_can_be_answered_with_the_mouse(window: MainWindow) -> None:
    select(window, "Iraq")
    press(window, K.Key_4)
    window.desk.select(None)
    select(window, "Iraq")
    press(window, K.Key_2)
    button = next(each for each in window.notice.findChildren(QPushButton) if "Keep both" in each.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(saved(window)) == 2


def test_a_click_in_the_panel_labels(window: MainWindow) -> None:
    select(window, "Ottawa")
    row = next(row for row in window.tags._rows if row.label.name == "GPE")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert quotes(window) == [("GPE", "Ottawa")]
    assert "1 in this article" in row.accessibleName()
    assert window.view.hasFocus()


def test_delete_and_backspace_remove_the_selected_span(window: MainWindow) -> None:
    for key in (K.Key_Delete, K.Key_Backspace):
        select(window, "Iraq")
        press(window, K.Key_4)
        press(window, key)
        assert saved(window) == []
        press(window, key)


def test_boundaries_move_by_character_and_word(window: MainWindow) -> None:
    select(window, "Jessica")
    press(window, K.Key_1)
    for key, modifier, expected in (
            (K.Key_Down, M.AltModifier, "Jessica Lamirande"), (K.Key_Left, M.AltModifier, "Jessica Lamirand"),
            (K.Key_Right, M.AltModifier, "Jessica Lamirande"), (K.Key_Up, M.AltModifier, "Jessica"),
            (K.Key_Right, M.AltModifier | M.ShiftModifier, "essica"),
            (K.Key_Left, M.AltModifier | M.ShiftModifier, "Jessica"),
            (K.Key_Up, M.AltModifier | M.ShiftModifier, "said Jessica"),
            (K.Key_Down, M.AltModifier | M.ShiftModifier, "Jessica")):
        press(window, key, modifier)
        assert [span.quote for span in saved(window)] == [expected]
    for _ in range(6):
        press(window, K.Key_Left, M.AltModifier)
    press(window, K.Key_Left, M.AltModifier)
    assert [span.quote for span in saved(window)] == ["J"]
    assert "at least one character" in window.notice.words


def test_undo_and_redo_by_key_name_what_they_do(window: MainWindow) -> None:
    select(window, "Iraq")
    press(window, K.Key_4)
    assert window.actions_["edit.undo"].text() == "&Undo: label GPE"
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert saved(window) == []
    assert window.actions_["edit.redo"].text() == "&Redo: label GPE"
    QTest.keyClick(window, K.Key_Z, M.ControlModifier | M.ShiftModifier)
    assert quotes(window) == [("GPE", "Iraq")]


def test_undo_goes_back_to_the_article_it_changes(window: MainWindow) -> None:
    first = window.desk.article
    select(window, "Iraq")
    press(window, K.Key_4)
    QTest.keyClick(window, K.Key_PageDown, M.ControlModifier)
    assert window.desk.article != first
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert window.desk.article == first
    assert saved(window) == []


def test_words_are_selected_with_the_mouse(window: MainWindow) -> None:
    view = window.view
    box = view.range_boxes(TEXT.index("Jessica"), TEXT.index("Jessica") + 7)[0]
    at = QPoint(int(box.center().x()), int(box.center().y()))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    press(window, K.Key_1)
    assert quotes(window) == [("PERSON", "Jessica")]


def test_nothing_is_labelled_in_an_empty_line(window: MainWindow) -> None:
    place = TEXT.index("\n\n") + 1
    window.view.set_selection(place, place + 1)
    press(window, K.Key_4)
    assert saved(window) == []
    assert window.notice.words
