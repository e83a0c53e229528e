"""In review mode: from the key to the next difference painted, within an article and on into the next one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.review.rows import Key, Row
from annotator.ui.settings import Settings
from tests.benchmarks.measure import in_turn, report
from tests.benchmarks.reviewed import make_reviewed
from tests.benchmarks.windows import paint, windows


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


@pytest.mark.timeout(600)
@pytest.mark.parametrize("articles", [100, 2_000])
def test_next_difference(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path, articles: int) -> None:
    path = make_reviewed(tmp_path / "p.annotator", articles)
    Settings().put("annotator", "ana")
    window = opened(path)
    plain = QPlainTextEdit(window.desk.article.text if window.desk.article else "")
    plain.resize(window.view.size())
    plain.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    qtbot.waitUntil(lambda: not window.reviewing.gather.busy, timeout=300_000)
    paint()
    met: list[Key] = []

    def ours() -> None:
        QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        paint()
        row = window.reviewing.current
        assert isinstance(row, Row)
        met.append(row.key)

    def bare() -> None:
        plain.moveCursor(QTextCursor.MoveOperation.NextWord)
        plain.viewport().repaint()

    times, lower = in_turn(ours, bare, 200)
    assert len(set(met)) == len(met)
    assert len({article for article, _, _ in met}) > 5
    report(f"next difference, {articles:,} articles x 40 spans of two", times, lower, "p95 33 ms")
    plain.close()
