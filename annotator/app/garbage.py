"""Looking for garbage less often while very many values are made that stay, as when all of a project is gone through.

Python looks for values that only refer to one another after every 700 new ones, and goes through all that are young
each time; with a million spans under way that is a third of the work.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_TIMES = 100
_lock = Lock()
_inside = 0


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look a hundred times less often inside, in whatever threads; as often as before once all have left."""
    _enter(1)
    try:
        yield
    finally:
        _enter(-1)


@contextmanager
def never_collected() -> Iterator[None]:
    """Do not look at all inside: for work that makes no garbage, where looking would take as long as all the rest, and
    stop the window each time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _enter(step: int) -> None:
    global _inside
    with _lock:
        was, _inside = bool(_inside), _inside + step
        if was != bool(_inside):
            first, *others = gc.get_threshold()
            gc.set_threshold(first * _TIMES if _inside else first // _TIMES, *others)
