"""What is seen of compared spans: whose, which kind and what is decided, in shape as well as color, and readable."""

from itertools import combinations, product
from typing import get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from annotator.domain.color import TEXT_RATIO, contrast
from annotator.domain.difference import DIFFERENCE_KINDS, DifferenceKind
from annotator.domain.review import VERDICTS
from annotator.ui.article_view import DARK, LIGHT, ViewTheme
from annotator.ui.article_view.compared import Compared
from annotator.ui.article_view.compared_overview import drawing
from annotator.ui.article_view.compared_pieces import MARK_RATIO, kind_color, style_of
from annotator.ui.article_view.layers import LayerView
from annotator.ui.article_view.style import StyleBook

from .comparing import COLORS, NAMES, Compares
from .conftest import SCHEME, Hands

TEXT = "Ministers met the Islamic State envoy in Erbil’s old town."
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
HUES = (*COLORS.values(), "#FFFF00", "#FFFFFF", "#000000", "#1C1D20", "#FFFEFA", "#00FF00")


def shot(hands: Hands) -> QImage:
    return hands.view.viewport().grab().toImage()


def words_box(hands: Hands, words: str) -> QRectF:
    start = hands.view.text.index(words)
    return hands.view.range_boxes(start, start + len(words))[0]


def count(image: QImage, box: QRectF, color: QColor) -> int:
    area = box.toAlignedRect() & image.rect()
    return sum(image.pixelColor(x, y).rgb() == color.rgb() for x in range(area.left(), area.right() + 1)
               for y in range(area.top(), area.bottom() + 1))


@THEMES
def test_all_text_and_all_marks_stand_out(theme: ViewTheme) -> None:
    book = StyleBook(SCHEME, theme)
    cases = product(SCHEME.labels(), HUES, DIFFERENCE_KINDS, ("", *VERDICTS), (False, True), (False, True))
    for (layer, label), hue, kind, verdict, quiet, settled in cases:
        mark = Compared(kind, 1, "Ben", hue, verdict, quiet=quiet)
        style = style_of(book.named(layer.name, label.name), mark, book, settled=settled)
        assert contrast(style.ink.name(), theme.page) >= TEXT_RATIO
        assert contrast(theme.text, style.fill.name()) >= TEXT_RATIO
        assert contrast(style.dimmed.name(), style.fill.name()) >= TEXT_RATIO
        assert (style.edge is None) == quiet
        if style.edge and style.name and style.sign:
            assert contrast(style.edge.name(), theme.page) >= MARK_RATIO
            assert min(contrast(each.name(), theme.page) for each in (style.name, style.sign)) >= TEXT_RATIO


@THEMES
def test_marks_of_the_overview_stand_out_and_differ_in_shape(theme: ViewTheme) -> None:
    style = StyleBook(SCHEME, theme).named("entity", "GPE")
    shapes = {look: drawing(look, (2, 0, 3, 3), style, theme) for look in (*DIFFERENCE_KINDS, "done", "calm")}
    assert len({boxes for boxes, _ in shapes.values()}) == len(shapes)
    for look, (_, color) in shapes.items():
        assert look == "calm" or contrast(color.name(), theme.page) >= MARK_RATIO
    assert min(contrast(kind_color(kind, theme), theme.page) for kind in DIFFERENCE_KINDS) >= TEXT_RATIO


@THEMES
def test_only_the_first_fills_the_words_and_the_second_lies_beneath(hands: Hands, theme: ViewTheme) -> None:
    hands.view.set_theme(theme)
    shown = Compares(hands, TEXT)
    shown.differ("missing", Ana=("Islamic State", "ORG"))
    b, = shown.differ("extra", Ben=("Erbil", "GPE"))
    shown.show()
    book, image = StyleBook(SCHEME, theme), shot(hands)
    mine = style_of(book.named("entity", "ORG"), shown.marks[shown.spans[0].id], book, settled=False)
    theirs = style_of(book.named("entity", "GPE"), shown.marks[b], book, settled=False)
    assert count(image, words_box(hands, "Islamic State"), mine.fill) > 200
    erbil = words_box(hands, "Erbil")
    assert count(image, erbil.adjusted(0, 2, 0, -2), theirs.fill) == 0
    assert count(image, QRectF(erbil.left(), erbil.bottom(), erbil.width(), 8), theirs.fill) > 20


