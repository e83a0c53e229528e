"""Work on texts: done at once where they are short, else in a thread; an answer that came too late is dropped."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from annotator.app.jobs import Job
from annotator.app.ports import Progress
from annotator.ui.bridge import Poster

T = TypeVar("T")


class Background:
    """Does one piece of work at a time; the newest one asked for is the one that counts."""

    def __init__(self, parent: QObject) -> None:
        """`parent` outlives whoever asks: work under way when that closes is let run to its end, and not waited for."""
        self._poster = Poster(parent)
        self._ended = False
        self._generation = 0
        self._job: Job[object] | None = None
        self._waiting: Callable[[], None] | None = None

    def do(self, work: Callable[[], T], answer: Callable[[T], None], *, slow: bool) -> None:
        """Give `answer` what `work`, which reads no widget and no project, returns."""
        self.drop()
        if not slow:
            answer(work())
        elif self._job is None:
            self._start(work, answer)
        else:
            self._waiting = lambda: self._start(work, answer)

    def drop(self) -> None:
        """Let nothing that was asked for be answered any more."""
        self._generation += 1
        self._waiting = None

    def end(self) -> None:
        """Nothing more will be asked for."""
        self.drop()
        self._ended = True
        self._tidy()

    def _tidy(self) -> None:
        if self._ended and self._job is None:
            self._poster.deleteLater()

    def _start(self, work: Callable[[], T], answer: Callable[[T], None]) -> None:
        generation = self._generation

        def run(progress: Progress) -> object:
            return work()

        def done(result: object) -> None:
            self._next()
            if generation == self._generation:
                answer(result)  # type: ignore[arg-type]

        def failed(error: BaseException) -> None:
            self._next()
            raise error

        self._job = Job(run, post=self._poster.post, done=done, failed=failed).start()

    def _next(self) -> None:
        self._job = None
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()
        self._tidy()
