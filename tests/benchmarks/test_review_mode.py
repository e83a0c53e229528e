"""Review mode over 10,000 articles: how long the window does not answer while the list is filled and filtered.

The lower bound is the same window doing nothing, seen by the same timer.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.benchmarks.measure import Times, report
from tests.benchmarks.reviewed import make_reviewed
from tests.benchmarks.windows import windows

_ARTICLES = 10_000
_IDLE = 500


class Pulse:
    """Beats every millisecond as long as the event loop lets it."""

    def __init__(self) -> None:
        self._timer, self._last = QTimer(), time.perf_counter()
        self._gaps: list[float] = []
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def taken(self) -> Times:
        """Return the milliseconds between the beats so far, longest last, and begin anew."""
        gaps, self._gaps = self._gaps, []
        return Times(sorted(gaps))

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1000)
        self._last = now


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


def longest(times: Times) -> Times:
    """Return the longest stall alone."""
    return Times(times.values[-1:])


@pytest.mark.timeout(900)
def test_stalls(opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    path = make_reviewed(tmp_path / "p.annotator", _ARTICLES)
    Settings().put("annotator", "ana")
    window = opened(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pulse, what = Pulse(), f"{_ARTICLES:,} articles x 40 spans of two"
    with qtbot.waitSignal(_after(window, _IDLE).timeout):
        pulse.taken()
    idle = pulse.taken()
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    report(f"longest stall, review mode begins, {what}", longest(pulse.taken()), longest(idle), "50 ms")
    qtbot.waitUntil(lambda: not window.reviewing.gather.busy, timeout=300_000)
    report(f"longest stall, list is filled, {what}", longest(pulse.taken()), longest(idle), "50 ms")
    model, stalls = window.reviewing.model, list[float]()
    for word in ("kind:boundary", "label:GPE", "airport", ""):
        before = model.rowCount()
        pulse.taken()
        window.reviewing.panel.field.setText(word)
        qtbot.waitUntil(lambda before=before: model.rowCount() != before)  # type: ignore[misc]
        with qtbot.waitSignal(_after(window, _IDLE).timeout):
            pass
        stalls += longest(pulse.taken()).values
    report(f"longest stall, list is filtered, {what}", Times(stalls), longest(idle), "50 ms")
    pulse.stop()


def _after(window: MainWindow, pause: int) -> QTimer:
    """Return a timer that ends after so many milliseconds."""
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.start(pause)
    return timer
