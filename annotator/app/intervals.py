"""Bootstrap intervals of figures of agreement: how much they would vary had other articles been drawn.

Articles are drawn with replacement, as many as there are, again and again; the interval is the middle 95 % of the
figures of these draws (percentile method; Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.app.ports import Progress
from annotator.domain.agreement.figures import Interval
from annotator.domain.agreement.ledger import LayerLedger, Ledger
from annotator.domain.agreement.pooling import ALL
from annotator.domain.agreement.scores import Sums, all_sums, fractions, sums
from annotator.domain.agreement.stretches import Value
from annotator.domain.agreement.tally import Tally

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

_AT_ONCE = 50
"""So many draws are computed together."""
_PERCENTILES = 2.5, 97.5
_WIDTH = len(Tally._fields)


def available() -> bool:
    """Return whether what intervals are computed with is installed."""
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def intervals(ledger: Ledger, resamples: int, seed: int, progress: Progress) -> Mapping[str, Mapping[str, Interval]]:
    """Return the intervals by layer (and ALL) and name of the figure; none where there are fewer than two articles, or
    nothing is labeled on them.

    The same seed gives the same intervals. Draws in which a figure is undefined do not count for it. Raises Cancelled
    where `progress` does.
    """
    count = len(ledger.articles)
    if count < 2 or resamples < 1 or not ledger.layers:
        return {}
    import numpy as np

    columns = {name: _columns(layer, count) for name, layer in ledger.layers.items()}
    texts = np.array([ledger.tokens, ledger.lengths], dtype=np.float64).T
    chance = np.random.default_rng(seed)
    drawn: dict[str, list[Sums]] = {layer: [] for layer in columns}
    for done in range(0, resamples, _AT_ONCE):
        progress(done, resamples)
        some = min(_AT_ONCE, resamples - done)
        places = chance.integers(0, count, size=(some, count)) + np.arange(some)[:, None] * count
        weights = np.bincount(places.ravel(), minlength=some * count).reshape(some, count).astype(np.float64)
        tokens, lengths = (weights @ texts).T
        for layer, table in columns.items():
            drawn[layer].append(_sums(weights @ table, tokens, lengths))
    layers = {layer: _joined(parts) for layer, parts in drawn.items()}
    return {layer: _middle(each) for layer, each in (*layers.items(), (ALL, all_sums(layers.values())))}


def _columns(layer: LayerLedger, count: int) -> Array:
    """Return a layer as a table, one row an article: its tally, then the code points by value."""
    import numpy as np

    some: dict[Value, None] = dict.fromkeys((label,) for label in layer.labels)
    for each in layer.mixed.values():
        some.update(dict.fromkeys(each))
    values = {value: column for column, value in enumerate(some, _WIDTH)}
    table = np.zeros((count, _WIDTH + len(values)))
    table[layer.whole.places, :_WIDTH] = np.array(layer.whole.counts).reshape(-1, _WIDTH)
    for label, rows in layer.labels.items():
        table[rows.places, values[(label,)]] = rows.counts[Tally._fields.index("covered")::_WIDTH]
    for place, mixed in layer.mixed.items():
        for value, points in mixed.items():
            table[place, values[value]] += points
    return table


def _sums(table: Array, tokens: Array, lengths: Array) -> Sums:
    """Return the sums of some draws, one row each."""
    return sums(Tally._make(table[:, :_WIDTH].T), tokens, lengths, table[:, _WIDTH:].T)


def _joined(parts: list[Sums]) -> Sums:
    import numpy as np

    tally = Tally._make(np.concatenate(column) for column in zip(*(part.tally for part in parts), strict=True))
    return Sums(tally, *(np.concatenate(column) for column in list(zip(*parts, strict=True))[1:]))


def _middle(sums: Sums) -> dict[str, Interval]:
    import numpy as np

    found: dict[str, Interval] = {}
    for name, (over, under) in fractions(sums).items():
        defined = under != 0
        if defined.any():
            low, high = np.percentile(over[defined] / under[defined], _PERCENTILES)
            found[name] = float(low), float(high)
    return found
