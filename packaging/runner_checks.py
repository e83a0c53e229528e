"""The checks and the benchmarks: which commands they are, run one after the other, summed up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from runner_place import Place

# Fully covered, lines and branches: what can be tested without a window or a terminal.
PURE = ("domain", "app", "formats", "store")
MOST_WORKERS = 8


class Step(NamedTuple):
    """One check: what it is called and the module and arguments that run it."""

    name: str
    command: tuple[str, ...]


class Outcome(NamedTuple):
    """How a step ended."""

    name: str
    code: int
    seconds: float


def test_steps(arguments: Sequence[str]) -> list[Step]:
    """All checks; with arguments only pytest, with these."""
    if arguments:
        return [Step("pytest", ("pytest", "--benchmark-disable", *arguments))]
    pure = ",".join(f"annotator/{layer}/*" for layer in PURE)
    workers = str(min(usable_cores(), MOST_WORKERS))
    measured, shown = ("--cov=annotator", "--cov-report="), ("--show-missing", "--skip-covered")
    return [
        Step("ruff", ("ruff", "check", ".")),
        Step("mypy", ("mypy",)),
        Step("pytest", ("pytest", "-n", workers, "--benchmark-disable", *measured)),
        Step("coverage", ("coverage", "report", "--fail-under=100", *shown, f"--include={pure}")),
    ]


def bench_steps(arguments: Sequence[str]) -> list[Step]:
    """The benchmarks alone, unhurried and showing what they print."""
    return [Step("bench", ("pytest", "tests/benchmarks", "-s", "-o", "timeout=900", *arguments))]


def usable_cores() -> int:
    """The cores this process may use, which in a container are fewer than the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_steps(place: Place, steps: Sequence[Step]) -> int:
    """Run every step, also after a failed one, then say how each ended; returns the exit code."""
    outcomes = [_run_step(place, step) for step in steps]
    print("\n" + summary(outcomes), flush=True)
    return 1 if any(outcome.code for outcome in outcomes) else 0


def summary(outcomes: Sequence[Outcome]) -> str:
    """A line for each step: its name, how it ended, how long it took."""
    return "\n".join(
        f"{name:<9} {'FAILED' if code else 'passed'} {seconds:7.1f} s" for name, code, seconds in outcomes
    )


def _run_step(place: Place, step: Step) -> Outcome:
    print(f"\n== {step.name}: {' '.join(step.command)}", flush=True)
    started = time.monotonic()
    code = subprocess.run([place.python, "-m", *step.command], cwd=place.root, env=_environment()).returncode
    return Outcome(step.name, code, time.monotonic() - started)


def _environment() -> dict[str, str]:
    """The person's own, less what would make tests depend on it."""
    dropped = ("PYTEST_ADDOPTS", "PYTHONWARNINGS")
    return {key: value for key, value in os.environ.items() if key not in dropped}


if __name__ == "__main__":
    sys.exit("this is a part of run.py: python3 packaging/run.py test")
