"""The contract's object of `agreement --json`."""

from typing import Any

from annotator.domain.agreement.figures import Agreement, Figures, PairFigures
from annotator.domain.agreement.scores import SCORES


def as_json(agreement: Agreement) -> dict[str, Any]:
    """Return the object; what is undefined or was not asked for is None."""
    return {"pairs": [_pair(each) for each in agreement.pairs],
            "left_out": [{"article": each.article, "why": each.why} for each in agreement.left_out],
            "said": list(agreement.said)}


def _pair(pair: PairFigures) -> dict[str, Any]:
    return {"annotators": list(pair.annotators), "articles": pair.articles,
            "layers": {layer: _pooled(figures) for layer, figures in pair.layers.items()}, "all": _pooled(pair.all)}


def _pooled(figures: Figures) -> dict[str, Any]:
    """Return figures over several articles."""
    return {**_figures(figures), "interval": {name: list(ends) for name, ends in figures.intervals.items()},
            "labels": {label: _figures(each) for label, each in figures.labels.items()},
            "confusion": [{"a": a, "b": b, "count": count} for (a, b), count in sorted(figures.confusion.items())]}


def _figures(figures: Figures) -> dict[str, Any]:
    return {**{name: getattr(figures, name) for name in (*SCORES, "gamma")}, "counts": dict(figures.counts),
            "tokens": dict(zip(("both", "only_a", "only_b", "neither"), figures.tokens, strict=True)),
            "by_article": {article: dict(each) for article, each in figures.by_article.items()}}
