"""Export from the window: what the file holds afterwards, and what the user is told."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
)
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.main_window import MainWindow
from tests.ui.acting import Answering, K, chooses, click, ctrl, finish, standard
from tests.ui.conftest import press, select

OK = QDialogButtonBox.StandardButton.Ok


def exported(path: Path) -> list[dict[str, object]]:
    """Read a JSONL export and check every span against its text."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in found:
        for span in line["spans"]:
            assert line["text"][span["start"]:span["end"]] == span["text"]
    return found


def choose(dialog: ExportDialog, *, format: str = "", who: str = "", off: tuple[str, ...] = ()) -> None:
    """Fill the dialog in with keys and clicks."""
    combos = {each.accessibleName(): each for each in dialog.findChildren(QComboBox)}
    for name, wanted in (("Format", format), ("Whose annotations", who)):
        combo = combos[name]
        while wanted and wanted.lower() not in combo.currentText().lower():
            before = combo.currentIndex()
            QTest.keyClick(combo, K.Key_Down)
            assert combo.currentIndex() != before, f"no {wanted} under {name}"
    for box in dialog.findChildren(QCheckBox):
        if box.text() in off:
            QTest.keyClick(box, K.Key_Space)


def export(window: MainWindow, qtbot: QtBot, **choices: object) -> None:
    """Export by Ctrl+E, with these choices."""
    def act(dialog: ExportDialog) -> None:
        choose(dialog, **choices)  # type: ignore[arg-type]
        click(dialog, "Choose file")

    answering = Answering(ExportDialog, act)
    ctrl(window, K.Key_E)
    assert answering.shown == 1
    finish(window, qtbot)


@pytest.fixture
def labelled(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The first article with two spans and done, the second in progress, the third untouched."""
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Jessica Lamirande")
    press(window, K.Key_1)
    select(window, "Iraq is safe")
    press(window, K.Key_Q)
    ctrl(window, K.Key_Return)
    window.view.set_selection(0, 5)
    press(window, K.Key_4)
    return window


def test_everything_is_exported(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.jsonl"
    chooses(monkeypatch, "getSaveFileName", target)
    export(labelled, qtbot)
    found = exported(target)
    assert [(line["annotator"], line["status"], [span["text"] for span in line["spans"]]) for line in found] == [
        ("ana", "done", ["Iraq is safe", "Jessica Lamirande"]), ("ana", "in_progress", ["Erbil"]), (None, "new", [])]
    assert labelled.notice.words == "Exported 3 articles with 3 spans to out.jsonl."


@pytest.mark.parametrize(("off", "expected"), [
    (("claim",), [["Jessica Lamirande"], ["Erbil"], []]),
    (("new", "in progress"), [["Iraq is safe", "Jessica Lamirande"]]),
    (("done", "entity", "boilerplate"), [[], []])])
def test_status_and_layer_choose_what_goes_out(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch, off: tuple[str, ...],
                                               expected: list[list[str]]) -> None:
    target = tmp_path / "out.jsonl"
    chooses(monkeypatch, "getSaveFileName", target)
    export(labelled, qtbot, off=off)
    assert [[span["text"] for span in line["spans"]] for line in exported(target)] == expected


def test_one_annotator_only(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    labelled.desk.change_annotator("bob")
    labelled.view.set_selection(0, 5)
    press(labelled, K.Key_3)
    target = tmp_path / "out.jsonl"
    chooses(monkeypatch, "getSaveFileName", target)
    export(labelled, qtbot, who="bob")
    assert [(line["annotator"], [span["label"] for span in line["spans"]]) for line in exported(target)] == [
        ("bob", ["ORG"])]


def test_the_file_is_named_after_project_and_format(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    suggested: list[str] = []

    def answer(parent: object, title: str, name: str, filter: str) -> tuple[str, str]:
        suggested.append(name)
        return name, filter

    monkeypatch.setattr("annotator.ui.exchange.QFileDialog.getSaveFileName", answer)
    export(labelled, qtbot, format="JSON")
    assert suggested == [str(tmp_path / "work.jsonl")]
    assert len(exported(tmp_path / "work.jsonl")) == 3


def test_only_formats_that_can_be_written_are_offered(labelled: MainWindow) -> None:
    offered: list[str] = []
    answering = Answering(ExportDialog, lambda dialog: offered.extend(
        combo.itemText(row) for combo in dialog.findChildren(QComboBox) if combo.accessibleName() == "Format"
        for row in range(combo.count())))
    ctrl(labelled, K.Key_E)
    assert answering.shown == 1
    assert offered == [each.name for each in bootstrap.formats().all() if each.writes]


def test_nothing_that_fits_cannot_be_exported(labelled: MainWindow) -> None:
    heard: list[tuple[bool, str]] = []

    def act(dialog: ExportDialog) -> None:
        for off in (("new", "in progress", "done", "skipped"), ("done",), ("entity", "claim", "boilerplate")):
            choose(dialog, off=off)
            words = " ".join(each.text() for each in dialog.findChildren(QLabel))
            heard.append((standard(dialog, OK).isEnabled(), words))

    answering = Answering(ExportDialog, act)
    ctrl(labelled, K.Key_E)
    assert answering.shown == 1
    assert [enabled for enabled, _ in heard] == [False, True, False]
    assert "Nothing fits" in heard[0][1]
    assert "1 record" in heard[1][1]
    assert "records" not in heard[1][1]


def test_the_export_dialog_can_be_left(labelled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", "/nowhere")
    answering = Answering(ExportDialog, lambda dialog: QTest.keyClick(dialog, K.Key_Escape))
    ctrl(labelled, K.Key_E)
    assert answering.shown == 1
    assert not labelled.exchange.busy
    labelled.activateWindow()
    qtbot.waitUntil(labelled.view.hasFocus)


def test_an_export_is_replaced_whole(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("an old export, much longer " * 1000, encoding="utf-8")
    chooses(monkeypatch, "getSaveFileName", target)
    export(labelled, qtbot)
    assert len(exported(target)) == 3
    assert [each.name for each in tmp_path.iterdir() if "out.jsonl" in each.name] == ["out.jsonl"]


def test_a_folder_without_rights_is_one_sentence(labelled: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("annotator.app.files.tempfile.mkstemp", refused)  # root may write anywhere
    target = tmp_path / "out.jsonl"
    target.write_text("the old one", encoding="utf-8")
    chooses(monkeypatch, "getSaveFileName", target)
    export(labelled, qtbot)
    assert labelled.notice.words == f"Cannot write {target}: Permission denied; choose another folder"
    assert target.read_text(encoding="utf-8") == "the old one"
    window = labelled
    chooses(monkeypatch, "getSaveFileName", tmp_path / "scheme.toml")
    window.actions_["project.save_scheme"].trigger()
    assert window.notice.words.startswith("Cannot write")
