"""Graphemes, words, paragraphs and trimming, in every script."""

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain import text as places

FAMILY = "👩‍👩‍👧"
PARTS = st.sampled_from([
    "a", "B", "é", "e\u0301", " ", "\u00a0", "\n", "\r", "\r\n", "\u2028", "\u2029", "\ufeff", "\u200d", "\u200b", "😀",
    FAMILY, "🇨🇦", "🇮", "שלום", "م", "क्षि", "中", "ก", ".", "U.S.", "’s", "-", "\u0600", "\t", "한", "1", "\u0308"])
TEXTS = st.lists(PARTS, max_size=14).map("".join)
PLACED = TEXTS.flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text))))
RANGED = TEXTS.flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text)), st.integers(0, len(text)))).map(
    lambda each: (each[0], min(each[1:]), max(each[1:])))


def boundaries(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(PLACED)
@example(("🇨🇦🇨🇦🇨🇦", 3))
@example(("a" + "\u0301" * 9, 5))
def test_graphemes_agree_with_reading_from_the_start(each: tuple[str, int]) -> None:
    text, position = each
    bounds = boundaries(text)
    start, end = places.grapheme_range(text, position)
    assert start <= position
    assert start in bounds
    assert end in bounds
    assert places.is_boundary(text, position) == (position in bounds)
    assert places.next_grapheme(text, position) == min((b for b in bounds if b > position), default=len(text))
    assert places.previous_grapheme(text, position) == max((b for b in bounds if b < position), default=0)


@given(RANGED)
def test_trimming_twice_is_trimming_once_and_never_splits(each: tuple[str, int, int]) -> None:
    text, start, end = each
    low, high = places.trim(text, start, end)
    assert places.trim(text, low, high) == (low, high)
    if low < high:
        assert {low, high} <= set(boundaries(text))
        assert not set(text[low:high]) <= places.BLANK
    else:
        assert set(text[start:end]) <= places.BLANK


@pytest.mark.parametrize(("text", "start", "end", "expected"), [
    ("  word \u00a0", 0, 8, "word"), ("\ufeffOTTAWA\u200b", 0, 8, "OTTAWA"), (f"x{FAMILY}y", 2, 3, FAMILY),
    ("e\u0301a", 0, 1, "e\u0301"), (" \t\u2028", 0, 3, ""), ("a\r\nb", 0, 3, "a"), ("\u2067abc\u2069", 0, 5, "abc"),
])
def test_trim(text: str, start: int, end: int, expected: str) -> None:
    assert text[slice(*places.trim(text, start, end))] == expected


@given(RANGED)
def test_snap_widens_to_graphemes(each: tuple[str, int, int]) -> None:
    text, start, end = each
    low, high = places.snap(text, start, end)
    assert {low, high} <= set(boundaries(text))
    assert low <= start
    assert high >= end or start == end


@given(TEXTS)
def test_paragraphs_and_their_breaks_are_the_whole_text(text: str) -> None:
    lines = places.paragraphs(text)
    assert lines == [(match.start(), match.end(1)) for match in regex.finditer(
        r"([^\n\r\u2029]*+)(?:\r\n|[\n\r\u2029]|\Z)", text)][:len(lines)]
    for start, end in lines:
        for position in {start, end}:
            assert places.paragraph_range(text, position) == (start, end)


@given(PLACED)
def test_every_step_goes_on_and_ends(each: tuple[str, int]) -> None:
    text, position = each
    for step in (places.next_word, places.next_word_end, places.next_paragraph):
        assert position < step(text, position) <= len(text) or position == len(text)
    for step in (places.previous_word, places.previous_word_end, places.previous_paragraph):
        assert 0 <= step(text, position) < position or position == 0


@given(PLACED)
def test_a_word_is_whole_and_in_its_paragraph(each: tuple[str, int]) -> None:
    text, position = each
    low, high = places.paragraph_range(text, position)
    found = places.word_range(text, position)
    if found:
        assert low <= found[0] < found[1] <= high
        assert set(found) <= set(boundaries(text))


@pytest.mark.parametrize(("text", "position", "word"), [
    ("the U.S. and", 5, "U.S."), ("the U.S. and", 8, "U.S."), ("the U.S.", 4, "U.S."), ("one, two", 4, "one"),
    ("one  ,two", 5, "two"), ("  one", 0, "one"), ("a 😀 b", 2, "😀"), ("x. End", 1, "x"), ("can't stop", 2, "can't"),
    ("3.5 million", 1, "3.5"),
    ("Al-Kadhimi", 0, "Al"), ("שלום עולם", 5, "עולם"), ("a\r\nbc", 2, "a"), ("a\nbc", 2, "bc"),
    ("x" * 3000 + " end", 1500, "x" * 3000), (" " * 3000 + "far", 0, "far"),
])
def test_word_at(text: str, position: int, word: str) -> None:
    assert text[slice(*places.word_range(text, position) or (0, 0))] == word


def test_no_word_where_there_is_none() -> None:
    assert places.word_range("one\n ... \ntwo", 6) is None
    assert places.entity_word("", 0) is None


@pytest.mark.parametrize(("text", "position", "word"), [
    ("Iraq’s base", 2, "Iraq"), ("Iraq's base", 6, "Iraq"), ("bases", 1, "bases"), ("’s", 0, "s"),
])
def test_entity_word_drops_the_possessive(text: str, position: int, word: str) -> None:
    assert text[slice(*places.entity_word(text, position) or (0, 0))] == word


def test_words_one_after_the_other() -> None:
    text = "one, two\r\nthree"
    assert [places.next_word(text, place) for place in (0, 5, 8, 10)] == [5, 8, 10, 15]
    assert [places.next_word_end(text, place) for place in (0, 3, 8, 10)] == [3, 8, 10, 15]
    assert [places.previous_word(text, place) for place in (15, 10, 8, 6, 5, 0)] == [10, 8, 5, 5, 0, 0]
    assert [places.previous_word_end(text, place) for place in (15, 10, 8, 5, 0)] == [10, 8, 3, 3, 0]


def test_words_far_apart() -> None:
    text = "one" + " " * 2000 + "two"
    assert places.next_word(text, 0) == 2003
    assert places.previous_word(text, 2003) == 0
    assert places.previous_word_end(text, 2003) == 3


def test_paragraph_steps_skip_empty_lines() -> None:
    text = "one\n\n \ntwo\nthree"
    assert [places.next_paragraph(text, place) for place in (0, 4, 8, 12)] == [7, 7, 11, 16]
    assert [places.previous_paragraph(text, place) for place in (16, 11, 9, 7, 0)] == [11, 7, 7, 0, 0]


def test_inside_a_crlf_the_line_before_counts() -> None:
    assert places.paragraph_range("ab\r\ncd", 3) == (0, 2)


@pytest.mark.parametrize(("text", "right", "mixed"), [
    ("abc", False, False), ("123 שלום", True, True), ("a שלום", False, True), ("...", False, False),
    ("\u202babc", False, True),
])
def test_direction(text: str, right: bool, mixed: bool) -> None:
    assert places.is_rtl(text, 0, len(text)) is right
    assert places.has_mixed_direction(text) is mixed


def test_what_runs_left_to_right_in_any_line() -> None:
    assert [places.has_left_to_right(text) for text in ("abc", "שלום 12", "שלום!", "٣")] == [True, True, False, True]
    assert [places.has_direction_controls(text) for text in ("\u2067abc", "שלום")] == [True, False]


def test_only_the_surroundings_are_read() -> None:
    """A position deep in half a million characters is found in a small window, whatever stands around it."""
    text = "word, U.S. " * 45_000
    middle = len(text) // 2
    for function in (places.word_range, places.next_word, places.previous_word, places.grapheme_range):
        assert function(text, middle)
