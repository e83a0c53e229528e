"""Hits are outlined where they stand, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from annotator.ui.article_view import LIGHT
from annotator.ui.article_view.hits import Hits
from annotator.ui.article_view.overview import Overview
from tests.ui.article_view.conftest import Hands

_TEXT = "😀 Iraq and again Iraq.\n\nشارع Iraq العراق and more.\n" + "A line.\n" * 200 + "Iraq at the end."


def grabbed(hands: Hands) -> QImage:
    return hands.view.viewport().grab().toImage()


def accents(image: QImage, left: float, right: float, y: float) -> int:
    """Return how many pixels of a row are the accent's (hue alone: lines are painted soft at their edges)."""
    hue = QColor(LIGHT.accent).hslHue()
    colors = [image.pixelColor(x, round(y)) for x in range(round(left), round(right))]
    return sum(abs(color.hslHue() - hue) < 12 and color.hslSaturation() > 60 for color in colors)


def test_hits_are_outlined_and_taken_away_again(hands: Hands) -> None:
    hands.show(_TEXT)
    before = grabbed(hands)
    first = _TEXT.index("Iraq")
    second = _TEXT.index("Iraq", first + 1)
    third = _TEXT.index("Iraq", second + 1)
    hands.view.set_hits([(start, start + 4) for start in (first, second, third)], 1)
    after = grabbed(hands)
    for start in (first, second, third):
        box = hands.view.range_boxes(start, start + 4)[0]
        assert accents(before, box.left(), box.right(), box.bottom()) == 0
        assert accents(after, box.left(), box.right(), box.bottom()) > box.width() / 4
    beside = hands.view.range_boxes(_TEXT.index("again"), _TEXT.index("again") + 5)[0]
    assert accents(after, beside.left() + 3, beside.right() - 3, beside.bottom()) == 0
    hands.view.set_hits(())
    assert grabbed(hands) == before


def test_the_current_hit_stands_out(hands: Hands) -> None:
    hands.show(_TEXT)
    first, second = _TEXT.index("Iraq"), _TEXT.index("Iraq", 8)
    hands.view.set_hits([(first, first + 4), (second, second + 4)], 1)
    image = grabbed(hands)
    quiet, current = hands.view.range_boxes(first, first + 4)[0], hands.view.range_boxes(second, second + 4)[0]
    assert (accents(image, current.left(), current.right(), current.bottom() - 2)
            > accents(image, quiet.left(), quiet.right(), quiet.bottom() - 2))


def test_hits_out_of_sight_are_marked_in_the_overview_ruler(hands: Hands) -> None:
    hands.show(_TEXT)
    ruler = hands.view.findChild(Overview)
    assert ruler is not None
    before = ruler.grab().toImage()
    hands.view.set_hits([(_TEXT.rindex("Iraq"), len(_TEXT))])
    y = int(ruler.y_of(_TEXT.rindex("Iraq")))
    assert ruler.grab().toImage().pixelColor(6, y).hslHue() == QColor(LIGHT.accent).hslHue()
    hands.view.set_article("Another", "", "Nothing found here.")
    assert ruler.grab().toImage() != before
    assert not hands.view._hits.ranges


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))), st.integers(0, 60), st.integers(1, 20))
def test_the_ranges_of_a_stretch_are_those_that_reach_into_it(made: list[tuple[int, int]], start: int,
                                                              length: int) -> None:
    ranges = [(low, low + size) for low, size in made]
    assert list(Hits(ranges).within(start, start + length)) == sorted(
        (low, high) for low, high in ranges if low < start + length and start < high)
