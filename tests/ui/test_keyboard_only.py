"""A whole article by keyboard alone: nothing here but key presses, sent to whatever has the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.article import SetRef
from annotator.domain.span import Span
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M

HOLD = {"Ctrl": M.ControlModifier, "Shift": M.ShiftModifier, "Alt": M.AltModifier}


def keyboard() -> QWidget:
    """Return what has the keyboard now, as a user's next key would find it."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    return target


def keys(*presses: str) -> None:
    """Press keys by their names, such as `Ctrl+Shift+PageDown`."""
    for each in presses:
        *held, name = each.split("+") if each != "+" else ["Plus"]
        modifiers = M.NoModifier
        for modifier in held:
            modifiers |= HOLD[modifier]
        QTest.keyClick(keyboard(), Qt.Key[f"Key_{name}"], modifiers)


def types(text: str) -> None:
    """Type a text."""
    QTest.keyClicks(keyboard(), text)


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(window.view.hasFocus)
    return window


def spans(project: Path, article: str) -> list[Span]:
    """Return ana's spans as another reader of the file sees them."""
    other = bootstrap.open_project(project)
    try:
        return other.reader().spans(SetRef(article, "ana"))
    finally:
        other.close()


def status_and_notes(project: Path, article: str) -> tuple[str, str]:
    """Return status and notes of ana's set."""
    other = bootstrap.open_project(project)
    try:
        found = other.reader().annotation_set(SetRef(article, "ana"))
        assert found is not None
        return found.status, found.notes
    finally:
        other.close()


def test_an_article_is_labelled_corrected_answered_commented_and_finished(window: MainWindow, project: Path,
                                                                          qtbot: QtBot) -> None:
    article = window.desk.ref.article

    keys("Ctrl+Home", "4")  # the word under the caret: Ottawa
    keys("F8", "Q")  # the next sentence is a claim
    keys("F2")  # its attributes, in the inspector
    keys("Home", "Down", "Tab", "Home", "Down")  # checkworthy: yes; stance: supports
    keys("Tab")
    types("who says so then")
    keys("Ctrl+Backspace")  # a word, not the way back
    types("there?")
    keys("Escape")
    assert keyboard() is window.view

    keys("Ctrl+Right", "4")  # Iraq, within the claim
    keys("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "1")  # Jessica
    keys("Alt+Down")  # and Lamirande
    keys("Alt+PageDown", "A")  # the next paragraph without labels is an advertisement
    keys("Alt+PageDown", "4")  # Iraq
    keys("2")  # no, another label of the layer
    keys("4")  # yes, after all

    keys("Ctrl+M")  # mark with GPE
    keys("Ctrl+Right", "Ctrl+Right", "Ctrl+Right")
    keys("Shift+Right", "Shift+Right", "Shift+Right", "Shift+Right", "Shift+Right", "Shift+Right", "Return")  # Canada
    keys("Escape")
    keys("Ctrl+Right", "Ctrl+Right", "Space")  # troops by mistake, so:
    keys("Delete")

    keys("Comma")  # the span before it is Canada
    keys("F3")
    types("Two datelines?")
    keys("Escape")
    keys("Ctrl+Return")

    found = spans(project, article)
    assert [(span.label, span.quote) for span in found] == [
        ("GPE", "Ottawa"), ("FACTUAL", "“Iraq is safe,” said Jessica Lamirande."), ("GPE", "Iraq"),
        ("PERSON", "Jessica Lamirande"), ("AD", "Story continues below advertisement"), ("GPE", "Iraq"),
        ("GPE", "Canada")]
    assert found[1].attributes == {"checkworthy": "yes", "stance": "supports"}
    assert found[1].comment == "who says so there?"
    assert status_and_notes(project, article) == ("done", "Two datelines?")
    assert window.desk.ref.article != article


def test_spans_are_related_and_get_a_fragment(window: MainWindow, project: Path) -> None:
    article = window.desk.ref.article
    keys("Ctrl+Home", "F8", "Q", *["Ctrl+Right"] * 5, "1")  # a claim, and Jessica in it
    keys("+", "Ctrl+End", *["Shift+Left"] * 7, "Return")  # and troops. at the end
    keys("Comma", "F9", "Period", "F9")  # the claim is said by her
    other = bootstrap.open_project(project)
    try:
        found = {span.id: span.quote for span in other.reader().spans(SetRef(article, "ana"))}
        relations = other.reader().relations(SetRef(article, "ana"))
    finally:
        other.close()
    assert [(each.label, found[each.head], found[each.tail]) for each in relations] == [
        ("SAID_BY", "“Iraq is safe,” said Jessica Lamirande.", "Jessica troops.")]


def test_undo_history_palette_and_the_way_back(window: MainWindow, project: Path, qtbot: QtBot) -> None:
    article = window.desk.ref.article
    keys("Ctrl+Home", "4", "Ctrl+Right", "1")
    keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z")
    assert [span.quote for span in spans(project, article)] == ["Ottawa"]
    keys("Ctrl+H", "Down", "Return", "Escape")
    assert spans(project, article) == []
    keys("Ctrl+K")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None and keyboard() is not window.view)
    types("@second")
    keys("Return")
    qtbot.waitUntil(lambda: window.desk.ref.article != article)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys("Ctrl+Backspace")
    assert window.desk.ref.article == article


def test_status_filter_and_list(window: MainWindow, project: Path, qtbot: QtBot) -> None:
    first = window.desk.ref.article
    keys("Ctrl+Shift+Return")
    assert status_and_notes(project, first)[0] == "skipped"
    keys(window.keymap.keys("edit.filter")[0])
    types("rockets")
    keys("Return")
    qtbot.waitUntil(lambda: window.desk.article is not None and "rockets" in window.desk.article.text)
    keys("Escape")
    assert keyboard() is window.view
    keys("F6", "Down", "Escape")
    keys("Ctrl+Shift+D")
    assert status_and_notes(project, window.desk.ref.article)[0] == "in_progress"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")  # the offscreen platform says it
def test_menus_open_by_their_letters(window: MainWindow, qtbot: QtBot) -> None:
    keys("Alt+L")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, K.Key_M)
    assert window.marker.on
