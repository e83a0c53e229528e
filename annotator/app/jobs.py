"""Jobs: long work in a thread of its own, with progress at most every 0.1 s, and cancel.

Qt-free: the owner gives `post`, which runs a function in the owner's thread.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from annotator.app.turns import short_turns
from annotator.domain.errors import Cancelled

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]
_PAUSE = 0.1


class Job(Generic[T]):
    """One piece of work under way. Its end is told once, in the owner's thread."""

    def __init__(self, work: Callable[[Callable[[int, int], None]], T], *, post: Post,
                 done: Callable[[T], None], failed: Callable[[BaseException], None],
                 progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        self._work, self._post = work, post
        self._done, self._failed, self._told = done, failed, progress
        self._cancelled = threading.Event()
        self._next = 0.0
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    def start(self) -> "Job[T]":
        """Begin; return the job itself."""
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Stop at the next step of the work; `failed` is then told Cancelled."""
        self._cancelled.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread to end; return whether it has."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _progress(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PAUSE
            self._post(lambda: self._told(done, total))

    def _run(self) -> None:
        try:
            with short_turns():
                result = self._work(self._progress)
        except BaseException as error:  # told to the owner: advice for a UserError, crash dialog for a bug
            failure = error
            self._post(lambda: self._failed(failure))
        else:
            self._post(lambda: self._done(result))
