"""The editor: real keys, and the draft they leave behind, character for character."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.draft import Draft
from annotator.domain.edits import Edit
from annotator.ui import theme
from annotator.ui.correct.editor import TextEditor
from annotator.ui.correct.shown import shown_text
from tests.domain.test_edits import assert_true
from tests.ui.acting import K, M
from tests.ui.correct.test_shown import TEXTS

ODD = "\ufeffIraq\u00a0says\r\n“no”\u2028👩‍👩‍👧 العراق\u2029and\x0b so\r\nend\ufdd0\ufeff"
Make = Callable[[str], TextEditor]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(text: str) -> TextEditor:
        editor = TextEditor(Draft(text))
        qtbot.addWidget(editor)
        editor.resize(600, 300)
        editor.show()
        qtbot.waitExposed(editor)
        editor.setFocus()
        return editor

    return made


def go(editor: TextEditor, word: str, into: int = 0) -> None:
    place = editor.draft.text.index(word) + into
    editor.select(place, place)


def assert_in_step(editor: TextEditor) -> None:
    """The widget shows the draft: every position, read as Qt has it."""
    cursor = QTextCursor(editor.document())
    cursor.select(QTextCursor.SelectionType.Document)
    assert cursor.selectedText() == shown_text(editor.draft.text).replace("\n", "\u2029")
    assert editor.shows_draft()


def test_typing_leaves_every_other_character_as_it_is(make: Make) -> None:
    editor = make(ODD)
    assert_in_step(editor)
    go(editor, "says")
    QTest.keyClicks(editor, "never ")
    go(editor, "so")
    QTest.keyClick(editor, K.Key_Delete)
    QTest.keyClick(editor, K.Key_Backspace)
    assert editor.draft.text == ODD.replace("says", "never says").replace("\x0b so", "\x0bo")
    assert_in_step(editor)


def test_undo_brings_back_what_the_widget_cannot_show(make: Make) -> None:
    editor = make(ODD)
    QTest.keyClick(editor, K.Key_A, M.ControlModifier)
    QTest.keyClicks(editor, "x")
    assert editor.draft.text == "x"
    QTest.keyClick(editor, K.Key_Z, M.ControlModifier)
    assert editor.draft.text == ODD
    assert editor.draft.edits == ()
    assert_in_step(editor)
    QTest.keyClick(editor, K.Key_Z, M.ControlModifier)
    assert editor.draft.text == ODD
    QTest.keyClick(editor, K.Key_Z, M.ControlModifier | M.ShiftModifier)
    assert editor.draft.text == "x"
    assert_in_step(editor)


def test_one_key_takes_a_crlf_and_enter_puts_one_in(make: Make) -> None:
    editor = make(ODD)
    go(editor, "“no”")
    QTest.keyClick(editor, K.Key_Backspace)
    assert editor.draft.text == ODD.replace("\r\n", "", 1)
    QTest.keyClick(editor, K.Key_Return)
    assert editor.draft.text == ODD
    QTest.keyClick(editor, K.Key_Return, M.ShiftModifier)
    assert editor.draft.text == ODD.replace("\r\n", "\r\n\r\n", 1)
    assert editor.position == editor.draft.text.index("“")
    assert_in_step(editor)


def test_an_emoji_goes_whole(make: Make) -> None:
    editor = make("a😀b🇨🇦c")
    go(editor, "b")
    QTest.keyClick(editor, K.Key_Backspace)
    assert editor.draft.text == "ab🇨🇦c"
    go(editor, "c")
    QTest.keyClicks(editor, "d")
    assert editor.draft.text == "ab🇨🇦dc"
    assert_in_step(editor)


def test_copy_and_paste_carry_the_characters_themselves(make: Make) -> None:
    editor = make(ODD)
    QTest.keyClick(editor, K.Key_A, M.ControlModifier)
    QTest.keyClick(editor, K.Key_C, M.ControlModifier)
    assert QGuiApplication.clipboard().text() == ODD.removeprefix("\ufeff")  # Qt's own doing
    QTest.keyClick(editor, K.Key_End, M.ControlModifier)
    QTest.keyClick(editor, K.Key_V, M.ControlModifier)
    assert editor.draft.text == ODD + ODD
    assert_in_step(editor)
    go(editor, "Iraq")
    QTest.keyClick(editor, K.Key_End, M.ShiftModifier)
    QTest.keyClick(editor, K.Key_X, M.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Iraq\u00a0says"
    assert editor.draft.text == (ODD + ODD).replace("Iraq\u00a0says", "", 1)
    assert_in_step(editor)


def test_what_is_no_text_is_not_pasted(make: Make) -> None:
    editor = make("abc")
    editor.insertFromMimeData(QMimeData())
    assert editor.draft.text == "abc"


def test_dragged_text_is_not_dropped_behind_the_drafts_back(make: Make) -> None:
    editor = make("one two three")
    assert not editor.acceptDrops()
    assert not editor.viewport().acceptDrops()


def test_a_widget_that_shows_something_else_is_found_out(make: Make) -> None:
    editor = make("one two")
    editor.document().blockSignals(True)
    editor.appendPlainText("three")
    assert not editor.shows_draft()


def test_an_input_method_changes_only_what_it_commits(make: Make) -> None:
    editor = make(ODD)
    go(editor, "says")
    event = QInputMethodEvent()
    event.setCommitString("日本")
    QApplication.sendEvent(editor, event)
    assert editor.draft.text == ODD.replace("says", "日本says")
    assert editor.draft.edits == (Edit(6, 6, 6, 8),)
    assert_in_step(editor)


def test_a_cr_and_an_lf_that_meet_are_one_line_end(make: Make) -> None:
    editor = make("a\rx\nb")
    go(editor, "x", 1)
    QTest.keyClick(editor, K.Key_Backspace)
    assert editor.draft.text == "a\r\nb"
    assert_in_step(editor)
    QTest.keyClick(editor, K.Key_Z, M.ControlModifier)
    assert editor.draft.text == "a\rx\nb"
    assert_in_step(editor)
    editor.replace(2, 3, "")
    assert_in_step(editor)


def test_a_typed_nbsp_stays_one_and_a_typed_picture_too(make: Make) -> None:
    editor = make("ab\x0b")
    go(editor, "b")
    for char in "\u00a0␋":  # QTest.keyClicks knows Latin keys only
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, M.NoModifier, char))
    assert editor.draft.text == "a\u00a0␋b\x0b"


def test_the_real_article_keeps_its_nbsps(make: Make, shared: object) -> None:
    text = (shared / "articles" / "iraq-base-attack.txt").read_bytes().decode("utf-8")  # type: ignore[operator]
    editor = make(text)
    assert "\u00a0" in text
    go(editor, "OTTAWA")
    QTest.keyClick(editor, K.Key_Delete)
    QTest.keyClicks(editor, "O")
    assert editor.draft.text == text
    assert_in_step(editor)


_KEYS = st.sampled_from([K.Key_A, K.Key_Space, K.Key_Backspace, K.Key_Delete, K.Key_Return, K.Key_Left, K.Key_Right])
_PRESSES = st.lists(st.tuples(st.integers(0, 30), _KEYS, st.sampled_from([M.NoModifier, M.ShiftModifier])), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, _PRESSES)
def test_whatever_is_typed_widget_and_draft_stay_in_step(
        qtbot: QtBot, text: str, presses: list[tuple[int, Qt.Key, Qt.KeyboardModifier]]) -> None:
    editor = TextEditor(Draft(text))
    for place, key, modifier in presses:
        editor.select(min(place, len(editor.draft.text)), min(place, len(editor.draft.text)))
        QTest.keyClick(editor, K.Key_Left, modifier)
        QTest.keyClick(editor, key, modifier)
        assert_in_step(editor)
        assert_true(text, editor.draft.text, editor.draft.edits)
    for _ in presses:
        QTest.keyClick(editor, K.Key_Z, M.ControlModifier)
        assert_in_step(editor)
    assert editor.draft.text == text
    editor.deleteLater()


@pytest.mark.parametrize("text", ["الحكومة العراقية تندد بالهجوم\nالعراق آمن", "הממשלה מגנה את ההתקפה\nעיראק בטוחה"])
def test_a_text_that_reads_right_to_left_begins_on_the_right(make: Make, text: str) -> None:
    editor = make(text)
    editor.select(0, 0)
    assert editor.cursorRect().x() > editor.viewport().width() * 0.9
    QTest.keyClick(editor, K.Key_Delete)
    QTest.keyClick(editor, K.Key_Down)
    QTest.keyClick(editor, K.Key_Home)
    QTest.keyClick(editor, K.Key_Delete)
    assert editor.draft.text == "\n".join(line[1:] for line in text.split("\n"))
    assert_in_step(editor)


def test_read_only_takes_no_keys(qtbot: QtBot) -> None:
    editor = TextEditor(Draft("abc"), read_only=True)
    qtbot.addWidget(editor)
    editor.show()
    for key in (K.Key_Return, K.Key_X, K.Key_Delete):
        QTest.keyClick(editor, key)
    QTest.keyClick(editor, K.Key_Z, M.ControlModifier)
    assert editor.draft.text == "abc"


def test_what_was_put_in_is_colored_and_what_was_taken_out_has_a_tick(make: Make, qtbot: QtBot) -> None:
    editor = make("one two three four")
    editor.mark((Edit(0, 0, 0, 3), Edit(8, 9, 8, 8)))
    qtbot.waitUntil(lambda: len(editor.extraSelections()) == 2)
    picture = editor.viewport().grab().toImage()
    place = editor.cursorRect(QTextCursor(editor.document()))
    assert picture.pixelColor(place.right() + 2, place.top() + 1).name().upper() == (
        "#1F4A33" if theme.current().dark else "#CDEFD9")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(8)
    tick = editor.cursorRect(cursor).topLeft() + QPoint(-2, 4)
    assert picture.pixelColor(tick).name().upper() == theme.current().bad


def test_a_span_out_of_sight_is_brought_into_it(make: Make, qtbot: QtBot) -> None:
    editor = make("line\n" * 300 + "the end")
    go(editor, "line")
    caret = editor.position
    editor.look_at([(len(editor.draft.text) - 3, len(editor.draft.text))])
    qtbot.waitUntil(lambda: len(editor.extraSelections()) == 1)
    bar = editor.verticalScrollBar()
    assert bar.value() > bar.maximum() // 2
    assert editor.position == caret
    editor.look_at(())
    qtbot.waitUntil(lambda: editor.extraSelections() == [])
