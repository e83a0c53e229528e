"""The help: it opens, its links lead somewhere, and what it says of keys, labels and menus is so."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotator import __version__, bootstrap, paths
from annotator.domain.article import STATUSES
from annotator.ui.correct import affected
from annotator.ui.help import HelpWindow
from annotator.ui.main_window import MainWindow
from annotator.ui.merging import conflicts
from tests.ui.acting import K, M, click

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it
PAGES = sorted(page.name for page in paths.resource("help").iterdir())
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
KEY = re.compile(r"`([^`]+)`")
NAMES = {"PageDown": "PgDown", "PageUp": "PgUp", "Enter": "Return", "Delete": "Del", "Esc": "Escape"}


def page(name: str) -> str:
    return paths.resource("help", name).read_text(encoding="utf-8")


def portable(key: str) -> str:
    """Return a key of the key sheet as Qt writes it."""
    head, plus, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return QKeySequence(f"{head}{plus}{NAMES.get(last, last)}").toString()


def told() -> set[str]:
    """Return every key that the key sheet names, with the moves that Shift turns to the start."""
    keys = {portable(key) for key in KEY.findall(page("keys.md"))}
    arrows = {f"Alt+{name}" for name in ("Left", "Right", "Up", "Down")}
    return keys | {key.replace("Alt+", "Alt+Shift+") for key in keys & arrows}


def test_f1_opens_the_first_page_and_links_lead_on(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, K.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.isVisible()
    assert shown.browser.toPlainText().startswith("Start here")
    shown.browser.anchorClicked.emit(QUrl("keys.md"))
    assert shown.browser.toPlainText().startswith("Keys")
    click(shown, "Back")
    assert shown.browser.toPlainText().startswith("Start here")
    shown.browser.anchorClicked.emit(QUrl("scheme.md"))
    click(shown, "Contents")
    assert shown.browser.toPlainText().startswith("Start here")
    qtbot.waitUntil(shown.isActiveWindow)
    QTest.keyClick(shown, K.Key_Left, M.AltModifier)
    assert shown.browser.toPlainText().startswith("The scheme")
    QTest.keyClick(shown, K.Key_Escape)
    assert not shown.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F1)
    assert window.findChildren(HelpWindow) == [shown]
    assert shown.isVisible()


def test_the_key_sheet_opens_from_the_menu(window: MainWindow) -> None:
    window.actions_["help.keys"].trigger()
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert "Ctrl+Shift+D" in shown.browser.toPlainText()


def test_about_names_version_and_places(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "about", lambda parent, title, words: told.append(words))
    window.actions_["help.about"].trigger()
    assert __version__ in told[0]
    assert str(paths.data_folder()) in told[0]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page(name: str) -> None:
    assert [link for link in LINK.findall(page(name)) if link.partition("#")[0] not in PAGES] == []


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, new = {"index.md"}, ["index.md"]
    while new:
        found = set(LINK.findall(page(new.pop()))) - reached
        reached |= found
        new += found
    assert reached == set(PAGES)


def test_the_key_sheet_names_every_shortcut(window: MainWindow) -> None:
    same = {f"{held}Enter": f"{held}Return" for held in ("", "Ctrl+", "Ctrl+Shift+")}  # on the number pad
    missing = {command.id: key.toString() for command in window.actions_.commands
               for key in window.actions_[command.id].shortcuts()
               if same.get(key.toString(), key.toString()) not in told() and key.toString() != "Ctrl+="}
    assert missing == {}


def test_the_key_sheet_names_no_shortcut_that_is_not_there(window: MainWindow) -> None:
    present = {key.toString() for command in window.actions_.commands
               for key in window.actions_[command.id].shortcuts()}
    view = {"Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down", "Ctrl+Home", "Ctrl+End", "Ctrl+A", "Ctrl+C", "F7", "F8"}
    find_bar = {"Alt+C", "Alt+W", "Alt+R", "Alt+Return"}
    window.scheming.edit()
    assert window.scheming.editor is not None
    editor = {shortcut.key().toString() for shortcut in window.scheming.editor.findChildren(QShortcut)}
    fields = {"Ctrl+D"}
    modified = {key for key in told() if re.match(r"(Ctrl|Alt|Shift)\+.|F\d", key)}
    lists = {"Shift+F10", *conflicts.KEYS.values()}
    elsewhere = {*affected.KEYS.values(), *lists}  # in the correction's window, and in lists
    assert modified - present - view - elsewhere - find_bar - editor - fields == set()
    assert set(affected.KEYS.values()) <= told()
    assert {key for key in editor if key != "Ctrl+Enter"} - told() == set()


def test_the_key_sheet_names_every_label() -> None:
    rows = re.findall(r"\| `(\w)` \| (\w+) \| (\w+) \|", page("keys.md"))
    assert rows == [(label.key.upper(), label.name, layer.name) for layer, label in bootstrap.default_scheme().labels()]


def test_keys_in_the_other_pages_are_on_the_sheet() -> None:
    for name in set(PAGES) - {"keys.md"}:
        for key in KEY.findall(page(name)):
            if re.fullmatch(r"(Ctrl|Alt)\+\S+|F\d+", key):
                assert portable(key) in told(), f"{key} in {name}"


def test_formats_statuses_and_labels_are_those_there_are() -> None:
    words = page("import-export.md")
    for format in bootstrap.formats().all():
        assert f"(`{format.endings[0]}`)" in words
    assert all(f"`{status}`" in page("articles.md") for status in STATUSES)
    for layer in bootstrap.default_scheme().layers:
        names = ", ".join(label.name for label in layer.labels)
        assert names in page("scheme.md")
        assert f"| {layer.name} | {layer.form}" in page("scheme.md") or layer.form != "band"
