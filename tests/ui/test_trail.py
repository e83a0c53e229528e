"""The trail: back and forward through places, in a pure form and in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.operations.project import RemoveArticles
from annotator.app.session import Session
from annotator.ui.main_window import MainWindow
from annotator.ui.trail import Place, Trail
from tests.ui.acting import K, M, ctrl

SHIFT = M.ShiftModifier


def place(article: str, caret: int = 0) -> Place:
    return Place(article, caret, caret, 0)


def test_back_and_forward_as_in_a_browser() -> None:
    trail = Trail(lambda each: True)
    trail.leave(place("a"))
    trail.leave(place("b"))
    assert trail.back(place("c")) == place("b")
    assert trail.back(place("b", 5)) == place("a")
    assert (trail.can_go_back, trail.can_go_forward) == (False, True)
    assert trail.back(place("a")) is None
    assert trail.forward(place("a")) == place("b", 5)
    trail.leave(place("b", 5))
    assert trail.forward(place("x")) is None


def test_places_that_are_gone_are_passed_over() -> None:
    gone = {"b"}
    trail = Trail(lambda each: each.article not in gone)
    for name in "abb":
        trail.leave(place(name))
    assert trail.back(place("c")) == place("a")
    trail.leave(place("b"))
    gone.add("a")
    assert not trail.can_go_back
    assert trail.back(None) is None


def test_a_place_left_twice_is_one_and_the_trail_ends_somewhere() -> None:
    trail = Trail(lambda each: True)
    for number in range(300):
        trail.leave(place("a", number))
        trail.leave(place("a", number))
    steps = 0
    while trail.back(None):
        steps += 1
    assert steps == 100
    trail.leave(place("a"))
    trail.clear()
    assert not trail.can_go_back


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    return window


def title(window: MainWindow) -> str:
    return window.desk.article.title if window.desk.article else ""


def test_the_keys_lead_back_to_article_caret_and_forward_again(window: MainWindow) -> None:
    first = title(window)
    back, forward = window.actions_["article.back"], window.actions_["article.forward"]
    assert not back.isEnabled()
    window.view.set_selection(3, 9)
    ctrl(window, K.Key_PageDown)
    second = title(window)
    window.view.set_selection(2, 2)
    assert second != first
    assert back.isEnabled()
    ctrl(window, K.Key_Backspace)
    assert (title(window), window.view.selection()) == (first, (3, 9))
    assert not back.isEnabled()
    ctrl(window, K.Key_Backspace, SHIFT)
    assert (title(window), window.view.caret) == (second, 2)
    assert not forward.isEnabled()


def test_the_buttons_of_the_mouse_do_the_same(window: MainWindow) -> None:
    first = title(window)
    ctrl(window, K.Key_PageDown)
    second = title(window)
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(50, 50))
    assert title(window) == first
    QTest.mouseClick(window.articles.list.viewport(), Qt.MouseButton.ForwardButton, pos=QPoint(20, 100))
    assert title(window) == second
    QTest.mouseClick(window.tags, Qt.MouseButton.BackButton, pos=QPoint(20, 4))
    assert title(window) == first


def test_a_removed_article_is_passed_over(window: MainWindow) -> None:
    ids = [row.id for row in window.articles.model.rows]
    for id in ids[1:]:
        window.desk.open_article(id)
    window.desk.execute(RemoveArticles([ids[1]]))
    ctrl(window, K.Key_Backspace)
    assert window.desk.article is not None
    assert window.desk.article.id == ids[0]


def test_another_project_begins_another_trail(window: MainWindow, tmp_path_factory: pytest.TempPathFactory) -> None:
    ctrl(window, K.Key_PageDown)
    window.projects.create(tmp_path_factory.mktemp("other") / "other.annotator")
    assert not window.actions_["article.back"].isEnabled()


def test_a_jump_within_a_long_article_is_remembered_and_a_step_is_not(
        make_window: Callable[[Path | None], MainWindow], tmp_path: Path, qtbot: QtBot) -> None:
    text = "\n".join(f"Line {number} of a long article." for number in range(600))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    session = Session(bootstrap.create_project(tmp_path / "long.annotator"), "ana")
    import_files(session, bootstrap.formats(), [Source(tmp_path / "long.txt")], ImportOptions())
    session.close()
    window = make_window(tmp_path / "long.annotator")
    qtbot.waitUntil(window.isActiveWindow)
    for _ in range(3):
        QTest.keyClick(window.view, K.Key_PageDown)
    assert not window.actions_["article.back"].isEnabled()
    here = window.view.caret
    QTest.keyClick(window.view, K.Key_End, M.ControlModifier)
    assert window.view.caret == len(text)
    ctrl(window, K.Key_Backspace)
    assert window.view.caret == here
    assert window.view.range_boxes(here, here + 1) != []
    ctrl(window, K.Key_Backspace, SHIFT)
    assert window.view.caret == len(text)
    box = window.view.range_boxes(len(text) - 1, len(text))[0]
    assert 0 < box.top() < window.view.viewport().height()
