"""The agreement panel where there is nothing to show, or not any more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.two_annotators import DIFFERING, ERBIL, IRAQ, line, write_project
from tests.ui.test_agreement import choose, finish, measure

Make = Callable[[Path | None], MainWindow]


@pytest.mark.parametrize(("lines", "said"), [
    (DIFFERING[:1], "Only ana has annotations here; agreement takes two."),
    ((line("one", IRAQ, "ana", {}), line("two", ERBIL, "ben", {})), "No two annotators have worked on the same"),
    ((line("one", IRAQ, "ana", {}), line("one", IRAQ, "ben", {})), "neither labeled anything"),
])
def test_an_empty_panel_says_why(make_window: Make, tmp_path: Path, qtbot: QtBot, lines: tuple[str, ...],
                                 said: str) -> None:
    window = make_window(write_project(tmp_path / "p.annotator", lines))
    panel = measure(window, qtbot).panel
    assert said in panel._message.text()
    assert panel._message.isVisible()
    assert panel.tabs.isHidden() or not panel.tabs.isVisible()


def test_a_pair_without_anything_in_common_says_so(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    lines = (*DIFFERING, line("five", "Five.", "cem", {"Five": "DATE"}))
    window = make_window(write_project(tmp_path / "p.annotator", lines))
    panel = measure(window, qtbot).panel
    choose(panel.head.second, "cem")
    finish(window, qtbot)
    assert "ana and cem have not worked on any article in common" in panel._message.text()
    choose(panel.head.second, "ben")
    finish(window, qtbot)
    assert panel.figures.isVisible()


def test_another_project_shows_nothing_of_the_old_one(make_window: Make, tmp_path: Path, project: Path,
                                                          qtbot: QtBot) -> None:
    window = make_window(write_project(tmp_path / "news.annotator", DIFFERING))
    panel = measure(window, qtbot).panel
    window.projects.open(project)
    finish(window, qtbot)
    assert panel._message.isVisible()
    assert panel.head.status.text() == ""
    assert not panel.head.save.isEnabled()
