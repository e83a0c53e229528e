"""The dialog in which commands get other keys, worked with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.change_keys import ChangeKeys, show_change_keys
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.acting import K, M, click, ctrl


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ChangeKeys:
    qtbot.waitUntil(window.isActiveWindow)
    show_change_keys(window)
    opened = window.findChild(ChangeKeys)
    assert opened is not None
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.waitUntil(opened.field.hasFocus)
    return opened


def choose(dialog: ChangeKeys, words: str) -> None:
    """Find a command by its words and begin to change its key."""
    dialog.field.setFocus()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, words)
    QTest.keyClick(dialog.field, K.Key_Return)
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, K.Key_Return)


def lines(dialog: ChangeKeys) -> dict[str, str]:
    """Return what the list shows: commands and keys."""
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return {item.text(0): item.text(2) for item in items if item is not None and not item.isHidden()}


def test_a_key_is_changed_with_three_keys(window: MainWindow, dialog: ChangeKeys) -> None:
    choose(dialog, "done next")
    assert "Press the new key for “Done, next open article”" in dialog.catcher.text()
    QTest.keyClick(dialog.catcher, K.Key_F10)
    assert window.keymap.keys("article.done") == ("F10",)
    assert lines(dialog)["Done, next open article"] == "F10 ·"
    assert "has F10 now" in dialog.catcher.text()
    assert dialog.list.hasFocus()
    dialog.close()
    window.settings.sync()
    assert Settings().keys() == {"article.done": ["F10"]}


def test_a_key_of_another_command_is_named_and_can_be_taken_over(window: MainWindow, dialog: ChangeKeys) -> None:
    choose(dialog, "marker")
    ctrl(dialog.catcher, K.Key_H)  # type: ignore[arg-type]
    assert dialog.catcher.text().startswith("Ctrl+H is the key of “History”, which would be left without a key.")
    assert dialog.take.isVisible()
    assert window.keymap.keys("label.marker") == ("Ctrl+M",)
    QTest.keyClick(dialog.catcher, K.Key_Return)
    assert window.keymap.keys("label.marker") == ("Ctrl+H",)
    assert window.keymap.keys("edit.history") == ()
    assert not dialog.take.isVisible()


def test_it_can_also_be_left_or_clicked(window: MainWindow, dialog: ChangeKeys) -> None:
    choose(dialog, "marker")
    ctrl(dialog.catcher, K.Key_Z)  # type: ignore[arg-type]
    QTest.keyClick(dialog.catcher, K.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.take.isVisible()
    assert window.keymap.is_usual("label.marker")
    choose(dialog, "marker")
    ctrl(dialog.catcher, K.Key_Y)  # type: ignore[arg-type]
    assert "without a key" not in dialog.catcher.text()
    click(dialog, "Take it over")
    assert window.keymap.keys("label.marker") == ("Ctrl+Y",)
    assert window.keymap.keys("edit.redo") == ("Ctrl+Shift+Z",)


def test_what_cannot_be_given_is_refused_in_words_until_a_good_one_comes(window: MainWindow,
                                                                         dialog: ChangeKeys) -> None:
    choose(dialog, "marker")
    for key, modifiers, words in ((K.Key_G, M.NoModifier, "key of the label NAVIGATION"),
                                  (K.Key_Left, M.ControlModifier, "moves the caret"),
                                  (K.Key_Tab, M.NoModifier, "next and previous field"),
                                  (K.Key_L, M.AltModifier, "opens the menu Label"),
                                  (K.Key_Return, M.NoModifier, "text is typed")):
        QTest.keyClick(dialog.catcher, key, modifiers)
        assert words in dialog.catcher.text()
        assert window.keymap.is_usual("label.marker")
    QTest.keyClick(dialog.catcher, K.Key_F9, M.ControlModifier)
    assert window.keymap.keys("label.marker") == ("Ctrl+F9",)


def test_several_keys_none_and_the_usual_ones(window: MainWindow, dialog: ChangeKeys) -> None:
    choose(dialog, "marker")
    QTest.keyClick(dialog.catcher, K.Key_Escape)
    click(dialog, "Another key")
    QTest.keyClick(dialog.catcher, K.Key_F10)
    assert window.keymap.keys("label.marker") == ("Ctrl+M", "F10")
    click(dialog, "No key")
    assert window.keymap.keys("label.marker") == ()
    assert "Ctrl+K finds it" in dialog.catcher.text()
    assert not dialog.add.isEnabled()
    QTest.mouseClick(dialog.usual, Qt.MouseButton.LeftButton)
    assert window.keymap.is_usual("label.marker")
    assert not dialog.usual.isEnabled()
    choose(dialog, "history")
    QTest.keyClick(dialog.catcher, K.Key_F10)
    click(dialog, "All usual keys")
    assert window.keymap.is_usual("edit.history")
    assert not dialog.all_usual.isEnabled()


def test_fixed_keys_are_listed_and_stay(window: MainWindow, dialog: ChangeKeys) -> None:
    QTest.keyClicks(dialog.field, "ctrl+left")
    assert lines(dialog) == {"Move the caret by a word": "Ctrl+Left, Ctrl+Right"}
    assert not dialog.change.isEnabled()
    QTest.keyClick(dialog.field, K.Key_Return)
    QTest.keyClick(dialog.list, K.Key_Return)
    assert dialog.catcher.text() == "These keys stay as they are."


def test_it_opens_from_the_palette_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["help.change_keys"].trigger()
    assert window.findChild(ChangeKeys) is not None
    listed = lines(window.findChild(ChangeKeys))  # type: ignore[arg-type]
    assert set(listed) >= {"Next span", "Select the span at the caret", "Repeat the last label", "Delete span"}
    assert len(listed) > len(window.actions_.commands)
