"""One test a script: drag across a change of direction, label; judged by the saved offsets, the exported line and the
painted pixels. Each line mixes a script with one of the other direction."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from annotator.cli import main
from annotator.domain.text import grapheme_range, next_grapheme
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import press, saved

SCRIPTS = {
    "arabic": ("قال الوزير في Baghdad أمس إن الوضع مستقر.", "الوزير في Baghdad أمس", "الوزير في Bagh"),
    "hebrew": ("ראש הממשלה ביקר ב London אתמול בערב.", "הממשלה ביקר ב London אתמול", "הממשלה ביקר ב Lond"),
    "hindi": ("प्रधानमंत्री ने दिल्ली में עברית कहा कि स्थिति ठीक है।", "दिल्ली में עברית कहा", "दिल्ली में עבר"),
    "thai": ("รัฐมนตรีกล่าวที่กรุงเทพ العراق เมื่อวานนี้", "กรุงเทพ العراق เมื่อ", "กรุงเทพ العر"),
    "chinese": ("外交部長在北京表示 עולם 伊拉克是安全的。", "北京表示 עולם 伊拉克", "北京表示 עול"),
    "emoji": ("😀 Iraq 👩‍👩‍👧 שלום 🇮🇶 is safe, e\u0301te\u0301.", "Iraq 👩‍👩‍👧 שלום 🇮🇶", "Iraq 👩‍👩‍👧 שלו"),
}
"""A line, words of it that hold a run of the other direction, and words that end within that run."""
Open = Callable[[str], MainWindow]


@pytest.fixture
def opened(tmp_path: Path, make_window: Callable[[Path | None], MainWindow]) -> Open:
    """Opens a text, behind a line with an emoji, in a wide window."""

    def make(text: str) -> MainWindow:
        (tmp_path / "one.jsonl").write_bytes(orjson.dumps({"id": "one", "text": text}) + b"\n")
        path = tmp_path / "work.annotator"
        session = Session(bootstrap.create_project(path), "ana")
        import_files(session, bootstrap.formats(), [Source(tmp_path / "one.jsonl")], ImportOptions())
        session.close()
        window = make_window(path)
        window.resize(1400, 900)
        QApplication.processEvents()
        return window

    return make


def edge(window: MainWindow, position: int, *, before: bool) -> QPoint:
    """Return a point just inside a character's box, on the side where the text reads into it (or leaves it)."""
    box = hull(window, position)
    rtl = unicodedata.bidirectional(window.view.text[position]) in ("R", "AL")
    x = box.left() + 1 if before != rtl else box.right() - 1
    return QPoint(round(x), round(box.center().y()))


def hull(window: MainWindow, position: int) -> QRectF:
    boxes = window.view.range_boxes(*grapheme_range(window.view.text, position))
    return QRectF(boxes[0].topLeft(), boxes[-1].bottomRight())


def drag(window: MainWindow, start: int, end: int) -> None:
    """Press before the character at `start`, let go behind the one before `end`."""
    port, last = window.view.viewport(), grapheme_range(window.view.text, end - 1)[0]
    begin, stop = edge(window, start, before=True), edge(window, last, before=False)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(port, (begin + stop) / 2)
    QTest.mouseMove(port, stop)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=stop)


def painted(image: QImage, box: QRectF, color: QColor) -> bool:
    """Whether a row near the foot of a box, where few letters reach, is mostly of this color."""
    y = round(box.bottom() - 2)
    xs = range(round(box.left()) + 1, max(round(box.left()) + 2, round(box.right()) - 1))
    return sum(image.pixelColor(x, y).rgb() == color.rgb() for x in xs) * 2 > len(xs)


@pytest.mark.parametrize("within", [False, True], ids=["over the run", "into the run"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_drag_across_a_change_of_direction_labels_exactly_those_characters(
        opened: Open, script: str, within: bool, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    line, *both = SCRIPTS[script]
    words = both[within]
    text = f"😀 first line\n{line}\nlast line"
    start = text.index(words)
    end = start + len(words)
    window = opened(text)
    drag(window, start, end)
    assert window.view.selection() == (start, end)
    press(window, Qt.Key.Key_4)
    assert [span.fragments for span in saved(window)] == [((start, end),)]
    window.desk.select(None)
    window.view.set_selection(len(text), len(text))
    window.notice.dismiss()
    QApplication.processEvents()
    image = window.view.viewport().grab().toImage()
    fill = window.view._styles.named("entity", "GPE").fill
    wrong, position = [], text.index(line)
    while position < text.index("\nlast"):
        box = hull(window, position)
        if box.width() > 3 and painted(image, box, fill) != (start <= position < end):
            wrong.append(text[position])
        position = next_grapheme(text, position)
    assert wrong == []
    assert len(window.view.range_boxes(start, end)) == 1 + within
    window.close()
    assert main(["export", str(tmp_path / "work.annotator")]) == 0
    exported = orjson.loads(capsysbinary.readouterr().out)
    assert exported["text"] == text
    assert [(span["start"], span["end"], span["text"]) for span in exported["spans"]] == [(start, end, words)]
