"""Timing side by side: ours and a bare lower bound in turn, so that a slow moment hits both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many runs."""

    values: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        return sorted(self.values)[int(len(self.values) * 0.95)]


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds `work` took."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def in_turn(ours: Callable[[], object], bare: Callable[[], object], runs: int,
            between: Callable[[], object] = lambda: None) -> tuple[Times, Times]:
    """Time both, one after the other, `runs` times; `between` is done after each of ours and not counted."""
    our_times, bare_times = [], []
    for _ in range(runs):
        our_times.append(timed(ours))
        between()
        bare_times.append(timed(bare))
    return Times(our_times), Times(bare_times)


def report(what: str, ours: Times, bare: Times, aim: str) -> None:
    """Print one line of the table."""
    print(f"\n{what:<58} ours {ours.median:8.2f} ms (p95 {ours.p95:8.2f})   bare {bare.median:8.2f} ms "
          f"(p95 {bare.p95:8.2f})   ratio {ours.median / bare.median:6.2f}   aim {aim}")
