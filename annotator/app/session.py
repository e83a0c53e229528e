"""The session: one door for every write, and undo, redo and history behind the same door."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from annotator.app.bus import Bus
from annotator.app.clock import utc_now
from annotator.app.operations.base import Context, Operation
from annotator.domain.change import ChangeSet, Step
from annotator.domain.errors import UserError

if TYPE_CHECKING:
    from annotator.app.ports import Project, Reader


class Session:
    """One annotator at work in one open project, who goes on working under another name once it is given."""

    def __init__(self, project: Project, annotator: str, clock: Callable[[], str] = utc_now) -> None:
        self.project = project
        self.annotator = annotator
        self.bus = Bus()
        self._clock = clock
        self._door = Lock()

    @property
    def reader(self) -> Reader:
        """Look things up; always the last committed state."""
        return self.project.reader()

    def execute(self, operation: Operation, initiator: object = None) -> ChangeSet:
        """Apply the operation in one transaction with one journal step, then tell the listeners.

        Raises UserError (nothing changed) where the operation does not fit the project, or where
        another operation, such as an import in a job, is under way.
        """
        context = Context(annotator=self.annotator, at=self._clock())

        def write() -> ChangeSet:
            with self.project.write(annotator=context.annotator, at=context.at) as transaction:
                operation.apply(transaction, context)
                transaction.describe(operation.name, article=operation.article, merge_key=operation.merge_key)
            return transaction.changes

        return self._through(write, initiator)

    def undo(self, initiator: object = None) -> ChangeSet:
        """Take back the newest step; an empty change set where there is none."""
        return self._through(lambda: self.project.undo() or ChangeSet(), initiator)

    def redo(self, initiator: object = None) -> ChangeSet:
        """Do the step again that was undone last; an empty change set where there is none."""
        return self._through(lambda: self.project.redo() or ChangeSet(), initiator)

    def history(self, limit: int = 500) -> list[Step]:
        """Return the newest steps, oldest first; those undone come last."""
        return self.reader.steps(limit)

    def go_to(self, seq: int, initiator: object = None) -> None:
        """Undo or redo until the step `seq` is the newest one done; 0 undoes everything."""
        while any(step.state == "done" and step.seq > seq for step in self.history()):
            self.undo(initiator)
        while any(step.state == "undone" and step.seq <= seq for step in self.history()):
            self.redo(initiator)

    def refresh(self) -> bool:
        """Notice what another program committed to the file, and tell the listeners to reload."""
        if not self.project.changed_elsewhere():
            return False
        self.bus.publish(ChangeSet(everything=True))
        return True

    def close(self) -> None:
        """Close the project; one portable file remains when the last session closes."""
        self.project.close()

    def _through(self, write: Callable[[], ChangeSet], initiator: object) -> ChangeSet:
        if not self._door.acquire(blocking=False):
            raise UserError("Another change is being written; wait until it is done, or cancel it")
        try:
            changes = write()
        finally:
            self._door.release()
        self.annotator = changes.renamed.get(self.annotator, self.annotator)
        if not changes.empty:
            self.bus.publish(changes, initiator)
        return changes
