"""The confusion of labels as a matrix, in words and in shades."""

import pytest

from annotator.domain.agreement.matrix import SHADES, Matrix, matrix, ramp, shade, together
from annotator.domain.color import TEXT_RATIO, contrast, luminance

PAIR = ("ana", "ben")
CONFUSION = {("GPE", "GPE"): 30, ("GPE", "LOC"): 9, ("GPE", ""): 1, ("", "ORG"): 4, ("PERSON", "PERSON"): 8}


def test_labels_stand_in_the_order_of_the_scheme_then_by_number_none_last() -> None:
    assert matrix(CONFUSION).labels == ("GPE", "LOC", "PERSON", "ORG", "")
    assert matrix(CONFUSION, ["PERSON", "NORP", "ORG"]).labels == ("PERSON", "ORG", "GPE", "LOC", "")
    assert matrix({}).labels == ("",)
    assert matrix({("GPE", "GPE"): 0}).labels == ("",)


def test_cells_count_and_know_their_part_of_the_row() -> None:
    found = matrix(CONFUSION)
    assert found.count(0, 1) == 9
    assert found.row_total(0) == 40
    assert found.share(0, 0) == 0.75
    assert found.share(1, 1) == 0.0
    assert len(list(found.cells())) == 25
    assert sum(found.count(*cell) for cell in found.cells()) == sum(CONFUSION.values())


def test_confusions_of_layers_add_up() -> None:
    assert together([CONFUSION, {("GPE", "LOC"): 1, ("AD", ""): 2}]) == {**CONFUSION, ("GPE", "LOC"): 10,
                                                                         ("AD", ""): 2}


@pytest.mark.parametrize(("cell", "words"), [
    ((0, 1), "ana GPE, ben LOC: 9, 22 % of ana’s GPE."),
    ((0, 4), "ana GPE, ben no span: 1, 2 % of ana’s GPE."),
    ((4, 3), "ben ORG, ana no span: 4."),
    ((1, 0), "ana LOC, ben GPE: 0."),
    ((4, 4), "Where neither has a span, nothing is counted."),
])
def test_a_cell_is_said_in_words(cell: tuple[int, int], words: str) -> None:
    assert matrix(CONFUSION).words(*cell, PAIR) == words


def test_anything_at_all_has_a_shade() -> None:
    assert shade(0.0) == 0
    assert shade(0.0001) == 1
    assert shade(1.0) == SHADES - 1
    assert Matrix(("", ), {}).share(0, 0) == 0.0


@pytest.mark.parametrize("dark", [False, True])
def test_shades_go_one_way_in_lightness_and_numbers_on_them_can_be_read(dark: bool) -> None:
    backgrounds = [luminance(background) for background, _ in ramp(dark=dark)]
    assert backgrounds == sorted(backgrounds, reverse=not dark)
    assert len(set(backgrounds)) == SHADES
    assert all(contrast(ink, background) >= TEXT_RATIO for background, ink in ramp(dark=dark))
