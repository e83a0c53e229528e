"""Panels without a pointer: going there, walking in them, showing, hiding and moving them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import press, quotes, saved, select

TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    return window


def focused(window: MainWindow) -> str:
    """Return the label that has the keyboard."""
    return next((row.label.name for row in window.tags._rows if row is window.focusWidget()), "")


def test_labels_are_one_stop_with_arrows_inside(window: MainWindow) -> None:
    select(window, "Ottawa")
    window.actions_["panel.go.labels"].trigger()
    seen = [focused(window)]
    for key in (K.Key_Down, K.Key_Down, K.Key_Down, K.Key_Up, K.Key_End, K.Key_Down, K.Key_Home, K.Key_Up):
        QTest.keyClick(window.focusWidget(), key)
        seen.append(focused(window))
    assert seen == ["PERSON", "NORP", "ORG", "GPE", "ORG", "LEGAL", "LEGAL", "PERSON", "PERSON"]
    assert sum(row.focusPolicy() == TAB for row in window.tags._rows) == 1
    QTest.keyClick(window.focusWidget(), K.Key_Tab)
    assert focused(window) == ""


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Space])
def test_enter_and_space_label_and_the_keyboard_is_in_the_article_again(window: MainWindow, key: Qt.Key) -> None:
    select(window, "Ottawa")
    window.tags.focus_first()
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), K.Key_Down)
    QTest.keyClick(window.focusWidget(), key)
    assert quotes(window) == [("GPE", "Ottawa")]
    assert window.view.hasFocus()
    window.tags.focus_first()
    assert focused(window) == "GPE"


def test_every_panel_can_be_gone_to(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    for name, dock in window.docks.items():
        dock.hide()
        window.actions_[f"panel.go.{name}"].trigger()
        assert dock.isVisible()
        assert dock.isAncestorOf(window.focusWidget())
        QTest.keyClick(window.focusWidget(), K.Key_Escape)
        assert window.view.hasFocus()


def test_the_span_table_opens_by_key_and_walks(window: MainWindow) -> None:
    for word, key in (("Ottawa", K.Key_4), ("Jessica", K.Key_1)):
        select(window, word)
        press(window, key)
    QTest.keyClick(window.view, K.Key_F2, M.ShiftModifier)
    assert window.focusWidget() is window.table
    QTest.keyClick(window.table, K.Key_Up)
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.quote == "Ottawa"
    QTest.keyClick(window.table, K.Key_Delete)
    assert quotes(window) == [("PERSON", "Jessica")]


def test_the_span_table_is_sorted_by_the_next_column(window: MainWindow) -> None:
    for word, key in (("Ottawa", K.Key_4), ("Jessica", K.Key_1), ("Iraq", K.Key_4)):
        select(window, word)
        press(window, key)
    QTest.keyClick(window.view, K.Key_F2, M.ShiftModifier)
    orders = []
    for _ in range(4):
        window.actions_["panel.sort"].trigger()
        orders.append([window.table.model().index(row, 1).data() for row in range(3)])
    assert orders[0] == orders[3] == ["Ottawa", "Iraq", "Jessica"]  # by place: the column To, then From
    assert orders[1][2] == "Jessica"  # by label, of which two are alike
    assert orders[2] == ["Iraq", "Jessica", "Ottawa"]


def test_a_step_of_the_history_is_gone_to_by_keys(window: MainWindow) -> None:
    for word in ("Ottawa", "Iraq"):
        select(window, word)
        press(window, K.Key_4)
    ctrl(window, K.Key_H)
    assert window.focusWidget() is window.history
    QTest.keyClick(window.history, K.Key_Down)
    QTest.keyClick(window.history, K.Key_Return)
    assert quotes(window) == [("GPE", "Ottawa")]
    QTest.keyClick(window.history, K.Key_Up)
    QTest.keyClick(window.history, K.Key_Return)
    assert len(saved(window)) == 2


@pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it
def test_panels_are_hidden_moved_and_made_wider_by_commands(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1200, 760)
    commands = window.actions_
    for id in ("panel.hide", "panel.wider", "panel.side", "panel.float"):
        commands.refresh()
        assert not commands[id].isEnabled()
    dock = window.docks["labels"]
    window.tags.focus_first()
    commands.refresh()
    assert commands["panel.wider"].isEnabled()
    before = dock.width()
    commands["panel.wider"].trigger()
    qtbot.waitUntil(lambda: dock.width() > before)
    commands["panel.narrower"].trigger()
    qtbot.waitUntil(lambda: dock.width() <= before)
    commands["panel.side"].trigger()
    assert window.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea
    commands["panel.float"].trigger()
    assert dock.isFloating()
    commands["panel.float"].trigger()
    assert not dock.isFloating()
    window.tags.focus_first()
    commands["panel.hide"].trigger()
    assert not dock.isVisible()
    assert window.focusWidget() is window.view


def test_offers_are_answered_by_key_from_the_list_too(window: MainWindow) -> None:
    window.actions_["panel.go.articles"].trigger()
    window.actions_["article.remove"].trigger()
    QTest.keyClick(window.articles.list, K.Key_Return)
    assert len(window.articles.model.rows) == 2


def test_a_command_with_the_key_of_an_offer_waits(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    window.keymap.put("label.repeat", ["+"])
    window.desk.select(None)
    select(window, "Ottawa")
    press(window, K.Key_1)
    press(window, K.Key_Plus)
    assert set(quotes(window)) == {("GPE", "Ottawa"), ("PERSON", "Ottawa")}
