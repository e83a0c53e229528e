"""Gamma, by the library that its authors name."""

import csv
import logging
import warnings
from collections import defaultdict

import numpy as np
import pytest

from annotator.app import gamma
from annotator.app.gamma import Unit, disorders
from tests.domain.agreement.codings import SHARED

pytest.importorskip("pygamma_agreement", reason="an extra that takes 800 MB")
UNITS: dict[str, list[Unit]] = {"a": [(0, 4, "GPE"), (10, 16, "ORG"), (20, 30, "GPE")],
                                "b": [(0, 4, "GPE"), (11, 16, "PERSON")]}


def units_of(name: str) -> dict[str, list[Unit]]:
    file = SHARED / "dbl-pygamma-continuum" / "raw" / name
    if not file.is_file():
        pytest.skip("the shared data are not there")
    units = defaultdict[str, list[Unit]](list)
    for annotator, label, start, end in csv.reader(file.read_text(encoding="utf-8").splitlines()):
        units[annotator].append((round(float(start)), round(float(end)), label))
    return units


def test_gamma_is_within_the_bounds_that_the_library_sets_itself() -> None:
    """tests/test_gammas.py of pygamma-agreement, two annotators with 1,000 units each, weight of the position 3."""
    observed, expected = disorders(units_of("2by1000.csv"), 4772, alpha=3, samples=4)
    assert 0.39 <= 1 - observed / expected <= 0.42


def test_the_observed_disorder_is_what_the_library_says_itself() -> None:
    """There again: the best alignment of AlexPaulSuzan.csv, 16 units of three annotators, has the disorder 0.96."""
    observed, _ = disorders(units_of("AlexPaulSuzan.csv"), 4772, alpha=3)
    assert observed / (16 / 3) == pytest.approx(0.96, abs=0.01)


def test_it_is_what_the_library_says_of_one_text() -> None:
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    continuum = Continuum()
    for name, some in UNITS.items():
        for start, end, label in some:
            continuum.add(name, Segment(start, end), label)
    observed, expected = disorders(UNITS, 7)
    with gamma._quiet(), gamma._seeded(7):
        theirs = continuum.compute_gamma(CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1))
    assert 1 - observed / expected == pytest.approx(theirs.gamma, abs=1e-6)
    assert observed == pytest.approx(theirs.observed_disorder * 2.5, abs=1e-6)


def test_the_same_seed_gives_the_same_and_other_draws_go_on_as_they_would() -> None:
    np.random.seed(1)
    first = np.random.random()
    np.random.seed(1)
    assert disorders(UNITS, 7) == disorders(UNITS, 7)
    assert np.random.random() == first


def test_the_library_keeps_quiet(caplog: pytest.LogCaptureFixture) -> None:
    handlers = list(logging.getLogger().handlers)
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.INFO):
        warnings.simplefilter("always")
        disorders({"a": [(0, 4, "GPE")], "b": []}, 0)
        logging.getLogger().info("somebody else's")
    assert [record.message for record in caplog.records] == ["somebody else's"]
    assert warned == []
    assert logging.getLogger().handlers == handlers
