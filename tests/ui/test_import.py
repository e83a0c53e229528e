"""Import from the window: what is in the project afterwards, and what the user is told."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QProgressDialog,
)
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.query import Selection
from annotator.formats.jsonl import Jsonl
from annotator.ui.main_window import MainWindow
from tests.ui.acting import Answering, K, M, button, chooses, click, ctrl, drop, finish, titles
from tests.ui.conftest import press, quotes, select

OK = QDialogButtonBox.StandardButton.Ok


def lines(path: Path, *texts: str) -> Path:
    """Write a JSONL file with one article a text."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def texts(window: MainWindow) -> list[str]:
    """Return the texts of all articles as another reader of the file sees them."""
    session = window.desk.session
    assert session is not None
    other = bootstrap.open_project(session.project.path)
    try:
        return [record.article.text for record in other.reader().records(Selection())]
    finally:
        other.close()


@pytest.fixture
def stalled(monkeypatch: pytest.MonkeyPatch) -> Iterator["Stalled"]:
    """An import of JSONL that takes everything in, then goes on reading until it is let go or cancelled."""
    gate = Stalled()
    read = Jsonl.read

    def slow(self: Jsonl, source: BinaryIO, file: str, progress: Callable[[int], None]) -> Iterator[object]:
        yield from read(self, source, file, progress)
        done = source.tell()
        gate.reached.set()
        while not gate.go.wait(0.01):
            progress(done)

    monkeypatch.setattr(Jsonl, "read", slow)
    yield gate
    gate.go.set()


