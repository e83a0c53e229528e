"""A 1 MB article with 10,000 spans five deep, and one paragraph of 500 kB: opening, frames, changes, memory.

The lower bound is a bare QPlainTextEdit with the same text and no spans.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.benchmarks.measure import in_turn, report
from tests.benchmarks.projects import large_text, make_large, raw_database
from tests.benchmarks.windows import paint, windows

_K, _M = Qt.Key, Qt.KeyboardModifier
_SHAPES = pytest.mark.parametrize(("what", "one_paragraph"), [
    ("1 MB, 10,000 spans", False), ("one paragraph of 500 kB, 10,000 spans", True)])
_MEMORY = """
import sys
sys.argv = ["annotator", *sys.argv[1:]]
from PySide6.QtCore import QTimer
from annotator.ui.article_view.view import ArticleView
painted = ArticleView.paintEvent
def resident():
    fields = open("/proc/self/status", encoding="ascii").read().split("VmRSS:")[1].split()
    return int(fields[0]) // 1024
def leave():
    import os
    print(resident(), flush=True)
    os._exit(0)
def paint(view, event):
    painted(view, event)
    if view.text or len(sys.argv) == 1:
        QTimer.singleShot(300, leave)
ArticleView.paintEvent = paint
from annotator.__main__ import gui
gui()
"""


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


@pytest.fixture
def plain(qtbot: QtBot) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.resize(760, 700)
    edit.show()
    return edit


@_SHAPES
def test_opening(opened: Callable[[Path], MainWindow], plain: QPlainTextEdit, tmp_path: Path, what: str,
                 one_paragraph: bool) -> None:
    text = large_text(one_paragraph=one_paragraph)
    window = opened(make_large(tmp_path / "p.annotator", text))
    spans = window.desk.sorted_spans()
    paint()

    def show() -> None:
        window.view.set_article("Large", "", text)
        window.view.set_spans(spans)
        paint()

    def bare() -> None:
        plain.setPlainText(text)
        paint()

    ours, lower = in_turn(show, bare, 20)
    report(f"view: open and paint, {what}", ours, lower, "60 ms")

    def whole() -> None:
        window.desk.open_article("large")
        paint()

    ours, lower = in_turn(whole, bare, 12, lambda: (window.desk.open_article(None), paint()))
    report(f"window: open from the file and paint, {what}", ours, lower, "-")


@_SHAPES
def test_frames(opened: Callable[[Path], MainWindow], plain: QPlainTextEdit, tmp_path: Path, what: str,
                one_paragraph: bool) -> None:
    text = large_text(one_paragraph=one_paragraph)
    window = opened(make_large(tmp_path / "p.annotator", text))
    plain.setPlainText(text)
    paint()
    bar, bare_bar, chance = window.view.verticalScrollBar(), plain.verticalScrollBar(), random.Random(5)

    def down() -> None:
        bar.setValue(bar.value() + 120)
        paint()

    def bare_down() -> None:
        bare_bar.setValue(bare_bar.value() + 6)
        paint()

    ours, lower = in_turn(down, bare_down, 300)
    report(f"scroll by a notch of the wheel, {what}", ours, lower, "p95 8 ms")

    def jump() -> None:
        bar.setValue(chance.randrange(bar.maximum()))
        paint()

    def bare_jump() -> None:
        bare_bar.setValue(chance.randrange(max(1, bare_bar.maximum())))
        paint()

    ours, lower = in_turn(jump, bare_jump, 200)
    report(f"jump anywhere, {what}", ours, lower, "-")


@_SHAPES
def test_changes(opened: Callable[[Path], MainWindow], plain: QPlainTextEdit, tmp_path: Path, what: str,
                 one_paragraph: bool) -> None:
    text = large_text(one_paragraph=one_paragraph)
    window = opened(make_large(tmp_path / "p.annotator", text))
    view, desk, chance = window.view, window.desk, random.Random(7)
    raw = raw_database(tmp_path / "raw.db")
    plain.setPlainText(text)
    paint()

    def bare() -> None:
        raw.execute("INSERT INTO spans (start, end, label) VALUES (1, 2, 'GPE')")
        plain.viewport().repaint()

    def put_caret() -> None:
        place = chance.randrange(len(text))
        view.move_caret(place)
        desk.select(None)
        paint()

    def add() -> None:
        QTest.keyClick(view, _K.Key_8)
        paint()

    def move() -> None:
        QTest.keyClick(view, _K.Key_Right, _M.AltModifier)
        paint()

    def delete() -> None:
        QTest.keyClick(view, _K.Key_Delete)
        paint()

    def add_another() -> None:
        put_caret()
        add()

    put_caret()
    for words, work, then in (("add", add, put_caret), ("move an end of", move, add_another),
                              ("delete", delete, add_another)):
        if work is not add:
            add_another()
        before = len(desk.spans), desk.selected_span
        work()
        assert (len(desk.spans), desk.selected_span) != before
        then()
        ours, lower = in_turn(work, bare, 100, then)
        report(f"{words} a span, durable and painted, {what}", ours, lower, "p95 16 ms")
    raw.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory(own_home: Path, tmp_path: Path) -> None:
    large = make_large(tmp_path / "p.annotator", large_text())
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(own_home)}

    def resident(*arguments: str) -> int:
        run = [sys.executable, "-c", _MEMORY, *arguments]
        return int(subprocess.run(run, env=environment, check=True, timeout=60, capture_output=True).stdout)

    empty, full = resident(), resident(str(large))
    print(f"\nmemory: 1 MB, 10,000 spans: {full} MB, empty window {empty} MB, {full - empty} MB above   aim 150 MB")
