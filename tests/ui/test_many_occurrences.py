"""Many other occurrences: labelled in a job, cancelled, searches stopped, texts that changed meanwhile."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app import occurrences
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.operations.propagation import LabelOccurrences
from annotator.app.ports import Write
from annotator.app.session import Session
from annotator.domain.occurrences import Finder
from annotator.ui.main_window import MainWindow
from tests.ui.acting import click
from tests.ui.conftest import press, saved, select
from tests.ui.test_occurrences import Queue

K, M = Qt.Key, Qt.KeyboardModifier
TEXT = "Erbil and Erbil.\n" * 2
ARTICLES = 30


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Thirty articles with four places each."""
    lines = [{"id": f"a{number:02}", "text": f"{number}. {TEXT}"} for number in range(ARTICLES)]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    path = tmp_path / "work.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(tmp_path / "in.jsonl")], ImportOptions())
    session.close()
    return path


@pytest.fixture
def queue(make_window: Callable[[Path | None], MainWindow], project: Path, qtbot: QtBot) -> Queue:
    return Queue(make_window(project), qtbot)


def open_all(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4, f"0. {TEXT}")
    queue.turn(K.Key_J)


def test_many_are_labeled_in_a_job_and_are_one_step(queue: Queue, qtbot: QtBot) -> None:
    open_all(queue)
    assert queue.line == "119 places in 30 articles, 119 ticked"
    queue.key(K.Key_Return, M.ControlModifier)
    qtbot.waitUntil(lambda: "119 labeled in 30 articles" in queue.window.notice.words)
    assert all(len(saved(queue.window, f"a{number:02}")) == 4 for number in range(ARTICLES))
    assert not queue.shown
    assert all(row.status == "in_progress" for row in queue.window.articles.model.rows)
    queue.key(K.Key_Z, M.ControlModifier)
    assert [len(saved(queue.window, f"a{number:02}")) for number in range(3)] == [1, 0, 0]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold labelling in its job until the event is set."""
    go, apply = threading.Event(), LabelOccurrences.apply

    def wait(self: LabelOccurrences, write: Write, context: object) -> None:
        go.wait(10)
        apply(self, write, context)  # type: ignore[arg-type]

    monkeypatch.setattr(LabelOccurrences, "apply", wait)
    yield go
    go.set()


def test_labelling_can_be_cancelled_and_then_nothing_is_labeled(queue: Queue, qtbot: QtBot,
                                                                held: threading.Event) -> None:
    open_all(queue)
    queue.key(K.Key_Return, M.ControlModifier)
    dialogs = queue.window.findChildren(QProgressDialog)
    qtbot.waitUntil(dialogs[0].isVisible)
    queue.window.occurrences.ask()
    assert "under way" in queue.window.notice.words
    click(dialogs[0], "Cancel")
    held.set()
    qtbot.waitUntil(lambda: "Canceled" in queue.window.notice.words)
    assert saved(queue.window, "a05") == []
    assert queue.line == "119 places in 30 articles, 119 ticked"


def test_a_search_under_way_is_shown_and_can_be_stopped(queue: Queue, qtbot: QtBot,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    go, find, seen = threading.Event(), Finder.find, []

    def slow(self: Finder, text: str) -> Sequence[object]:
        if text.startswith("7."):
            seen.append(text)
            go.wait(10)
        return find(self, text)

    monkeypatch.setattr(Finder, "find", slow)
    queue.open("Erbil", K.Key_4, f"0. {TEXT}")
    queue.key(K.Key_J, M.AltModifier)
    qtbot.waitUntil(lambda: bool(seen) and queue.line.startswith("3 places, looking"))
    assert not queue.panel.label_all.isEnabled()
    queue.key(K.Key_Return, M.ControlModifier)
    assert "still under way" in queue.window.notice.words
    click(queue.panel, "Stop")
    assert queue.line == "3 places, 3 ticked; the search was stopped"
    go.set()
    queue.key(K.Key_Return, M.ControlModifier)
    assert len(saved(queue.window)) == 4


def test_closing_the_window_ends_a_search(queue: Queue) -> None:
    select(queue.window, "Erbil", f"0. {TEXT}")
    press(queue.window, K.Key_4)
    press(queue.window, K.Key_L, M.ControlModifier)
    queue.key(K.Key_J, M.AltModifier)
    assert queue.window.close()  # and no thread is left, see tests/conftest.py


def test_too_many_places_are_said_to_be_too_many(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "MOST", 10)
    open_all(queue)
    assert "there are more than" in queue.line


def test_places_that_changed_since_are_left_out_and_said(queue: Queue, qtbot: QtBot) -> None:
    open_all(queue)
    for row in queue.model.rows[1:3]:
        object.__setattr__(row.candidate, "quote", "Mosul")  # type: ignore[union-attr]
    queue.key(K.Key_Return)
    assert "has changed since it was found" in queue.window.notice.words
    queue.key(K.Key_Return, M.ControlModifier)
    qtbot.waitUntil(lambda: "117 labeled in 30 articles" in queue.window.notice.words)
    assert "2 left out" in queue.window.notice.words


def test_a_span_that_cannot_be_looked_for_says_why(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.domain.occurrences._LONGEST", 3)
    select(queue.window, "Erbil", f"0. {TEXT}")
    press(queue.window, K.Key_4)
    press(queue.window, K.Key_L, M.ControlModifier)
    assert "longer than 3 characters" in queue.panel._message.text()
