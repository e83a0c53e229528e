"""Saving a review for the annotator, and answers for the reviewer, from the menu."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from annotator.domain.article import SetRef
from annotator.domain.review import Verdict
from annotator.ui.main_window import MainWindow
from tests.app.feedback import Put
from tests.ui.acting import K, chooses
from tests.ui.conftest import press
from tests.ui.feedback_parts import at, reviewed, take_in, walk

Make = Callable[[Path | None], MainWindow]


@pytest.fixture
def file(project: Path) -> Path:
    """The file that the reviewer has sent."""
    return reviewed(project)


@pytest.fixture
def bob(make_window: Make, project: Path, file: Path) -> MainWindow:
    """The reviewer's window."""
    window = make_window(project.with_name("bob.annotator"))
    window.desk.change_annotator("bob")
    return window


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def send(window: MainWindow, qtbot: QtBot, command: str) -> None:
    """Give a command and wait until the file is written."""
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: not window.sending.busy)


def test_a_review_is_written_and_what_is_left_is_said(bob: MainWindow, tmp_path: Path, qtbot: QtBot,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.jsonl")
    send(bob, qtbot, "feedback.save_review")
    assert bob.notice.words == ("Wrote 6 verdicts and 1 remark on 2 articles for ana to out.jsonl. "
                                "1 span has no verdict yet.")
    assert [line["annotator"] for line in lines(tmp_path / "out.jsonl")] == ["ana", "bob", "ana"]


def test_the_name_that_is_suggested_stands_beside_the_project(bob: MainWindow, tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def ask(*given: Any) -> tuple[str, str]:
        asked.extend(given)
        return "", ""

    monkeypatch.setattr("annotator.ui.feedback.sending.QFileDialog.getSaveFileName", ask)
    bob.actions_["feedback.save_review"].trigger()
    assert asked[1:3] == ["Save review for ana", str(tmp_path / "bob review by bob for ana.jsonl")]
    assert not bob.sending.busy


def test_of_several_who_were_reviewed_one_is_asked_for(bob: MainWindow, tmp_path: Path, qtbot: QtBot,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    session = bob.desk.session
    assert session is not None
    article = bob.desk.ref.article
    at_one = "2026-11-22T09:00:00Z"
    session.execute(Put([Verdict(ref=SetRef(article, "eve"), span="s", verdict="reject", by="bob", at=at_one)]))
    chooses(monkeypatch, "getSaveFileName", tmp_path / "out.jsonl")
    bob.actions_["feedback.save_review"].trigger()
    assert [(each.words, each.key) for each in bob.notice.choices] == [("ana", "1"), ("eve", "2")]
    press(bob, K.Key_2)
    qtbot.waitUntil(lambda: not bob.sending.busy)
    assert [line["annotator"] for line in lines(tmp_path / "out.jsonl")] == ["bob", "eve"]
    session.execute(Put([Verdict(ref=SetRef(article, f"p{n}"), span="s", verdict="reject", by="bob", at=at_one)
                         for n in range(6)]))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *given: ("p3", True))
    send(bob, qtbot, "feedback.save_review")
    assert "for p3 to out.jsonl" in bob.notice.words
    monkeypatch.setattr(QInputDialog, "getItem", lambda *given: ("p3", False))
    bob.actions_["feedback.save_review"].trigger()
    assert not bob.sending.busy


def test_where_nothing_was_reviewed_that_is_said(make_window: Make, project: Path) -> None:
    window = make_window(project)
    window.actions_["feedback.save_review"].trigger()
    assert window.notice.words.startswith("You have not reviewed anybody’s annotations yet")
    window.actions_["feedback.send"].trigger()
    assert window.notice.words == "Nobody has reviewed your annotations; there is nothing to answer."


def test_a_file_that_cannot_be_written_is_said(bob: MainWindow, tmp_path: Path, qtbot: QtBot,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "nowhere" / "out.jsonl")
    send(bob, qtbot, "feedback.save_review")
    assert bob.notice.words.startswith("Cannot write")


def test_answers_go_back_and_taking_one_back_is_news_then(make_window: Make, project: Path, file: Path, tmp_path: Path,
                                                          qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make_window(project)
    take_in(window, file)
    shown = walk(window)
    press(window, K.Key_A)
    chooses(monkeypatch, "getSaveFileName", tmp_path / "answers.jsonl")
    shown.panel.send.click()
    qtbot.waitUntil(lambda: not window.sending.busy)
    assert window.notice.words == ("Wrote 5 verdicts and 1 remark on 2 articles for bob to answers.jsonl; "
                                   "1 answered.")
    press(window, K.Key_Comma)
    assert at(shown) == "Ottawa"
    press(window, K.Key_U)
    assert "Your span stays" in window.notice.words
    send(window, qtbot, "feedback.send")
    [given] = [each for each in lines(tmp_path / "answers.jsonl")[0]["verdicts"] if "answered_by" in each]
    assert (given["answer"], given["answered_by"]) == ("", "ana")


