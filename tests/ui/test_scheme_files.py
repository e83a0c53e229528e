"""Scheme files in and out of the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
)

from annotator import bootstrap
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.main_window import MainWindow
from tests.ui.acting import Answering, K, chooses, ctrl
from tests.ui.conftest import press, quotes, select


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
