"""A colleague's file in the window: chosen or dropped, merged in one step, and told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import Answering, K, M, chooses, ctrl, drop
from tests.ui.conftest import TEXT, press, quotes, select
from tests.ui.merging.conftest import Colleague, labels


def bring_up(qtbot: QtBot, window: QWidget) -> None:
    """Make a window the active one, which another one may have been for a while."""
    def active() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(active)


def ended(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the merge has ended and was told."""
    qtbot.waitUntil(lambda: not window.merging.busy)


def merge(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.merging.merge(path)
    ended(window, qtbot)


def lines(path: Path, *values: dict) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in values), encoding="utf-8")
    return path


def test_a_chosen_project_comes_in_beside_ones_own(window: MainWindow, qtbot: QtBot, cleo: Colleague,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    chooses(monkeypatch, "getOpenFileName", cleo.path)
    ctrl(window, K.Key_M, M.ShiftModifier)
    ended(window, qtbot)
    assert window.notice.words == "cleo: 1 article, 2 spans."
    assert labels(window, "cleo") == {"Ottawa": "GPE", "Iraq": "GPE"}
    assert quotes(window) == [("GPE", "Ottawa")]
    bring_up(qtbot, window)
    ctrl(window, K.Key_Z)
    assert labels(window, "cleo") == {}
    assert quotes(window) == [("GPE", "Ottawa")]


def test_nothing_chosen_is_nothing_done(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getOpenFileName")
    window.actions_["merge.open"].trigger()
    assert not window.merging.busy
    assert window.notice.words == ""


def test_without_a_project_there_is_nothing_to_merge_into(make_window: Callable[[Path | None], MainWindow],
                                                          tmp_path: Path, cleo: Colleague) -> None:
    window = make_window(tmp_path / "gone.annotator")
    assert not window.actions_["merge.open"].isEnabled()
    window.merging.merge(cleo.path)
    assert not window.merging.busy
    assert window.notice.words == "Open or make a project first."


def test_one_merge_at_a_time(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    window.merging.merge(cleo.path)
    window.merging.merge(cleo.path)
    assert window.notice.words == "A merge is under way; wait until it is done."
    ended(window, qtbot)
    assert set(labels(window, "cleo")) == {"Ottawa", "Iraq"}


def test_the_same_file_again_has_nothing_new(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    for words in ("cleo: 1 article, 2 spans.", "cleo.annotator has nothing new."):
        merge(window, qtbot, cleo.path)
        assert window.notice.words == words


def test_a_dropped_project_is_merged_or_opened(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    drop(window, cleo.path)
    assert window.notice.words == "cleo.annotator is a project."
    press(window, K.Key_M)
    ended(window, qtbot)
    assert set(labels(window, "cleo")) == {"Ottawa", "Iraq"}
    drop(window, cleo.path)
    press(window, K.Key_O)
    assert window.desk.session is not None
    assert window.desk.session.project.path == cleo.path


def test_a_dropped_file_of_somebody_else_is_offered_to_be_merged(window: MainWindow, qtbot: QtBot,
                                                                 tmp_path: Path) -> None:
    line = {"text": TEXT, "annotator": "cleo", "spans": [{"id": "s", "start": 0, "end": 6, "label": "GPE"}]}
    file = lines(tmp_path / "cleo.jsonl", line)
    drop(window, file)
    assert window.notice.words == "cleo.jsonl has annotations by cleo on articles of this project."
    press(window, K.Key_M)
    ended(window, qtbot)
    assert labels(window, "cleo") == {"s": "GPE"}
    drop(window, lines(tmp_path / "again.jsonl", {**line, "spans": []}))
    press(window, K.Key_I)
    qtbot.waitUntil(lambda: not window.exchange.busy)
    assert labels(window, "cleo") == {"s": "GPE"}


@pytest.mark.parametrize("line", [
    {"text": TEXT, "annotator": "ana"}, {"text": "Another.", "annotator": "cleo"}, {"text": "Another.", "id": "x9",
    "annotator": "cleo"}, {"text": "\ud800", "annotator": "cleo"}, {"annotator": "cleo"}, {"text": TEXT}])
def test_any_other_dropped_file_is_imported(window: MainWindow, qtbot: QtBot, tmp_path: Path, line: dict) -> None:
    drop(window, lines(tmp_path / "f.jsonl", line))
    qtbot.waitUntil(lambda: not window.exchange.busy)
    assert window.notice.words.startswith("Import: ")


def test_what_has_nothing_in_common_is_offered_to_be_imported(window: MainWindow, qtbot: QtBot,
                                                              tmp_path: Path) -> None:
    merge(window, qtbot, lines(tmp_path / "f.jsonl", {"text": "Another.", "annotator": "cleo"}))
    assert window.notice.words == "f.jsonl and this project have no article in common."
    press(window, K.Key_I)
    qtbot.waitUntil(lambda: not window.exchange.busy)
    assert window.notice.words == "Import: 1 article added."


def test_what_is_refused_is_one_sentence(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "half.jsonl").write_text('{"text": "Ott')
    merge(window, qtbot, tmp_path / "half.jsonl")
    assert window.notice.words == ("half.jsonl:1: the JSON is cut off in the middle; the file is damaged or not whole, "
                                   "so nothing was merged.")


def test_details_say_what_was_not_taken(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = lines(tmp_path / "f.jsonl", {"text": TEXT, "annotator": "cleo"}, {"text": TEXT, "annotator": "cleo"})
    merge(window, qtbot, file)
    assert window.notice.words == "1 refusal."
    told: list[str] = []
    answering = Answering(QDialog, lambda dialog: told.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText()))
    bring_up(qtbot, window)
    QTest.keyClicks(window.view, "?")
    assert answering.shown == 1
    assert "stands twice in the file" in told[0]


def test_closing_the_window_ends_a_merge_first(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    window.merging.merge(cleo.path)
    window.close()
    qtbot.waitUntil(lambda: not window.merging.busy)
    assert window.desk.session is None
