"""Words for numbers, as sentences and names of steps need them."""


def count(number: int, noun: str) -> str:
    """Return `1 span`, `5 spans`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
