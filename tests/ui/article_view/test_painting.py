"""What is on the screen: pixels where the words are, captions apart from each other, text readable."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.domain.color import contrast
from annotator.domain.scheme import Label, Layer, Scheme
from annotator.ui.article_view import DARK, LIGHT, ViewTheme
from annotator.ui.article_view.marks import CAPTION_RISE
from annotator.ui.article_view.painting import draw_line, line_kind
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import TextStyle

from .conftest import SCHEME, Hands, make_span
from .test_geometry import MIXED

COLORS = ("#228833", "#4477AA", "#CC8811", "#7733BB", "#BB4411", "#EE6677", "#FFFF00", "#000000", "#FFFFFF", "#00FF00")


def shot(hands: Hands) -> QImage:
    return hands.view.viewport().grab().toImage()


def has(image: QImage, box: QRectF, color: QColor) -> bool:
    """Whether the box shows exactly this color somewhere."""
    area = box.toAlignedRect() & image.rect()
    return any(image.pixelColor(x, y).rgb() == color.rgb() for x in range(area.left(), area.right() + 1)
               for y in range(area.top(), area.bottom() + 1))


def share(image: QImage, box: QRectF, color: QColor) -> float:
    """Return how much of the box is of this color."""
    area = box.toAlignedRect() & image.rect()
    hits = sum(image.pixelColor(x, y).rgb() == color.rgb() for x in range(area.left(), area.right() + 1)
               for y in range(area.top(), area.bottom() + 1))
    return hits / max(1, area.width() * area.height())


def styles(theme: ViewTheme) -> StyleBook:
    return StyleBook(SCHEME, theme)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_band_lies_behind_its_words_and_nowhere_else(hands: Hands, theme: ViewTheme) -> None:
    text = "Emoji 😀 then Jessica Lamirande said so"
    hands.view.set_theme(theme)
    hands.show(text, ("Jessica Lamirande", "PERSON"))
    span = hands.view.spans_under(hands.point(text.index("Lami")).toPointF())[0]
    fill, image = styles(theme).of(span).fill, shot(hands)
    start = text.index("Jessica")
    assert share(image, hands.view.range_boxes(start, start + 17)[0], fill) > 0.4
    for words in ("Emoji 😀 the", "aid so"):
        at = text.index(words)
        assert not has(image, hands.view.range_boxes(at, at + len(words))[0], fill)


def test_a_band_over_a_change_of_direction_covers_just_its_boxes(hands: Hands) -> None:
    start, end = MIXED.index("said"), MIXED.index("القاعدة")
    span = make_span(MIXED, "m", "GPE", (start, end))
    hands.show(MIXED, span)
    fill, image = styles(LIGHT).of(span).fill, shot(hands)
    inside = hands.view.range_boxes(start, end)
    assert len(inside) == 2
    assert all(share(image, box, fill) > 0.3 for box in inside)
    between = QRectF(inside[0].right() + 4, inside[0].top(), inside[1].left() - inside[0].right() - 8, 20)
    assert not has(image, between, fill)


def test_a_line_lies_under_and_a_bracket_beside(hands: Hands) -> None:
    text = "He said so. She did not."
    hands.show(text, ("He said so.", "FACTUAL"))
    ink = styles(LIGHT).of(hands.view.spans_under(hands.point(3).toPointF())[0]).ink
    box, other = hands.view.range_boxes(0, 11)[0], hands.view.range_boxes(13, 20)[0]
    image = shot(hands)
    assert has(image, QRectF(box.left(), box.bottom() - 2, box.width(), 6), ink)
    assert not has(image, other.adjusted(0, 0, 0, 6), ink)
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert has(image, gutter.signs[0].box, ink)


def test_boilerplate_is_dimmed_and_bands_on_it_too(hands: Hands) -> None:
    text = "Advertisement by Canada here\nPlain words"
    hands.show(text, ("Advertisement by Canada here", "AD"), ("Canada", "GPE"))
    image, plain = shot(hands), QColor(LIGHT.text)
    assert has(image, hands.view.range_boxes(29, 40)[0], plain)
    assert not has(image, hands.view.range_boxes(0, 28)[0], plain)
    assert has(image, hands.view.range_boxes(0, 13)[0], QColor(LIGHT.dimmed))
    hands.view.set_selection(0, 13)
    assert has(shot(hands), hands.view.range_boxes(0, 13)[0], plain)


def test_the_selected_span_is_outlined_and_the_selection_filled(hands: Hands) -> None:
    text = "one two three"
    hands.show(text, ("two", "PERSON"))
    box = hands.view.range_boxes(4, 7)[0].adjusted(-4, -4, 4, 4)
    assert not has(shot(hands), box, QColor(LIGHT.accent))
    hands.view.set_selected("s0")
    assert has(shot(hands), box, QColor(LIGHT.accent))
    hands.view.set_selection(8, 13)
    assert share(shot(hands), hands.view.range_boxes(8, 13)[0], QColor(LIGHT.selection)) > 0.4


def test_the_caret_shows_only_with_the_focus(hands: Hands) -> None:
    hands.show("words")
    place = hands.view.range_boxes(0, 1)[0]
    line = QRectF(place.left() - 2, place.top(), 3, place.height())
    assert has(shot(hands), line, QColor(LIGHT.accent)) == hands.view.hasFocus()
    hands.view.clearFocus()
    assert not has(shot(hands), line, QColor(LIGHT.accent))


def dense(hands: Hands) -> None:
    text = "Prime Minister Mark Carney of Canada met the President of Iraq in Baghdad. " * 6
    spans = [make_span(text, f"b{start}-{length}", ("PERSON", "GPE", "ORG")[start % 3], (start, start + length))
             for start in range(0, 300, 7) for length in (2, 9, 30)]
    spans += [make_span(text, f"l{start}-{length}", ("FACTUAL", "OPINION", "AD")[start % 3], (start, start + length))
              for start in range(0, 400, 37) for length in (60, 90)]
    hands.show(text, *spans)


def test_captions_never_cover_each_other(hands: Hands) -> None:
    dense(hands)
    checked = 0
    for _, _, layout in hands.view._visible or []:
        metrics = layout.metrics
        boxes = []
        for caption in layout.marks.captions:
            base = layout.rows[caption.row].top + metrics.overlap - CAPTION_RISE - caption.level * metrics.row
            high = metrics.caption.capHeight()
            boxes.append(QRectF(caption.left, base - high, caption.width, high))
            assert boxes[-1].right() <= layout.width + 1
            above = layout.rows[caption.row - 1].bottom if caption.row else 0.0
            assert boxes[-1].top() >= above
        for one, other in combinations(boxes, 2):
            assert not one.intersects(other)
            checked += 1
    assert checked > 100


def test_gutter_labels_never_cover_each_other_nor_a_sign(hands: Hands) -> None:
    dense(hands)
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert len(gutter.captions) > 10
    for one, other in combinations(gutter.captions, 2):
        assert not one.box.intersects(other.box)
    for caption in gutter.captions:
        assert not any(sign.box.intersects(caption.box) for sign in gutter.signs)
        assert caption.box.left() >= 0


def test_signs_in_the_gutter_lie_side_by_side(hands: Hands) -> None:
    text = "He said so. She did not.\n\nThey left."
    hands.show(text, ("He said so.", "FACTUAL"), ("She did not.", "OPINION"), (text, "AD"))
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert len(gutter.signs) == 5
    for one, other in combinations(gutter.signs, 2):
        if one.bracket.piece.span.id != other.bracket.piece.span.id:
            assert not one.box.intersects(other.box)
    wide = [sign.box for sign in gutter.signs if sign.bracket.piece.span.id == "s2"]
    assert len({box.left() for box in wide}) == 1
    assert [round(below.top() - above.bottom()) for above, below in pairwise(wide)] == [0, 0]


def test_fragments_are_tied(hands: Hands) -> None:
    text = "“We go,” he said, “and stay.” Others did not."
    span = make_span(text, "f", "FACTUAL", (0, 8), (18, 29))
    hands.show(text, span, make_span(text, "g", "PERSON", (30, 36), (41, 44)))
    ink, image = styles(LIGHT).of(span).ink, shot(hands)
    tie = hands.view.range_boxes(8, 18)[0]
    solid = share(image, hands.view.range_boxes(0, 8)[0].adjusted(0, 0, 0, 5), ink)
    dotted = share(image, tie.adjusted(0, 0, 0, 5), ink)
    assert solid > dotted
    marks = (hands.view._visible or [])[0][2].marks
    assert [tie.piece.span.id for tie in marks.ties] == ["f", "g"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_all_text_is_readable(theme: ViewTheme) -> None:
    page = [theme.text, theme.quiet, theme.dimmed, theme.accent, *(theme.ink(color) for color in COLORS)]
    assert min(contrast(color, theme.page) for color in page) >= 4.5
    fills = [theme.fill(color) for color in COLORS]
    assert min(contrast(theme.text, fill) for fill in [*fills, theme.selection]) >= 4.5
    assert min(contrast(theme.dimmed_on(fill), fill) for fill in fills) >= 4.5


def test_suggestions_are_dashed_and_ask(hands: Hands) -> None:
    text = "ISIL in Iraq. Read more."
    suggested = make_span(text, "q", "ORG", (0, 4), origin="suggested")
    hands.show(text, suggested, make_span(text, "c", "AD", (14, 24), origin="suggested"))
    image = shot(hands)
    assert not has(image, hands.view.range_boxes(0, 4)[0], styles(LIGHT).of(suggested).fill)
    marks = (hands.view._visible or [])[0][2].marks
    assert [caption.piece.caption for caption in marks.captions] == ["ORG?"]
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert [caption.text for caption in gutter.captions] == ["AD?"]


def test_without_an_article_the_message_stands_there(hands: Hands) -> None:
    hands.view.set_empty_message("Nothing open", "Press Ctrl+O.")
    hands.view.clear()
    image = shot(hands)
    assert has(image, QRectF(image.rect()), QColor(LIGHT.text))
    hands.click(QPoint(300, 300))
    hands.key(Qt.Key.Key_Down)
    assert hands.view.text == ""
    assert hands.view.handles() == []


def test_labels_of_a_layer_have_lines_of_their_own_kind() -> None:
    pictures = set()
    for index in range(6):
        image = QImage(60, 9, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, line_kind(index), QColor("#000000"), 2, 58, 4.5)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 6


def test_a_label_the_scheme_does_not_know_is_a_gray_band(hands: Hands) -> None:
    hands.show("one two", make_span("one two", "u", "UNKNOWN", (0, 3)))
    style = styles(LIGHT).of(hands.view.spans_under(hands.point(1).toPointF())[0])
    assert (style.form, style.caption) == ("band", "UNKNOWN")
    assert share(shot(hands), hands.view.range_boxes(0, 3)[0], style.fill) > 0.3


def test_another_scheme_and_theme_keep_the_article(hands: Hands) -> None:
    hands.show("one two", ("one", "PERSON"))
    hands.view.set_selected("s0")
    hands.view.set_text_style(TextStyle(family="Noto Sans", size=20))
    hands.view.set_theme(DARK)
    assert (hands.view.theme.size, hands.view.theme.page) == (20, DARK.page)
    hands.view.set_scheme(Scheme(layers=(Layer(name="entity", form="line", labels=(Label(name="PERSON"),)),)))
    hands.view.set_meta("Another line")
    hands.view.viewport().repaint()
    assert hands.view.selected == "s0"
    marks = (hands.view._visible or [])[0][2].marks
    assert (len(marks.bands), len(marks.lines)) == (0, 1)
