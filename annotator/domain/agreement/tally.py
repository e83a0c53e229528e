"""Tallies: what is counted on one article in one layer or for one label. They add up over articles.

Sources of what they are turned into: `scores`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.agreement.stretches import Value


class Tally(NamedTuple):
    """Counts of two annotators, A and B.

    overlap: pairs of the largest matching of spans that overlap. tokens_*: tokens touched by A's spans, by B's, by
    both. covered: code points that A's spans cover, plus those that B's do. differing: code points with other labels
    (or none) in A than in B. squares: the sum of the squared lengths of A's and B's stretches. The last five
    count differences by kind.
    """

    spans_a: int = 0
    spans_b: int = 0
    overlap: int = 0
    tokens_a: int = 0
    tokens_b: int = 0
    tokens_both: int = 0
    covered: int = 0
    differing: int = 0
    squares: int = 0
    same: int = 0
    boundary: int = 0
    label: int = 0
    missing: int = 0
    extra: int = 0


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class LayerTally:
    """One layer of one article: all its labels together, and each alone (as if the others were not there).

    mixed: where spans of one annotator overlap: what is to be added to the code points that each label covers so that
    each code point counts for one value. confused: (A's label, B's label) → differences of kind `label`.
    """

    whole: Tally
    labels: Mapping[str, Tally]
    mixed: Mapping[Value, int] = field(default_factory=dict)
    confused: Mapping[tuple[str, str], int] = field(default_factory=dict)


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum."""
    columns = tuple(zip(*tallies, strict=True))
    return Tally._make(map(sum, columns)) if columns else NOTHING
