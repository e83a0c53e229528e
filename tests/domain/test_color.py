"""Luminance, contrast and readable hues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import color

COLORS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#777777", "#FFFFFF", 4.48),
    ("#767676", "#FFFFFF", 4.54),
])
def test_contrast_as_the_standard_gives_it(one: str, other: str, ratio: float) -> None:
    assert color.contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLORS)
def test_channels_come_back(each: str) -> None:
    assert color.from_channels(*color.channels(each)) == each


@given(COLORS, COLORS)
def test_mixing_begins_and_ends_with_its_colors(one: str, other: str) -> None:
    assert (color.mix(one, other, 0), color.mix(one, other, 1)) == (one, other)


@given(COLORS, COLORS)
def test_contrast_has_no_direction(one: str, other: str) -> None:
    assert color.contrast(one, other) == color.contrast(other, one)
    assert 1 <= color.contrast(one, other) <= 21.01


@given(COLORS, COLORS)
def test_readable_reaches_the_ratio_on_any_background(hue: str, background: str) -> None:
    assert color.contrast(color.readable(hue, background), background) >= color.TEXT_RATIO


def test_what_is_readable_stays() -> None:
    assert color.readable("#AA3377", "#FFFFFF") == "#AA3377"


def test_an_unreachable_ratio_gives_the_better_extreme() -> None:
    assert color.readable("#808080", "#808080", 21) == "#000000"


@given(COLORS)
def test_tint_keeps_the_hue_and_takes_the_lightness(hue: str) -> None:
    tinted = color.channels(color.tint(hue, 0.5))
    assert (max(tinted) + min(tinted)) / 2 == pytest.approx(0.5, abs=0.01)
