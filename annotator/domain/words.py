"""Words for numbers, as sentences and names of steps need them."""

from collections.abc import Sequence


def count(number: int, noun: str) -> str:
    """Return `1 span`, `5 spans`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Return `ana`, `ana and bob`, `ana, bob and cem`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
