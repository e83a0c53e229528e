"""The palette: every action, label and article by typing, without a pointer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.palette import Entry, Palette, fitting
from annotator.ui.palette_rows import caps, runs
from annotator.ui.settings import Settings
from tests.ui.conftest import quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier
Open = Callable[[], Palette]


@pytest.fixture
def open_palette(window: MainWindow, qtbot: QtBot) -> Open:
    """Press Ctrl+K."""
    def opened() -> Palette:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, K.Key_K, M.ControlModifier)
        palette = next(each for each in window.findChildren(Palette) if each.isVisible())
        assert isinstance(palette, Palette)
        qtbot.waitUntil(palette.isActiveWindow)
        return palette

    return opened


@pytest.fixture
def palette(window: MainWindow, open_palette: Open) -> Palette:
    select(window, "Ottawa")
    return open_palette()


def shown(palette: Palette) -> list[str]:
    return [found.entry.title for found in palette.model.found]


def entry(title: str, group: str = "x", why: str = "") -> Entry:
    return Entry(title, group, title, "", print, why)


def test_every_command_and_label_is_there_with_its_key(window: MainWindow, palette: Palette) -> None:
    lines = {found.entry.title: found.entry for found in palette.model.found}
    assert lines["Done, next open article"].key == "Ctrl+Enter"
    assert lines["GPE"].key == "4"
    assert "Undo: import 3 files" in lines
    assert "Commands" not in lines
    assert len(lines) >= len(window.actions_.commands) - 1 + 18
    assert lines["Delete span"].why == "No span is selected."
    assert shown(palette).index("Delete span") > shown(palette).index("GPE")
    row = palette.model.index(shown(palette).index("Delete span"))
    assert palette.model.data(row) == "Delete span, Label, Del, No span is selected."


def test_typing_finds_and_enter_labels(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "gpe")
    assert shown(palette)[0] == "GPE"
    QTest.keyClick(palette.field, K.Key_Return)
    assert quotes(window) == [("GPE", "Ottawa")]
    assert window.focusWidget() is window.view


def test_arrows_walk_and_escape_leaves(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "next article")
    assert shown(palette)[:2] == ["Next article", "Next article not done"]
    QTest.keyClick(palette.field, K.Key_Down)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, K.Key_Up)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, K.Key_Escape)
    assert not palette.isVisible()
    assert saved(window) == []


def test_what_cannot_be_done_now_says_why_and_does_nothing(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "del")
    assert "Guideline" in shown(palette)  # the letters are in it, but it is not what was meant
    QTest.keyClick(palette.field, K.Key_Return)
    assert palette.isVisible()
    assert palette._foot.text() == "“Delete span” cannot be used now. No span is selected."
    palette.close()


def test_nothing_found_runs_nothing(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "zzz")
    assert shown(palette) == []
    assert palette._nothing.isVisible()
    QTest.keyClick(palette.field, K.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_an_article_is_found_by_words_of_its_title(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "rock thi")
    assert "Third one about rockets." in shown(palette)
    palette.field.clear()
    QTest.keyClicks(palette.field, "@")
    assert shown(palette) == [row.title for row in window.articles.model.rows]
    QTest.keyClicks(palette.field, "second")
    assert shown(palette) == ["Erbil, second article."]
    QTest.keyClick(palette.field, K.Key_Return)
    assert window.desk.article is not None
    assert window.desk.article.title == "Erbil, second article."
    assert window.focusWidget() is window.view


def test_what_was_chosen_last_comes_first_the_next_time(window: MainWindow, palette: Palette,
                                                        open_palette: Open, project: Path) -> None:
    QTest.keyClicks(palette.field, "larger")
    QTest.keyClick(palette.field, K.Key_Return)
    again = open_palette()
    assert shown(again)[0] == "Larger text"
    again.close()
    window.settings.sync()
    assert Settings().last_commands() == ["view.larger"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_chosen_line_the_typed_letters_and_the_keys_are_painted(palette: Palette, name: str) -> None:
    theme.choose(QApplication.instance(), name)  # type: ignore[arg-type]
    colors = theme.current()
    QTest.keyClicks(palette.field, "done")
    picture = palette.list.grab().toImage()
    found = {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(0, 60)}
    assert {colors.chosen, colors.panel, colors.accent, colors.border} <= found
    palette.close()


def test_order_of_what_is_found() -> None:
    entries = [entry("Next panel", "View"), entry("Panel"), entry("Other"), entry("Panels hidden", why="no")]
    assert [each.entry.title for each in fitting(entries, "panel")] == ["Panel", "Next panel", "Panels hidden"]
    assert [each.entry.title for each in fitting(entries, "view next")] == ["Next panel"]
    assert [each.entry.title for each in fitting(entries, "")] == ["Next panel", "Panel", "Other", "Panels hidden"]
    assert fitting(entries, "", ["Other"])[0].entry.title == "Other"


def test_key_caps_and_marked_letters() -> None:
    assert caps("Ctrl+Shift+PgUp") == ["Ctrl", "Shift", "PgUp"]
    assert caps("Ctrl++") == ["Ctrl", "+"]
    assert (caps("+"), caps("G"), caps("")) == (["+"], ["G"], [])
    assert runs((0, 1, 3), "😀bcd") == [(0, 3), (4, 1)]
    assert runs((0, 7), "ab") == [(0, 1)]
