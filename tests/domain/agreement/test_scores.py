"""Figures: published examples, and where none is defined."""

from fractions import Fraction

import pytest

from annotator.domain.agreement.scores import SCORES, sums, table, values
from annotator.domain.agreement.tally import NOTHING, Tally
from tests.domain.agreement.reference import alpha_u


def of_tokens(both: int, only_a: int, only_b: int, neither: int) -> dict[str, float | None]:
    tally = Tally(tokens_a=both + only_a, tokens_b=both + only_b, tokens_both=both)
    assert table(tally, both + only_a + only_b + neither) == (both, only_a, only_b, neither)
    return values(sums(tally, both + only_a + only_b + neither, 0, []))


def test_alpha_of_krippendorffs_own_example() -> None:
    """Computing Krippendorff's alpha-reliability (2011), section A: 0 1 0 0 0 0 0 0 1 0 and 1 1 1 0 0 1 0 0 0 0, two
    coders, binary: alpha = 0.095."""
    assert of_tokens(1, 1, 3, 5)["alpha"] == pytest.approx(0.095, abs=5e-4)


def test_kappa_of_a_well_known_example() -> None:
    """50 proposals, both say yes to 20 and no to 15 (Wikipedia, Cohen's kappa, simple example): 0.40."""
    assert of_tokens(20, 5, 10, 15)["kappa"] == pytest.approx(0.4, abs=1e-12)


def test_unitizing_alpha_of_a_published_implementation() -> None:
    """The example of github.com/lindanna/unitized_alpha, which follows Krippendorff et al. 2016: three observers,
    u alpha 0.474. So says the slow definition, with which all figures for two are compared (test_tallying)."""
    alex, paul, susan = ([(2, 5, "1"), (9, 11, "1"), (12, 20, "2")], [(2, 5, "1"), (7, 15, "2")],
                         [(2, 5, "1"), (10, 15, "2")])
    assert alpha_u([alex, paul, susan], 20) == Fraction(109, 230)
    assert round(109 / 230, 3) == 0.474


def test_nothing_is_defined_where_nothing_was_labeled() -> None:
    assert values(sums(NOTHING, 100, 500, [])) == dict.fromkeys(SCORES)
    assert values(sums(NOTHING, 0, 0, [])) == dict.fromkeys(SCORES)


def test_chance_is_not_defined_where_everything_was_labeled_alike() -> None:
    tally = Tally(spans_a=1, spans_b=1, overlap=1, tokens_a=3, tokens_b=3, tokens_both=3, covered=20, squares=200,
                  same=1)
    found = values(sums(tally, 3, 10, [20]))
    assert found["f1_exact"] == 1
    assert (found["kappa"], found["alpha"], found["alpha_u"]) == (None, None, None)


def test_precision_is_of_the_seconds_spans_and_recall_of_the_firsts() -> None:
    found = values(sums(Tally(spans_a=4, spans_b=2, overlap=2, same=1), 9, 9, []))
    assert (found["precision_exact"], found["recall_exact"], found["f1_exact"]) == (0.5, 0.25, pytest.approx(1 / 3))
    assert (found["precision_overlap"], found["recall_overlap"]) == (1, 0.5)
    nothing = values(sums(Tally(spans_a=4), 9, 9, []))
    assert (nothing["precision_exact"], nothing["recall_exact"], nothing["f1_exact"]) == (None, 0, 0)
