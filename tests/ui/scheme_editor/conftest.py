"""The editor on a project whose first article has a few spans."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.scheme import Label, Scheme
from annotator.ui.main_window import MainWindow
from annotator.ui.scheme_editor.editor import SchemeEditor
from annotator.ui.scheme_editor.tree import Path
from tests.ui.acting import K, M
from tests.ui.conftest import press, select

GPE, LOC = Path("entity", "GPE"), Path("entity", "LOC")


def label(window: MainWindow, word: str, key: Qt.Key) -> None:
    """Label the first place where a word stands."""
    window.desk.select(None)
    select(window, word)
    press(window, key)


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> SchemeEditor:
    """Opened by its key; two spans GPE (4), one LOC (5), one claim."""
    qtbot.waitUntil(window.isActiveWindow)
    label(window, "Ottawa", K.Key_4)
    label(window, "Iraq", K.Key_4)
    label(window, "Canada", K.Key_5)
    label(window, "Iraq is safe", K.Key_Q)
    window.desk.select(None)
    QTest.keyClick(window, K.Key_S, M.ControlModifier | M.ShiftModifier)
    opened = window.scheming.editor
    assert opened is not None
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.waitUntil(lambda: opened.copy_.spans_of(("entity", "GPE")) == 2)
    return opened


@pytest.fixture
def counted(editor: SchemeEditor, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the spans of all edits are counted."""
    return lambda: qtbot.waitUntil(lambda: editor.copy_.effects is not None)


def choose(editor: SchemeEditor, path: Path) -> None:
    """Choose a line of the tree, the keyboard on it."""
    editor.tree.choose(path)
    editor.tree.setFocus()


def field(editor: SchemeEditor, name: str) -> QWidget:
    """Return a field of the form by its accessible name."""
    assert editor.form is not None
    return next(each for each in editor.form.findChildren(QWidget)
                if each.accessibleName() == name and not each.isHidden() and each.focusProxy() is None)


def retype(widget: QWidget, text: str) -> None:
    """Write other words into a field, key by key."""
    widget.setFocus()
    QTest.keyClick(widget, K.Key_A, M.ControlModifier)
    QTest.keyClick(widget, K.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(widget, K.Key_Return)
        QTest.keyClicks(widget, line)


def saved_scheme(window: MainWindow) -> Scheme:
    """Return the scheme as another reader of the file sees it."""
    assert window.desk.session is not None
    other = bootstrap.open_project(window.desk.session.project.path)
    try:
        return other.reader().scheme()
    finally:
        other.close()


def saved_label(window: MainWindow, path: Path) -> Label:
    """Return a label as it is in the file."""
    found = saved_scheme(window).find(path.layer, path.label)
    assert found is not None
    return found[1]


def changes(editor: SchemeEditor) -> list[tuple[str, str]]:
    """Return what the list of changes says."""
    rows = [editor.changes.list.topLevelItem(n) for n in range(editor.changes.list.topLevelItemCount())]
    return [(row.text(0), row.text(1)) for row in rows if row is not None]
