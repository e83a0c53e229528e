"""Import, export and scheme files from the window: what is in the file afterwards, and what the user is told."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressDialog,
)
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.query import Selection
from annotator.formats.jsonl import Jsonl
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.main_window import MainWindow
from tests.ui.acting import Answering, K, M, button, chooses, click, ctrl, drop, standard, titles
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


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the import or export under way has ended and was told."""
    qtbot.waitUntil(lambda: not window.exchange.busy)


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


# Import


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
    finish(window, qtbot)
    assert window.desk.session is not None
    assert window.desk.session.project.path == other
    assert titles(window) == []
    left = bootstrap.open_project(project)
    assert len(left.reader().article_rows("ana")) == 3
    left.close()


# Export


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


# The scheme


def test_a_scheme_comes_back_unchanged(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "scheme.toml"
    chooses(monkeypatch, "getSaveFileName", file)
    window.actions_["project.save_scheme"].trigger()
    assert bootstrap.formats().scheme_from_toml(file.read_text(encoding="utf-8")) == bootstrap.default_scheme()
    undo = window.actions_["edit.undo"].text()
    chooses(monkeypatch, "getOpenFileName", file)
    window.actions_["project.load_scheme"].trigger()
    assert window.actions_["edit.undo"].text() == undo
    assert window.desk.scheme == bootstrap.default_scheme()


SMALL = '[[layers]]\nname = "entity"\n[[layers.labels]]\nname = "CITY"\nkey = "c"\n'


@pytest.fixture
def load(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """Loads a scheme file with this content through the menu."""
    def do(content: str | bytes) -> None:
        file = tmp_path / "scheme.toml"
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        chooses(monkeypatch, "getOpenFileName", file)
        window.actions_["project.load_scheme"].trigger()

    return do


def test_another_scheme_works_at_once_and_is_undone(window: MainWindow, load: Callable[[str], None]) -> None:
    load(SMALL)
    assert [row.label.name for row in window.tags._rows] == ["CITY"]
    select(window, "Ottawa")
    press(window, K.Key_C)
    assert quotes(window) == [("CITY", "Ottawa")]
    for _ in range(2):
        ctrl(window, K.Key_Z)
    assert len(window.tags._rows) == 18
    window.desk.select(None)
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_a_scheme_that_would_orphan_spans_is_refused(window: MainWindow, load: Callable[[str], None]) -> None:
    for word in ("Ottawa", "Iraq"):
        window.desk.select(None)
        select(window, word)
        press(window, K.Key_4)
    load(SMALL)
    assert "GPE" in window.notice.words
    assert "2" in window.notice.words
    assert len(window.tags._rows) == 18
    assert len(quotes(window)) == 2


@pytest.mark.parametrize("content", [
    "[[layers]\n", "[[layers]]\nname = 3\n", '[[layers]]\nname = "x"\nform = "circle"\n', b"\xff\xfe\x00",
    SMALL + '[[layers.labels]]\nname = "CITY"\n'])
def test_a_broken_scheme_is_one_sentence(window: MainWindow, load: Callable[[str | bytes], None],
                                         content: str | bytes) -> None:
    load(content)
    assert window.notice.words
    assert "\n" not in window.notice.words
    assert "Traceback" not in window.notice.words
    assert window.desk.scheme == bootstrap.default_scheme()


def test_an_empty_scheme_says_what_to_do(window: MainWindow, load: Callable[[str], None]) -> None:
    load("")
    assert window.tags._rows == []
    words = " ".join(each.text() for each in window.tags.findChildren(QLabel) if each.isVisible())
    assert "Load scheme" in words
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == []
    ctrl(window, K.Key_Z)
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_words_from_outside_are_shown_as_they_are(window: MainWindow, load: Callable[[str], None]) -> None:
    load('[[layers]]\nname = "R&D"\n[[layers.labels]]\nname = "A"\n')
    boxes: list[str] = []
    answering = Answering(ExportDialog, lambda dialog: boxes.extend(
        each.text() for each in dialog.findChildren(QCheckBox)))
    ctrl(window, K.Key_E)
    assert answering.shown == 1
    assert "R&&D" in boxes  # a single & would be taken for the mark of a key
