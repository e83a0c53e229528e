"""Tab through the window: the keyboard is never where nothing can be seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K
from tests.ui.conftest import press, select


@pytest.mark.parametrize("key", [K.Key_Tab, K.Key_Backtab])
def test_whatever_tab_comes_to_can_be_seen(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.resize(1280, 720)
    select(window, "Iraq is safe")
    press(window, K.Key_Q)
    press(window, K.Key_F2)
    for _ in range(40):
        stop = QApplication.focusWidget()
        assert stop is not None
        qtbot.waitUntil(lambda stop=stop: not stop.visibleRegion().isEmpty(), timeout=1000)
        QTest.keyClick(stop, key)
