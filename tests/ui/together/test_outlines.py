"""Outlines of the find bar, of the search and of other occurrences: each its own, none takes away another's."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.text import Range
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import TEXT, press, select
from tests.ui.test_finding import find
from tests.ui.test_searching import search

_IRAQ = [(start, start + 4) for start in (TEXT.index("Iraq"), TEXT.rindex("Iraq"))]


def outlined(window: MainWindow) -> list[Range]:
    return list(window.view._hits.ranges)


@pytest.fixture
def queue(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The other Iraq is in the queue, and outlined."""
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Iraq")
    press(window, K.Key_4)
    press(window, K.Key_L, M.ControlModifier)
    qtbot.waitUntil(lambda: outlined(window) == _IRAQ[1:])
    window.view.setFocus()
    return window


def test_closing_the_find_bar_shows_the_queue_again(queue: MainWindow) -> None:
    find(queue, "story")
    assert [TEXT[slice(*hit)] for hit in outlined(queue)] == ["Story"]
    press(queue, K.Key_Escape)
    press(queue, K.Key_Escape)
    assert outlined(queue) == _IRAQ[1:]
    assert queue.docks["occurrences"].isVisible()


def test_esc_in_the_article_takes_away_only_the_outlines_of_the_search(queue: MainWindow, qtbot: QtBot) -> None:
    search(queue, qtbot, "advertisement")
    queue.view.setFocus()
    queue.notice.tell("Something.")
    press(queue, K.Key_Escape)
    assert queue.docks["occurrences"].isVisible()
    assert outlined(queue) == _IRAQ[1:]


def test_a_commit_does_not_bring_the_queue_over_what_is_found(queue: MainWindow) -> None:
    find(queue, "story")
    queue.view.setFocus()
    press(queue, K.Key_1)
    assert [TEXT[slice(*hit)] for hit in outlined(queue)] == ["Story"]


def test_another_article_has_no_outlines_of_the_one_before(queue: MainWindow, qtbot: QtBot) -> None:
    search(queue, qtbot, "Iraq")
    ctrl(queue, K.Key_PageDown)
    assert outlined(queue) == []
    ctrl(queue, K.Key_PageUp)
    assert outlined(queue) == _IRAQ[1:]


def test_undo_brings_the_place_back_into_the_queue(queue: MainWindow) -> None:
    queue.view.set_selection(*_IRAQ[1])
    press(queue, K.Key_4)
    ctrl(queue, K.Key_Z)
    assert outlined(queue) == _IRAQ[1:]
