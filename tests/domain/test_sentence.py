"""Sentences by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import text as places
from annotator.domain.sentence import next_sentence, previous_sentence, sentence_range

PARTS = st.sampled_from([
    "A", "word", " ", "  ", ".", "!", "?", "…", "...", "。", "」", "”", "“", "Mr.", "U.S.", "No.", "5", "The", "\n",
    "\r\n", "\u00a0", "e\u0301", "؟", "שלום", ")", "'"])
TEXTS = st.lists(PARTS, max_size=20).map("".join)
PLACED = TEXTS.flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text))))


def sentences(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        found.append(text[slice(*sentence_range(text, position))])
        position = next_sentence(text, position)
    return found


@pytest.mark.parametrize("parts", [
    ["One.", "Two!", "Three?", "Four…", "Five"],
    ["Gen. Smith met J. F. Kennedy in the U.S.", "He said so."],
    ["U.S. forces paid 3.5 million to No. 5 of Acme Inc. on Jan. 5 at 5 p.m. local time.", "No.", "Never."],
    ["“Really?” he asked.", "“Done.”", "(Yes!)", "Then… maybe not."],
    ["He left for Acme Inc.", "“We wait,” she said."],
    ["Cf. page 3, i.e. the last, vs. John e.g. Smith et al. in Oct. as is.", "End"],
    ["It ended in Oct.", "The rest followed."],
    ["هل هذا؟", "نعم.", "لا"], ["یہ ہے۔", "ہاں"],
    ["Wait...", "What?!", "“No!!!”", "OK"],
])
def test_where_sentences_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_scripts_that_write_without_spaces() -> None:
    assert sentences("今日は。明日！「そう。」次") == ["今日は。", "明日！", "「そう。」", "次"]


def test_a_sentence_stays_in_its_line() -> None:
    assert sentences("One\ntwo. Three\r\n\r\n  four  ") == ["One", "two.", "Three", "four"]


def test_at_the_edges_of_a_sentence() -> None:
    text = "One. Two."
    assert [sentence_range(text, place) for place in (0, 4, 5, 9)] == [(0, 4), (0, 4), (5, 9), (5, 9)]
    assert sentence_range("a\n  \nb", 3) == (2, 2)
    assert [previous_sentence(text, place) for place in (9, 5, 0)] == [5, 0, 0]
    assert [next_sentence("  One. Two.", place) for place in (0, 2, 7)] == [2, 7, 11]
    assert previous_sentence("One. Two.\n\nThree.", 11) == 5
    assert previous_sentence("\n\n", 2) == 0


@given(PLACED)
def test_a_sentence_is_trimmed_whole_and_in_its_line(each: tuple[str, int]) -> None:
    text, position = each
    low, high = places.paragraph_range(text, position)
    start, end = sentence_range(text, position)
    assert low <= start <= end <= high
    assert places.trim(text, start, end) == (start, end)
    assert start < end or set(text[low:high]) <= places.BLANK


@given(PLACED)
def test_every_step_goes_on_and_ends(each: tuple[str, int]) -> None:
    text, position = each
    assert position < next_sentence(text, position) <= len(text) or position == len(text)
    assert 0 <= previous_sentence(text, position) < position or position == 0


def test_long_sentences_are_found_whole() -> None:
    text = "One. Some " + "word " * 5_000 + "end. Last."
    assert sentence_range(text, 12_000) == (5, len(text) - 6)
    assert sentence_range("?!" * 2_000 + " X", 3_000) == (0, 4_000)
