"""Figures of a ledger: pooled over its articles, layer by layer and label by label, and of each article.

Pooled figures come from sums, not from means of figures: an article counts by what is on it. All layers together are
pooled in the same way, those that either annotator used: a token (or code point) counts once for each of them, as if
the texts were laid one after the other, once a layer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.domain.agreement.by_article import ByArticle
from annotator.domain.agreement.figures import Figures, Interval, PairFigures
from annotator.domain.agreement.ledger import LayerLedger, Ledger, Rows
from annotator.domain.agreement.scores import Sums, all_sums, sums, table, values
from annotator.domain.agreement.tally import Tally
from annotator.domain.difference import DIFFERENCE_KINDS, DifferenceKind

ALL = ""
"""Stands for all layers together where intervals are named by layer."""
Intervals = Mapping[str, Mapping[str, Interval]]
_Disorders = Mapping[int, tuple[float, float]]


def pair_figures(annotators: tuple[str, str], ledger: Ledger, layers: Iterable[str],
                 intervals: Intervals) -> PairFigures:
    """Return all figures of two annotators. layers: those to be told of, in this order; intervals: by layer (or ALL)
    and name of the figure."""
    found = {layer: _layer(ledger, layer, intervals.get(layer, {})) for layer in layers}
    return PairFigures(annotators=annotators, articles=len(ledger.articles),
                       all=_all(ledger, intervals.get(ALL, {})), layers=found)


def _all(ledger: Ledger, intervals: Mapping[str, Interval]) -> Figures:
    disorders: dict[int, tuple[float, float]] = {}
    for some in ledger.disorders.values():
        for place, (observed, expected) in some.items():
            known = disorders.get(place, (0.0, 0.0))
            disorders[place] = known[0] + observed, known[1] + expected

    def of(place: int) -> Mapping[str, float | None]:
        layers = [_article_sums(ledger, layer, place) for layer in ledger.layers.values()]
        return {**values(all_sums(layers)), **_gamma_at(disorders, place)}

    def places() -> Mapping[str, int]:
        return {ledger.articles[place]: place for place in
                sorted({place for layer in ledger.layers.values() for place in layer.whole.places})}

    pooled = all_sums([_layer_sums(ledger, layer) for layer in ledger.layers.values()])
    return _figures(pooled, gamma=_gamma(disorders), intervals=intervals, by_article=ByArticle(places, of))


def _layer(ledger: Ledger, name: str, intervals: Mapping[str, Interval]) -> Figures:
    layer, disorders = ledger.layers.get(name, LayerLedger()), ledger.disorders.get(name, {})

    def of(place: int) -> Mapping[str, float | None]:
        return {**values(_article_sums(ledger, layer, place)), **_gamma_at(disorders, place)}

    pooled = {label: layer.labels[label].total() for label in sorted(layer.labels)}
    return _figures(
        _layer_sums(ledger, layer), gamma=_gamma(disorders), intervals=intervals,
        labels={label: _label(ledger, layer.labels[label], tally) for label, tally in pooled.items()},
        by_article=ByArticle(lambda: dict(ledger.named(layer.whole)), of), confusion=_confusion(pooled, layer.confused))


def _label(ledger: Ledger, rows: Rows, pooled: Tally) -> Figures:
    def of(place: int) -> Mapping[str, float | None]:
        tally = rows.at(place)
        return values(sums(tally, ledger.tokens[place], ledger.lengths[place], [tally.covered]))

    return _figures(sums(pooled, sum(ledger.tokens), sum(ledger.lengths), [pooled.covered]),
                    by_article=ByArticle(lambda: dict(ledger.named(rows)), of))


def _layer_sums(ledger: Ledger, layer: LayerLedger) -> Sums:
    return sums(layer.whole.total(), sum(ledger.tokens), sum(ledger.lengths), layer.values().values())


def _article_sums(ledger: Ledger, layer: LayerLedger, place: int) -> Sums:
    return sums(layer.whole.at(place), ledger.tokens[place], ledger.lengths[place], layer.values_at(place).values())


def _figures(sums: Sums, *, gamma: float | None = None, intervals: Mapping[str, Interval] | None = None,
             labels: Mapping[str, Figures] | None = None, by_article: ByArticle,
             confusion: Mapping[tuple[str, str], int] | None = None) -> Figures:
    tally: Tally = sums.tally
    kinds: dict[DifferenceKind, int] = {kind: getattr(tally, kind) for kind in DIFFERENCE_KINDS}
    return Figures(**values(sums), gamma=gamma, counts=kinds, tokens=table(tally, sums.tokens),
                   intervals=intervals or {}, labels=labels or {}, by_article=by_article, confusion=confusion or {})


def _confusion(labels: Mapping[str, Tally], confused: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return which label of A's stands for which of B's how often, "" where one of them has none."""
    found = Counter(confused)
    for label, tally in labels.items():
        found.update({(label, label): tally.same + tally.boundary, (label, ""): tally.missing,
                      ("", label): tally.extra})
    return dict(+found)


def _gamma(disorders: _Disorders) -> float | None:
    """Return gamma of several articles: one minus the disorder observed by the disorder expected, both added up."""
    expected = sum(each for _, each in disorders.values())
    return 1 - sum(observed for observed, _ in disorders.values()) / expected if expected else None


def _gamma_at(disorders: _Disorders, place: int) -> dict[str, float | None]:
    return {"gamma": _gamma({place: disorders[place]})} if place in disorders else {}
