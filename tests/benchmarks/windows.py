"""Windows for the benchmarks, and letting them paint."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings


@contextmanager
def windows(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    """Give what opens a window on a project; all of them are closed at the end."""
    made: list[MainWindow] = []

    def make(path: Path) -> MainWindow:
        window = MainWindow(Settings(), bootstrap)
        window.projects.open_at_start(path)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


def paint() -> None:
    """Let every pending paint happen."""
    QApplication.processEvents()
