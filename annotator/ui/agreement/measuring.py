"""What is measured for the panel, and whether it still holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.app.agreement import AgreementRequest, measure
from annotator.app.agreement_spans import pairs_in_common
from annotator.app.garbage import never_collected
from annotator.app.ports import Progress, Reader
from annotator.domain.agreement.behind import Behind
from annotator.domain.agreement.figures import Agreement, PairFigures
from annotator.domain.change import ChangeSet
from annotator.domain.review import GOLD, Review
from annotator.ui.agreement.rows import Table, article_table

Pair = tuple[str, str]
_NOTHING = Behind(pair=("", ""))
AT_ONCE = 10
"""Pairs that are measured together without being asked for: those of five annotators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be measured: a pair (None: the best one to begin with), all pairs too where that is asked for; how."""

    pair: Pair | None = None
    everybody: bool = False
    resamples: int = 1000
    seed: int = 0
    gamma: bool = False
    review: str = ""
    """Id of the review whose articles are looked at; empty for all articles."""

    def request(self, pairs: Sequence[Pair], articles: Collection[str]) -> AgreementRequest:
        """Return it as a request for these pairs and articles (none: all), in all layers."""
        return AgreementRequest(pairs=pairs, articles=articles, resamples=self.resamples, seed=self.seed,
                                gamma=self.gamma)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The answer. common: how many articles each pair has in common, where any. pair: the one shown. agreement: that
    pair's, None where it has nothing in common. everybody: all pairs', None where that was not measured. asked: names
    everything behind the pair's figures. by_article: the pair's table of articles by layer ("" for all), made in the
    job since there may be many. reviews: all of them, review: the one whose articles were looked at."""

    annotators: Sequence[str] = ()
    common: Mapping[Pair, int] = field(default_factory=dict)
    pair: Pair | None = None
    agreement: Agreement | None = None
    everybody: Agreement | None = None
    wish: Wish = Wish()
    asked: Behind = _NOTHING
    by_article: Mapping[str, Table] = field(default_factory=dict)
    reviews: Sequence[Review] = ()
    review: Review | None = None

    @property
    def articles(self) -> Collection[str]:
        """The ids of the articles that were looked at, empty for all."""
        return self.review.articles if self.review else ()

    @property
    def figures(self) -> PairFigures | None:
        """The figures of the pair shown."""
        return self.agreement.pairs[0] if self.agreement else None


@never_collected()
def look(reader: Reader, wish: Wish, me: str, progress: Progress, before: Measured | None = None) -> Measured:
    """Measure what is wished for; `before` is what still holds and need not be measured again."""
    annotators, reviews = reader.annotators(), reader.reviews()
    review = next((each for each in reviews if each.id == wish.review), None)
    articles = review.articles if review else ()
    common = before.common if before else pairs_in_common(reader, annotators, articles, progress)
    wanted = wish.pair if wish.pair and set(wish.pair) <= set(annotators) else None
    found = Measured(annotators=annotators, common=common, pair=wanted or best_pair(common, me), wish=wish,
                     reviews=reviews, review=review)
    if found.pair is not None and (found.pair in common or found.pair[::-1] in common):
        agreement = measure(reader, wish.request([found.pair], articles), progress)
        asked = Behind(pair=found.pair, layers=tuple(agreement.pairs[0].layers), articles=articles)
        found = replace(found, agreement=agreement, asked=asked, by_article=_by_article(agreement, asked))
    if before is not None and before.everybody is not None:
        return replace(found, everybody=before.everybody)
    if len(common) > 1 and (wish.everybody or len(common) <= AT_ONCE):
        everybody = measure(reader, wish.request([reference_first(pair) for pair in common], articles), progress)
        return replace(found, everybody=everybody)
    return found


def _by_article(agreement: Agreement, asked: Behind) -> dict[str, Table]:
    pair = agreement.pairs[0]
    return {"": article_table(pair.all, agreement.titles, asked),
            **{layer: article_table(figures, agreement.titles, replace(asked, layers=(layer,)))
               for layer, figures in pair.layers.items()}}


def best_pair(common: Mapping[Pair, int], me: str) -> Pair | None:
    """Return the pair to begin with: of those that have articles in common, one with the annotator at work if there is
    one, without the gold set if possible, with the most articles."""
    ranked = sorted(common, key=lambda pair: (me not in pair, GOLD in pair, -common[pair]))
    return reference_first(ranked[0]) if ranked else None


def reference_first(pair: Pair) -> Pair:
    """Return a pair with the gold set first, since it is what others are measured by."""
    return (pair[1], pair[0]) if pair[1] == GOLD else pair


def concerns(changes: ChangeSet) -> bool:
    """Whether figures may be others after the changes: anybody's spans or statuses, texts, labels or names changed."""
    return bool(changes.everything or changes.article_list or changes.articles or changes.scheme or changes.annotators
                or changes.spans or changes.sets or changes.reviews)
