"""The crash net: a bug inside the program ends in the log and in one dialog, and the window goes on."""

import faulthandler
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotator import __version__, paths
from annotator.ui import crash
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K
from tests.ui.conftest import press, quotes, select


class Dialogs:
    """The crash dialogs shown, as their words; `meanwhile` runs while one is open."""

    def __init__(self) -> None:
        self.details: list[str] = []
        self.words: list[str] = []
        self.meanwhile = lambda: None

    def show(self, box: QMessageBox) -> int:
        self.details.append(box.detailedText())
        self.words.append(f"{box.text()} {box.informativeText()}")
        self.meanwhile()
        return 0


def _mark(record: logging.LogRecord) -> bool:
    record.expected = True
    return True


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> Iterator[Dialogs]:
    """The net spread as at a start, with dialogs that close themselves; what is logged is expected here."""
    dialogs = Dialogs()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: dialogs.show(box))
    handlers, level = crash.log.handlers[:], crash.log.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(faulthandler, "enable", lambda file: file.close())  # pytest's own stays
    before = qInstallMessageHandler(None)
    crash.log.addFilter(_mark)
    crash.install()
    yield dialogs
    crash.log.removeFilter(_mark)
    for handler in set(crash.log.handlers) - set(handlers):
        crash.log.removeHandler(handler)
        handler._file.close() if handler._file else None  # type: ignore[attr-defined]
    crash.log.setLevel(level)
    qInstallMessageHandler(before)


def log() -> str:
    """Return what the log says."""
    file = paths.log_folder() / "annotator.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def fail() -> None:
    raise RuntimeError("a bug of ours")


def test_a_bug_in_a_slot_is_logged_and_shown_and_the_window_goes_on(window: MainWindow, net: Dialogs, qtbot: QtBot,
                                                                    own_home: Path) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: len(net.details) == 1)
    assert own_home in paths.log_folder().parents
    assert "RuntimeError: a bug of ours" in log()
    assert "in fail" in log()
    assert __version__ in log()
    assert "RuntimeError: a bug of ours" in net.details[0]
    assert "Your project is safe" in net.words[0]
    assert "Traceback" not in net.words[0]
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_a_bug_in_a_command_is_caught_too(window: MainWindow, net: Dialogs, qtbot: QtBot,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.desk.Desk.execute", lambda *_: fail())
    select(window, "Ottawa")
    QTimer.singleShot(0, window.tags._rows[3].click)
    qtbot.waitUntil(lambda: len(net.details) == 1)
    assert "a bug of ours" in log()
    monkeypatch.undo()
    assert window.isVisible()


def test_a_second_bug_while_the_dialog_is_open_goes_to_the_log_only(net: Dialogs, qtbot: QtBot) -> None:
    net.meanwhile = lambda: sys.excepthook(ValueError, ValueError("one more"), None)
    sys.excepthook(RuntimeError, RuntimeError("the first"), None)
    assert len(net.details) == 1
    assert log().index("the first") < log().index("one more")
    net.meanwhile = lambda: None
    sys.excepthook(RuntimeError, RuntimeError("the third"), None)
    assert len(net.details) == 2


def test_an_error_in_an_import_is_shown(window: MainWindow, net: Dialogs, qtbot: QtBot, tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.txt.Txt.read", lambda *_: fail())
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    window.exchange.import_paths([tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: len(net.details) == 1)
    assert "a bug of ours" in net.details[0]
    assert not window.exchange.busy
    assert len(window.articles.model.shown) == 3
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_messages_of_qt_go_to_the_log(net: Dialogs) -> None:
    qWarning("QPainter::begin: something odd")
    assert "WARNING annotator: Qt: QPainter::begin: something odd" in log()
    crash._on_qt_message(QtMsgType.QtDebugMsg, QMessageLogContext(), "chatter")
    assert "chatter" not in log()
    assert net.details == []


def test_ctrl_c_is_no_bug(net: Dialogs) -> None:
    with pytest.raises(SystemExit) as left:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert left.value.code == 130
    assert log() == ""
    assert net.details == []


def test_a_quiet_session_writes_no_log(window: MainWindow, net: Dialogs) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    QTest.keyClick(window, K.Key_F11)
    QTest.keyClick(window, K.Key_F11)
    assert [line for line in log().splitlines() if "propagateSizeHints" not in line] == []
    assert net.details == []
