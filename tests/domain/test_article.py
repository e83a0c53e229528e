"""Articles: which texts are taken, how they are told apart and named."""

import pytest

from annotator.domain.article import MAX_TEXT, STATUSES, SetRef, checked_text, text_hash, title_from
from annotator.domain.errors import Refused


@pytest.mark.parametrize("text", ["x", "\ufeff\r\n\u2028 a\x01\x7f", "👨‍👩‍👧", "x" * MAX_TEXT])
def test_any_text_of_characters_is_taken_unchanged(text):
    assert checked_text(text) is text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the text is empty"),
        (" \n\u00a0\u2029", "the text is empty"),
        ("ab\0", "the text holds a NUL character at position 2; it is not an article"),
        ("ab\udc80", "the text holds a lone surrogate at position 2"),
        ("x" * (MAX_TEXT + 1), "the text has 5,000,001 characters, more than 5,000,000; split it into articles"),
    ],
    ids=range(5),
)
def test_other_texts_are_refused_in_one_sentence(text, why):
    with pytest.raises(Refused) as caught:
        checked_text(text)
    assert str(caught.value) == why


def test_the_hash_is_that_of_the_utf_8():
    assert text_hash("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("one\ntwo", "one"),
        (" \r\n\n\u2028\tone \ntwo", "one"),
        ("\n ", ""),
        ("x" * 120, "x" * 120),
        ("x" * 118 + " yz", "x" * 118 + "…"),
        ("x" * 200, "x" * 119 + "…"),
    ],
    ids=range(6),
)
def test_the_title_is_the_first_line_with_something_in_it(text, title):
    assert title_from(text) == title


def test_a_set_is_named_by_article_and_annotator():
    assert SetRef("a", "ana") == ("a", "ana")
    assert STATUSES == ("new", "in_progress", "done", "skipped")
