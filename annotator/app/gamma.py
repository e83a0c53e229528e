"""Gamma (Mathet, Widlöcher and Métivier 2015, "The unified and holistic method gamma for inter-annotator agreement
measure and alignment", Computational Linguistics 41(3)), by the library pygamma-agreement where it is installed.

Loading it takes seconds, so nothing here does before gamma is asked for.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec

from annotator.domain.agreement.ledger import Ledger
from annotator.domain.coding import Coded

Unit = tuple[int, int, str]
"""Start, end and label."""
_SAMPLES = 30


def available() -> bool:
    """Return whether the library is installed. It is not loaded."""
    return find_spec("pygamma_agreement") is not None


def disorders(units: Mapping[str, Sequence[Unit]], seed: int, *, alpha: float = 1.0,
              samples: int = _SAMPLES) -> tuple[float, float]:
    """Return the observed and the expected disorder of annotators' units on one text, at least one unit; gamma is
    one minus the first by the second.

    Both are those of the whole text (disorder by unit, times the mean number of an annotator's units), so that they add
    up over texts. alpha: weight of the position; that of the label and the cost of a unit without a partner are 1.
    samples: random annotations that the expected disorder is the mean of.
    """
    with _quiet(), _seeded(seed):
        from pyannote.core import Segment
        from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

        continuum = Continuum()
        for name, some in units.items():
            continuum.add_annotator(name)
            for start, end, label in some:
                continuum.add(name, Segment(start, end), label)
        found = continuum.compute_gamma(CombinedCategoricalDissimilarity(alpha=alpha, beta=1, delta_empty=1),
                                        n_samples=samples)
        count = continuum.avg_num_annotations_per_annotator
    return float(found.observed_disorder) * count, float(found.expected_disorder) * count


def add_disorders(ledger: Ledger, a: Sequence[Coded], b: Sequence[Coded], seed: int) -> None:
    """Add the disorders of the ledger's last article, in each of its layers; each fragment is a unit."""
    place = len(ledger.articles) - 1
    for layer in dict.fromkeys(span.layer for span in (*a, *b) if span.layer in ledger.layers):
        ledger.disorders.setdefault(layer, {})[place] = disorders(
            {"a": _units(a, layer), "b": _units(b, layer)}, seed)


def _units(spans: Sequence[Coded], layer: str) -> list[Unit]:
    return [(start, end, span.label) for span in spans if span.layer == layer for start, end in span.fragments]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from warning of solvers that it can do without, and from setting up the log for everybody."""
    log, silent = logging.getLogger(), logging.NullHandler()

    def others(record: logging.LogRecord) -> bool:
        return "pygamma_agreement" not in record.pathname

    log.addHandler(silent)
    log.addFilter(others)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.removeFilter(others)
        log.removeHandler(silent)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Let the library, which draws from numpy's global generator, draw the same each time."""
    import numpy as np

    before = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(before)
