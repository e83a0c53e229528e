"""Figures of a ledger: pooled over its articles, layer by layer and label by label, and of each article.

Pooled figures come from sums, not from means of figures: an article counts by what is on it. All layers together are
pooled in the same way, those that either annotator used: a token (or code point) counts once for each of them, as if
the texts were laid one after the other, once a layer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.domain.agreement.by_article import ByArticle
from annotator.domain.agreement.figures import Figures, Interval, PairFigures
from annotator.domain.agreement.ledger import Ledger
from annotator.domain.agreement.scores import Sums, sums, table, values
from annotator.domain.agreement.tally import NOTHING, LayerTally, Tally, added_values, total
from annotator.domain.difference import DIFFERENCE_KINDS, DifferenceKind

ALL = ""
"""Stands for all layers together where intervals are named by layer."""
Intervals = Mapping[str, Mapping[str, Interval]]


def pair_figures(annotators: tuple[str, str], ledger: Ledger, layers: Iterable[str],
                 intervals: Intervals) -> PairFigures:
    """Return all figures of two annotators. layers: those to be told of, in this order; intervals: by layer (or ALL)
    and name of the figure."""
    found = {layer: _layer(ledger, layer, intervals.get(layer, {})) for layer in layers}
    return PairFigures(annotators=annotators, articles=len(ledger.articles),
                       all=_all(ledger, intervals.get(ALL, {})), layers=found)


def layer_sums(ledger: Ledger, layer: str) -> Sums:
    """Return the sums of one layer over all articles."""
    some = ledger.layers.get(layer, {}).values()
    squared = sum(count * count for count in added_values(each.values for each in some).values())
    return sums(total(each.whole for each in some), sum(ledger.tokens), sum(ledger.lengths), squared)


def _layer(ledger: Ledger, layer: str, intervals: Mapping[str, Interval]) -> Figures:
    rows = ledger.layers.get(layer, {})
    labels: dict[str, dict[int, Tally]] = {}
    confused: Counter[tuple[str, str]] = Counter()
    for place, each in rows.items():
        for label, tally in each.labels.items():
            labels.setdefault(label, {})[place] = tally
        confused.update(each.confused)
    pooled = {label: total(labels[label].values()) for label in sorted(labels)}
    for label, tally in pooled.items():
        confused += Counter({(label, label): tally.same + tally.boundary, (label, ""): tally.missing,
                             ("", label): tally.extra})
    disorders = ledger.disorders.get(layer, {})

    def of(place: int) -> Mapping[str, float | None]:
        return {**values(article_sums(ledger, place, [rows[place]])),
                **_with_gamma(disorders, place)}

    return _figures(
        layer_sums(ledger, layer), gamma=_gamma(disorders.values()), intervals=intervals,
        labels={label: _label(ledger, labels[label], tally) for label, tally in pooled.items()},
        by_article=ByArticle(lambda: {ledger.articles[place]: place for place in rows}, of), confusion=dict(confused))


def _label(ledger: Ledger, rows: Mapping[int, Tally], pooled: Tally) -> Figures:
    def of(place: int) -> Mapping[str, float | None]:
        tally = rows[place]
        return values(sums(tally, ledger.tokens[place], ledger.lengths[place], tally.covered ** 2))

    return _figures(sums(pooled, sum(ledger.tokens), sum(ledger.lengths), pooled.covered ** 2),
                    by_article=ByArticle(lambda: {ledger.articles[place]: place for place in rows}, of))


def _all(ledger: Ledger, intervals: Mapping[str, Interval]) -> Figures:
    layers = [layer_sums(ledger, layer) for layer in ledger.layers]
    disorders: dict[int, tuple[float, float]] = {}
    for some in ledger.disorders.values():
        for place, (observed, expected) in some.items():
            known = disorders.get(place, (0.0, 0.0))
            disorders[place] = known[0] + observed, known[1] + expected

    def of(place: int) -> Mapping[str, float | None]:
        there = [rows[place] for rows in ledger.layers.values() if place in rows]
        return {**values(article_sums(ledger, place, there, len(ledger.layers))), **_with_gamma(disorders, place)}

    def places() -> Mapping[str, int]:
        some = sorted({place for rows in ledger.layers.values() for place in rows})
        return {ledger.articles[place]: place for place in some}

    return _figures(all_sums(layers), gamma=_gamma(disorders.values()), intervals=intervals,
                    by_article=ByArticle(places, of))


def all_sums(layers: Iterable[Sums]) -> Sums:
    """Return the sums of layers together: a gap is a gap in whichever layer."""
    tally, tokens, points, squared = NOTHING, 0, 0, 0
    for each in layers:
        tally = Tally._make([one + other for one, other in zip(tally, each.tally, strict=True)])
        tokens, points = tokens + each.tokens, points + each.points
        squared = squared + each.concentration - (each.points - each.tally.covered) ** 2
    return Sums(tally, tokens, points, squared + (points - tally.covered) ** 2)


def article_sums(ledger: Ledger, place: int, layers: Iterable[LayerTally], count: int = 1) -> Sums:
    """Return the sums of one article in some of `count` layers (in the others it has no spans)."""
    layers = list(layers)
    squared = sum(points * points for each in layers for points in each.values.values())
    tally = total(each.whole for each in layers)
    return sums(tally, count * ledger.tokens[place], count * ledger.lengths[place], squared)


def _figures(sums: Sums, *, gamma: float | None = None, intervals: Mapping[str, Interval] | None = None,
             labels: Mapping[str, Figures] | None = None, by_article: ByArticle,
             confusion: Mapping[tuple[str, str], int] | None = None) -> Figures:
    tally: Tally = sums.tally
    kinds: dict[DifferenceKind, int] = {kind: getattr(tally, kind) for kind in DIFFERENCE_KINDS}
    return Figures(**values(sums), gamma=gamma, counts=kinds, tokens=table(tally, sums.tokens),
                   intervals=intervals or {}, labels=labels or {}, by_article=by_article, confusion=confusion or {})


def _gamma(disorders: Iterable[tuple[float, float]]) -> float | None:
    """Return gamma of several articles: one minus the disorder observed by the disorder expected, both added up."""
    some = list(disorders)
    expected = sum(each for _, each in some)
    return 1 - sum(observed for observed, _ in some) / expected if expected else None


def _with_gamma(disorders: Mapping[int, tuple[float, float]], place: int) -> dict[str, float | None]:
    return {"gamma": _gamma([disorders[place]])} if place in disorders else {}
