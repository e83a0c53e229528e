"""Colors for labels: spare ones, and what is said of one."""

from annotator.domain.color import contrast, readable
from annotator.domain.palettes import (
    ANNOTATORS,
    BRIGHT,
    GOLDEN,
    MUTED,
    PALETTES,
    VIBRANT,
    annotator_colors,
    color_hint,
    same_color,
    spare_color,
)
from annotator.domain.scheme import Label, Layer


def layer(*colors: str, form="band") -> Layer:
    return Layer(name="e", form=form, labels=tuple(Label(name=f"L{n}", color=each) for n, each in enumerate(colors)))


def test_a_new_label_gets_a_color_of_its_own():
    assert spare_color(layer()) == MUTED[0]
    assert spare_color(layer(MUTED[0].lower(), MUTED[2])) == MUTED[1]
    assert spare_color(layer(form="line")) == VIBRANT[0]
    assert spare_color(layer(*BRIGHT, form="block")) == BRIGHT[0]


def test_colors_are_told_apart_in_their_palette():
    assert all(len(set(colors)) == len(colors) for _, colors in PALETTES)


def test_hints():
    assert color_hint("#777777", "band", "#FFFFFF", "#FFFFFF") == (
        "Captions are darkened on the light page (4.5 : 1) and lightened on the dark page (4.5 : 1), so that they can "
        "be read.")
    assert color_hint("#FFEE99", "line", "#FFFFFF", "#000000").startswith("Captions and lines are darkened")
    assert "Stands out" in color_hint("#767676", "band", "#FFFFFF", "#000000")
    assert "quiet color" in color_hint("#767676", "block", "#FFFFFF", "#000000")


def test_twins_are_named():
    assert same_color(layer("#AABBCC", "#aabbcc"), "L0", "#AABBCC") == "L1"
    assert same_color(layer("#AABBCC"), "L0", "#AABBCC") == ""


def test_annotators_have_colors_by_the_order_they_came():
    assert annotator_colors({"zoe": "", "ana": "", "gold": "", "bob": ""}) == {
        "zoe": ANNOTATORS[0], "ana": ANNOTATORS[1], "gold": GOLDEN, "bob": ANNOTATORS[2]}
    assert annotator_colors({}) == {}


def test_a_chosen_color_is_nobody_elses_and_moves_no_other():
    chosen = annotator_colors({"ana": "", "bob": "", "carl": "#123456", "gold": "#FFFFFF"})
    assert chosen == {"ana": ANNOTATORS[0], "bob": ANNOTATORS[1], "carl": "#123456", "gold": "#FFFFFF"}
    assert annotator_colors({"ana": "", "bob": "", "carl": ANNOTATORS[0].lower()}) == {
        "ana": ANNOTATORS[2], "bob": ANNOTATORS[1], "carl": ANNOTATORS[0].lower()}
    many = annotator_colors({f"a{n}": "" for n in range(20)})
    assert list(many.values())[8:10] == [ANNOTATORS[0], ANNOTATORS[1]]


def test_annotators_are_told_apart_as_lines_on_both_pages():
    assert len({*ANNOTATORS, GOLDEN}) == len(ANNOTATORS) + 1
    for page in ("#FFFEFA", "#1E2127"):
        drawn = [readable(color, page, 3) for color in (*ANNOTATORS, GOLDEN)]
        assert len(set(drawn)) == len(drawn)
        assert all(contrast(color, page) >= 3 for color in drawn)