def test_the_edge_is_solid_for_the_first_and_broken_for_the_second(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    shown.show()
    layout, image = shown.layout(), shot(hands)
    page, top = hands.view._page, (hands.view._visible or [])[0][1]
    assert page is not None
    row, left = layout.rows[0], page.left + layout.marks.bands[0].left
    right = page.left + layout.marks.bands[0].right
    first, second = top + row.top + layout.metrics.overlap, top + row.bottom + layout.metrics.under - 1.5

    def inked(y: float) -> list[bool]:
        rows = (image.pixelColor(x, round(y) + step).lightness() for x in range(round(left) + 5, round(right) - 5)
                for step in (-1, 0))
        values = list(rows)
        return [min(values[at:at + 2]) < 200 for at in range(0, len(values), 2)]

    assert all(inked(first))
    broken = inked(second)
    assert any(broken)
    assert not all(broken)


def test_agreement_is_paler_than_ever_and_decisions_are_calm(hands: Hands) -> None:
    book = StyleBook(SCHEME, LIGHT)
    plain = book.named("entity", "GPE")
    looks = {verdict: style_of(plain, Compared("missing", 0, "Ana", "#2A6FBB", verdict), book,
                               settled=bool(verdict))
             for verdict in ("", "accept", "reject")}
    quiet = style_of(plain, Compared("same", 0, "Ana", "#2A6FBB", quiet=True), book, settled=False)
    assert looks[""].fill == plain.fill
    page = LIGHT.page
    fills = [contrast(each.fill.name(), page) for each in (looks[""], quiet, looks["accept"], looks["reject"])]
    assert fills[0] > fills[1] == fills[2] > fills[3] == 1.0
    assert looks["accept"].sign == QColor(LIGHT.quiet)


@pytest.mark.parametrize("kind", get_args(DifferenceKind)[1:])
def test_each_kind_looks_other_than_agreement(hands: Hands, kind: DifferenceKind) -> None:
    pictures = []
    for shown in (Compares(hands, TEXT), Compares(hands, TEXT)):
        if pictures:
            shown.differ(kind, Ana=("Erbil", "GPE"))
        else:
            shown.same("Erbil", "GPE")
        shown.show()
        pictures.append(shot(hands).convertToFormat(QImage.Format.Format_Grayscale8))
    assert pictures[0] != pictures[1]


def test_a_boundary_of_one_character_is_seen_in_gray(hands: Hands) -> None:
    """Without any color the two ends are two dark strokes one letter apart."""
    shown = Compares(hands, TEXT)
    shown.differ("boundary", Ana=("Erbil", "GPE"), Ben=("Erbil’s", "GPE"))
    shown.show()
    gray = shot(hands).convertToFormat(QImage.Format.Format_Grayscale8)
    place, end = TEXT.index("Erbil"), words_box(hands, "Erbil’s").right()
    for x in (hands.view.range_boxes(place, place + 5)[0].right(), end):
        box = words_box(hands, "Erbil")
        dark = [min(gray.pixelColor(round(x) + step, y).lightness() for step in (-1, 0, 1))
                for y in range(round(box.top()) + 5, round(box.bottom()))]
        assert sum(value < 185 for value in dark) > len(dark) * 0.5


def test_setting_marks_and_taking_them_away_leaves_no_trace(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    hands.show(TEXT, *shown.spans)
    before = hands.view.grab().toImage()
    hands.view.set_compared(shown.marks)
    assert hands.view.grab().toImage() != before
    hands.view.set_compared({})
    assert hands.view.grab().toImage() == before
    hands.view.set_compared(shown.marks)
    hands.view.set_article("Another", "", TEXT)
    hands.view.set_spans(shown.spans)
    assert hands.view.compared(shown.spans[0].id) is None


@THEMES
def test_patching_one_mark_paints_as_setting_all(hands: Hands, theme: ViewTheme) -> None:
    hands.view.set_theme(theme)
    shown = Compares(hands, TEXT + "\nCanada follows.")
    a, b = shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    c, = shown.differ("missing", Ana=("Canada", "GPE"))
    d = shown.same("Erbil", "GPE")
    shown.show()
    changed = {a: shown.marks[a]._replace(verdict="accept"), b: shown.marks[b]._replace(verdict="edit"),
               d: Compared("extra", 1, "Ben", COLORS["Ben"])}
    hands.view.patch_compared(changed, [c])
    patched = hands.view.grab().toImage()
    del shown.marks[c]
    hands.view.set_compared(shown.marks | changed, NAMES[:2])
    assert patched == hands.view.grab().toImage()


def test_patching_an_ordinary_view_compares_it(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, = shown.differ("missing", Ana=("Erbil", "GPE"))
    hands.show(TEXT, *shown.spans)
    hands.view.patch_compared(shown.marks)
    assert hands.view.compared(a) == shown.marks[a]
    hands.view.set_compared({})
    hands.view.set_compared({})
    assert hands.view.compared(a) is None
    assert hands.view.compared_words(a) == ""


def test_spans_patched_while_comparing_keep_the_overview_true(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b = shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    shown.show()
    hands.view.grab()
    hands.view.patch_spans([], [a, b])
    hands.view.patch_compared({}, [a, b])
    hands.view.patch_compared({a: shown.marks[a]})
    hands.view.patch_spans([shown.spans[0]])
    patched = hands.view.grab().toImage()
    hands.view.set_spans([shown.spans[0]])
    hands.view.set_compared({a: shown.marks[a]}, NAMES[:2])
    assert patched == hands.view.grab().toImage()


def test_the_partner_of_the_selected_span_is_outlined_lightly(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b = shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    shown.show()
    pictures = [shot(hands)]
    accent = QColor(LIGHT.accent)
    for id in (a, b):
        hands.view.set_draggable(())
        hands.view.set_selected(id)
        image = shot(hands)
        pictures.append(image)
        around = words_box(hands, "Islamic State").adjusted(-3, -2, 3, 12)
        assert count(image, around, accent) > 40
    assert all(one != other for one, other in combinations(pictures, 2))


def test_hidden_and_faint_layers_and_outlines_hold_for_compared_spans(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    shown.show()
    hands.view.set_layers(LayerView(hidden=frozenset(["entity"])))
    assert shown.marks_of().strokes() == []
    hands.view.set_layers(LayerView(focused="claim"))
    faint = shown.marks_of().bands[0].piece.style
    hands.view.set_layers(LayerView(outlined=True))
    firm = shown.marks_of().bands[0].piece.style
    assert faint.quiet
    assert firm.outlined
    assert contrast(faint.fill.name(), LIGHT.page) < contrast(firm.fill.name(), LIGHT.page)
    shot(hands)


def test_every_form_is_painted(hands: Hands) -> None:
    """Lines with edges of three annotators, hatched bars, split spans, proposals: all of it on one page."""
    text = "He said so.\nStory continues.\nShe did not, he said, go."
    shown = Compares(hands, text)
    for label, words in (("FACTUAL", "He said so"), ("AD", "Story continues."), ("PERSON", "She")):
        shown.differ("label", Ana=(words, label), Ben=(words, label), Cleo=(words, label))
    b, = shown.differ("extra", Ben=("did not", "OPINION"), verdict="edit")
    shown.propose("She did not", "OPINION", b)
    shown.show()
    before = shot(hands)
    hands.view.set_selected(b)
    assert shot(hands) != before
    assert "✎ OPINION proposed" in shown.gutter()
