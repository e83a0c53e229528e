"""The keyboard: caret, selecting, spans, label keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from annotator.ui.article_view.keys import label_key

from .conftest import Hands

Heard = dict[str, list[tuple[object, ...]]]
Key, Modifier = Qt.Key, Qt.KeyboardModifier
TEXT = "One 👩‍👩‍👧 two. Three U.S. four.\r\n\r\nFive שלום six."


def walk(hands: Hands, key: Qt.Key, times: int, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> list[int]:
    found = []
    for _ in range(times):
        hands.key(key, modifiers)
        found.append(hands.view.caret)
    return found


def test_by_character_graphemes_and_line_ends_are_one_step(hands: Hands) -> None:
    hands.show(TEXT)
    hands.view.set_selection(3, 3)
    assert walk(hands, Key.Key_Right, 3) == [4, 9, 10]
    end = TEXT.index("\r")
    hands.view.set_selection(end, end)
    assert walk(hands, Key.Key_Right, 3) == [end + 2, end + 4, end + 5]
    assert walk(hands, Key.Key_Left, 3) == [end + 4, end + 2, end]


def test_by_word_sentence_and_paragraph(hands: Hands) -> None:
    hands.show(TEXT)
    three, five = TEXT.index("Three"), TEXT.index("Five")
    assert walk(hands, Key.Key_Right, 3, Modifier.ControlModifier) == [4, 10, three]
    assert walk(hands, Key.Key_Left, 2, Modifier.ControlModifier) == [10, 4]
    assert walk(hands, Key.Key_F8, 2) == [three, five]
    assert walk(hands, Key.Key_F7, 2) == [three, 0]
    assert walk(hands, Key.Key_Down, 2, Modifier.ControlModifier) == [five, len(TEXT)]
    assert walk(hands, Key.Key_Up, 2, Modifier.ControlModifier) == [five, 0]
    assert walk(hands, Key.Key_End, 1, Modifier.ControlModifier) == [len(TEXT)]
    assert walk(hands, Key.Key_Home, 1, Modifier.ControlModifier) == [0]


def test_up_and_down_keep_their_x(hands: Hands) -> None:
    text = "a long first line of words\nshort\nanother long line of words"
    hands.show(text)
    hands.view.set_selection(20, 20)
    first, second, third = 20, *walk(hands, Key.Key_Down, 2)
    assert second == text.index("short") + 5
    assert abs(third - text.index("another") - 20) < 4
    assert walk(hands, Key.Key_Up, 2)[-1] == first


def test_home_and_end_of_a_wrapped_line(hands: Hands) -> None:
    hands.show("word " * 60)
    hands.view.set_selection(140, 140)
    start, = walk(hands, Key.Key_Home, 1)
    end, = walk(hands, Key.Key_End, 1)
    assert 0 < start < 140 <= end < 299
    assert walk(hands, Key.Key_End, 1) == [end]
    assert walk(hands, Key.Key_Home, 1) == [start]


def test_pages(hands: Hands) -> None:
    hands.show("\n".join(f"Line {number}" for number in range(100)))
    down = walk(hands, Key.Key_PageDown, 3)
    assert 0 < down[0] < down[1] < down[2]
    assert hands.view.verticalScrollBar().value() > 0
    assert walk(hands, Key.Key_PageUp, 4)[-1] == 0


def test_in_a_line_that_reads_right_to_left_the_left_arrow_goes_on(hands: Hands) -> None:
    hands.show("שלום עולם")
    assert walk(hands, Key.Key_Left, 2) == [1, 2]
    assert walk(hands, Key.Key_Right, 1) == [1]
    assert walk(hands, Key.Key_Left, 1, Modifier.ControlModifier) == [5]


def test_shift_extends_and_escape_drops(hands: Hands, heard: Heard) -> None:
    hands.show(TEXT, ("two", "PERSON"))
    hands.view.set_selected("s0")
    hands.key(Key.Key_Right, Modifier.ShiftModifier | Modifier.ControlModifier)
    hands.key(Key.Key_Right, Modifier.ShiftModifier)
    assert hands.view.selection() == (0, 9)
    hands.key(Key.Key_Escape)
    assert hands.view.selection() is None
    assert hands.view.selected == "s0"
    hands.key(Key.Key_Escape)
    assert hands.view.selected is None
    assert heard["spanSelected"] == [(None,)]


def test_copying_gives_the_stored_text(hands: Hands) -> None:
    text = "a\u00a0b\r\nc\x07\u2028d\ufeff"
    hands.show(text)
    hands.key(Key.Key_A, Modifier.ControlModifier)
    hands.key(Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text


def test_the_span_under_the_caret_is_chosen_and_then_the_next(hands: Hands, heard: Heard) -> None:
    hands.show("Prime Minister of Canada", ("Canada", "GPE"), ("Prime Minister of Canada", "PERSON"))
    hands.view.set_selection(20, 20)
    for _ in range(3):
        hands.view.choose_at_caret()
    hands.view.set_selection(24, 24)
    hands.key(Key.Key_Escape)
    hands.view.choose_at_caret()
    assert heard["spanSelected"] == [("s0",), ("s1",), ("s0",), (None,), ("s0",)]


def test_walking_goes_from_span_to_span(hands: Hands, heard: Heard) -> None:
    text = "one " + "\n".join(f"name{number} and more" for number in range(100))
    hands.show(text, ("one", "GPE"), ("name50", "GPE"), ("name99", "PERSON"))
    for step in (1, 1, 1, 1, -1):
        hands.view.walk(step)
    assert [each[0] for each in heard["spanSelected"]] == ["s0", "s1", "s2", "s1"]
    assert hands.view.caret == text.index("name50")
    box = hands.view.range_boxes(hands.view.caret, hands.view.caret + 6)[0]
    assert 0 < box.top() < hands.view.viewport().height()


@pytest.mark.parametrize(("key", "modifiers", "said"), [
    (Key.Key_3, Modifier.NoModifier, ["3"]), (Key.Key_3, Modifier.KeypadModifier, ["3"]),
    (Key.Key_Q, Modifier.NoModifier, ["Q"]), (Key.Key_Q, Modifier.ShiftModifier, []),
    (Key.Key_Q, Modifier.ControlModifier, []), (Key.Key_Delete, Modifier.NoModifier, []),
    (Key.Key_Left, Modifier.AltModifier, []), (Key.Key_Space, Modifier.NoModifier, []),
])
def test_label_keys_are_said_and_others_left_alone(hands: Hands, heard: Heard, key: Qt.Key,
                                                   modifiers: Qt.KeyboardModifier, said: list[str]) -> None:
    hands.show(TEXT)
    QTest.keyClick(hands.view, key, modifiers)
    assert [each[0] for each in heard["keyPressed"]] == said
    assert hands.view.caret == 0


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace, Key.Key_Tab, Key.Key_F2])
def test_keys_that_are_the_windows_travel_on(hands: Hands, key: Qt.Key) -> None:
    hands.show(TEXT)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Modifier.NoModifier)
    hands.view.keyPressEvent(event)
    assert not event.isAccepted()


def test_a_keyboard_without_latin_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    press = QKeyEvent.Type.KeyPress
    assert label_key(QKeyEvent(press, 0x0419, Modifier.NoModifier, 24, 0, 0, "й")) == "Q"
    assert label_key(QKeyEvent(press, Key.Key_Ampersand, Modifier.NoModifier, 10, 0, 0, "&")) == "1"
    assert label_key(QKeyEvent(press, 0x0419, Modifier.NoModifier, 0, 0, 0, "й")) == "Й"
    assert label_key(QKeyEvent(press, Key.Key_Semicolon, Modifier.NoModifier, 47, 0, 0, ";")) is None
    monkeypatch.setattr("sys.platform", "win32")
    assert label_key(QKeyEvent(press, 0x0419, Modifier.NoModifier, 16, 0x51, 0, "й")) == "Q"


def test_targets_without_a_selection(hands: Hands) -> None:
    text = "One. He saw Iraq’s army \u00a0\n \n"
    hands.show(text)
    at = text.index("Iraq") + 2
    hands.view.set_selection(at, at)
    words = [text[slice(*(hands.view.target_for(form) or (0, 0)))] for form in ("band", "line", "block")]
    assert words == ["Iraq", "He saw Iraq’s army", "One. He saw Iraq’s army"]
    hands.view.set_selection(len(text) - 1, len(text) - 1)
    assert [hands.view.target_for(form) for form in ("band", "line", "block")] == [None] * 3


def test_the_caret_is_told_by_line_and_column(hands: Hands, heard: Heard) -> None:
    hands.show(TEXT)
    hands.key(Key.Key_End, Modifier.ControlModifier)
    assert heard["caretMoved"][-1] == (3, 15)


def test_an_arrow_drops_the_selection_at_its_end(hands: Hands) -> None:
    hands.show("one two three")
    for key, place in ((Key.Key_Left, 4), (Key.Key_Right, 7)):
        hands.view.set_selection(4, 7)
        hands.key(key)
        assert (hands.view.anchor, hands.view.caret) == (place, place)


def test_up_and_down_stop_at_the_ends_of_the_text(hands: Hands) -> None:
    hands.show("one\ntwo")
    hands.view.set_selection(2, 2)
    assert walk(hands, Key.Key_Up, 1) == [0]
    assert walk(hands, Key.Key_Down, 2) == [6, 7]


def test_keys_that_find_nothing_travel_on(hands: Hands, heard: Heard) -> None:
    hands.show("one")
    hands.view.choose_at_caret()
    for step in (1, -1):
        hands.view.walk(step)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Escape, Modifier.NoModifier)
    hands.view.keyPressEvent(event)
    assert not event.isAccepted()
    assert heard["spanSelected"] == []
