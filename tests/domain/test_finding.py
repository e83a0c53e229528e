"""Finding in one text: places of the stored text, however the words were typed."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import finding
from annotator.domain.errors import UserError
from annotator.domain.finding import Wanted, find, is_outside, joined, literal
from annotator.domain.folding import Folded

TEXT = "Iraq’s 🚀 rockets: ROCKET\u00a0base,\nrocket \r\n base. U.S. base-ball"


def found(typed: str, **how: bool) -> list[str]:
    return [TEXT[slice(*place)] for place in find(TEXT, Wanted(text=typed, **how))]


@pytest.mark.parametrize(("typed", "how", "expected"), [
    ("rocket", {}, ["rocket", "ROCKET", "rocket"]),
    ("rocket", {"case": True}, ["rocket", "rocket"]),
    ("rocket", {"words": True}, ["ROCKET", "rocket"]),
    ("rocket", {"words": True, "case": True}, ["rocket"]),
    ("rocket base", {}, ["ROCKET\u00a0base", "rocket \r\n base"]),
    (" base", {}, ["\u00a0base", " \r\n base", " base"]),
    ("base ", {}, []),
    ("🚀", {"words": True}, ["🚀"]),
    ("u.s.", {"words": True}, ["U.S."]),
    ("base", {"words": True}, ["base", "base", "base"]),
    (".", {}, [".", ".", "."]),
    ("", {}, []), ("  ", {}, []), ("nowhere", {}, []),
    (r"r\w+t\b", {"pattern": True}, ["ROCKET", "rocket"]),
    (r"R\w+T\b", {"pattern": True, "case": True}, ["ROCKET"]),
    ("ocket|rocket", {"pattern": True, "words": True}, ["ROCKET", "rocket"]),
    ("x*", {"pattern": True}, []),
    (" ", {"pattern": True}, [" "] * 7),
])
def test_places(typed: str, how: dict[str, bool], expected: list[str]) -> None:
    assert found(typed, **how) == expected


@pytest.mark.parametrize(("words", "text", "whole"), [
    ("北京", "在北京市，今天", True), ("ไทย", "ประเทศไทยวันนี้", True), ("東京", "東京タワー", True),
    ("NATO", "在NATO国", True), ("العراق", "في العراق.", True), ("العراق", "والعراق", False),
    ("हिन्द", "हिन्दी भाषा", False), ("हिन्दी", "हिन्दी भाषा", True), ("cafe", "cafe\u0301", False),
    ("café", "Cafe\u0301!", True), ("strasse", "Straße", True), ("izmir", "İZMİR", True), ("a", "a_b", False),
])
def test_whole_words_in_many_scripts(words: str, text: str, whole: bool) -> None:
    assert bool(find(text, Wanted(text=words, words=True))) == whole


def test_a_letter_that_folds_to_two_is_found_once_and_whole() -> None:
    assert find("Straße", Wanted(text="s")) == [(0, 1), (4, 5)]


@pytest.mark.parametrize("words", ["(", "[a", "*", r"\p{Nothing}", "(?P<n>a)(?P<n"])
def test_a_broken_expression_is_one_sentence(words: str) -> None:
    with pytest.raises(UserError, match=r"^Incomplete expression: [^.]+\.$"):
        find(TEXT, Wanted(text=words, pattern=True))


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_SECONDS", 0.05)
    begin = time.monotonic()
    with pytest.raises(UserError, match="too long"):
        find("the quick brown fox jumps over it. " * 20_000, Wanted(text=r"(\w+\s?)+x", pattern=True))
    assert time.monotonic() - begin < 20


def test_there_is_an_end_to_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    assert len(find("aaaaaa", Wanted(text="a"))) == 3


@given(st.text(st.sampled_from("abAß \n\u00a0🚀北é")), st.text(st.sampled_from("abA \u00a0🚀北é"), max_size=3),
       st.booleans(), st.booleans())
def test_hits_are_in_order_apart_and_hold_what_is_wanted(text: str, words: str, case: bool, whole: bool) -> None:
    wanted = Wanted(text=words, case=case, words=whole)
    places = find(text, wanted)
    assert places == find(text, wanted, Folded(text))
    for (_, end), (start, _) in pairwise(places):
        assert end <= start
    for start, end in places:
        part = text[start:end]
        assert "".join(part.split()).casefold().replace("ss", "ß").startswith(
            "".join(words.split()).casefold().replace("ss", "ß")[:1])
        if whole:
            assert not joined(text, start)
            assert not joined(text, end)


def test_begins_and_ends() -> None:
    assert list(literal("base baseball", "base", begins=True)) == [(0, 4), (5, 9)]
    assert list(literal("base handbase", "base", ends=True)) == [(0, 4), (9, 13)]
    assert is_outside("’")
    assert not is_outside("é")
