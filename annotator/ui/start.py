"""Starting the window."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from annotator import paths
from annotator.ui import crash, theme
from annotator.ui.article_view import assistive
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.app.services import Services


def run(arguments: Sequence[str], services: Services) -> int:
    """Open the window on the project named in the arguments, else the last one; return the exit code."""
    app = QApplication([*arguments[:1], "-style", "Fusion"])  # setStyle would load the names of all that styles draw
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setDesktopFileName("annotator")
    app.setWindowIcon(QIcon(str(paths.resource("icons", "annotator.png"))))
    crash.install()
    assistive.install()
    settings = Settings()
    theme.choose(app, settings.text("theme", "system"))
    window = MainWindow(settings, services)
    window.view.setFocus()
    window.show()
    project = Path(arguments[1]) if len(arguments) > 1 else None

    def go_on() -> None:
        _close_on_signals(window)
        window.projects.open_at_start(project)
        AfterFirstPaint(window.view.viewport(), get_ready)
        gc.freeze()
        gc.enable()

    def get_ready() -> None:
        services.get_ready()
        QTimer.singleShot(0, window.inspector.get_ready)  # keys that were pressed meanwhile come first

    AfterFirstPaint(window.view.viewport(), go_on)
    return app.exec()


class AfterFirstPaint(QObject):
    """Does something once a widget has been painted: the frame is seen while the store is still loading."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def _close_on_signals(window: MainWindow) -> None:
    """Let Ctrl+C in the terminal and a polite kill close the window as the user would."""
    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        return
    import socket

    from PySide6.QtCore import QSocketNotifier

    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: None)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, window)

    def heard() -> None:
        ours.recv(16)
        _close_all(window)

    notifier.activated.connect(heard)
    window.sockets_ = (ours, theirs)  # type: ignore[attr-defined]


def _close_all(window: MainWindow) -> None:
    """Close the window once every dialog has ended; one left open would keep the program running unseen."""
    for each in QApplication.topLevelWidgets():
        if each is not window and each.isVisible():
            each.close()
    QTimer.singleShot(0, window.close)
