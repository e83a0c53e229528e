"""Lookups that may take long: done on a snapshot in a job; an answer that came too late is dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from annotator.domain.errors import UserError
from annotator.ui.bridge import Poster
from annotator.ui.desk import Desk

if TYPE_CHECKING:
    from annotator.app.jobs import Job
    from annotator.app.ports import Progress, Project, Reader

T = TypeVar("T")
_LARGE = 16 * 1024 * 1024
"""Bytes of a project file from which on reading its whole list would be felt in the window."""


class Lookup:
    """Asks one question at a time; a newer one, or another project, makes the answer under way stale."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        self._desk = desk
        self._poster = Poster(parent)
        self._generation = 0
        self._job: Job[Any] | None = None
        self._waiting: Callable[[], None] | None = None
        desk.closing.connect(self._end)

    def ask(self, question: Callable[[Reader], T], answer: Callable[[T], None], *, slow: bool,
            always: bool = False) -> None:
        """Give `answer` what `question` finds: at once, or from a job where it is `slow` in a large project, or
        `always`."""
        self.drop()
        session = self._desk.session
        if session is None:
            return
        if not always and (not slow or not _is_large(session.project.path)):
            answer(question(session.reader))
        elif self._job is None:
            self._start(session.project, question, answer)
        else:
            self._waiting = lambda: self._start(session.project, question, answer)

    def drop(self) -> None:
        """Make the question under way stale; its answer is thrown away."""
        self._generation += 1
        self._waiting = None

    def _start(self, project: Project, question: Callable[[Reader], T], answer: Callable[[T], None]) -> None:
        from annotator.app.jobs import Job

        generation = self._generation

        def work(progress: Progress) -> T:
            with project.snapshot() as reader:
                return question(reader)

        def done(result: T) -> None:
            if self._next(generation):
                answer(result)

        def failed(error: BaseException) -> None:
            if not self._next(generation):
                return
            if not isinstance(error, UserError):
                raise error
            self._desk.failed.emit(str(error))

        self._job = Job(work, post=self._poster.post, done=done, failed=failed).start()

    def _next(self, generation: int) -> bool:
        """The job has ended: start what waits. Return whether its answer still counts."""
        self._job = None
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()
        return generation == self._generation

    def _end(self) -> None:
        """The project is about to close: wait until nothing reads it."""
        self.drop()
        if self._job is not None:
            self._job.join(10)
            self._job = None


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= _LARGE
    except OSError:  # gone or out of reach: the question itself will say so
        return False
