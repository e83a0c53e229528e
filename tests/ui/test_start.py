"""The start of the real program, and its colors: remembered, painted, and readable."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator import bootstrap, paths
from annotator.domain.color import TEXT_RATIO, contrast
from annotator.ui import theme
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import DARK, LIGHT, ViewTheme
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.acting import K
from tests.ui.test_projects import Make

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite signals")
ROOT = Path(__file__).parents[2]
PATIENCE = 30
"""Seconds for a program to start or end."""


@pytest.fixture
def program(own_home: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """Programs started by the test; what still runs after it is killed."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for each in started:
        if each.poll() is None:
            each.kill()
        each.communicate(timeout=PATIENCE)


def start(started: list["subprocess.Popen[str]"], *arguments: str, **variables: str) -> "subprocess.Popen[str]":
    """Start the real program offscreen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **variables}
    process = subprocess.Popen([sys.executable, "-m", "annotator", *arguments], env=environment, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    started.append(process)
    return process


def wait_for(process: "subprocess.Popen[str]", path: Path) -> None:
    """Wait until the program has made a file."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end, f"{path} did not come"
        os.sched_yield()


@posix_only
@pytest.mark.parametrize("polite", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_signal_closes_the_window_and_leaves_one_file(program: list["subprocess.Popen[str]"], tmp_path: Path,
                                                               polite: signal.Signals) -> None:
    path = tmp_path / "work.annotator"
    bootstrap.create_project(path).close()
    process = start(program, str(path))
    wait_for(process, tmp_path / "work.annotator-wal")
    process.send_signal(polite)
    assert process.wait(PATIENCE) == 0
    assert [each.name for each in tmp_path.iterdir()] == ["work.annotator"]
    left = bootstrap.open_project(path)
    assert list(left.reader().problems()) == []
    left.close()


@posix_only
def test_a_polite_signal_ends_open_dialogs_too(program: list["subprocess.Popen[str]"], tmp_path: Path) -> None:
    script = (
        "import sys\nfrom PySide6.QtCore import QTimer\nfrom PySide6.QtWidgets import QMessageBox\n"
        "from annotator import bootstrap\nfrom annotator.ui import projects, start\n"
        "opened = projects.Projects.open_at_start\n"
        "def ask(self, path):\n    opened(self, path)\n"
        "    QTimer.singleShot(0, lambda: open(sys.argv[2], 'w').close())\n"
        "    QMessageBox.question(self._window, 'A', 'Sure?')\n"
        "projects.Projects.open_at_start = ask\nsys.exit(start.run(sys.argv[:2], bootstrap))\n")
    path, asked = tmp_path / "work.annotator", tmp_path / "asked"
    bootstrap.create_project(path).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", script, str(path), str(asked)], env=environment, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    program.append(process)
    wait_for(process, asked)
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["asked", "work.annotator"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_no_display_is_one_line_and_exit_code_2(program: list["subprocess.Popen[str]"]) -> None:
    process = start(program, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert out == ""
    assert err.startswith("annotator: ")
    assert err.count("\n") == 1


def test_a_data_folder_that_cannot_be_made_is_one_sentence(make_window: Make, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(paths.appdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "file" / "annotator"))
    window = make_window(None)
    assert "No project can be kept in" in window.notice.words
    assert window.desk.session is None


# Colors


@pytest.fixture
def colors() -> Iterator[None]:
    """The colors are as before when the test has ended."""
    yield
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.choose(app, "system")


def brightness(widget: QWidget) -> int:
    """Return how bright most of what is painted is."""
    image = widget.grab().toImage()
    found = sorted(image.pixelColor(x, y).lightness() for x in range(0, image.width(), 7)
                   for y in range(0, image.height(), 7))
    return found[len(found) // 2]


def test_light_and_dark_are_painted_and_remembered(window: MainWindow, make_window: Make, colors: None) -> None:
    parts = (window.view.viewport(), window.tags.viewport(), window.articles, window.inspector.viewport())
    for name, dark in (("dark", True), ("light", False), ("dark", True)):
        window.actions_[f"view.theme.{name}"].trigger()
        assert theme.current().dark is dark
        assert [each for each in ("system", "light", "dark")
                if window.actions_[f"view.theme.{each}"].isChecked()] == [name]
        assert [brightness(part) < 100 for part in parts] == [dark] * len(parts)
    window.close()
    assert Settings().text("theme") == "dark"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.choose(app, "light")
    theme.choose(app, Settings().text("theme"))  # as a start does
    again = make_window(None)
    assert brightness(again.view.viewport()) < 100
    QTest.keyClick(again, K.Key_Escape)


PAIRS = [(text, ground) for text in ("text", "muted") for ground in ("window", "panel", "field", "chosen")] + [
    ("on_accent", "accent"), ("good", "window"), ("bad", "window"), ("accent", "panel")]


@pytest.mark.parametrize("named", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_text_of_the_window_is_readable(named: theme.Colors, pair: tuple[str, str]) -> None:
    text, ground = (getattr(named, each) for each in pair)
    assert contrast(text, ground) >= TEXT_RATIO


@pytest.mark.parametrize("view", [LIGHT, DARK], ids=["light", "dark"])
def test_text_of_the_article_is_readable_with_every_label(view: ViewTheme) -> None:
    def ratio(one: str | QColor, other: str | QColor) -> float:
        return contrast(*(each if isinstance(each, str) else each.name() for each in (one, other)))

    for text in (view.text, view.quiet, view.dimmed, view.accent):
        assert ratio(text, view.page) >= TEXT_RATIO
    assert ratio(view.text, view.selection) >= TEXT_RATIO
    book, labels = StyleBook(bootstrap.default_scheme(), view), list(bootstrap.default_scheme().labels())
    assert len(labels) == 18
    for layer, label in labels:
        style = book.named(layer.name, label.name)
        assert ratio(style.ink, view.page) >= TEXT_RATIO, f"caption of {label.name}"
        assert ratio(view.text, style.fill) >= TEXT_RATIO, f"text on {label.name}"
        assert ratio(style.dimmed, style.fill) >= TEXT_RATIO, f"dimmed text on {label.name}"


# What is loaded when


_PAINTED = """
import sys
from annotator.ui.article_view.view import ArticleView
painted, frames = ArticleView.paintEvent, []
def paint(view, event):
    painted(view, event)
    if view.text or not frames:
        frames.append(sorted(sys.modules))
    if view.text:
        import json, os
        print(json.dumps(frames), flush=True)
        os._exit(0)
ArticleView.paintEvent = paint
sys.argv = ["annotator", sys.argv[1]]
from annotator.__main__ import gui
gui()
"""
NOT_YET = (
    "annotator.app.feedback", "annotator.app.operations.project", "annotator.app.operations.spans",
    "annotator.app.review_file", "annotator.app.reviewing", "annotator.app.sampling",
    "annotator.domain.compare", "annotator.domain.feedback", "annotator.domain.guideline",
    "annotator.domain.merging", "annotator.domain.query", "annotator.domain.search", "annotator.formats",
    "annotator.store.indexed_words", "annotator.store.searching", "annotator.store.transaction",
    "annotator.ui.agreement", "annotator.ui.article_view.compared", "annotator.ui.article_view.relation_paint",
    "annotator.ui.article_view.routes", "annotator.ui.correcting", "annotator.ui.exchange",
    "annotator.ui.feedback", "annotator.ui.finding", "annotator.ui.gaps", "annotator.ui.legend_strip",
    "annotator.ui.merging", "annotator.ui.occurrences.count", "annotator.ui.palette",
    "annotator.ui.panels.span_page", "annotator.ui.review.controller", "annotator.ui.review.starting",
    "annotator.ui.scheme_editor", "annotator.ui.scheming", "annotator.ui.searching", "annotator.ui.stage",
    "annotator.ui.walking", "lxml", "orjson", "regex")
"""What neither the window's frame nor an article without a selected span needs."""
ONLY_FOR_THE_ARTICLE = ("annotator.store", "annotator.app.session", "sqlalchemy", "sqlite3", "asyncio")
"""What the frame does not wait for."""


def test_frame_and_article_are_painted_before_what_they_do_not_need_is_loaded(
        program: list["subprocess.Popen[str]"], tmp_path: Path) -> None:
    path = tmp_path / "work.annotator"
    bootstrap.create_first_project(path).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", _PAINTED, str(path)], env=environment, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    program.append(process)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    frame, article = map(set, json.loads(out))
    assert "annotator.ui.panels.tag_panel" in frame
    assert "annotator.store.reader" in article
    assert frame.isdisjoint((*NOT_YET, *ONLY_FOR_THE_ARTICLE))
    assert article.isdisjoint(NOT_YET)


def test_what_the_first_key_needs_is_there_before_it_is_pressed() -> None:
    code = ("import sys\nfrom annotator import bootstrap\nbootstrap.get_ready()\n"
            "print({'regex', 'annotator.store.transaction', 'annotator.app.operations.spans'} <= set(sys.modules))")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
                          check=True)
    assert done.stdout.strip() == "True"
