"""In review mode: from the key to the next difference painted, within an article and on into the next one; from an
accepting key to the verdict and the gold set durable and the next difference painted; in one large article too."""

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
from tests.benchmarks.projects import large_text, raw_database
from tests.benchmarks.reviewed import make_reviewed, put_reviewed
from tests.benchmarks.windows import paint, windows


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


def reviewing(make: Callable[[Path], MainWindow], qtbot: QtBot, path: Path) -> MainWindow:
    """Return a window in review mode in which all articles were compared."""
    Settings().put("annotator", "ana")
    window = make(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    qtbot.waitUntil(lambda: not window.reviewing.gather.busy, timeout=300_000)
    paint()
    return window


def shown_plainly(window: MainWindow, qtbot: QtBot) -> QPlainTextEdit:
    """Return the same text in the barest view there is; the window stays the one with the keyboard."""
    plain = QPlainTextEdit(window.desk.article.text if window.desk.article else "")
    plain.resize(window.view.size())
    plain.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return plain


def go_on(window: MainWindow, met: list[Key]) -> None:
    """Go to the next difference with the key."""
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    paint()
    row = window.reviewing.current
    assert isinstance(row, Row)
    met.append(row.key)


def measure_both(window: MainWindow, qtbot: QtBot, tmp_path: Path, what: str, decisions: int) -> list[Key]:
    """Report the next difference 200 times, then so many decisions; return what was gone to."""
    plain, raw, met = shown_plainly(window, qtbot), raw_database(tmp_path / "raw.db"), list[Key]()

    def bare_step() -> None:
        plain.moveCursor(QTextCursor.MoveOperation.NextWord)
        plain.viewport().repaint()

    def accept() -> None:
        QTest.keyClick(window.view, Qt.Key.Key_A)
        paint()

    def bare_write() -> None:
        raw.execute("INSERT INTO spans (start, end, label) VALUES (1, 2, 'GPE')")
        bare_step()

    report(f"next difference, {what}", *in_turn(lambda: go_on(window, met), bare_step, 200), "p95 33 ms")
    window.view.setFocus()
    before = window.reviewing.model.decided
    report(f"accepted, durable, next one painted, {what}", *in_turn(accept, bare_write, decisions), "p95 33 ms")
    assert window.reviewing.model.decided == before + decisions
    plain.close()
    raw.close()
    return met


@pytest.mark.timeout(600)
@pytest.mark.parametrize("articles", [100, 2_000])
def test_next_difference(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path, articles: int) -> None:
    window = reviewing(opened, qtbot, make_reviewed(tmp_path / "p.annotator", articles))
    met = measure_both(window, qtbot, tmp_path, f"{articles:,} articles x 40 spans of two", 100)
    assert len(set(met)) == len(met)
    assert len({article for article, _, _ in met}) > 5


@pytest.mark.timeout(600)
def test_in_a_large_article(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    path = put_reviewed(tmp_path / "p.annotator", [large_text()], 10_000)
    measure_both(reviewing(opened, qtbot, path), qtbot, tmp_path, "1 MB, 10,000 spans of each of two", 15)
