"""The key map: chosen keys, what they take away, what settings hold, and that the window follows at once."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui.commands import Command
from annotator.ui.key_rules import refusal
from annotator.ui.keymap import Keymap
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from annotator.ui.view_keys import normal, parsed
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import press, quotes, select


def command(id: str, *keys: str, within: tuple[object, ...] = ()) -> Command:
    return Command(id=id, menu="&M", title=id, run=print, keys=keys, within=within)  # type: ignore[arg-type]


@pytest.fixture
def keymap() -> Keymap:
    made = Keymap(Settings())
    made.learn([command("a", "Ctrl+J", "F9"), command("b", "Ctrl+B"), command("c"),
                command("left", "Del", within=("x",)), command("right", "Del", within=("y",))])
    return made


def test_a_chosen_key_is_taken_from_whoever_has_it(keymap: Keymap) -> None:
    keymap.put("c", ["Ctrl+B", "F9"])
    assert (keymap.keys("c"), keymap.keys("b"), keymap.keys("a")) == (("Ctrl+B", "F9"), (), ("Ctrl+J",))
    assert not keymap.is_usual("b")
    keymap.put("b", ["F9"])
    assert (keymap.keys("b"), keymap.keys("c")) == (("F9",), ("Ctrl+B",))
    keymap.reset("b")
    assert (keymap.keys("b"), keymap.keys("c"), keymap.keys("a")) == (("Ctrl+B",), (), ("Ctrl+J", "F9"))
    keymap.reset_all()
    assert all(keymap.is_usual(each.id) for each in keymap.commands)


def test_commands_that_never_hear_the_same_key_may_share_it(keymap: Keymap) -> None:
    assert keymap.keys("left") == keymap.keys("right") == ("Del",)
    assert keymap.holder("left", "Del") is None
    assert keymap.holder("a", "Del") is not None
    keymap.put("c", ["Del"])
    assert keymap.keys("left") == keymap.keys("right") == ()


def test_what_was_chosen_is_there_at_the_next_start(keymap: Keymap) -> None:
    keymap.put("c", ["F10"])
    keymap.put("a", [])
    keymap._settings.sync()
    again = Keymap(Settings())
    again.learn(keymap.commands)
    assert (again.keys("c"), again.keys("a")) == (("F10",), ())
    assert again.words("c") == "F10"
    assert again.words("a") == ""


@pytest.mark.parametrize(("kept", "told", "keys"), [
    ("{", "cannot be read", ()), ("[1]", "cannot be read", ()), ('{"c": "F10"}', "", ()), ('{"c": [1]}', "", ()),
    ('{"c": ["Nonsense"]}', "is no key", ()), ('{"c": ["Ctrl+K, Ctrl+D"]}', "is no key", ()),
    ('{"gone": ["F10"], "c": ["F10"]}', "no command", ("F10",))])
def test_broken_settings_are_left_out_and_logged(keymap: Keymap, caplog: pytest.LogCaptureFixture, kept: str,
                                                 told: str, keys: tuple[str, ...]) -> None:
    settings = Settings()
    settings.put("keys", kept)
    again = Keymap(settings)
    with caplog.at_level(logging.WARNING):
        again.learn(keymap.commands)
    assert again.keys("c") == keys
    assert again.keys("b") == ("Ctrl+B",)
    assert told in caplog.text
    for record in caplog.records:
        record.expected = True


def test_keys_as_they_are_pressed() -> None:
    assert normal(QKeyCombination(M.ControlModifier | M.KeypadModifier, K.Key_Enter)) == "Ctrl+Return"
    assert normal(QKeyCombination(M.ShiftModifier, K.Key_Plus)) == "+"
    assert normal(QKeyCombination(M.ShiftModifier | M.ControlModifier, K.Key_A)) == "Ctrl+Shift+A"
    assert normal(QKeyCombination(M.ShiftModifier, K.Key_Backtab)) == "Shift+Tab"
    assert normal(QKeyCombination(M.ShiftModifier, K.Key_Shift)) == ""
    assert parsed("Ctrl+Enter") == "Ctrl+Return"


@pytest.mark.parametrize(("key", "why"), [
    ("G", "G is the key of the label NAVIGATION; single letters"), ("0", "0 is kept for labels"),
    ("Ctrl+Left", "moves the caret by a word"), ("Ctrl+Shift+Left", "moves the caret by a word"),
    ("F7", "moves the caret by a sentence"), ("Ctrl+C", "copy"), ("Ctrl+V", "pastes"), ("Tab", "next and previous"),
    ("Esc", "let go"), ("Alt+F4", "closes the window"), ("Alt+L", "opens the menu Label"),
    ("?", "needed where text is typed"), ("Space", "needed where text is typed"), ("Shift+A", "needed where"),
    ("Ctrl+J", ""), ("F10", ""), ("Alt+X", ""), ("Ctrl+Shift+Return", "")])
def test_keys_that_a_command_cannot_have(window: MainWindow, key: str, why: str) -> None:
    menus = [action.text() for action in window.menuBar().actions()]
    said = refusal(command("x"), key, window.desk.scheme, menus)
    assert (why in said) if why else said == ""


def test_a_command_of_the_article_may_have_a_sign(window: MainWindow) -> None:
    assert refusal(command("x", within=(window.view,)), "?", window.desk.scheme, []) == ""


def test_the_window_follows_at_once(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.keymap.put("article.done", ["F10"])
    window.keymap.put("article.notes", ["Ctrl+J"])
    window.keymap.put("label.edit", [])
    done = window.actions_["article.done"]
    assert done.iconText() == "✓ Done   F10"
    assert done.toolTip() == "Done, next open article (F10)"
    names = [each.accessibleName() for each in window.findChild(QToolBar).findChildren(QToolButton)]  # type: ignore[union-attr]
    assert "Done, next open article (F10)" in names
    assert window.inspector._notes.placeholderText() == "Notes on this article (Ctrl+J)"
    assert window.inspector._page._comment.placeholderText() == "Comment"
    menu = next(each for each in window.menuBar().findChildren(QMenu) if each.title() == "&Article")
    assert done in menu.actions()
    assert done.shortcut().toString() == "F10"
    ctrl(window, K.Key_Return)
    assert window.desk.set.status == "new"
    first = window.desk.ref
    QTest.keyClick(window, K.Key_F10)
    assert window.desk.ref != first
    row = next(row for row in window.articles.model.rows if row.id == first.article)
    assert row.status == "done"


def test_sentences_name_the_keys_that_hold_or_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.keymap.put("label.relate", ["F10"])
    window.keymap.put("label.next", [])
    assert window.keymap.way("edit.undo") == "Ctrl+Z"
    assert window.keymap.way("project.new") == "Ctrl+N"
    QTest.keyClick(window.view, K.Key_F10)
    assert window.notice.words == ("There is no span at the caret to relate; go to one with Label > Next span and , or "
                                   "click it.")
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert window.inspector._page._relations._words.text().startswith("No relations. F10 in the article")
    QTest.keyClick(window.view, K.Key_F10)
    assert "then press F10 or Enter" in window.notice.words
    press(window, K.Key_Escape)
    assert window.notice.words == ""


def test_keys_of_the_article_itself_can_be_changed(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Ottawa")
    press(window, K.Key_4)
    window.desk.select(None)
    window.view.set_selection(0, 0)
    window.keymap.put("label.next", [";"])
    press(window, K.Key_Period)
    assert window.desk.selected_span is None
    press(window, K.Key_Semicolon)
    assert window.desk.selected_span is not None
    assert quotes(window) == [("GPE", "Ottawa")]


def test_chosen_keys_hold_from_the_start(window: MainWindow, make_window: Callable[[Path | None], MainWindow],
                                         project: Path) -> None:
    window.keymap.put("project.import", ["F10"])
    window.settings.sync()
    again = make_window(project)
    assert again.actions_["project.import"].shortcut().toString() == "F10"
    again.projects.create(project.with_name("fresh.annotator"))
    assert "Import some with F10" in again.articles._message.text()


def test_a_key_pad_has_enter_too(window: MainWindow) -> None:
    keys = [key.toString() for key in window.actions_["article.done"].shortcuts()]
    assert keys == ["Ctrl+Enter", "Ctrl+Return"]


def test_no_two_commands_share_a_key_where_both_hear_it(window: MainWindow) -> None:
    for each in window.keymap.commands:
        assert window.keymap.is_usual(each.id), f"another command has a key of {each.id}"


def test_every_usual_key_is_one_that_could_be_chosen(window: MainWindow) -> None:
    menus = [action.text() for action in window.menuBar().actions()]
    refused = {each.id: words for each in window.keymap.commands for key in window.keymap.usual(each.id)
               if (words := refusal(each, key, window.desk.scheme, menus))}
    assert refused == {}


def test_letters_of_menus_do_not_clash(window: MainWindow) -> None:
    for menu in (window.menuBar(), *window.menuBar().findChildren(QMenu)):
        titles = [action.text().replace("&&", "") for action in menu.actions()]
        letters = [title[title.index("&") + 1].lower() for title in titles if "&" in title]
        twice = {letter for letter in letters if letters.count(letter) > 1}
        assert not twice, f"{twice} in {[title for title in titles if '&' in title]}"
