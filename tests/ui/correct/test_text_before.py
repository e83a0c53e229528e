"""What a text was before it was corrected: from the correction, and from the history."""

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.correct.earlier import TextBefore
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, button, ctrl
from tests.ui.conftest import TEXT, press, select
from tests.ui.correct.conftest import go, gone, opened, planned

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")]  # the offscreen platform


def fix(window: MainWindow, qtbot: QtBot) -> None:
    shown = opened(window, qtbot)
    go(shown, "reacted")
    QTest.keyClicks(shown.editor, "never ")
    planned(shown, qtbot)
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    gone(window, qtbot)


def test_the_text_before_is_shown_from_the_correction(labelled: MainWindow, qtbot: QtBot) -> None:
    fix(labelled, qtbot)
    select(labelled, "Monday", labelled.view.text)
    press(labelled, K.Key_8)
    shown = opened(labelled, qtbot)
    menu = button(shown, "Earlier texts").menu()  # type: ignore[attr-defined]
    assert [action.text().partition(" · ")[0] for action in menu.actions()] == ["Before correct text"]
    menu.actions()[0].trigger()
    before = shown.findChild(TextBefore)
    assert isinstance(before, TextBefore)
    assert before.text.draft.text == TEXT
    assert "Differs from today’s text in 1 place" in before.words.text()
    QTest.keyClick(before, K.Key_Escape)
    QTest.keyClick(shown, K.Key_Escape)


def test_the_text_before_is_shown_from_the_history(labelled: MainWindow, qtbot: QtBot) -> None:
    fix(labelled, qtbot)
    labelled.walking.mark("done")
    labelled.activateWindow()
    qtbot.waitUntil(labelled.isActiveWindow)
    ctrl(labelled, K.Key_H)
    history = labelled.history
    qtbot.waitUntil(lambda: history.count() > 2)
    assert not history.step_menu(history.item(0)).actions()[1].isEnabled()
    QTest.keyClick(history, K.Key_Down)
    QTest.keyClick(history, K.Key_F10, M.ShiftModifier)
    menu = next(menu for menu in history.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[1].isEnabled()
    menu.actions()[1].trigger()
    menu.close()
    before = labelled.findChild(TextBefore)
    assert isinstance(before, TextBefore)
    assert before.text.draft.text == TEXT
    QTest.keyClick(before, K.Key_Escape)


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_text_of_a_removed_article_is_shown_from_the_history(
        labelled: MainWindow, qtbot: QtBot, reason: QContextMenuEvent.Reason) -> None:
    labelled.walking.remove()
    QTest.keyClick(labelled.view, K.Key_Return)
    labelled.activateWindow()
    qtbot.waitUntil(labelled.isActiveWindow)
    ctrl(labelled, K.Key_H)
    place = labelled.history.visualItemRect(labelled.history.item(0)).center()
    QApplication.sendEvent(labelled.history.viewport(), QContextMenuEvent(
        reason, place, labelled.history.viewport().mapToGlobal(place)))
    menu = next(menu for menu in labelled.history.findChildren(QMenu) if menu.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    before = labelled.findChild(TextBefore)
    assert isinstance(before, TextBefore)
    assert before.text.draft.text == TEXT
    assert "was removed" in before.words.text()
    assert before.text.isReadOnly()
