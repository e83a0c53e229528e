"""The spans behind a figure of agreement, read from the project with their words; and who can be compared at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from annotator.domain.agreement.behind import Behind, Quote, quote
from annotator.domain.agreement.worst import worst_articles, worst_of
from annotator.domain.compare import compare

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.agreement.figures import PairFigures
    from annotator.domain.coding import Coded, Coding
    from annotator.domain.difference import Difference

MOST = 20_000
"""Differences that are quoted at most; nobody reads on, and they must fit into memory."""
_PART = 200
"""Quotes told at once."""
_ARTICLES = 50
"""Articles read at once in search of the worst disagreements."""


def behind(reader: Reader, asked: Behind, tell: Callable[[list[Quote]], None], progress: Progress) -> bool:
    """Tell the differences that were asked for, part by part, in project order; return False where there are more than
    MOST."""
    part: list[Quote] = []
    told = 0
    for seen, coding in enumerate(reader.codings(asked.pair, articles=asked.articles or None, texts=True)):
        progress(seen, 0)
        for difference in _differences(coding, asked.pair, asked.layers):
            if not asked.fits(difference):
                continue
            if told + len(part) == MOST:
                tell(part)
                return False
            part.append(quote(coding.article, coding.title, coding.text, asked.pair, difference))
        if len(part) >= _PART or (part and not told):
            told += len(part)
            tell(part)
            part = []
    if part:
        tell(part)
    return True


def worst_quotes(reader: Reader, figures: PairFigures, layers: Collection[str], most: int,
                 progress: Progress) -> list[Quote]:
    """Return the worst disagreements of two annotators in these layers (none: in all), chosen as
    `domain.agreement.worst` says."""
    articles, found = worst_articles(figures), list[Quote]()
    for start in range(0, len(articles), _ARTICLES):
        some = articles[start:start + _ARTICLES]
        by_article: dict[str, list[Quote]] = {}
        for coding in reader.codings(figures.annotators, articles=some, texts=True):
            progress(min(start, most), most)
            by_article[coding.article] = [
                quote(coding.article, coding.title, coding.text, figures.annotators, difference)
                for difference in worst_of(_differences(coding, figures.annotators, layers))]
        found += [each for article in some for each in by_article.get(article, ())]
        if len(found) >= most:
            break
    return found[:most]


def pairs_in_common(reader: Reader, annotators: Sequence[str], articles: Collection[str],
                    progress: Progress) -> dict[tuple[str, str], int]:
    """Return on how many of these articles (none: of all) both of each pair worked; pairs without any are left out.
    Most articles first."""
    counts: Counter[tuple[str, str]] = Counter()
    for seen, coding in enumerate(reader.codings(annotators, articles=articles or None)):
        progress(seen, 0)
        counts.update(combinations([name for name in annotators if coding.worked_on(name)], 2))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _differences(coding: Coding, pair: tuple[str, str], layers: Collection[str]) -> Iterator[Difference[Coded]]:
    """Yield how the two differ on an article that both worked on; in these layers, all where there are none."""
    if not all(coding.worked_on(name) for name in pair):
        return
    spans = {name: [span for span in coding.spans.get(name, ()) if not layers or span.layer in layers]
             for name in pair}
    yield from compare(spans)
