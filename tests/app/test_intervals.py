"""Intervals: what is drawn, against drawing the articles one by one."""

import random
from dataclasses import replace

import numpy as np
import pytest

from annotator.app import intervals
from annotator.app.agreement import AgreementRequest, measure
from annotator.domain.agreement.scores import SCORES
from annotator.domain.coding import Coded, Coding
from annotator.domain.errors import Cancelled
from tests.app.projects import Read, coding
from tests.domain.agreement.some import coded, ordered

TEXT = "one two three four five six seven eight nine"


def some_codings(count: int) -> list[Coding]:
    """Articles that differ, some of them empty, with overlapping spans and two layers."""
    chance = random.Random(3)

    def spans() -> list[Coded]:
        found = []
        for _ in range(chance.choice((0, 1, 3, 4))):
            start = chance.randrange(40)
            found.append(coded((start, start + chance.randrange(1, 5)), label=chance.choice("XY"),
                               layer=chance.choice(("entity", "claim"))))
        return ordered(found)

    held = []
    for number in range(count):
        a = spans()
        held.append(coding(f"A{number}", TEXT[:chance.randrange(44, 45)], ana=a, bob=chance.choice((a, spans()))))
    return held


def test_intervals_are_those_of_articles_drawn_again_and_again() -> None:
    held, draws, seed = some_codings(6), 40, 11
    found = measure(Read(held), AgreementRequest(resamples=draws, seed=seed)).pairs[0]
    places = np.random.default_rng(seed).integers(0, len(held), size=(draws, len(held)))
    seen: dict[tuple[str, str], list[float]] = {}
    for row in places:
        again = [replace(held[place], article=f"{number}") for number, place in enumerate(row)]
        pair = measure(Read(again), AgreementRequest(resamples=0)).pairs[0]
        # a layer nobody used in this draw is still one of the two that are pooled
        if len(pair.layers) == 2:
            for name in SCORES:
                for where, figures in (("", pair.all), *pair.layers.items()):
                    value = getattr(figures, name)
                    if value is not None:
                        seen.setdefault((where, name), []).append(value)
    assert len(seen) == 3 * len(SCORES)
    for (where, name), values in seen.items():
        figures = found.layers[where] if where else found.all
        low, high = np.percentile(values, (2.5, 97.5))
        assert figures.intervals[name] == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


def test_the_same_seed_gives_the_same_intervals() -> None:
    held = some_codings(9)
    one, again, other = (measure(Read(held), AgreementRequest(resamples=120, seed=seed)).pairs[0].all.intervals
                         for seed in (1, 1, 2))
    assert one == again != other


def test_a_figure_that_is_never_defined_has_no_interval() -> None:
    held = [coding(f"A{number}", TEXT, ana=[coded((0, 3))], bob=[]) for number in range(3)]
    found = measure(Read(held), AgreementRequest(resamples=10)).pairs[0].all.intervals
    assert "precision_exact" not in found
    assert found["recall_exact"] == (0, 0)


def test_one_article_has_none_which_is_said() -> None:
    found = measure(Read(some_codings(1)), AgreementRequest())
    assert found.pairs[0].all.intervals == {}
    assert found.said == ("Intervals are drawn over articles; a pair with one article in common has none",)


def test_without_numpy_there_are_none_which_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert not intervals.available()
    found = measure(Read(some_codings(3)), AgreementRequest())
    assert found.pairs[0].all.intervals == {}
    assert found.said == ("Intervals are left out: they need numpy (pip install 'annotator[review]')",)


def test_drawing_is_cancelled() -> None:
    def cancel(done: int, total: int) -> None:
        if total == 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure(Read(some_codings(3)), AgreementRequest(), cancel)
