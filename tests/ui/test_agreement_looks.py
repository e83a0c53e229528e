"""What the agreement panel paints, what assistive tools are told, and what happens when it is stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from annotator.domain.agreement.matrix import ramp, shade
from annotator.ui import theme
from annotator.ui.agreement.panel import CONFUSION
from annotator.ui.main_window import MainWindow
from tests.two_annotators import DIFFERING, IRAQ, line, write_project
from tests.ui.acting import K, M, ctrl
from tests.ui.test_agreement import cells, choose, finish, measure, show

Make = Callable[[Path | None], MainWindow]
EVIL = "<b>&amp; <img src=x>"


@pytest.fixture
def differing(make_window: Make, tmp_path: Path) -> MainWindow:
    """A window, as wide as on a laptop, on a project in which ana and ben differ in every way."""
    window = make_window(write_project(tmp_path / "news.annotator", DIFFERING))
    window.resize(1400, 900)
    return window


def color(table: QTableView, index: QModelIndex) -> QColor:
    """Return the color near the corner of a cell, where no number stands."""
    table.scrollTo(index)
    box = table.visualRect(index)
    return table.viewport().grab().toImage().pixelColor(box.left() + 6, box.top() + 6)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_cells_are_shaded_by_their_part_of_the_row(differing: MainWindow, qtbot: QtBot, name: str) -> None:
    measure(differing, qtbot)
    differing.choose_theme(name)
    table = show(differing, CONFUSION)
    model = table.model()
    shades = ramp(dark=name == "dark")
    painted = {part: color(table, model.index(2, column)).name().upper() for part, column in ((1 / 3, 1), (2 / 3, 2))}
    assert painted == {part: shades[shade(part)][0] for part in painted}
    assert color(table, model.index(2, 4)) == QColor(theme.current().field)


def test_the_cell_with_the_keyboard_is_framed(differing: MainWindow, qtbot: QtBot) -> None:
    measure(differing, qtbot)
    table = show(differing, CONFUSION)
    accent = QColor(theme.current().accent)

    def framed(row: int, column: int) -> bool:
        box = table.visualRect(table.model().index(row, column))
        return table.viewport().grab().toImage().pixelColor(box.left() + 1, box.center().y()) == accent

    assert framed(0, 0)
    QTest.keyClick(table, K.Key_Right)
    assert framed(0, 1)
    assert not framed(0, 0)


def test_the_interval_is_drawn_where_it_lies(differing: MainWindow, qtbot: QtBot) -> None:
    table = measure(differing, qtbot).panel.figures
    image = table.viewport().grab().toImage()
    accent = QColor(theme.current().accent)

    def dot(row: int) -> int:
        box = table.visualRect(table.model().index(row, 2))
        found = [x for x in range(box.left(), box.right()) if image.pixelColor(x, box.center().y()) == accent]
        return found[len(found) // 2]

    places = {cells(table)[row][0]: (float(cells(table)[row][1]), dot(row)) for row in range(6)}
    assert sorted(places.values()) == sorted(places.values(), key=lambda each: each[1])


def test_everything_can_be_found_by_its_name(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTableView)
    nameless = [each for kind in kinds for each in panel.findChildren(kind)
                if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
                and not each.objectName().startswith("qt_") and type(each).__name__ != "QTableCornerButton"
                and each.isVisible()]
    assert nameless == []


def test_a_table_says_row_column_and_number(differing: MainWindow, qtbot: QtBot) -> None:
    table = measure(differing, qtbot).panel.figures
    said = table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "F1 exact, Value: 0.43"
    assert QAccessible.queryAccessibleInterface(table) is not None


def test_names_from_the_project_are_shown_as_they_are(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    lines = tuple(line("one", IRAQ, who, {words: "GPE"}, title=EVIL) for who, words in (
        (EVIL, "Ottawa"), ("ben", "Iraq")))
    window = make_window(write_project(tmp_path / "p.annotator", lines))
    window.resize(1400, 900)
    panel = measure(window, qtbot).panel
    assert EVIL in panel.head.pair
    QTest.keyClick(panel.figures, K.Key_Return)
    finish(window, qtbot)
    assert EVIL in cells(panel.spans.table, 4)[0]
    tip = panel.spans.table.model().index(0, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "<img" not in panel.articles.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_measuring_can_be_stopped(differing: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(differing.isActiveWindow)
    ctrl(differing, K.Key_A, M.ShiftModifier)
    head = differing.agreement.panel.head
    assert head.stop.isVisible()
    assert head.progress.isVisible()
    QTest.mouseClick(head.stop, Qt.MouseButton.LeftButton)
    finish(differing, qtbot)
    assert not head.stop.isVisible()
    assert differing.agreement.measured.agreement is None
    assert "Measuring was stopped. Ctrl+Shift+A measures again." in differing.agreement.panel._message.text()
    measure(differing, qtbot)
    assert differing.agreement.panel.figures.isVisible()


def test_the_answer_to_an_older_question_is_dropped(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    choose(panel.head.first, "ben")
    choose(panel.head.first, "ana")
    finish(differing, qtbot)
    assert panel.head.pair == ("ana", "ben")
    assert differing.agreement.measured.pair == ("ana", "ben")
    panel.counts["label"].click()
    panel.counts["extra"].click()
    finish(differing, qtbot)
    assert [each.kind for each in panel.spans.model.quotes] == ["extra"]


def test_the_window_closes_while_it_measures(differing: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(differing.isActiveWindow)
    ctrl(differing, K.Key_A, M.ShiftModifier)
    differing.close()
    QApplication.processEvents()
    assert differing.desk.session is None
