"""Long lines, long texts, many spans: only what is in sight is laid out, and nothing jumps."""

from time import perf_counter

import pytest
from PySide6.QtCore import Qt

from annotator.ui.article_view import ArticleView

from .conftest import Hands, make_span

SENTENCE = "The ministry in Baghdad said on Monday that 12 rockets had been fired at the base, and nobody was hurt. "


def many_spans(text: str, count: int) -> list:
    step = len(text) // count
    labels = ("PERSON", "GPE", "FACTUAL", "ORG", "AD")
    return [make_span(text, f"s{number}", labels[number % 5], (number * step, min(len(text), number * step + 5 * step)))
            for number in range(count)]


@pytest.mark.parametrize("text", [
    (SENTENCE * 12 + "\n") * 800, SENTENCE * 5_000, "x" * 20_000, "한" * 20_000, "עולם " * 20_000,
], ids=["1 MB of paragraphs", "one 500 kB paragraph", "one word of 20,000 letters", "no spaces", "right to left"])
def test_opens_and_scrolls_laying_out_what_is_in_sight(view: ArticleView, text: str, record_property: object) -> None:
    spans = many_spans(text, len(text) // 100)
    began = perf_counter()
    view.set_article("Title", "", text)
    view.set_spans(spans)
    view.viewport().repaint()
    opened = perf_counter() - began
    assert view._page is not None
    assert len(view._page._layouts) < 30
    frames = []
    for step in range(40):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() * step // 40)
        began = perf_counter()
        view.viewport().repaint()
        frames.append(perf_counter() - began)
    frames.sort()
    record_property("opened_ms", round(opened * 1e3, 1))  # type: ignore[operator]
    record_property("frame_p95_ms", round(frames[37] * 1e3, 1))  # type: ignore[operator]
    began = perf_counter()
    view.patch_spans([make_span(text, "new", "PERSON", (10, 30))], ["s3"])
    view.viewport().repaint()
    record_property("patched_ms", round((perf_counter() - began) * 1e3, 1))  # type: ignore[operator]
    print(f"{len(text):,} characters, {len(spans):,} spans: opened in {opened * 1e3:.1f} ms, frame p50 "
          f"{frames[20] * 1e3:.1f}, p95 {frames[37] * 1e3:.1f} ms, patched in {(perf_counter() - began) * 1e3:.1f} ms")


def test_selecting_far_into_a_line_of_20000_characters(hands: Hands) -> None:
    text = "word 😀 " * 2_500 + "needle here " + "word 😀 " * 400
    hands.show(text, ("needle", "PERSON"))
    hands.view.walk(1)
    at = text.index("needle")
    assert hands.view.caret == at
    hands.clicks(hands.point(at + 2), 2)
    assert hands.view.selection() == (at, at + 6)


def test_going_up_over_paragraphs_never_seen_moves_nothing_in_sight(hands: Hands) -> None:
    """Their real heights differ from the estimates; what is on the screen must stay where it was."""
    text = "\n".join("W" * (40 + number * 37 % 300) + f" {number}" for number in range(300))
    hands.show(text)
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    bar = hands.view.verticalScrollBar()
    for _ in range(60):
        hands.view.viewport().repaint()
        at = hands.view.position_at(hands.view.range_boxes(0, len(text))[2].center())
        before = hands.view.range_boxes(at, at + 1)[0].top()
        value = bar.value()
        bar.setValue(value - 37)
        moved = hands.view.range_boxes(at, at + 1)
        assert moved
        assert abs(moved[0].top() - before - 37) <= 1.5


def test_the_place_stays_when_the_width_or_the_font_changes(hands: Hands) -> None:
    text = "\n".join(f"{SENTENCE} {number}" for number in range(400))
    hands.show(text)
    at = text.index(f"{SENTENCE} 200")
    hands.view.ensure_visible(at, at, comfort=0.0)
    hands.view.verticalScrollBar().setValue(hands.view.verticalScrollBar().value() + 200)
    top = hands.view.position_at(hands.view.rect().topLeft().toPointF() + hands.view.rect().center().toPointF() / 400)
    view = hands.view
    for change in (lambda: view.resize(700, 600), lambda: view.zoom(3), lambda: view.resize(1200, 600)):
        change()
        hands.view.viewport().repaint()
        now = hands.view.position_at(hands.view.rect().topLeft().toPointF())
        assert abs(now - top) < 2 * len(SENTENCE)


def test_a_patch_places_only_its_own_paragraphs_anew(hands: Hands) -> None:
    text = "\n".join(f"Paragraph number {number} stands here." for number in range(12))
    hands.show(text, *(make_span(text, f"s{at}", "PERSON", (at, at + 9)) for at in range(0, 300, 60)))
    before = {block: layout.marks for block, _, layout in hands.view._visible or []}
    hands.view.patch_spans([make_span(text, "new", "GPE", (0, 9))], [])
    hands.view.viewport().repaint()
    after = {block: layout.marks for block, _, layout in hands.view._visible or []}
    assert [block for block in before if after[block] is not before[block]] == [0]
    assert hands.view.spans_under(hands.point(2).toPointF())[0].id == "new"


def test_a_selected_span_that_is_gone_is_not_selected(hands: Hands) -> None:
    hands.show("one two", ("two", "PERSON"))
    hands.view.set_selected("s0")
    hands.view.patch_spans([], ["s0"])
    assert hands.view.selected is None
    hands.view.set_selected("nothing")
    assert hands.view.selected is None


def test_the_overview_scrolls_to_what_is_clicked(hands: Hands) -> None:
    text = "\n".join(f"Line number {number}" for number in range(500))
    hands.show(text, ("Line number 250", "GPE"))
    ruler = hands.view._overview
    at = text.index("Line number 250")
    assert abs(ruler.position_at(ruler.y_of(at)) - at) < 30
    from PySide6.QtTest import QTest
    middle = ruler.rect().center()
    middle.setY(round(ruler.y_of(at)))
    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=middle)
    assert hands.view.range_boxes(at, at + 4)


def test_the_wheel_with_control_zooms(hands: Hands, qtbot: object) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication
    hands.show("words")
    before = hands.view.range_boxes(0, 5)[0].width()
    sizes: list[float] = []
    hands.view.fontSizeChanged.connect(sizes.append)
    for turn in (120, 120, -120):
        QApplication.sendEvent(hands.view.viewport(), QWheelEvent(
            QPointF(300, 300), QPointF(300, 300), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False))
    assert sizes[0] > 13 < sizes[2] < sizes[1]
    assert hands.view.range_boxes(0, 5)[0].width() > before
