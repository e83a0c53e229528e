"""The dialog of reviews as a user meets it, on a project with the work of three."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPushButton, QRadioButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.review import Review
from annotator.ui.main_window import MainWindow
from annotator.ui.review.review_list import ReviewList
from tests.ui.acting import K, M, ctrl

WORDS = {"ana": ["Ottawa", "Erbil", "rockets"], "bob": ["Ottawa", "second", "rockets"], "eve": ["Monday"]}


@pytest.fixture
def labeled(project: Path) -> Path:
    """Ana and bob labeled all three articles, eve the first; on the second one ana and bob differ."""
    session = Session(bootstrap.open_project(project), "ana")
    rows = session.reader.article_rows("ana")
    for name, words in WORDS.items():
        for row, word in zip(rows, words, strict=False):
            at = session.reader.article(row.id).text.index(word)
            session.execute(AddSpans(SetRef(row.id, name), "entity", "GPE", [[(at, at + len(word))]]))
    session.close()
    return project


@pytest.fixture
def three(make_window: Callable[[Path | None], MainWindow], labeled: Path) -> MainWindow:
    return make_window(labeled)


def activate(window: MainWindow, qtbot: QtBot) -> None:
    """Give the window the keyboard, as a window manager does when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def opened(window: MainWindow, qtbot: QtBot) -> QDialog:
    """Open the dialog by its key; the keyboard is in it then."""
    activate(window, qtbot)
    ctrl(window, K.Key_R, M.ShiftModifier)
    dialog = window.starting.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
    return dialog


W = TypeVar("W", bound=QWidget)


def field(dialog: QDialog, kind: type[W], name: str) -> W:
    """The visible field of this accessible name."""
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name and each.isVisible())


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words
                and each.isVisible())


def kind(dialog: QDialog, number: int) -> None:
    """Choose a kind of review by the keys up and down."""
    buttons = dialog.findChildren(QRadioButton)
    present = next(each for each in range(3) if buttons[each].isChecked())
    for step in range(present, number):
        QTest.keyClick(buttons[step], K.Key_Down)
    for step in range(present, number, -1):
        QTest.keyClick(buttons[step], K.Key_Up)
    assert buttons[number].isChecked()


def says(dialog: QDialog) -> str:
    return field(dialog, QLabel, "How much that is").text()


def choose(combo: QComboBox, words: str) -> None:
    """Choose by keys."""
    QTest.keyClick(combo, K.Key_Home)
    while words not in combo.currentText():
        before = combo.currentIndex()
        QTest.keyClick(combo, K.Key_Down)
        assert combo.currentIndex() != before, f"no {words}"


def start(dialog: QDialog, qtbot: QtBot) -> None:
    """Press Enter once the articles are counted."""
    qtbot.waitUntil(lambda: button(dialog, "Start").isEnabled())
    QTest.keyClick(dialog, K.Key_Return)


def reviews(window: MainWindow) -> list[Review]:
    """The reviews as another reader of the file sees them."""
    assert window.desk.session is not None
    other = bootstrap.open_project(window.desk.session.project.path)
    try:
        return other.reader().reviews()
    finally:
        other.close()


def listed(dialog: QDialog) -> ReviewList:
    """Go to the list of reviews."""
    tabs = dialog.findChildren(QTabWidget)[0]
    QTest.keyClick(tabs, K.Key_Tab, M.ControlModifier)
    assert tabs.currentIndex() == 1
    found = dialog.findChildren(ReviewList)[0]
    found.list.setFocus()
    return found


def awaits(dialog: QDialog, qtbot: QtBot, words: str) -> None:
    """Wait until the articles are counted, and this is said of them."""
    qtbot.waitUntil(lambda: says(dialog) not in ("", "Counting …"))
    assert says(dialog) == words
