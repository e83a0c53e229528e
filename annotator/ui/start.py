"""Starting the window."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.app.services import Services
from annotator.ui import crash, theme
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings


def run(arguments: Sequence[str], services: Services) -> int:
    """Open the window on the project named in the arguments, else the last one; return the exit code."""
    app = QApplication(list(arguments[:1]))
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setDesktopFileName("annotator")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(paths.resource("icons", "annotator.png"))))
    crash.install()
    theme.apply(app)
    window = MainWindow(Settings(), services)
    window.view.setFocus()
    window.show()
    project = Path(arguments[1]) if len(arguments) > 1 else None
    # The frame is painted first: loading the store takes longer than Qt does.
    QTimer.singleShot(0, lambda: window.projects.open_at_start(project))
    QTimer.singleShot(0, lambda: _close_on_signals(window))
    return app.exec()


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
    notifier.activated.connect(lambda: (ours.recv(16), QTimer.singleShot(0, window.close)))
    window.sockets_ = (ours, theirs)  # type: ignore[attr-defined]
