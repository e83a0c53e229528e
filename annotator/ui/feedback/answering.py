"""Answers to feedback: each is one operation, and what it did is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.app.operations.base import count
from annotator.app.operations.feedback import AcceptVerdict, AcceptVerdicts, Dispute, Reply, TakeBackAnswer
from annotator.app.ports import Progress
from annotator.domain.change import ChangeSet
from annotator.domain.feedback import Feedback, FeedbackKind
from annotator.domain.relation import misfits
from annotator.ui.desk import Desk
from annotator.ui.feedback.model import Key
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice, Notice
from annotator.ui.quotes import short, with_relations

_AT_ONCE = 40
"""Items that are accepted without a job: more would be felt in the window."""
_DETAILS = "?"
_NOUNS: dict[FeedbackKind, str] = {"changed": "change", "rejected": "removal", "added": "addition"}


class Answering(QObject):
    """Does what the annotator answers to an item of the open article. `then` is called once it is done."""

    def __init__(self, desk: Desk, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._notice, self._window = desk, notice, window
        self._jobs = JobDialog(window)
        self._last: tuple[Key, int] | None = None
        """The last answer, and the step it was."""
        desk.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether many items are being accepted right now."""
        return self._jobs.busy

    def forget(self) -> None:
        """Answers given so far were sent: taking one back is news from now on."""
        self._last = None

    def accept(self, item: Feedback, then: Callable[[], object]) -> None:
        """Agree; relations that would not fit the new label are named first."""
        if item.answer == "accept":
            self._notice.tell("You have accepted this already; U takes that back.")
            return
        operation = AcceptVerdict(*item.key)
        lost = []
        if item.now is not None and item.proposed is not None and item.kind == "changed":
            lost = misfits(self._desk.scheme, self._desk.relations.of(item.now.id), self._desk.spans, item.now.id,
                           item.proposed.label)
        if not lost or item.now is None or item.proposed is None:
            self._accept(operation, item, then)
            return
        its = with_relations(lost, item.now.id, self._desk.spans)
        operation.drop_relations = True
        self._notice.offer(f"As {item.proposed.label}, {short(item.now.quote)} could not keep {its}.", [
            Choice(f"Accept and remove {'them' if len(lost) > 1 else 'it'}", "Enter",
                   partial(self._accept, operation, item, then))])

    def _accept(self, operation: AcceptVerdict, item: Feedback, then: Callable[[], object]) -> None:
        spans = dict(self._desk.spans)
        if self._do(operation, item, then) and operation.relations and item.now is not None:
            its = with_relations(operation.relations, item.now.id, spans)
            self._notice.tell(f"Accepted; {short(item.now.quote)} lost {its}. "
                              f"{self._notice.way('edit.undo')} brings all of it back.")

    def dispute(self, item: Feedback, said: str, then: Callable[[], object]) -> bool:
        """Disagree, with words; False where that was refused."""
        return self._do(Dispute(*item.key, said), item, then)

    def reply(self, item: Feedback, said: str, then: Callable[[], object]) -> bool:
        """Say something; False where that was refused."""
        return self._do(Reply(*item.key, said), item, then)

    def take_back(self, item: Feedback) -> None:
        """Be undecided again: the last thing done is undone as a whole, else the answer alone goes."""
        session = self._desk.session
        done = [step.seq for step in session.history(20) if step.state == "done"] if session is not None else []
        if self._last is not None and done and self._last == (item.key, done[-1]):
            self._last = None
            self._desk.undo()
            self._notice.tell("Taken back; everything is as it was before that answer.")
        elif self._desk.execute(TakeBackAnswer(*item.key)) is not None:
            self._notice.tell("The answer is taken back. Your span stays as it is now.")

    def accept_all(self, items: Sequence[Feedback], left: int, then: Callable[[], object]) -> None:
        """Ask whether to accept these; `left` others were changed since the review and want a look."""
        kinds = Counter(item.kind for item in items)
        counted = ", ".join(count(kinds[kind], noun) for kind, noun in _NOUNS.items() if kinds[kind])
        more = f" {_those(left)} changed since the review stay for you to look at." if left else ""
        self._notice.offer(f"Accept {counted} at once, in one step?{more}", [
            Choice("Accept all", "Enter", partial(self._accept_all, AcceptVerdicts([item.key for item in items]), then))
        ], lasting=True)

    def _accept_all(self, operation: AcceptVerdicts, then: Callable[[], object]) -> None:
        session = self._desk.session

        def told() -> None:
            then()
            self._tell_all(operation)

        if len(operation.keys) <= _AT_ONCE or session is None:
            if self._desk.execute(operation) is not None:
                told()
            return

        def work(progress: Progress) -> None:
            operation.progress = progress
            session.execute(operation, self._desk)

        self._jobs.run(f"Accepting {len(operation.keys):,} verdicts …", work, done=lambda _: told(),
                       failed=self._notice.tell,
                       cancelled=lambda: self._notice.tell("Canceled; nothing was accepted."))

    def _tell_all(self, operation: AcceptVerdicts) -> None:
        said = f"Accepted {count(operation.accepted, 'verdict')}"
        said += f"; {count(operation.relations, 'relation')} went with the spans" if operation.relations else ""
        said += f". {self._notice.way('edit.undo')} takes all of it back."
        if not operation.left:
            self._notice.tell(said)
            return
        lines = [f"{ref.article} {span}: {why}" for (ref, span, _), why in operation.left]
        self._notice.offer(f"{said} {len(lines):,} could not be accepted.",
                           [Choice("Show which", _DETAILS, partial(self._details, said, lines))], lasting=True)

    def _details(self, said: str, lines: Sequence[str]) -> None:
        from annotator.ui.dialogs import show_lines

        show_lines(self._window, "Feedback", said, lines)

    def _do(self, operation: AcceptVerdict | Dispute | Reply, item: Feedback, then: Callable[[], object]) -> bool:
        changes: ChangeSet | None = self._desk.execute(operation)
        if changes is None:
            return False
        self._last = (item.key, changes.step.seq) if changes.step is not None else None
        then()
        return True


def _those(number: int) -> str:
    return "1 that was" if number == 1 else f"{number:,} that were"
