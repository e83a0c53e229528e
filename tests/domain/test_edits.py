"""Edits: comparing two texts, and keeping count while one is typed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.edits import Edit, changed, common_start, edits_between, refined
from tests.domain.test_text import TEXTS

WORDS = st.lists(st.sampled_from(["Iraq ", "waits", ".\n", "\r\n", " ", "Ottawa", "said", "é", "e\u0301", "😀", "x"]),
                 max_size=30).map("".join)


def apply(old: str, new: str, edits: tuple[Edit, ...]) -> str:
    """Return `old` with the edits made, taking only from `new` what they say was put in."""
    parts, at = [], 0
    for edit in edits:
        parts += [old[at:edit.start], new[edit.new_start:edit.new_end]]
        at = edit.end
    return "".join([*parts, old[at:]])


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[a:b], new[c:d]) for a, b, c, d in edits_between(old, new)]


def assert_true(old: str, new: str, edits: tuple[Edit, ...]) -> None:
    assert apply(old, new, edits) == new
    for before, after in pairwise(edits):
        assert before.end < after.start
        assert before.new_end < after.new_start


@given(WORDS, WORDS)
def test_the_edits_found_turn_one_text_into_the_other(old: str, new: str) -> None:
    assert_true(old, new, edits_between(old, new))


@given(TEXTS)
def test_equal_texts_have_no_edits(text: str) -> None:
    assert edits_between(text, text) == ()


@given(WORDS, st.data())
def test_typing_keeps_edits_true(old: str, data: st.DataObject) -> None:
    new, edits = old, ()
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(new)))
        end = data.draw(st.integers(start, min(len(new), start + 5)))
        text = data.draw(st.sampled_from(["", "a", "Iraq ", "\n", "😀"]))
        edits = changed(edits, start, end, len(text))
        new = new[:start] + text + new[end:]
        assert_true(old, new, edits)
    exact = refined(old, new, edits)
    assert_true(old, new, exact)


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("Irak waits", "Iraq waits", [("k", "q")]),
    ("the ministre of Irak", "the minister of Iraq", [("e", ""), ("", "e"), ("k", "q")]),
    ("Bush waits", "Trump waits", [("Bush", "Trump")]),
    ("Iraq says no.\nIraq waits.\n", "Iraq waits.\n", [("Iraq says no.\n", "")]),
    ("one\ntwo\nthree\n", "three\none\ntwo\n", [("", "three\n"), ("three\n", "")]),
    ("a\r\nb", "a\nb", [("\r", "")]),
])
def test_what_was_changed_is_found_as_a_person_would_say_it(
        old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(told(old, new)) == sorted(expected)


def test_unlike_paragraphs_are_replaced_whole_whatever_words_they_share() -> None:
    old = "The minister of defence said on Monday that the base was attacked with rockets again. " * 3
    new = "Read more about the weather of the season, and on cooking that a whole family likes to eat. " * 3
    assert told(f"A\n{old}\nB", f"A\n{new}\nB") == [(f"{old}\n", f"{new}\n")]


def test_long_texts_without_a_word_in_common_are_one_edit() -> None:
    old, new = ("a " * 2000), ("b" * 3000)
    assert told(old, new) == [(old, new)]


def test_a_moved_paragraph_among_many_is_found() -> None:
    lines = [f"Paragraph {number} says something of its own about {number * 7}.\n" for number in range(400)]
    moved = [*lines[1:300], lines[0], *lines[300:]]
    assert told("".join(lines), "".join(moved)) == [(lines[0], ""), ("", lines[0])]


def test_only_what_differs_within_an_edit_is_left_of_it() -> None:
    assert refined("a Irak b", "a Iraq b", [Edit(2, 6, 2, 6)]) == (Edit(5, 6, 5, 6),)
    assert refined("same", "same", [Edit(0, 4, 0, 4)]) == ()


def test_a_common_start_is_counted() -> None:
    assert (common_start("abc", "abx"), common_start("", "a"), common_start("ab", "ab")) == (2, 0, 2)
