"""Which checks run, that all of them do, and what is said of them at the end."""

from __future__ import annotations

import os
import sys

import pytest
import runner_checks
from runner_checks import Outcome, Step
from runner_place import Place


def test_without_arguments_all_checks_run() -> None:
    assert [step.name for step in runner_checks.test_steps([])] == ["ruff", "mypy", "pytest", "coverage"]


def test_with_arguments_only_pytest_runs_with_them() -> None:
    (step,) = runner_checks.test_steps(["tests/domain", "-x"])
    assert step.name == "pytest"
    assert step.command[-2:] == ("tests/domain", "-x")


def test_the_pure_layers_are_held_at_full_coverage() -> None:
    coverage = runner_checks.test_steps([])[-1].command
    assert "--fail-under=100" in coverage
    assert all(f"annotator/{layer}/*" in coverage[-1] for layer in ("domain", "app", "formats", "store"))


def test_benchmarks_run_by_themselves() -> None:
    (step,) = runner_checks.bench_steps(["-k", "open"])
    assert step.command[:2] == ("pytest", "tests/benchmarks")
    assert step.command[-2:] == ("-k", "open")


def test_every_step_runs_even_after_a_failed_one(
    place: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(place, "python", sys.executable)
    steps = [Step("first", ("no_such_module",)), Step("second", ("this",))]
    assert runner_checks.run_steps(place, steps) == 1
    printed = capfd.readouterr().out
    assert "The Zen of Python" in printed
    first, second = (line.split()[:2] for line in printed.splitlines()[-2:])
    assert (first, second) == (["first", "FAILED"], ["second", "passed"])


def test_the_summary_has_a_line_for_each_step() -> None:
    ruff, mypy = runner_checks.summary([Outcome("ruff", 0, 0.25), Outcome("mypy", 1, 12.0)]).splitlines()
    assert ruff.split() == ["ruff", "passed", "0.2", "s"]
    assert mypy.split() == ["mypy", "FAILED", "12.0", "s"]


def test_only_usable_cores_are_used() -> None:
    assert 1 <= runner_checks.usable_cores() <= (os.cpu_count() or 1)
