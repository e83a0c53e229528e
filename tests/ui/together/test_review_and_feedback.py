"""Review mode and the walk through feedback: one begins, the other ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, ctrl
from tests.ui.feedback_parts import reviewed, walk


@pytest.fixture
def bob(make_window: Callable[[Path | None], MainWindow], project: Path) -> MainWindow:
    """The reviewer's window, with a review that is under way."""
    reviewed(project)
    window = make_window(project.with_name("bob.annotator"))
    window.desk.change_annotator("bob")
    return window


def seen(window: MainWindow) -> list[str]:
    """Return which of the panels that take one another's place are there."""
    QApplication.processEvents()
    return [name for name in ("labels", "review", "feedback")
            if name in window.docks and window.docks[name].isVisible()]


def test_each_mode_takes_the_place_of_the_other(bob: MainWindow) -> None:
    ctrl(bob, K.Key_R)
    assert bob.reviewing.on
    assert seen(bob) == ["review"]
    shown = walk(bob)
    assert not bob.reviewing.on
    assert seen(bob) == ["feedback"]
    ctrl(bob, K.Key_R)
    assert bob.reviewing.on
    assert not shown.on
    assert seen(bob) == ["review"]
    ctrl(bob, K.Key_R)
    assert seen(bob) == ["labels"]