class Stalled:
    """Knows when the import has read its file, and lets it end."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()


def test_files_chosen_in_the_dialog_come_in(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "four.txt").write_text("Fourth article.\r\n", encoding="utf-8")
    chooses(monkeypatch, "getOpenFileNames", tmp_path / "four.txt", lines(tmp_path / "more.jsonl", "Fifth", "Sixth"))
    ctrl(window, K.Key_I)
    finish(window, qtbot)
    assert [text.strip() for text in texts(window)[3:]] == ["Fourth article.", "Fifth", "Sixth"]
    assert len(titles(window)) == 6
    assert window.notice.words.startswith("Import: 3 articles added")


def test_nothing_chosen_is_nothing_done(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts(window)
    for method in ("getOpenFileNames", "getExistingDirectory", "getOpenFileName", "getSaveFileName"):
        chooses(monkeypatch, method)
    for id in ("project.import", "project.import_folder", "project.load_scheme", "project.save_scheme"):
        window.actions_[id].trigger()
        assert not window.exchange.busy
        assert window.notice.words == ""
    assert texts(window) == before


def test_a_folder_is_walked(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("A in the folder", encoding="utf-8")
    (folder / "deep" / "b.txt").write_text("B further down", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    chooses(monkeypatch, "getExistingDirectory", folder)
    window.actions_["project.import_folder"].trigger()
    finish(window, qtbot)
    assert texts(window)[3:] == ["A in the folder", "B further down"]
    assert "1 refused" in window.notice.words


def test_files_dropped_on_the_window_come_in(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert drop(window, lines(tmp_path / "dropped.jsonl", "Dropped one", "Dropped two"))
    finish(window, qtbot)
    assert texts(window)[3:] == ["Dropped one", "Dropped two"]


def test_a_file_dropped_twice_adds_nothing_and_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = lines(tmp_path / "dropped.jsonl", "Dropped one")
    for _ in range(2):
        drop(window, file)
        finish(window, qtbot)
    assert texts(window)[3:] == ["Dropped one"]
    assert window.notice.words == "Import: 0 articles added, 1 there already."


def test_refused_lines_are_counted_and_shown_on_demand(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    bad = {"text": "Short", "spans": [{"start": 0, "end": 99, "label": "GPE"}]}
    file.write_text(f'{{"text": "Good one"}}\n{{"text": \n{json.dumps(bad)}\n', encoding="utf-8")
    drop(window, file)
    finish(window, qtbot)
    assert texts(window)[3:] == ["Good one"]
    assert window.notice.words == "Import: 1 article added, 2 refused."
    shown: list[str] = []
    answering = Answering(QDialog, lambda dialog: shown.append(dialog.findChild(QPlainTextEdit).toPlainText()))
    click(window.notice, "Show details")
    assert answering.shown == 1
    first, second = shown[0].splitlines()
    assert first.startswith(f"{file}:2: ")
    assert second.startswith(f"{file}:3: ")
    assert window.notice.words == ""


def test_a_label_key_still_labels_while_details_are_offered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")
    drop(window, tmp_path / "bad.jsonl")
    finish(window, qtbot)
    assert button(window.notice, "Show details")
    select(window, "Story continues below advertisement")
    answering = Answering(QDialog, lambda dialog: None)
    press(window, K.Key_D)
    assert answering.shown == 0
    assert quotes(window) == [("RELATED", "Story continues below advertisement")]


def test_details_by_key(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")
    drop(window, tmp_path / "bad.jsonl")
    finish(window, qtbot)
    answering = Answering(QDialog, lambda dialog: None)
    QTest.keyClicks(window.view, "?")
    assert answering.shown == 1
    window.activateWindow()
    qtbot.waitUntil(window.view.hasFocus)


def test_a_file_that_is_gone_is_one_sentence(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.exchange.import_paths([tmp_path / "gone.txt"])
    finish(window, qtbot)
    assert "gone.txt" in window.notice.words
    assert "\n" not in window.notice.words
    assert len(texts(window)) == 3


def test_an_import_is_undone_in_one_step(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drop(window, lines(tmp_path / "a.jsonl", "One more"), lines(tmp_path / "b.jsonl", "And another"))
    finish(window, qtbot)
    assert len(texts(window)) == 5
    window.notice.dismiss()
    ctrl(window, K.Key_Z)
    assert len(texts(window)) == len(titles(window)) == 3
    ctrl(window, K.Key_Z, M.ShiftModifier)
    assert len(texts(window)) == len(titles(window)) == 5


def test_progress_is_shown_and_cancel_takes_everything_back(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                            stalled: Stalled) -> None:
    before = texts(window)
    drop(window, lines(tmp_path / "large.jsonl", *(f"Article {number} of many." for number in range(2000))))
    qtbot.waitUntil(stalled.reached.is_set)
    qtbot.waitUntil(lambda: isinstance(window.findChild(QProgressDialog), QProgressDialog)
                    and window.findChild(QProgressDialog).isVisible())
    dialog = window.findChild(QProgressDialog)
    assert "Importing" in dialog.labelText()
    qtbot.waitUntil(lambda: dialog.value() > 0)
    click(dialog, "Cancel")
    finish(window, qtbot)
    assert "cancelled" in window.notice.words
    assert texts(window) == before
    assert len(titles(window)) == 3
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)
    window.activateWindow()
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_a_quick_import_flashes_no_dialog(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    flashed: list[QEvent] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show:
                flashed.append(event)
            return False

    drop(window, lines(tmp_path / "small.jsonl", "Small"))
    watch, dialog = Watch(), window.findChild(QProgressDialog)
    assert not dialog.isVisible()
    dialog.installEventFilter(watch)
    finish(window, qtbot)
    assert flashed == []
    assert len(texts(window)) == 4


def test_labelling_while_an_import_runs_is_one_sentence(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                        stalled: Stalled) -> None:
    drop(window, lines(tmp_path / "large.jsonl", "One more"))
    qtbot.waitUntil(stalled.reached.is_set)
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert "wait" in window.notice.words
    assert window.desk.spans == {}
    drop(window, lines(tmp_path / "second.jsonl", "Another"))
    assert "under way" in window.notice.words
    stalled.go.set()
    finish(window, qtbot)
    assert quotes(window) == []
    assert len(texts(window)) == 4
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_closing_during_an_import_cancels_it_and_then_closes(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                             project: Path, stalled: Stalled) -> None:
    drop(window, lines(tmp_path / "large.jsonl", "One more"))
    qtbot.waitUntil(stalled.reached.is_set)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.desk.session is None
    assert not project.with_name("work.annotator-wal").exists()
    left = bootstrap.open_project(project)
    assert len(left.reader().article_rows("ana")) == 3
    left.close()


def test_another_project_during_an_import_ends_the_import_first(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                                project: Path, stalled: Stalled) -> None:
    drop(window, lines(tmp_path / "large.jsonl", "One more"))
    qtbot.waitUntil(stalled.reached.is_set)
    other = tmp_path / "other.annotator"
    bootstrap.create_project(other).close()
    drop(window, other)
    press(window, K.Key_O)
    finish(window, qtbot)
    assert window.desk.session is not None
    assert window.desk.session.project.path == other
    assert titles(window) == []
    left = bootstrap.open_project(project)
    assert len(left.reader().article_rows("ana")) == 3
    left.close()
