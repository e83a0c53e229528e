"""Questions to a snapshot of which only the latest counts: a newer one stops the one before."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from annotator.app.jobs import Job
from annotator.app.ports import Progress, Reader
from annotator.domain.errors import Cancelled, UserError
from annotator.ui.bridge import Poster
from annotator.ui.desk import Desk

T = TypeVar("T")
Tell = Callable[[Callable[[], None]], None]
_LONGEST = 10
"""Seconds that one step of a job may take to notice that it was stopped."""


def _unsaid(done: int, total: int) -> None:
    pass


class Latest:
    """Runs a question in a job; nothing of an older question, or of a project that was closed, is told."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        self._desk = desk
        self._poster = Poster(parent)
        self._generation = 0
        self._jobs: dict[int, Job[Any]] = {}
        desk.closing.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether the latest question is still being answered."""
        return self._generation in self._jobs

    def ask(self, question: Callable[[Reader, Progress, Tell], T], answer: Callable[[T], None],
            progress: Callable[[int, int], None] = _unsaid) -> None:
        """Give `answer` what `question` finds; it may tell parts of it before, through what it is handed as Tell."""
        self.stop()
        session = self._desk.session
        if session is None:
            return
        generation, project = self._generation, session.project

        def counts() -> bool:
            return generation == self._generation

        def tell(part: Callable[[], None]) -> None:
            self._poster.post(lambda: part() if counts() else None)

        def work(step: Progress) -> T:
            with project.snapshot() as reader:
                return question(reader, step, tell)

        def done(result: T) -> None:
            del self._jobs[generation]
            if counts():
                answer(result)

        def failed(error: BaseException) -> None:
            del self._jobs[generation]
            if isinstance(error, UserError):
                if counts():
                    self._desk.failed.emit(str(error))
            elif not isinstance(error, Cancelled):
                raise error

        self._jobs[generation] = Job(work, post=self._poster.post, done=done, failed=failed,
                                     progress=lambda seen, total: progress(seen, total) if counts() else None).start()

    def stop(self) -> None:
        """Stop the question under way; nothing more of it is told."""
        if self._generation in self._jobs:
            self._jobs[self._generation].cancel()
        self._generation += 1

    def _end(self) -> None:
        """The project is about to close: wait until nothing reads it."""
        self.stop()
        for job in self._jobs.values():
            job.join(_LONGEST)
