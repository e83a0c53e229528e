"""Use as example: a span of the article goes into its label's guideline, in one step."""

import pytest
from PySide6.QtWidgets import QLabel

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, ctrl
from tests.ui.conftest import press, select


def guideline(window: MainWindow) -> str:
    found = window.desk.scheme.find("entity", "GPE")
    assert found is not None
    return found[1].guideline


@pytest.mark.parametrize(("key", "kind"), [(K.Key_Plus, "Good"), (K.Key_Minus, "Bad")])
def test_a_span_becomes_an_example(window: MainWindow, key: K, kind: str) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    before = guideline(window)
    ctrl(window, K.Key_U)
    assert "“Ottawa”" in window.notice.words
    press(window, key)
    assert f"{kind}: 'Ottawa' in 'Ottawa reacted on Monday'." in guideline(window)
    window.docks["guideline"].raise_()
    shown = [each.text() for each in window.guideline.findChildren(QLabel)]
    assert f"{kind}: 'Ottawa' in 'Ottawa reacted on Monday'." in shown
    assert window.actions_["edit.undo"].text() == f"&Undo: {kind.lower()} example of GPE"
    ctrl(window, K.Key_Z)
    assert guideline(window) == before


def test_an_example_that_is_there_is_said(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    for words in ("is a good example of GPE now", "is a good example of GPE already"):
        ctrl(window, K.Key_U)
        press(window, K.Key_Plus)
        assert words in window.notice.words


def test_without_a_span_it_is_not_offered(window: MainWindow) -> None:
    assert not window.actions_["scheme.example"].isEnabled()
    window.scheming.ask_example()
    assert "Select a span first" in window.notice.words
