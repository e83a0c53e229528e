"""The crash net: a bug ends in the log and a dialog with details to copy, never in silence."""

import faulthandler
import logging
import sys
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from annotator import __version__, paths

log = logging.getLogger("annotator")
_LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO,
           QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR,
           QtMsgType.QtFatalMsg: logging.CRITICAL}


def install() -> None:
    """Send logging, Qt's messages, hard crashes and unexpected errors to the log folder."""
    log.addHandler(_LogFile())
    log.setLevel(logging.INFO)
    qInstallMessageHandler(_on_qt_message)
    with suppress(OSError):  # without a place for logs the program still runs
        faulthandler.enable((paths.log_folder() / "hard-crash.log").open("a", encoding="utf-8"))
    sys.excepthook = _on_error


class _LogFile(logging.Handler):
    """The rotating log file, opened at the first record: most starts have nothing to say."""

    _file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            self._file = self._file or self._open()
            self._file.handle(record)

    @staticmethod
    def _open() -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(paths.log_folder() / "annotator.log", maxBytes=1_000_000, backupCount=3,
                                   encoding="utf-8")
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        return file


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    import traceback

    details = "".join(traceback.format_exception(kind, error, trace))
    log.error("unexpected error (version %s)\n%s", __version__, details)
    _show(details)


def _show(details: str) -> None:
    """Show the crash dialog once; a second error while it is open goes to the log only."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    if QApplication.instance() is None or getattr(_show, "open", False):
        return
    _show.open = True  # type: ignore[attr-defined]
    try:
        box = QMessageBox(QMessageBox.Icon.Critical, "Annotator", "Something went wrong inside the program.")
        box.setInformativeText("Your project is safe: every change is saved when it is made. You can go on working. "
                               "The details below also stand in the log.")
        box.setDetailedText(f"Annotator {__version__}\n{details}")
        box.exec()
    finally:
        _show.open = False  # type: ignore[attr-defined]
