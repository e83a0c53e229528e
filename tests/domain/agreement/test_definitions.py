"""Every figure and every kind of difference has its words."""

from dataclasses import fields

from annotator.domain.agreement.definitions import BY_NAME, DEFINITIONS, KIND_SIGNS, KIND_WORDS
from annotator.domain.agreement.figures import Figures
from annotator.domain.difference import DIFFERENCE_KINDS


def test_every_figure_is_defined_with_its_source() -> None:
    numbers = [each.name for each in fields(Figures) if each.default is None]
    assert [each.name for each in DEFINITIONS] == numbers
    assert all(each.counts.endswith(".") and each.source for each in DEFINITIONS)
    assert BY_NAME["alpha"].least == -1.0


def test_every_kind_has_its_own_sign() -> None:
    assert tuple(KIND_SIGNS) == tuple(KIND_WORDS) == DIFFERENCE_KINDS
    assert len(set(KIND_SIGNS.values())) == len(DIFFERENCE_KINDS)
