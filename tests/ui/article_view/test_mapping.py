"""Code points to UTF-16 and back, and what is shown for them."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article_view.mapping import Mapping, display_text

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(
    "😀🇨🇦\u200d\ufeff\u2028\u2029\u0000\x1b\ufdd0\ufffc\U0001fffe")))


@given(TEXTS)
def test_the_display_has_as_many_code_points(text: str) -> None:
    shown = display_text(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not set(shown) & set("\n\r\u2029\ufdd0\ufdd1\ufffc\x00\x1b\x7f")


@given(TEXTS)
def test_both_ways_for_every_position(text: str) -> None:
    shown = display_text(text)
    mapping = Mapping(shown)
    for position in range(len(shown) + 1):
        unit = len(shown[:position].encode("utf-16-le")) // 2
        assert mapping.to_units(position) == unit
        assert mapping.to_points(unit) == position


@given(TEXTS)
def test_inside_a_surrogate_pair_counts_as_before(text: str) -> None:
    shown = display_text(text)
    mapping = Mapping(shown)
    for position, char in enumerate(shown):
        if ord(char) > 0xFFFF:
            assert mapping.to_points(mapping.to_units(position) + 1) == position


def test_stand_ins() -> None:
    assert display_text("a\tb\x00c\rd\x7f\ufdd1\u2028\u00a0\ufeff") == "a\tb␀c␍d␡\ufffd\u2028\u00a0\ufeff"
