"""Folding: without case, one way to write each letter, and the way back to the stored places."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.folding import Folded, fold

TEXTS = st.text(st.one_of(st.sampled_from("aAiIeßİıŉǰΐẞﬁşSΣςéE\u0301\u0307\u0308ᄀ\u1161\u11a8가ो\u09cbदि 北🚀\u0345"),
                          st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize(("one", "other"), [
    ("Straße", "STRASSE"), ("İzmir", "izmir"), ("İZMİR", "i̇zmi̇r"), ("ΟΔΟΣ", "οδος"), ("München", "MU\u0308NCHEN"),
    ("ﬁne", "FINE"), ("가\u11a8", "각"), ("\u1100\u1161", "가"), ("কো", "ক\u09c7\u09be"), ("Å", "Å"),
])
def test_what_is_the_same_to_a_reader_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("resume", "résumé"), ("a b", "a\u00a0b"), ("kırmızı", "kirmizi")])
def test_accents_and_spaces_count(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXTS)
def test_folding_twice_changes_nothing_and_both_ways_agree(text: str) -> None:
    assert Folded(text).text == fold(text)
    assert len(fold(normalize("NFC", text))) <= 3 * len(text)


@given(TEXTS)
def test_every_folded_character_leads_back_to_the_one_it_came_from(text: str) -> None:
    folded = Folded(text)
    places = [folded.original(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    for start, end in places:
        assert fold(text[start:end]) in folded.text


def test_places_after_a_letter_that_became_two() -> None:
    text = "Die Straße am Flu\u0308ss"
    folded = Folded(text)
    at = folded.text.index("am")
    assert folded.original(at, at + 2) == (11, 13)
    assert text[slice(*folded.original(*_span(folded.text, "strasse")))] == "Straße"
    assert text[slice(*folded.original(*_span(folded.text, "ü")))] == "u\u0308"
    assert text[slice(*folded.original(*_span(folded.text, "s")))] == "S"


def _span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)
