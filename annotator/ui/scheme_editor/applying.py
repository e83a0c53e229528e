"""Applying what was edited, as one step; and asking before edits would be lost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.app.operations.scheme_edits import EditScheme
from annotator.app.ports import Progress
from annotator.app.session import Session
from annotator.domain.change import ChangeSet
from annotator.domain.scheme_edits.effect import Effect
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice, Notice
from annotator.ui.scheme_editor.working_copy import WorkingCopy

_AT_ONCE = 500
"""So many spans are changed while the window waits; more of them in a job."""


class Applying(QObject):
    """Does the edits of a working copy, never before what goes by them could be seen.

    `right` says whether all fields are right. `closes`: the editor may close now. `refreshed`: what can be done now is
    another.
    """

    closes = Signal()
    refreshed = Signal()

    def __init__(self, desk: Desk, copy: WorkingCopy, notice: Notice, jobs: JobDialog,
                 right: Callable[[], bool]) -> None:
        super().__init__(copy)
        self._desk, self._copy, self._notice, self._jobs, self._right = desk, copy, notice, jobs, right
        self._waiting = self._closes = False
        self.busy = False
        copy.counted.connect(self._on_counted)

    @property
    def possible(self) -> bool:
        """Whether there is something that can be applied now."""
        return bool(self._copy.edits) and self._copy.effects is not None and not self.busy and self._right()

    def apply(self) -> None:
        """Do all edits as one step; waits until they are counted, and goes on if then nothing goes unseen."""
        session, effects = self._desk.session, self._copy.effects
        self._waiting = effects is None
        if effects is None or session is None or not self.possible:
            return
        operation = EditScheme(self._copy.base, self._copy.edits, [each.losses for each in effects])
        self.busy = True
        spans = sum(effect.spans for edit, effect in zip(self._copy.edits, effects, strict=True) if edit.rewrites)
        if spans <= _AT_ONCE:
            self._end(self._desk.execute(operation))
        else:
            self._run(operation, session, spans)

    def apply_and_close(self) -> None:
        """Apply, and close the editor once that is done."""
        self._closes = True
        self.apply()

    def ask(self) -> None:
        """Ask what becomes of edits that were not applied."""
        self._notice.offer("What you changed is not applied yet.", [
            Choice("Apply", "Enter", self.apply_and_close), Choice("Discard", "D", self._discard)])

    def follow(self) -> None:
        """The project has another scheme: begin with it, or say that the edits no longer fit."""
        if self.busy or self._desk.scheme == self._copy.base:
            return
        if not self._copy.edits:
            self._copy.reset()
        else:
            self._notice.offer("The scheme was changed meanwhile; these edits were made for the one before.",
                               [Choice("Begin anew", "Enter", self._copy.reset)])

    def _run(self, operation: EditScheme, session: Session, spans: int) -> None:
        def work(progress: Progress) -> ChangeSet:
            operation.progress = lambda done, _: progress(done, spans)
            return session.execute(operation)

        self.refreshed.emit()
        self._jobs.run("Changing the scheme …", work, done=self._end, failed=self._refuse,
                       cancelled=partial(self._refuse, "Nothing was changed."))

    def _end(self, changes: ChangeSet | None) -> None:
        closes = self._closes
        self.busy = self._closes = False
        if changes is None:  # refused, and told
            self.refreshed.emit()
            return
        self._copy.reset()
        self._notice.tell("The scheme was changed. Ctrl+Z in the main window takes it back.")
        if closes:
            self.closes.emit()

    def _refuse(self, words: str) -> None:
        self.busy = self._closes = False
        self._notice.tell(words)
        self.refreshed.emit()

    def _discard(self) -> None:
        self._copy.reset()
        self.closes.emit()

    def _on_counted(self) -> None:
        """Go on with what had to wait."""
        effects: tuple[Effect, ...] | None = self._copy.effects
        if not self._waiting or effects is None:
            return
        self._waiting = False
        if any(each.named() for each in effects):
            self._closes = False
            self._notice.tell("Look at what goes, below; then apply.", stay=True)
        else:
            self.apply()
