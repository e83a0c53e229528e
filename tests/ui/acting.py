"""What a user does outside the article: drop files, and answer the dialogs that the window waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QDialogButtonBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow

D = TypeVar("D", bound=QDialog)
K, M = Qt.Key, Qt.KeyboardModifier
_LOOK = 5
"""Milliseconds between looks for a dialog."""


def ctrl(window: MainWindow, key: Qt.Key, more: Qt.KeyboardModifier = M.NoModifier) -> None:
    """Press Ctrl and a key in the window."""
    QTest.keyClick(window, key, M.ControlModifier | more)


def drop(window: MainWindow, *files: Path) -> bool:
    """Drop files on the article, from where Qt carries them to whoever takes drops; return whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    target, place = window.view.viewport(), QPointF(40, 40)
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), action, mime, buttons, M.NoModifier)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(place, action, mime, buttons, M.NoModifier)
    QApplication.sendEvent(target, dropped)
    return True


def chooses(monkeypatch: pytest.MonkeyPatch, method: str, *names: Path | str) -> None:
    """Have the system's file dialog (a method of QFileDialog) answer with these names; none: it was cancelled."""
    found = [str(name) for name in names]
    many = method == "getOpenFileNames"
    answer: object = (found if many else "".join(found), "") if method != "getExistingDirectory" else "".join(found)
    monkeypatch.setattr(QFileDialog, method, lambda *_, **__: answer)


class Answering:
    """Waits for a modal dialog of a kind, acts in it, and closes it whatever happens."""

    def __init__(self, kind: type[D], act: Callable[[D], None]) -> None:
        self._kind, self._act = kind, act
        self.shown = 0
        self._timer = QTimer()
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, self._kind) or not dialog.isActiveWindow():
            return
        self._timer.stop()
        self.shown += 1
        try:
            self._act(dialog)  # type: ignore[arg-type]
        finally:
            if dialog.isVisible():
                dialog.reject()


def button(parent: QWidget, words: str) -> QAbstractButton:
    """Return the visible button that says these words."""
    return next(each for each in parent.findChildren(QAbstractButton) if words in each.text() and each.isVisible())


def click(parent: QWidget, words: str) -> None:
    """Click the button that says these words."""
    QTest.mouseClick(button(parent, words), Qt.MouseButton.LeftButton)


def standard(dialog: QDialog, which: QDialogButtonBox.StandardButton) -> QAbstractButton:
    """Return a standard button of a dialog."""
    return dialog.findChildren(QDialogButtonBox)[0].button(which)


def titles(window: MainWindow) -> Sequence[str]:
    """Return the titles in the article list."""
    return [row.title for row in window.articles.model.shown]


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the import or export under way has ended and was told."""
    qtbot.waitUntil(lambda: not window.exchange.busy)
