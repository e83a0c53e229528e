"""Selecting, clicking and dragging with a real pointer: what is said is code points of the stored text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.ui.article_view import ArticleView

from .conftest import Hands, make_span

Heard = dict[str, list[tuple[object, ...]]]
TORTURE = ("Emoji 😀 first, a family 👩‍👩‍👧 and 🇨🇦 flags.\r\n"
           "NBSP\u00a0here, FEFF\ufeffinside, tab\there, bell\x07here.\r\n"
           "LS\u2028after, combining e\u0301te\u0301 and \ufdd0 none.\n"
           "The minister قال إن القاعدة said so.\u2029Last line")


@pytest.mark.parametrize("words", [
    "first", "a family", "flags", "NBSP\u00a0here", "inside", "tab\there", "bell\x07here", "after", "e\u0301te\u0301",
    "none", "minister", "said so", "Last line", "FEFF\ufeffinside", "😀", "👩‍👩‍👧",
])
def test_dragging_over_words_selects_exactly_them(hands: Hands, words: str) -> None:
    hands.show(TORTURE)
    start = TORTURE.index(words)
    end = start + len(words)
    box = hands.view.range_boxes(start, end)
    first, last = box[0], box[-1]
    hands.drag(QPoint(round(first.left() + 1), round(first.center().y())), first.center().toPoint(),
               QPoint(round(last.right() - 1), round(last.center().y())))
    assert hands.selected_text().strip("\ufeff") == words
    assert hands.view.target_for("band") == (start, end)


def test_dragging_across_a_change_of_direction_is_one_range(hands: Hands) -> None:
    hands.show(TORTURE)
    start = TORTURE.index("minister")
    arabic = TORTURE.index("القاعدة")
    box = hands.view.range_boxes(arabic, arabic + 7)[0]
    hands.drag(hands.edge(start), box.center().toPoint(), QPoint(round(box.left() + 1), round(box.center().y())))
    assert hands.selected_text() == "minister قال إن القاعدة"


def test_double_triple_and_quadruple_click(hands: Hands) -> None:
    text = "First one. The second U.S. sentence here. Third.\nNext line"
    hands.show(text)
    found = []
    for count in (2, 3, 4, 5):
        hands.clicks(hands.point(text.index("U.S.") + 1), count)
        found.append(hands.selected_text())
    assert found == ["U.S.", "The second U.S. sentence here.", *[text.split("\n")[0]] * 2]


def test_shift_click_extends(hands: Hands) -> None:
    hands.show("one two three four")
    hands.click(hands.edge(4))
    hands.click(hands.edge(12, after=True), Qt.KeyboardModifier.ShiftModifier)
    assert hands.selected_text() == "two three"


def test_clicks_at_one_place_reach_each_span_stacked_there(hands: Hands, heard: Heard) -> None:
    text = "The Prime Minister of Canada said it."
    hands.show(text, ("Canada", "GPE"), ("Prime Minister of Canada", "PERSON"), (text, "FACTUAL"))
    point = hands.point(text.index("Canada") + 2)
    for _ in range(4):
        hands.click(point)
    assert heard["spanSelected"] == [("s0",), ("s1",), ("s2",), ("s0",)]
    hands.click(hands.point(0))
    hands.click(hands.view.rect().bottomLeft() + QPoint(300, -20))
    assert heard["spanSelected"][4:] == [("s2",), (None,)]


def test_a_click_in_the_gutter_chooses_the_claim(hands: Hands, heard: Heard) -> None:
    text = "He said so. She did not."
    hands.show(text, ("He said so.", "FACTUAL"), ("She did not.", "OPINION"))
    gutter = hands.view._gutter_now()
    assert gutter is not None
    for caption in gutter.captions:
        hands.click(caption.box.center().toPoint())
    for sign in gutter.signs:
        hands.click(sign.box.center().toPoint())
    assert [each[0] for each in heard["spanSelected"]] == ["s0", "s1", "s0", "s1"]
    hands.double(gutter.captions[0].box.center().toPoint())
    assert heard["spanActivated"] == [("s0",)]


def test_dragging_an_end_is_told_once_trimmed(hands: Hands, heard: Heard) -> None:
    text = "Emoji 😀 then Jessica Lamirande said so"
    hands.show(text, ("Jessica", "PERSON"))
    start = text.index("Jessica")
    hands.view.set_selected("s0")
    assert len(hands.view.handles()) == 2
    end_handle = hands.view.handles()[1].box.center().toPoint()
    stop = hands.edge(text.index(" said"), after=True)
    hands.drag(end_handle, end_handle + QPoint(20, 0), stop)
    assert heard["boundaryMoved"] == [("s0", 0, start, text.index(" said"))]
    assert heard["selectionChanged"] == [()]
    assert hands.view.selected == "s0"
    span = hands.view.selected_span()
    assert span is not None
    assert span.end == start + 7


def test_a_dragged_end_never_empties_nor_splits(hands: Hands, heard: Heard) -> None:
    text = "ab 👩‍👩‍👧 cd ef"
    hands.show(text, make_span(text, "f", "PERSON", (3, 8), (12, 14)))
    hands.view.set_selected("f")
    handle = hands.view.handles()[0]
    hands.drag(handle.box.center().toPoint(), hands.edge(9), hands.edge(10, after=True))
    assert heard["boundaryMoved"] == []
    second = hands.view.handles()[2].box.center().toPoint()
    hands.drag(second, hands.edge(1), hands.edge(0))
    assert heard["boundaryMoved"] == [("f", 1, 9, 14)]


def test_escape_gives_up_dragging(hands: Hands, heard: Heard) -> None:
    hands.show("one two three", ("two", "PERSON"))
    hands.view.set_selected("s0")
    handle = hands.view.handles()[1].box.center().toPoint()
    port = hands.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=handle)
    QTest.mouseMove(port, hands.edge(12, after=True))
    shown = hands.view.selected_span()
    assert shown is not None
    assert shown.end == 13
    hands.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=handle)
    back = hands.view.selected_span()
    assert back is not None
    assert back.end == 7
    assert heard["boundaryMoved"] == []


def test_the_pointer_shows_what_can_be_dragged(hands: Hands) -> None:
    hands.show("one two three", ("two", "FACTUAL"))
    hands.view.set_selected("s0")
    port = hands.view.viewport()
    QTest.mouseMove(port, hands.view.handles()[0].box.center().toPoint())
    assert port.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(port, hands.point(9))
    assert port.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_dragging_past_the_edge_scrolls(hands: Hands, qtbot: object, view: ArticleView) -> None:
    hands.show("\n".join(f"Line {number} of many" for number in range(200)))
    port = view.viewport()
    bottom = view.position_at(port.rect().bottomLeft().toPointF())
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=hands.edge(0))
    QTest.mouseMove(port, QPoint(300, port.height() + 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)  # type: ignore[attr-defined]
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, port.height() + 60))
    selected = view.selection()
    assert selected is not None
    assert selected[0] == 0
    assert selected[1] > bottom


def test_a_double_click_and_a_drag_extend_by_words(hands: Hands) -> None:
    text = "one two three four five"
    hands.show(text)
    port, left = hands.view.viewport(), Qt.MouseButton.LeftButton
    for onto, words in ((text.index("our"), "three four"), (text.index("wo"), "two three")):
        hands.double(hands.point(text.index("hree")))
        QTest.mouseMove(port, hands.point(onto))
        QTest.mouseRelease(port, left, pos=hands.point(onto))
        assert hands.selected_text() == words


def test_a_drag_that_begins_in_the_gutter_selects_nothing(hands: Hands, heard: Heard) -> None:
    hands.show("He said so.", ("He said so.", "FACTUAL"))
    gutter = hands.view._gutter_now()
    assert gutter is not None
    hands.drag(gutter.signs[0].box.center().toPoint(), hands.point(3), hands.point(6))
    assert hands.view.selection() is None
    assert heard["spanSelected"] == [("s0",)]


def test_the_end_of_a_wrapped_line_stays_on_it(hands: Hands) -> None:
    hands.show("word " * 60)
    first = hands.view.range_boxes(0, 300)[0]
    hands.click(QPoint(round(first.right() + 30), round(first.center().y())))
    assert abs(hands.view._settled().place(hands.view.caret).x - first.right()) < 8  # type: ignore[union-attr]


def test_a_finished_selection_is_told_with_its_clicks(hands: Hands, heard: Heard) -> None:
    hands.show("One two. Three four.", ("One two. Three four.", "FACTUAL"))
    hands.drag(hands.edge(0), hands.edge(2), hands.edge(4, after=True))
    hands.clicks(hands.point(5), 4)
    hands.click(hands.point(10))
    gutter = hands.view._gutter_now()
    assert gutter is not None
    hands.drag(gutter.signs[0].box.center().toPoint(), hands.point(3))
    hands.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert heard["selectionFinished"] == [(1,), (2,), (3,), (4,)]
