"""Saving from the agreement panel: the report and the figures, of the pair shown and of all pairs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.two_annotators import DIFFERING, write_project
from tests.ui.acting import chooses
from tests.ui.test_agreement import CEM, choose, finish, measure

Make = Callable[[Path | None], MainWindow]


@pytest.fixture
def three(make_window: Make, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window on a project of three annotators, measured."""
    window = make_window(write_project(tmp_path / "news.annotator", (*DIFFERING, *CEM)))
    measure(window, qtbot)
    return window


def save(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Choose an entry of the panel's menu Save, and wait until it is done."""
    menu = window.agreement.panel.head.save.menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if words in action.text().replace("&", "")).trigger()
    qtbot.waitUntil(lambda: not window.agreement.saving.jobs.busy)


def told(path: Path) -> str:
    """Return the report's text."""
    return " ".join("".join(html.fromstring(path.read_text(encoding="utf-8")).itertext()).split())


def test_the_report_is_of_the_pair_shown(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.html")
    save(three, qtbot, "Save report…")
    said = told(tmp_path / "out.html")
    assert "Agreement between ana and ben" in said
    assert "northern Iraq" in said
    assert three.notice.words == "The agreement was written to out.html."


def test_the_figures_are_the_object_of_the_command_line(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.json")
    choose(three.agreement.panel.head.second, "cem")
    finish(three, qtbot)
    save(three, qtbot, "Save as JSON…")
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [each["annotators"] for each in written["pairs"]] == [["ana", "cem"]]
    assert written["pairs"][0]["all"]["counts"]["same"] == 2


def test_all_pairs_can_be_saved(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.html")
    save(three, qtbot, "report on all pairs")
    assert "Agreement of 3 annotators" in told(tmp_path / "out.html")
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.json")
    save(three, qtbot, "all pairs as JSON")
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["pairs"]) == 3


def test_what_is_out_of_date_is_measured_for_it(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.json")
    save(three, qtbot, "Save as JSON…")
    assert three.desk.session is not None
    three.desk.undo()  # the import
    save(three, qtbot, "Save as JSON…")
    assert three.notice.words == "There is no article in common any more; nothing was written."
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["pairs"]


def test_a_folder_that_cannot_be_written_is_one_sentence(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "no" / "out.html")
    three.actions_["review.agreement_report"].trigger()
    qtbot.waitUntil(lambda: not three.agreement.saving.jobs.busy)
    assert three.notice.words.startswith("Cannot write")


def test_nothing_is_chosen_nothing_is_written(three: MainWindow, qtbot: QtBot, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName")
    before = set(tmp_path.iterdir())
    three.actions_["review.agreement_json"].trigger()
    assert set(tmp_path.iterdir()) == before


def test_nothing_measured_nothing_to_save(window: MainWindow) -> None:
    window.actions_.refresh()
    assert not window.actions_["review.agreement_report"].isEnabled()
    assert "agreement" not in window.docks


def test_all_pairs_are_offered_where_there_are_more_than_one(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(write_project(tmp_path / "news.annotator", DIFFERING))
    panel = measure(window, qtbot).panel
    menu = panel.head.save.menu()
    assert isinstance(menu, QMenu)
    assert [action.isVisible() for action in menu.actions()] == [True, True, False, False]
