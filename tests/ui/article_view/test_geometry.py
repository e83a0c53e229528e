"""Where characters stand, in one and in mixed directions."""

import pytest

from .conftest import Hands

MIXED = "The ministry said قصفت القاعدة العسكرية 123 مرة on Monday in Iraq."
SAMPLES = {
    "english": "Plain words in a row", "mixed": MIXED, "arabic": "قال الوزير إن Ain al-Asad قاعدة مهمة",
    "hebrew": "שלום abc עולם 12 ok", "hindi": "क्षि नमस्ते दुनिया", "thai": "สวัสดีชาวโลก", "chinese": "今日は新聞を読む",
    "emoji": "a👩‍👩‍👧b🇨🇦c e\u0301 z", "single": "abc ש def", "nested": "אב (c d) ה 1,2 f",
    "conjunct": "दिल्ली में עברית कहा स्थिति",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_boxes_of_all_characters_tile_the_line(hands: Hands, name: str) -> None:
    text = SAMPLES[name]
    hands.show(text)
    whole = hands.view.range_boxes(0, len(text))
    assert len(whole) == 1
    parts = [box for at in range(len(text)) for box in hands.view.range_boxes(at, at + 1)]
    edges = sorted({(round(box.left(), 1), round(box.right(), 1)) for box in parts if box.width() > 0})
    reached = edges[0][0]
    assert reached == pytest.approx(whole[0].left(), abs=1)
    for left, right in edges:
        assert left <= reached + 1
        reached = max(reached, right)
    assert reached == pytest.approx(whole[0].right(), abs=1)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_under_a_box_is_that_character(hands: Hands, name: str) -> None:
    text = SAMPLES[name]
    hands.show(text)
    from annotator.domain.text import grapheme_range
    for at in range(len(text)):
        start, end = grapheme_range(text, at)
        boxes = hands.view.range_boxes(start, end)
        if start == at and boxes and boxes[0].width() > 2:
            found = hands.view.character_at(boxes[0].center())
            assert found is not None
            assert start <= found < end


def test_a_range_over_a_change_of_direction_has_several_boxes(hands: Hands) -> None:
    hands.show(MIXED)
    start = MIXED.index("said")
    end = MIXED.index("القاعدة")
    boxes = hands.view.range_boxes(start, end)
    assert len(boxes) == 2
    assert boxes[0].right() < boxes[1].left()
    assert boxes[0].left() == pytest.approx(hands.view.range_boxes(start, start + 1)[0].left(), abs=1)


def test_a_line_that_reads_right_to_left_stands_at_the_right(hands: Hands) -> None:
    hands.show("שלום\nabc")
    right, left = hands.view.range_boxes(0, 4)[0], hands.view.range_boxes(5, 8)[0]
    assert right.right() > left.right() + 200


def test_places_without_a_character_have_none(hands: Hands) -> None:
    hands.show("abc\n\nשלום")
    box = hands.view.range_boxes(0, 3)[0]
    assert hands.view.character_at(box.center()) == 1
    for point in (box.topLeft() - box.center() + box.topLeft(), box.center() + (box.center() - box.topLeft()) * 9):
        assert hands.view.character_at(point) is None
