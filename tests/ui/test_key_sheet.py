"""The key sheet: made of what there is, on one page, to find, copy and print."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui import theme
from annotator.ui.change_keys import ChangeKeys
from annotator.ui.key_sheet import KeySheet
from annotator.ui.key_sheet_page import Group, Row, lay_out
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, click

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot) -> KeySheet:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F1, M.ShiftModifier)
    opened = window.findChild(KeySheet)
    assert opened is not None
    qtbot.waitUntil(opened.isVisible)
    return opened


def copied(sheet: KeySheet) -> list[str]:
    click(sheet, "Copy as text")
    return QGuiApplication.clipboard().text().splitlines()


def test_it_names_every_label_command_and_move_that_has_a_key(window: MainWindow, sheet: KeySheet) -> None:
    lines = copied(sheet)
    assert "GPE\t4" in lines
    assert "Done, next open article\tCtrl+Enter" in lines
    assert "Redo\tCtrl+Shift+Z, Ctrl+Y" in lines
    assert "by a sentence\tF7, F8" in lines
    assert "Repeat the last label\tSpace" in lines
    with_keys = [each for each in window.keymap.commands if window.keymap.keys(each.id)]
    assert len([line for line in lines if "\t" in line]) >= len(with_keys) + 18
    assert sheet.view.accessibleDescription().splitlines() == lines


def test_it_follows_changed_keys(window: MainWindow, sheet: KeySheet) -> None:
    window.keymap.put("article.done", ["F10"])
    assert "Done, next open article\tF10" in copied(sheet)


def test_a_second_press_brings_the_same_sheet(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    QTest.keyClick(sheet, K.Key_Escape)
    assert not sheet.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F1, M.ShiftModifier)
    assert window.findChildren(KeySheet) == [sheet]
    assert sheet.isVisible()


def test_it_leads_to_changing_keys(window: MainWindow, sheet: KeySheet) -> None:
    click(sheet, "Change keys")
    assert window.findChild(ChangeKeys) is not None


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_looked_for_stands_out(sheet: KeySheet, name: str) -> None:
    theme.choose(QApplication.instance(), name)  # type: ignore[arg-type]
    dark = theme.current().dark

    def points() -> int:
        """Count what is as dark as ink on paper, or as light as ink in the dark."""
        picture = sheet.view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        rows, step = bytes(picture.constBits()), picture.bytesPerLine()
        return sum(point > 200 if dark else point < 60 for y in range(picture.height())
                   for point in rows[y * step: y * step + picture.width()])

    before = points()
    QTest.keyClicks(sheet.field, "full screen")
    assert 0 < points() < before / 4


def test_it_prints_on_one_page(sheet: KeySheet, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "keys.pdf"))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    sheet.print_on(writer)
    content = (tmp_path / "keys.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1


def test_columns_are_about_as_high_and_nothing_is_lost(sheet: KeySheet) -> None:
    made = [Group(f"G{n}", [Row(f"row {n} {m}", ("Ctrl+A",)) for m in range(3 + 5 * n)]) for n in range(6)]
    for width in (200, 700, 1200):
        page = lay_out(made, width, sheet.font())
        assert [what.words for _, what in page.placed if isinstance(what, Row)] == [
            row.words for group in made for row in group.rows]
        bottoms = {box.left(): box.bottom() for box, _ in page.placed}
        assert max(bottoms.values()) <= page.height
        assert all(box.left() >= 0 and box.right() <= width for box, _ in page.placed)
        boxes = [box for box, _ in page.placed]
        assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1:])


def test_where_there_is_room_groups_stay_in_one_piece(sheet: KeySheet) -> None:
    made = [Group(f"G{n}", [Row(f"{n} {m}", ("F1",)) for m in range(9)]) for n in range(3)]
    page = lay_out(made, 1240, sheet.font(), 2_000)
    assert sum(isinstance(what, str) for _, what in page.placed) == 3
