"""Short turns while a job runs: threads share Python's one lock, and a window that asks for it must not wait long.

Whoever holds the lock may keep it for 5 ms when another thread wants it. A window gives it up in many of Qt's calls, so
that painting one frame beside a job at work may take twenty such waits.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SHORT = 0.0005
"""Seconds of a turn: shorter than anyone feels, longer than changing turns takes."""
_lock = Lock()
_inside = 0
_before = 0.0


@contextmanager
def short_turns() -> Iterator[None]:
    """Take short turns inside, in whatever threads; as long as before once all have left."""
    _enter(1)
    try:
        yield
    finally:
        _enter(-1)


def _enter(step: int) -> None:
    global _inside, _before
    with _lock:
        was, _inside = bool(_inside), _inside + step
        if not was:
            _before = sys.getswitchinterval()
            sys.setswitchinterval(SHORT)
        elif not _inside:
            sys.setswitchinterval(_before)
