"""The agreement panel: from a key to figures, from a number to its spans, from a span to its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from annotator.app.operations.text import CorrectText
from annotator.ui.agreement.cell_table import CellTable, OpeningTable
from annotator.ui.agreement.controller import Agreeing
from annotator.ui.agreement.panel import ARTICLES, CONFUSION, LABELS, LEFT_OUT, PAIRS
from annotator.ui.help import HelpWindow
from annotator.ui.main_window import MainWindow
from tests.two_annotators import DIFFERING, ERBIL, IRAQ, line, write_project
from tests.ui.acting import K, M, click, ctrl
from tests.ui.conftest import press

Make = Callable[[Path | None], MainWindow]
CEM = (line("one", IRAQ, "cem", {"Ottawa": "GPE"}), line("two", ERBIL, "cem", {"Erbil": "GPE"}))


@pytest.fixture
def differing(make_window: Make, tmp_path: Path) -> MainWindow:
    """A window, as wide as on a laptop, on a project in which ana and ben differ in every way."""
    window = make_window(write_project(tmp_path / "news.annotator", DIFFERING))
    window.resize(1400, 900)
    return window


def measure(window: MainWindow, qtbot: QtBot) -> Agreeing:
    """Open the panel by its key, and wait until all is measured and found."""
    qtbot.waitUntil(window.isActiveWindow)
    ctrl(window, K.Key_A, M.ShiftModifier)
    finish(window, qtbot)
    return window.agreement


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is measured or looked for any more."""
    qtbot.waitUntil(lambda: not window.agreement.busy)
    QApplication.processEvents()


def show(window: MainWindow, tab: int) -> OpeningTable:
    """Show a tab of the panel; return its table, which has the keyboard."""
    panel = window.agreement.panel
    bar = panel.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tab).center())
    assert panel.tabs.currentIndex() == tab
    panel.focus_table()
    return panel._tables[tab]


def cells(table: OpeningTable, *columns: int) -> list[list[str]]:
    """Return what the cells say, those of these columns, row by row."""
    model = table.model()
    wanted = columns or range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in wanted] for row in range(model.rowCount())]


def spot(table: OpeningTable, row: int, column: int) -> QPoint:
    """Return the middle of a cell, brought into sight."""
    index = table.model().index(row, column)
    table.scrollTo(index)
    return table.visualRect(index).center()


def listed(window: MainWindow) -> list[tuple[str, str]]:
    """Return kind and words of the spans that are listed."""
    return [(each.kind, each.words) for each in window.agreement.panel.spans.model.quotes]


