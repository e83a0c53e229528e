"""Attributes in the inspector, answered without leaving the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.operations.project import ReplaceScheme
from annotator.domain.scheme import Attribute, Label, Layer, Scheme
from annotator.domain.span import Value
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M
from tests.ui.conftest import press, saved, select

SURE = Attribute(name="sure", type="choice", values=("yes", "no", "unsure", "neutral"), default="unsure")
SCHEME = Scheme(layers=(Layer(name="entity", labels=(Label(name="GPE", key="4", attributes=(
    SURE, Attribute(name="seen", type="boolean", default=False), Attribute(name="size", type="number", default=7),
    Attribute(name="note", type="text", default="none"))),)),))


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A span is selected, its attributes unanswered but for the defaults; F2 was pressed."""
    window.desk.execute(ReplaceScheme(SCHEME))
    select(window, "Ottawa")
    press(window, K.Key_4)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F2)
    return window


def field(window: MainWindow, name: str) -> QWidget:
    return next(each for kind in (QComboBox, QLineEdit, QPlainTextEdit, QLabel)
                for each in window.inspector.findChildren(kind) if each.accessibleName() == name)


def answers(window: MainWindow) -> dict[str, Value]:
    return dict(saved(window)[0].attributes)


@pytest.fixture
def focused(asked: MainWindow) -> Callable[[], str]:
    """Returns the name of the field that has the keyboard."""
    return lambda: asked.focusWidget().accessibleName() if asked.focusWidget() else ""


def test_two_keys_answer(asked: MainWindow, focused: Callable[[], str]) -> None:
    assert focused() == "sure"
    QTest.keyClick(asked.focusWidget(), K.Key_Y)
    assert answers(asked)["sure"] == "yes"
    assert focused() == "sure"


@pytest.mark.parametrize(("keys", "answer"), [
    ([K.Key_2], "no"), ([K.Key_N], "no"), ([K.Key_N, K.Key_N], "neutral"),
    ([K.Key_N] * 3, "no"), ([K.Key_4], "neutral"),
    ([K.Key_U], "unsure"), ([K.Key_Y, K.Key_9], "yes"), ([K.Key_Minus], None), ([K.Key_Backspace], None),
    ([K.Key_Y, K.Key_Delete], None)])
def test_letters_and_digits_choose(asked: MainWindow, keys: list[K], answer: str | None) -> None:
    for key in keys:
        QTest.keyClick(asked.focusWidget(), key)
    assert answers(asked).get("sure") == answer
    choice = field(asked, "sure")
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == (answer or "—")


def test_enter_goes_on_and_back_to_the_article(asked: MainWindow, focused: Callable[[], str]) -> None:
    for name, key in (("sure", K.Key_Y), ("seen", K.Key_1), ("size", K.Key_5), ("note", K.Key_A)):
        assert focused() == name
        QTest.keyClick(asked.focusWidget(), key)
        QTest.keyClick(asked.focusWidget(), K.Key_Return)
    assert asked.view.hasFocus()
    assert answers(asked) == {"sure": "yes", "seen": True, "size": 5, "note": "a"}


def test_tab_goes_through_the_fields_and_the_comment(asked: MainWindow, focused: Callable[[], str]) -> None:
    passed = []
    while not asked.view.hasFocus() and len(passed) < 9:
        passed.append(focused())
        QTest.keyClick(asked.focusWidget(), K.Key_Tab)
    assert passed == ["sure", "seen", "size", "note", "Comment"]


def test_esc_leads_back_to_the_article(asked: MainWindow) -> None:
    QTest.keyClick(asked.focusWidget(), K.Key_Escape)
    assert asked.view.hasFocus()
    assert asked.desk.selected_span is not None


def test_the_default_comes_back_by_a_key(asked: MainWindow) -> None:
    for name, key in (("sure", K.Key_Y), ("seen", K.Key_Y), ("size", K.Key_9), ("note", K.Key_X)):
        QTest.keyClick(field(asked, name), key)
    assert answers(asked) == {"sure": "yes", "seen": True, "size": 79, "note": "nonex"}
    for name in ("sure", "seen", "size", "note"):
        QTest.keyClick(field(asked, name), K.Key_D, M.ControlModifier)
    assert answers(asked) == {"sure": "unsure", "seen": False, "size": 7, "note": "none"}


def test_what_is_no_number_is_said_and_not_saved(asked: MainWindow) -> None:
    size = field(asked, "size")
    QTest.keyClicks(size, "x")
    told = field(asked, "size: what is wrong")
    assert isinstance(told, QLabel)
    assert told.text() == "“7x” is no number; write digits, such as 3 or 3.5."
    assert told.isVisible()
    size.setFocus()
    QTest.keyClick(size, K.Key_Return)
    assert size.hasFocus()
    assert answers(asked)["size"] == 7
    QTest.keyClick(size, K.Key_Backspace)
    QTest.keyClicks(size, ".5")
    assert told.isHidden()
    assert answers(asked)["size"] == 7.5
    for _ in range(3):
        QTest.keyClick(size, K.Key_Backspace)
    assert "size" not in answers(asked)


def test_typing_a_number_is_one_step(asked: MainWindow) -> None:
    QTest.keyClicks(field(asked, "size"), "123")
    QTest.keyClick(asked, K.Key_Z, M.ControlModifier)
    assert answers(asked)["size"] == 7
    assert field(asked, "size").text() == "7"  # type: ignore[attr-defined]
