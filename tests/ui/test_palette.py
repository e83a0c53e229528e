"""The palette: every action and label by typing, without a pointer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.palette import Entry, Palette, fitting
from tests.ui.conftest import quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Ottawa")
    QTest.keyClick(window, K.Key_K, M.ControlModifier)
    opened = window.findChild(Palette)
    assert isinstance(opened, Palette)
    qtbot.waitUntil(opened.isVisible)
    return opened


def shown(palette: Palette) -> list[str]:
    return [palette.list.topLevelItem(n).text(0) for n in range(palette.list.topLevelItemCount())]  # type: ignore[union-attr]


def test_every_command_that_can_be_used_now_is_there_with_its_key(window: MainWindow, palette: Palette) -> None:
    lines = {palette.list.topLevelItem(n).text(0): palette.list.topLevelItem(n).text(2)  # type: ignore[union-attr]
             for n in range(palette.list.topLevelItemCount())}
    assert lines["Done, next open article"] == "Ctrl+Enter"
    assert lines["GPE"] == "4"
    assert "Delete span" not in lines
    assert "Undo: import 3 files" in lines


def test_typing_finds_and_enter_labels(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "gpe")
    assert shown(palette) == ["GPE"]
    QTest.keyClick(palette.field, K.Key_Return)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_arrows_walk_and_escape_leaves(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "next article")
    assert shown(palette)[0] == "Next article"
    QTest.keyClick(palette.field, K.Key_Down)
    QTest.keyClick(palette.field, K.Key_Up)
    QTest.keyClick(palette.field, K.Key_Escape)
    assert not palette.isVisible()
    assert saved(window) == []


def test_nothing_found_runs_nothing(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "zzz")
    assert shown(palette) == ["Nothing that can be done now fits these words."]
    QTest.keyClick(palette.field, K.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_what_begins_with_the_words_comes_first() -> None:
    entries = [Entry("View", "Next panel", "", print), Entry("x", "Panel", "", print), Entry("x", "Other", "", print)]
    assert [each.title for each in fitting(entries, "panel")] == ["Panel", "Next panel"]
    assert [each.title for each in fitting(entries, "view next")] == ["Next panel"]
    assert fitting(entries, "") == entries
