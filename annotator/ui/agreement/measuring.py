"""What is measured for the panel, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.app.agreement import AgreementRequest, measure
from annotator.app.agreement_spans import pairs_in_common
from annotator.app.ports import Progress, Reader
from annotator.domain.agreement.figures import Agreement, PairFigures
from annotator.domain.change import ChangeSet
from annotator.domain.review import GOLD

Pair = tuple[str, str]
AT_ONCE = 10
"""Pairs that are measured together without being asked for: those of five annotators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be measured: a pair (None: the best known one), or all pairs; and how."""

    pair: Pair | None = None
    everybody: bool = False
    resamples: int = 1000
    seed: int = 0
    gamma: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The answer. `pair` is the one to show; `agreement` is None where no two have an article in common, or there are
    not two."""

    annotators: Sequence[str] = ()
    common: Mapping[Pair, int] = field(default_factory=dict)
    pair: Pair | None = None
    agreement: Agreement | None = None
    wish: Wish = Wish()

    def of(self, pair: Pair) -> PairFigures | None:
        """Return the figures of a pair, None where they were not measured with this reference."""
        found = self.agreement.pairs if self.agreement else ()
        return next((each for each in found if each.annotators == pair), None)


def look(reader: Reader, wish: Wish, me: str, progress: Progress) -> Measured:
    """Measure what is wished for."""
    annotators = reader.annotators()
    common = pairs_in_common(reader, annotators, progress)
    pair = wish.pair if wish.pair and set(wish.pair) <= set(annotators) else best_pair(common, me)
    if pair is None:
        return Measured(annotators=annotators, wish=wish)
    many = wish.everybody or len(common) <= AT_ONCE
    pairs = [pair, *(each for each in map(reference_first, common) if set(each) != set(pair))] if many else [pair]
    layers = [layer.name for layer in reader.scheme().layers]
    request = AgreementRequest(pairs=pairs, layers=layers, articles=None, resamples=wish.resamples, seed=wish.seed,
                               gamma=wish.gamma)
    return Measured(annotators=annotators, common=common, pair=pair, agreement=measure(reader, request, progress),
                    wish=wish)


def best_pair(common: Mapping[Pair, int], me: str) -> Pair | None:
    """Return the pair to begin with: of those that have articles in common, one with the annotator at work if there is
    one, without the gold set if possible, with the most articles."""
    ranked = sorted(common, key=lambda pair: (me not in pair, GOLD in pair, -common[pair]))
    return reference_first(ranked[0]) if ranked else None


def reference_first(pair: Pair) -> Pair:
    """Return a pair with the gold set first, since it is what others are measured by."""
    return (pair[1], pair[0]) if pair[1] == GOLD else pair


def concerns(changes: ChangeSet, annotators: Sequence[str]) -> bool:
    """Whether figures measured of these annotators may be others after the changes."""
    if changes.everything or changes.article_list or changes.articles or changes.scheme or changes.annotators:
        return True
    return any(ref.annotator in annotators for ref in (*changes.spans, *changes.sets)) or any(
        ref.annotator not in annotators for ref in changes.spans)