def test_one_key_measures_and_shows_every_figure_with_its_interval(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    assert panel.objectName() == "agreementPanel"
    assert panel.figures.hasFocus()
    told = {row[0]: row[1:3] for row in cells(panel.figures)}
    assert told["F1 exact"][0] == "0.43"
    assert told["F1 exact"][1].count(" to ") == 1
    assert told["Gamma"] == ["–", ""]
    assert panel.head.status.text() == "Both worked on 3 articles, 1 of them without any span · 1,000 resamples, seed 0"
    assert [each.text() for each in panel.counts.values()] == [
        "= 3 same", "↔ 1 boundary", "≠ 2 label", "− 1 missing", "+ 1 extra"]
    counted = panel.figures.model_.rows[6][3]
    assert "Source: Cohen" in counted.tip


def test_a_count_opens_its_spans_and_enter_leads_to_the_place(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    click(panel, "≠ 2 label")
    finish(differing, qtbot)
    assert listed(differing) == [("label", "Ottawa"), ("label", "northern Iraq")]
    assert cells(panel.spans.table, 2, 3, 4) == [["GPE", "ORG", "One"], ["LOC “northern Iraq”", "GPE “Iraq”", "Two"]]
    assert panel.spans.told.text() == "2 places"
    assert panel.spans.table.hasFocus()
    QTest.keyClick(panel.spans.table, K.Key_Down)
    assert "<b>northern </b><b><u>Iraq</u></b>" in panel.spans._context.text()
    QTest.keyClick(panel.spans.table, K.Key_Return)
    view, desk = differing.view, differing.desk
    assert desk.article is not None
    assert desk.article.id == "two"
    assert view.hasFocus()
    assert [ERBIL[slice(*each)] for each in view._hits.ranges] == ["northern Iraq"]
    assert desk.selected_span is not None  # ana is at work, and it is one of her spans
    assert desk.selected_span.label == "LOC"
    press(differing, K.Key_Escape)
    assert list(view._hits.ranges) == []


def test_all_that_is_listed_of_an_article_is_outlined(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    QTest.keyClick(panel.figures, K.Key_Return)
    finish(differing, qtbot)
    assert listed(differing) == [("label", "Ottawa"), ("missing", "Monday"), ("boundary", "Jessica Lamirande"),
                                 ("extra", "ministry"), ("label", "northern Iraq")]
    QTest.keyClick(panel.spans.table, K.Key_Down)
    QTest.keyClick(panel.spans.table, K.Key_Return)
    hits = differing.view._hits
    assert [IRAQ[slice(*each)] for each in hits.ranges] == ["Ottawa", "Monday", "Jessica Lamirande", "ministry"]
    assert hits.current is not None
    assert IRAQ[slice(*hits.current)] == "Monday"
    assert differing.view.caret == IRAQ.index("Monday")


def test_escape_leads_from_spans_to_figures_to_the_article(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    QTest.keyClick(panel.figures, K.Key_Return)
    finish(differing, qtbot)
    assert panel.tabs.isHidden()  # there is no room for both
    QTest.keyClick(panel.spans.table, K.Key_Escape)
    assert panel.spans.isHidden()
    assert panel.figures.hasFocus()
    QTest.keyClick(panel.figures, K.Key_Escape)
    assert differing.view.hasFocus()


def test_the_heat_map_is_walked_by_keys_and_opens_a_cell(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    table = show(differing, CONFUSION)
    assert table is panel.confusion
    labels = [table.model().headerData(place, Qt.Orientation.Vertical) for place in range(table.model().rowCount())]
    assert labels == ["PERSON", "ORG", "GPE", "LOC", "DATE", "FACTUAL", "none"]
    assert cells(table)[2] == ["·", "1", "2", "·", "·", "·", "·"]
    assert cells(table)[-1] == ["·", "1", "·", "·", "·", "·", ""]
    for key in (K.Key_Down, K.Key_Down, K.Key_Right):
        QTest.keyClick(table, key)
    said = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "ana GPE, ben ORG: 1, 33 % of ana’s GPE."
    QTest.keyClick(table, K.Key_Enter)
    finish(differing, qtbot)
    assert listed(differing) == [("label", "Ottawa")]
    assert panel.spans.title.text() == "ana GPE, ben ORG · entity, claim"


def test_an_empty_cell_opens_nothing_and_a_click_opens_its_own(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    table = show(differing, CONFUSION)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot(table, 0, 1))
    assert panel.spans.isHidden()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot(table, 4, 6))
    finish(differing, qtbot)
    assert listed(differing) == [("missing", "Monday")]


def test_labels_sort_by_keys_and_open_what_they_count(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    table = show(differing, LABELS)
    assert isinstance(table, CellTable)
    assert cells(table, 0, 1)[0] == ["GPE", "0.67"]
    assert table.model().headerData(10, Qt.Orientation.Horizontal) == "Layer"
    QTest.keyClick(table, K.Key_Right)
    QTest.keyClick(table, K.Key_Down, M.AltModifier)
    assert cells(table, 0, 1)[0] == ["FACTUAL", "1.00"]
    QTest.keyClick(table, K.Key_Up, M.AltModifier)
    assert cells(table, 1)[0] == ["0.00"]
    assert cells(table, 1)[-1] == ["1.00"]
    row = next(row for row, (name,) in enumerate(cells(table, 0)) if name == "ORG")
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot(table, row, 9))
    finish(differing, qtbot)
    assert listed(differing) == [("extra", "ministry")]
    panel.spans.left.emit()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot(table, row, 1))
    finish(differing, qtbot)
    assert listed(differing) == [("label", "Ottawa"), ("extra", "ministry")]


def test_a_click_on_a_heading_sorts(differing: MainWindow, qtbot: QtBot) -> None:
    measure(differing, qtbot)
    table = show(differing, ARTICLES)
    assert cells(table, 0) == [["One"], ["Two"]]
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cells(table, 0) == [["Two"], ["One"]]
    QTest.keyClick(table, K.Key_Return)
    finish(differing, qtbot)
    assert listed(differing) == [("label", "northern Iraq")]


def test_a_layer_has_its_own_figures(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    assert [panel.head.layer.itemText(n) for n in range(panel.head.layer.count())] == ["All layers", "entity", "claim"]
    choose(panel.head.layer, "claim")
    assert cells(panel.figures, 1)[0] == ["1.00"]
    assert panel.counts["label"].text() == "≠ 0 label"
    assert not panel.counts["label"].isEnabled()
    click(panel, "= 1 same")
    finish(differing, qtbot)
    assert listed(differing) == [("same", "“Iraq is safe,”")]


def choose(box: QComboBox, words: str) -> None:
    """Choose an entry by keys."""
    box.setFocus()
    steps = box.findText(words) - box.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(box, K.Key_Down if steps > 0 else K.Key_Up)
    assert box.currentText() == words


def test_what_was_left_out_says_why_and_opens(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    assert panel.tabs.tabText(LEFT_OUT) == "Left out (1)"
    table = show(differing, LEFT_OUT)
    assert cells(table) == [["Three", "ben has not worked on it"]]
    QTest.keyClick(table, K.Key_Return)
    assert differing.desk.article is not None
    assert differing.desk.article.id == "three"


def test_the_second_of_a_pair_can_be_the_reference(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    assert panel.head.pair == ("ana", "ben")
    assert not panel.tabs.isTabVisible(PAIRS)
    choose(panel.head.first, "ben")
    finish(differing, qtbot)
    assert panel.head.pair == ("ben", "ana")
    assert panel.counts["missing"].text() == "− 1 missing"
    click(panel, "missing")
    finish(differing, qtbot)
    assert listed(differing) == [("missing", "ministry")]


def test_figures_out_of_date_say_so_and_one_key_measures_again(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    assert panel.head.measure.isHidden()
    differing.desk.open_article("one")
    differing.view.setFocus()
    start = IRAQ.index("ministry")
    differing.view.set_selection(start, start + len("ministry"))
    press(differing, K.Key_3)
    assert panel.head.status.text().startswith("Out of date")
    assert panel.head.measure.isVisible()
    assert panel.counts["extra"].text() == "+ 1 extra"
    ctrl(differing, K.Key_A, M.ShiftModifier)
    finish(differing, qtbot)
    assert panel.counts["extra"].text() == "+ 0 extra"
    assert panel.head.measure.isHidden()
    assert panel.figures.hasFocus()


def test_a_change_while_it_is_measured_leaves_it_out_of_date(differing: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(differing.isActiveWindow)
    ctrl(differing, K.Key_A, M.ShiftModifier)
    differing.view.setFocus()
    start = IRAQ.index("waits")
    differing.view.set_selection(start, start + len("waits"))
    press(differing, K.Key_5)
    finish(differing, qtbot)
    assert differing.agreement.stale
    assert differing.agreement.panel.head.measure.isVisible()


def test_options_are_shown_and_change_the_intervals(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    before = cells(panel.figures, 2)
    click(panel, "Options")
    for field, words in ((panel.head.resamples, "200"), (panel.head.seed, "7")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)
    QTest.keyClick(panel.head.seed, K.Key_Return)
    finish(differing, qtbot)
    assert panel.head.status.text().endswith("200 resamples, seed 7")
    assert cells(panel.figures, 2) != before
    assert cells(panel.figures, 1)[0] == ["0.43"]
    panel.head.resamples.setFocus()
    panel.head.resamples.selectAll()
    QTest.keyClicks(panel.head.resamples, "0x")
    QTest.mouseClick(next(each for each in panel.head.findChildren(QPushButton) if each.text() == "Measure"),
                     Qt.MouseButton.LeftButton)
    finish(differing, qtbot)
    assert panel.head.status.text().endswith("no intervals")
    assert cells(panel.figures, 2)[0] == ["none"]


def test_all_pairs_are_listed_and_a_row_shows_its_pair(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(write_project(tmp_path / "three.annotator", (*DIFFERING, *CEM)))
    panel = measure(window, qtbot).panel
    assert panel.head.pair == ("ana", "ben")
    table = show(window, PAIRS)
    assert [row[:3] for row in cells(table)] == [["ana", "ben", "3"], ["ana", "cem", "2"], ["ben", "cem", "2"]]
    assert all(float(row[3]) <= 1 for row in cells(table))
    assert panel.all_pairs.isHidden()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot(table, 2, 3))
    finish(window, qtbot)
    assert panel.head.pair == ("ben", "cem")
    assert panel.head.status.text().startswith("Both worked on 2 articles")


def test_of_many_annotators_all_pairs_are_measured_when_asked(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    crowd = tuple(line("one", IRAQ, f"w{n}", {"Ottawa": "GPE"} if n % 2 else {}) for n in range(6))
    window = make_window(write_project(tmp_path / "crowd.annotator", crowd))
    panel = measure(window, qtbot).panel
    table = show(window, PAIRS)
    assert len(cells(table)) == 15
    assert [len(row) for row in cells(table)][:1] == [3]
    click(panel, "Measure all 15 pairs")
    finish(window, qtbot)
    assert panel.all_pairs.isHidden()
    assert [row for row in cells(table, 0, 1, 3) if row[:2] == ["w1", "w3"]] == [["w1", "w3", "1.00"]]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_it_can_become_a_window_and_gives_way_to_the_article(differing: MainWindow, qtbot: QtBot) -> None:
    agreement = measure(differing, qtbot)
    panel = agreement.panel
    click(panel, "Window")
    assert agreement.dock.isFloating()
    assert panel.width() > 1000
    qtbot.waitUntil(panel.figures.hasFocus)
    QTest.keyClick(panel.figures, K.Key_Return)
    finish(differing, qtbot)
    assert panel.tabs.isVisible()  # both beside each other
    assert panel.spans.isVisible()
    QTest.keyClick(panel.spans.table, K.Key_Return)
    assert not agreement.dock.isFloating()
    qtbot.waitUntil(differing.view.hasFocus)


def test_a_place_that_is_no_more_is_said(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    click(panel, "+ 1 extra")
    finish(differing, qtbot)
    assert differing.desk.execute(CorrectText("one", IRAQ, f"So {IRAQ}")) is not None
    QTest.keyClick(panel.spans.table, K.Key_Return)
    assert differing.notice.words == "The text has changed since; measure again to find the place."


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_help_opens_at_its_page(differing: MainWindow, qtbot: QtBot) -> None:
    panel = measure(differing, qtbot).panel
    click(panel, "?")
    shown = differing.findChild(HelpWindow)
    assert shown is not None
    assert "Krippendorff" in shown.browser.toPlainText()
