"""Other occurrences: from the key to the list painted, through a large project, and labelling a thousand."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.operations.spans import AddSpans
from annotator.ui.main_window import MainWindow
from annotator.ui.occurrences.panel import OccurrencePanel
from tests.benchmarks.measure import Times, in_turn, report, timed
from tests.benchmarks.projects import make_project
from tests.benchmarks.windows import paint, windows

_WORD = "rockets"
"""Stands about 45 times in each article."""
_HITS = 1_000


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is so; it sleeps in between, as it does when it is used."""
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def bare_places(text: str) -> list[int]:
    """Return where the word stands: the least that finding takes."""
    found, at = [], text.find(_WORD)
    while at >= 0:
        found.append(at)
        at = text.find(_WORD, at + len(_WORD))
    return found


class Queue:
    """Opens and closes the queue of a window on the first article."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        article = window.desk.article
        assert article is not None
        start = article.text.index(_WORD)
        window.desk.execute(AddSpans(window.desk.ref, "entity", "EVENT", [[(start, start + len(_WORD))]]))
        self._span = next(span.id for span in window.desk.spans.values() if span.label == "EVENT")
        self.texts = self._read()
        self.ready()

    def _read(self) -> list[str]:
        session = self.window.desk.session
        assert session is not None
        with closing(sqlite3.connect(session.project.path)) as raw:
            return [row[0] for row in raw.execute("SELECT text FROM texts ORDER BY article_pk")]

    @property
    def panel(self) -> OccurrencePanel:
        return self.window.occurrences.holder.findChildren(OccurrencePanel)[0]

    def ready(self) -> None:
        """Put the queue away and select the span."""
        self.window.occurrences.close()
        self.window.desk.select(self._span)
        paint()

    def press(self) -> None:
        """From the key to the whole list, painted."""
        QTest.keyClick(self.window.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: "ticked" in self.panel._summary.text())
        self.panel.repaint()

    def press_until_first(self) -> None:
        """From the key to the first rows, painted."""
        QTest.keyClick(self.window.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: bool(self.panel.list.model().rowCount()))
        self.panel.repaint()

    @property
    def places(self) -> int:
        return sum(len(places) for places in self.panel.list.model().articles.values())  # type: ignore[attr-defined]

    def everywhere(self) -> None:
        """Look through the whole project from now on."""
        self.panel._everywhere.setChecked(True)


def test_a_thousand_hits_previewed(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    queue = Queue(opened(make_project(tmp_path / "p.annotator", 25)), qtbot)
    queue.press()
    queue.everywhere()
    queue.ready()
    queue.press()
    assert queue.places >= _HITS
    hits = queue.places
    ours, bare = in_turn(queue.press, lambda: [bare_places(text) for text in queue.texts], 30, queue.ready)
    report(f"{hits:,} hits in 25 articles: key to list painted", ours, bare, "300 ms")


def test_the_open_article_alone(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    queue = Queue(opened(make_project(tmp_path / "p.annotator", 25)), qtbot)
    queue.press()
    hits = queue.places
    queue.ready()
    ours, bare = in_turn(queue.press, lambda: bare_places(queue.texts[0]), 60, queue.ready)
    report(f"{hits} hits in the open article: key to list painted", ours, bare, "50 ms")


@pytest.mark.timeout(600)
def test_a_large_project(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.annotator", 20_000)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE texts SET text = replace(text, ?, 'missiles') WHERE article_pk % 400 != 1", (_WORD,))
    queue = Queue(opened(path), qtbot)
    queue.press()
    queue.everywhere()
    queue.ready()
    queue.press()
    hits = queue.places

    def bare() -> int:
        with closing(sqlite3.connect(path)) as raw:
            return sum(len(bare_places(text)) for text, in raw.execute("SELECT text FROM texts"))

    first = Times([])
    longest = Times([])
    for _ in range(8):
        queue.ready()
        first.values.append(timed(queue.press_until_first))
        longest.values.append(_longest_pause(queue))
    queue.ready()
    ours, lower = in_turn(queue.press, bare, 8, queue.ready)
    report("20,000 articles: key to first rows painted", first, lower, "100 ms")
    report(f"20,000 articles: key to all {hits:,} hits painted", ours, lower, "-")
    report("20,000 articles: longest the window was busy meanwhile", longest, lower, "50 ms")


def _longest_pause(queue: Queue) -> float:
    """Return the longest time in milliseconds that a tick of 1 ms was late until the search had ended."""
    ticks = [time.perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(1)
    wait(lambda: "ticked" in queue.panel._summary.text())
    timer.stop()
    return max(after - before for before, after in pairwise(ticks)) * 1000


def test_labelling_a_thousand(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    queue = Queue(opened(make_project(tmp_path / "p.annotator", 500)), qtbot)
    queue.press()
    queue.everywhere()
    queue.ready()
    queue.press()
    model = queue.panel.list.model()
    for places in model.articles.values():  # type: ignore[attr-defined]
        for place in places[2:]:
            place.ticked = False
    assert _HITS - 10 <= len(model.chosen()) <= _HITS  # type: ignore[attr-defined]
    session = queue.window.desk.session
    assert session is not None
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE spans (id INTEGER PRIMARY KEY, start, end, label)")

    def ours() -> None:
        QTest.keyClick(queue.panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: "labeled in" in queue.window.notice.words)

    def bare() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany("INSERT INTO spans (start, end, label) VALUES (?, ?, 'EVENT')",
                        [(number, number + 7) for number in range(_HITS)])
        raw.execute("COMMIT")

    took = timed(ours)
    report("1,000 places in 500 articles labelled, durable, one step", Times([took]), Times([timed(bare)]), "-")
    raw.close()
