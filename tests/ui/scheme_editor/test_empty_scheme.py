"""A scheme without labels: the window says what to do, and the editor leads from nothing to a first label by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article
from annotator.domain.scheme import Scheme
from annotator.store.project import create_project
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M
from tests.ui.conftest import quotes
from tests.ui.scheme_editor.conftest import saved_scheme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it


@pytest.fixture
def bare(tmp_path: Path, make_window: Callable[[Path | None], MainWindow]) -> MainWindow:
    """A window on an article of a project without layers and labels."""
    path = tmp_path / "bare.annotator"
    create_project(path, Scheme(), [Article(id="a", title="A", text="Ottawa reacted on Monday.")]).close()
    return make_window(path)


def test_marker_mode_says_that_there_is_nothing_to_mark_with(bare: MainWindow) -> None:
    QTest.keyClick(bare, K.Key_M, M.ControlModifier)
    assert bare.notice.words == "The scheme has no labels to mark with; make some with Ctrl+Shift+S."
    assert not bare.marker.on


def test_insert_twice_makes_a_layer_and_its_first_label(bare: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(bare.isActiveWindow)
    QTest.keyClick(bare, K.Key_S, M.ControlModifier | M.ShiftModifier)
    editor = bare.scheming.editor
    assert editor is not None
    qtbot.waitUntil(editor.isActiveWindow)
    assert any("no layers yet" in each.text() for each in editor.page.findChildren(QLabel))
    QTest.keyClick(editor, K.Key_Insert)
    editor.tree.setFocus()
    QTest.keyClick(editor, K.Key_Insert)
    qtbot.waitUntil(lambda: editor.copy_.effects is not None)
    QTest.keyClick(editor, K.Key_Return, M.ControlModifier)
    qtbot.waitUntil(lambda: bool(saved_scheme(bare).layers))
    layer = saved_scheme(bare).layers[0]
    assert [label.name for label in layer.labels] == ["NEW"]
    bare.labelling.label(layer.name, "NEW")
    assert quotes(bare) == [("NEW", "Ottawa")]
