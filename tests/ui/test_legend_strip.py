"""The legend under the article: there while annotators are compared, hidden and shown again, and remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.article_view.compared import Compared
from annotator.ui.main_window import MainWindow

MARKS = {"a": Compared("missing", 0, "Ana", "#2A6FBB"), "b": Compared("extra", 1, "Ben", "#C2581A")}


@pytest.fixture
def comparing(window: MainWindow) -> MainWindow:
    """A window whose article is compared."""
    window.view.set_compared(MARKS, ("Ana", "Ben"))
    return window


def test_it_is_there_only_while_annotators_are_compared(comparing: MainWindow) -> None:
    strip = comparing.legend
    assert strip.isVisible()
    assert strip.legend.accessibleDescription().startswith("Ana, Ben, ")
    assert strip.geometry().top() == comparing.view.geometry().bottom() + 1
    comparing.view.set_compared({"a": MARKS["a"]}, ("Ana",))
    assert strip.legend.accessibleDescription().startswith("Ana, ≠")
    comparing.view.set_compared({})
    assert not strip.isVisible()


def test_another_article_keeps_it_until_it_is_known_whether_that_is_compared(comparing: MainWindow) -> None:
    comparing.view.set_article("Another", "", "Other words")
    assert comparing.legend.isVisible()
    comparing.view.set_compared({})
    assert not comparing.legend.isVisible()


def test_hidden_it_stays_hidden_until_the_command(comparing: MainWindow) -> None:
    strip = comparing.legend
    QTest.mouseClick(strip.close_button, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert "View > Legend of marks" in comparing.notice.words
    comparing.view.set_compared({})
    comparing.view.set_compared(MARKS)
    assert not strip.isVisible()
    comparing.actions_["view.legend"].trigger()
    assert strip.isVisible()


def test_the_command_waits_for_something_to_compare(window: MainWindow) -> None:
    assert not window.actions_["view.legend"].isEnabled()
    window.view.set_compared(MARKS)
    assert window.actions_["view.legend"].isEnabled()
    window.view.set_compared({})
    assert not window.actions_["view.legend"].isEnabled()
