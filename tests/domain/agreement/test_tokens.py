"""Tokens: what is counted, the same in both ways of counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.tokens import tokens_of
from tests.domain.agreement.reference import token_ranges
from tests.domain.agreement.some import LETTERS


@pytest.mark.parametrize(("text", "count"), [
    ("", 0), (" \n ", 0), ("Iraq", 1), ("Iraq, he said.", 3), ("a\u00a0b\u2003c\u2028d", 4), ("end\x85next\x1clast", 3),
    ("“naïve” — café", 3), ("well-known 3.5 %", 3), ("🇨🇦 flag👍🏽", 2),
    ("漢字 かな", 4), ("東京はGoogle社です。", 8), ("กำลัง", 4), ("zero\u200bwidth\ufeff mark", 3),
    ("한국어 문장", 2), ("مرحبا بالعالم", 2),
])
def test_a_token_stands_between_white_space_or_is_a_letter_of_a_script_without(text: str, count: int) -> None:
    assert tokens_of(text).begun(0, len(text)) == len(token_ranges(text)) == count


@pytest.mark.parametrize("letters", [LETTERS, "ab ,\n\u00a0”é"])
def test_tokens_are_counted_and_parted_where_they_should_be(letters: str) -> None:
    @given(st.text(letters, min_size=1, max_size=20), st.data())
    def check(text: str, data: st.DataObject) -> None:
        tokens, ranges = tokens_of(text), token_ranges(text)
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        assert tokens.begun(start, end) == sum(start <= each < end for each, _ in ranges)
        for place in range(len(text)):
            assert tokens.parted(place) == any(low < place < high for low, high in ranges)

    check()
