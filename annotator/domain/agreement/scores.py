"""Figures from sums of tallies, each as a fraction, so that 0/0 stays undefined and arrays can be computed with too.

Sources. F1 as a figure of agreement: Hripcsak and Rothschild (2005), "Agreement, the F-measure, and reliability in
information retrieval", JAMIA 12(3). Kappa: Cohen (1960), "A coefficient of agreement for nominal scales", Educational
and Psychological Measurement 20(1). Alpha, nominal, of two annotators without missing values: Krippendorff (2011),
"Computing Krippendorff's alpha-reliability", section A. Unitizing alpha: Krippendorff, Mathet, Bouvry and Widlöcher
(2016), "On the reliability of unitizing textual continua: further developments", Quality & Quantity 50(6), for two
annotators: with l(c) the code points of value c, l their sum, q the squared lengths (of gaps, which have no
inner structure, the lengths), d the code points coded differently, counted from both sides:
alpha = 1 - d (l^2 - q) / (l (l^2 - sum of l(c)^2)).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from annotator.domain.agreement.tally import NOTHING, Tally

SCORES = ("f1_exact", "precision_exact", "recall_exact", "f1_overlap", "precision_overlap", "recall_overlap",
          "kappa", "alpha", "alpha_u")
"""Names of the figures that tallies give (gamma is computed elsewhere)."""


class Sums(NamedTuple):
    """What figures are computed from: integers, or arrays of them (one number a resample).

    tally: the sum of tallies. tokens: of all texts, once for each layer. points: code points of all texts, once for
    each layer and annotator. concentration: the sum of the squared code points by value, gaps included.
    """

    tally: Any
    tokens: Any
    points: Any
    concentration: Any


def sums(tally: Any, tokens: Any, length: Any, values: Iterable[Any]) -> Sums:
    """Return the sums of some articles in one layer. tokens, length: of the texts; values: the code points by value."""
    points = 2 * length
    return Sums(tally, tokens, points, (points - tally.covered) ** 2 + sum([each * each for each in values]))


def all_sums(layers: Iterable[Sums]) -> Sums:
    """Return the sums of layers together: a gap is a gap in whichever layer."""
    tally, tokens, points, squared = NOTHING, 0, 0, 0
    for each in layers:
        tally = Tally._make([one + other for one, other in zip(tally, each.tally, strict=True)])
        tokens, points = tokens + each.tokens, points + each.points
        squared = squared + each.concentration - (each.points - each.tally.covered) ** 2
    return Sums(tally, tokens, points, squared + (points - tally.covered) ** 2)


def fractions(sums: Sums) -> dict[str, tuple[Any, Any]]:
    """Return each figure as (numerator, denominator); where the denominator is 0 the figure is undefined."""
    tally = sums.tally
    found = {}
    for how, pairs in (("exact", tally.same), ("overlap", tally.overlap)):
        found[f"f1_{how}"] = 2 * pairs, tally.spans_a + tally.spans_b
        found[f"precision_{how}"] = pairs, tally.spans_b
        found[f"recall_{how}"] = pairs, tally.spans_a
    found["kappa"] = _kappa(sums)
    found["alpha"] = _alpha(sums)
    found["alpha_u"] = _alpha_u(sums)
    return found


def values(sums: Sums) -> dict[str, float | None]:
    """Return each figure, None where it is undefined."""
    return {name: over / under if under else None for name, (over, under) in fractions(sums).items()}


def table(tally: Tally, tokens: int) -> tuple[int, int, int, int]:
    """Return the tokens that both touch, only A, only B, and neither."""
    a, b, both = tally.tokens_a, tally.tokens_b, tally.tokens_both
    return both, a - both, b - both, tokens - a - b + both


def _kappa(sums: Sums) -> tuple[Any, Any]:
    tally, n = sums.tally, sums.tokens
    a, b = tally.tokens_a, tally.tokens_b
    observed = n - a - b + 2 * tally.tokens_both
    chance = a * b + (n - a) * (n - b)
    return n * observed - chance, n * n - chance


def _alpha(sums: Sums) -> tuple[Any, Any]:
    tally = sums.tally
    touched = tally.tokens_a + tally.tokens_b
    untouched = 2 * sums.tokens - touched
    unlike = touched - 2 * tally.tokens_both
    return touched * untouched - (touched + untouched - 1) * unlike, touched * untouched


def _alpha_u(sums: Sums) -> tuple[Any, Any]:
    tally, points = sums.tally, sums.points
    chance = points * (points * points - sums.concentration)
    squares = tally.squares + points - tally.covered
    return chance - 2 * tally.differing * (points * points - squares), chance
