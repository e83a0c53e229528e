"""Colors for labels: spare ones, and what is said of one."""

from annotator.domain.palettes import BRIGHT, MUTED, PALETTES, VIBRANT, color_hint, same_color, spare_color
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
