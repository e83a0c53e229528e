"""Finding by a few letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.fuzzy import fit


def marked(typed: str, title: str) -> str | None:
    found = fit(typed, title)
    return None if found is None else "".join(title[mark] for mark in found.marks)


@pytest.mark.parametrize(("typed", "title", "letters"), [
    ("done", "Done, next open article", "Done"), ("art open", "Done, next open article", "openart"),
    ("dnoa", "Done, next open article", "Dnoa"), ("na", "Next article", "Na"), ("xyz", "Next article", None),
    ("one", "Done", "one"), ("İ", "İstanbul", "İ"), ("", "Next", "")])
def test_what_is_marked(typed: str, title: str, letters: str | None) -> None:
    assert marked(typed, title) == letters


def test_letters_must_begin_with_a_word() -> None:
    assert fit("ext", "Next")
    assert fit("xt", "Next x t") is not None
    assert fit("et", "Next") is None


def test_nearer_is_better() -> None:
    titles = ["Panel", "Next panel", "Subpanels", "Pick a new label"]
    distances = [found.distance for title in titles if (found := fit("panel", title))]
    assert len(distances) == 4
    assert distances == sorted(distances)
    beside = fit("panel", "Wider", "Panel")
    assert beside is not None
    assert beside.marks == ()


@given(st.text(max_size=12), st.text(max_size=30))
def test_marks_are_places_in_the_title_in_order(typed: str, title: str) -> None:
    found = fit(typed, title)
    if found:
        assert list(found.marks) == sorted(set(found.marks))
        assert all(0 <= mark < len(title) for mark in found.marks)


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=30))
def test_a_title_fits_itself(title: str) -> None:
    assert fit(title, title) is not None
