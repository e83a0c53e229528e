"""What stands behind a figure: which differences fit, and their words in context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.behind import LONGEST, UNLIKE, Behind, Piece
from annotator.domain.coding import Coded
from annotator.domain.span import Fragment, quote_of
from tests.some_quotes import PAIR, coded, difference, quoted

TEXT = "The recent attacks on a base in northern Iraq, near Erbil, did not affect coalition forces, it said."


@pytest.mark.parametrize(("asked", "fits"), [
    (Behind(pair=PAIR), True),
    (Behind(pair=PAIR, kinds=UNLIKE), True),
    (Behind(pair=PAIR, kinds=frozenset({"same", "missing"})), False),
    (Behind(pair=PAIR, label="GPE"), True),
    (Behind(pair=PAIR, label="LOC"), False),
    (Behind(pair=PAIR, either="GPE"), True),
    (Behind(pair=PAIR, either="LOC"), True),
    (Behind(pair=PAIR, either="ORG"), False),
    (Behind(pair=PAIR, cell=("GPE", "LOC")), True),
    (Behind(pair=PAIR, cell=("LOC", "GPE")), False),
    (Behind(pair=PAIR, cell=("GPE", "")), False),
])
def test_a_difference_fits_what_its_figure_counts(asked: Behind, fits: bool) -> None:
    assert asked.fits(difference(coded(TEXT, "Erbil", "GPE"), coded(TEXT, "Erbil", "LOC"))) is fits


def test_who_has_no_span_is_the_empty_label() -> None:
    assert Behind(pair=PAIR, cell=("GPE", "")).fits(difference(coded(TEXT, "Erbil", "GPE"), None))
    only_second = difference(None, coded(TEXT, "Erbil", "GPE"))
    assert Behind(pair=PAIR, cell=("", "GPE")).fits(only_second)
    assert Behind(pair=PAIR, label="GPE").fits(only_second)


def test_a_quote_says_which_words_each_of_the_two_has() -> None:
    found = quoted(TEXT, coded(TEXT, "northern Iraq", "LOC"), coded(TEXT, "Iraq", "GPE"))
    assert found.kind == "label"
    assert found.pieces == (
        Piece("The recent attacks on a base in ", False, False), Piece("northern ", True, False),
        Piece("Iraq", True, True), Piece(", near Erbil, did not affect coalition forces, it said.", False, False))
    assert found.words == "northern Iraq"
    assert (found.words_of(0), found.words_of(1)) == ("northern Iraq", "Iraq")
    assert TEXT[slice(*found.range)] == "northern Iraq"


def test_it_is_known_whether_the_words_still_stand_there() -> None:
    found = quoted(TEXT, coded(TEXT, "northern Iraq", "LOC"), coded(TEXT, "Iraq", "GPE"))
    assert found.stands_in(TEXT)
    assert found.stands_in(TEXT.replace("Erbil", "Baghdad"))
    assert not found.stands_in(f"So {TEXT}")
    assert not found.stands_in(TEXT[:40])


def test_only_one_of_the_two_has_it() -> None:
    found = quoted(TEXT, None, coded(TEXT, "Erbil", "GPE"))
    assert (found.first, found.words, found.words_of(0), found.words_of(1)) == (None, "Erbil", "", "Erbil")


def test_fragments_of_one_span_are_kept_apart() -> None:
    found = quoted(TEXT, coded(TEXT, "The recent attacks|did not affect", "FACTUAL", "claim"), None)
    assert found.words_of(0) == "The recent attacks … did not affect"
    assert found.words == "The recent attacks on a base in northern Iraq, near Erbil, did not affect"


def test_context_ends_between_words_and_says_that_there_is_more() -> None:
    found = quoted(TEXT, coded(TEXT, "Erbil", "GPE"), None, around=12)
    assert [piece.text for piece in found.pieces] == ["…Iraq, near ", "Erbil", ", did not…"]


def test_context_within_one_long_word_is_cut_in_it() -> None:
    found = quoted("x" * 20 + "Erbil" + "y" * 20, Coded("s", "entity", "GPE", (Fragment(20, 25),)), None, around=4)
    assert [piece.text for piece in found.pieces] == ["…xxxx", "Erbil", "yyyy…"]


def test_the_middle_of_long_words_is_left_out() -> None:
    text = "One " + "word " * 400 + "end."
    found = quoted(text, Coded("s", "claim", "OPINION", (Fragment(0, len(text)),)), None)
    assert found.words.startswith("One word")
    assert found.words.endswith("end.")
    assert " … " in found.words
    assert LONGEST <= len(found.words) < LONGEST + 10


def test_line_breaks_become_spaces() -> None:
    text = "So\n\n  said\tthe\r\nminister \n of Iraq."
    found = quoted(text, coded(text, "the\r\nminister", "PERSON"), None)
    assert [piece.text for piece in found.pieces] == ["So said ", "the minister", " of Iraq."]
    gap = quoted("a \n b", Coded("s", "e", "X", (Fragment(0, 1), Fragment(4, 5))), None)
    assert [piece.text for piece in gap.pieces] == ["", "a", " ", "b", ""]


_FRAGMENTS = st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True).map(
    lambda places: [Fragment(*pair) for pair in zip(sorted(places)[::2], sorted(places)[1::2], strict=False)])


@given(text=st.text(alphabet="ab c\n🇨🇦é", min_size=31, max_size=60), first=_FRAGMENTS, second=_FRAGMENTS)
def test_the_words_of_a_side_are_those_its_span_covers(text: str, first: list[Fragment],
                                                      second: list[Fragment]) -> None:
    spans = Coded("1", "entity", "A", tuple(first)), Coded("2", "entity", "A", tuple(second))
    for side, span in enumerate(spans):
        other = spans[1 - side]
        apart = span.fragments[-1].end <= other.fragments[0].start or other.fragments[-1].end <= span.fragments[0].start
        if apart or not any(a.start < b.end and b.start < a.end for a in first for b in second):
            return
        found = quoted(text, *spans)
        wanted = "".join(quote_of(text, span.fragments).split())
        assert "".join(found.words_of(side).replace("…", "").split()) == wanted
