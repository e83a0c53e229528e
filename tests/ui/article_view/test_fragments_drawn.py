"""Spans of several fragments on the page: one label, a tie that can be seen, and a mark at the later fragments."""

from PySide6.QtGui import QColor

from annotator.ui.article_view import LIGHT

from .conftest import Hands, make_span
from .test_painting import has, share, shot, styles

LINES = "One here and two there.\nNothing in this line.\nThree at last."


def places(*words: str, text: str = LINES) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def test_the_label_is_written_once_and_later_fragments_say_that_they_go_on(hands: Hands) -> None:
    hands.show(LINES, make_span(LINES, "f", "PERSON", *places("One", "two", "Three")))
    captions = [caption.text for _, _, layout in hands.view._visible or [] for caption in layout.marks.captions]
    assert captions == ["PERSON", "…", "…"]


def test_the_gutter_says_it_once_and_marks_the_lines_below(hands: Hands) -> None:
    hands.show(LINES, make_span(LINES, "f", "FACTUAL", *places("One", "two", "Three")))
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert [caption.text for caption in gutter.captions] == ["FACTUAL", "…"]
    first, later = (caption.box for caption in gutter.captions)
    assert abs(later.center().y() - hands.view.range_boxes(*places("Three")[0])[0].center().y()) < 14
    assert first.bottom() < later.top()


def test_what_lies_between_on_one_line_is_tied_and_far_fragments_only_reach_out(hands: Hands) -> None:
    hands.show(LINES, make_span(LINES, "f", "FACTUAL", *places("One", "two", "Three")))
    ties = [tie for _, _, layout in hands.view._visible or [] for tie in layout.marks.ties]
    blocks = [len(layout.marks.ties) for _, _, layout in hands.view._visible or []]
    assert blocks[:2] == [2, 0]
    between = hands.view.range_boxes(*places(" here and ")[0])[0]
    assert any(abs(tie.right - tie.left - between.width()) < 2 for tie in ties)


def test_every_form_ties_its_fragments_with_pixels(hands: Hands) -> None:
    for label in ("PERSON", "FACTUAL"):
        span = make_span(LINES, "f", label, *places("One", "two"))
        hands.show(LINES, span)
        ink = styles(LIGHT).of(span).ink
        between = hands.view.range_boxes(*places("here and")[0])[0].adjusted(0, 8, 0, 5)
        assert 0 < share(shot(hands), between, ink) < 0.1
        hands.view.set_selected("f")
        assert has(shot(hands), between, QColor(LIGHT.accent))


def test_a_block_of_fragments_is_hatched_beside_them_only_and_tied_between(hands: Hands) -> None:
    span = make_span(LINES, "f", "AD", *places("One here and two there.", "Three at last."))
    hands.show(LINES, span)
    gutter = hands.view._gutter_now()
    assert gutter is not None
    ink, image = styles(LIGHT).of(span).ink, shot(hands)
    first, between, last = (sign.box for sign in gutter.signs)
    assert has(image, between, ink)
    page = QColor(LIGHT.page)
    free = [share(image, box.adjusted(0, 6, -3, -6), page) for box in (first, between, last)]
    assert free[1] == 1.0 > max(free[0], free[2])


def test_each_fragment_of_the_selected_and_of_the_pinned_span_is_outlined(hands: Hands) -> None:
    hands.show(LINES, make_span(LINES, "f", "PERSON", *places("One", "two", "Three")))
    boxes = [hands.view.range_boxes(*place)[0].adjusted(-3, 0, 3, 3) for place in places("One", "two", "Three")]
    assert not any(has(shot(hands), box, QColor(LIGHT.accent)) for box in boxes[1:])
    hands.view.set_pinned("f")
    assert all(has(shot(hands), box, QColor(LIGHT.accent)) for box in boxes)
    hands.view.set_pinned()
    hands.view.set_selected("f")
    assert all(has(shot(hands), box, QColor(LIGHT.accent)) for box in boxes)
