"""Files between a reviewer and an annotator: the review for her, the answers for him; written in a job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from annotator.app.operations.base import count
from annotator.app.ports import Progress, Reader
from annotator.app.review_file import ReviewCounts, save_answers, save_review, suggested_name, undecided
from annotator.app.services import Services
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.lookup import Lookup
from annotator.ui.notice import Choice, Notice

_AT_ONCE = 5
"""Names that one line offers; more of them are asked for in a list."""
_FILES = "JSON Lines (*.jsonl);;All files (*)"


class Sending(QObject):
    """Asks for whom and where, writes, and says what was written. `sent` is called when answers were."""

    def __init__(self, desk: Desk, notice: Notice, services: Services, window: QWidget,
                 sent: Callable[[], object]) -> None:
        super().__init__(window)
        self._desk, self._notice, self._services, self._window, self._sent = desk, notice, services, window, sent
        self._jobs, self._lookup = JobDialog(window), Lookup(desk, self)
        desk.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._jobs.busy

    def ask_review(self) -> None:
        """Save a review: for the annotator whose spans were reviewed; if there are several, which one is asked."""
        me = self._me()

        def reviewed(reader: Reader) -> list[str]:
            return sorted({verdict.ref.annotator for verdict in reader.verdicts_by(me)} - {me})

        self._lookup.ask(reviewed, lambda names: self._choose(
            names, "Save the review for whom?", "You have not reviewed anybody’s annotations yet; start with "
            "Review > Open a colleague’s annotations.", self._ask_review_file), slow=True)

    def ask_answers(self) -> None:
        """Save the answers: for the reviewer; if there are several, which one is asked."""
        me = self._me()

        def reviewers(reader: Reader) -> list[str]:
            return [name for name in reader.annotators() if name != me and any(
                verdict.ref.annotator in (me, name) for verdict in reader.verdicts_by(name))]

        self._lookup.ask(reviewers, lambda names: self._choose(
            names, "Save the answers for whom?", "Nobody has reviewed your annotations; there is nothing to answer.",
            self._ask_answers_file), slow=True)

    def _me(self) -> str:
        return self._desk.session.annotator if self._desk.session is not None else ""

    def _choose(self, names: list[str], question: str, nobody: str, then: Callable[[str], None]) -> None:
        if not names:
            self._notice.tell(nobody, stay=True)
        elif len(names) == 1:
            then(names[0])
        elif len(names) <= _AT_ONCE:
            self._notice.offer(question, [Choice(name, str(number), partial(then, name))
                                          for number, name in enumerate(names, 1)], lasting=True)
        else:
            name, chosen = QInputDialog.getItem(self._window, "Annotator", question, names, 0, False)
            if chosen:
                then(name)

    def _ask_review_file(self, to: str) -> None:
        target = self._ask_file(f"Save review for {to}", to, answers=False)
        if target is None:
            return
        me, formats = self._me(), self._services.formats()

        def write(reader: Reader, progress: Progress) -> tuple[ReviewCounts, int]:
            return save_review(reader, formats, target, by=me, to=to, progress=progress), undecided(reader, me, to)

        def told(counts: ReviewCounts, left: int) -> None:
            rest = f" {count(left, 'span')} {'has' if left == 1 else 'have'} no verdict yet." if left else ""
            self._notice.tell(f"Wrote {_counted(counts)} for {to} to {target.name}.{rest}", stay=True)

        self._run("Saving the review …", write, told)

    def _ask_answers_file(self, to: str) -> None:
        target = self._ask_file(f"Save answers for {to}", to, answers=True)
        if target is None:
            return
        me, formats = self._me(), self._services.formats()

        def write(reader: Reader, progress: Progress) -> tuple[ReviewCounts, int]:
            counts = save_answers(reader, formats, target, by=me, to=to, progress=progress)
            return counts, 0

        def told(counts: ReviewCounts, left: int) -> None:
            self._sent()
            self._notice.tell(f"Wrote {_counted(counts)} for {to} to {target.name}; "
                              f"{counts.answered:,} answered.", stay=True)

        self._run("Saving the answers …", write, told)

    def _ask_file(self, title: str, to: str, *, answers: bool) -> Path | None:
        session = self._desk.session
        if session is None or self._jobs.busy:
            return None
        project = session.project.path
        suggested = project.parent / suggested_name(project.stem, session.annotator, to, answers=answers)
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), _FILES)
        return Path(name) if name else None

    def _run(self, words: str, write: Callable[[Reader, Progress], tuple[ReviewCounts, int]],
             told: Callable[[ReviewCounts, int], None]) -> None:
        session = self._desk.session
        assert session is not None

        def work(progress: Progress) -> tuple[ReviewCounts, int]:
            with session.project.snapshot() as reader:
                return write(reader, progress)

        self._jobs.run(words, work, done=lambda found: told(*found), failed=lambda why: self._notice.tell(
            why, stay=True), cancelled=lambda: self._notice.tell("Canceled; no file was written."))


def _counted(counts: ReviewCounts) -> str:
    said = f"{count(counts.verdicts, 'verdict')}"
    said += f" and {count(counts.remarks, 'remark')}" if counts.remarks else ""
    return f"{said} on {count(counts.articles, 'article')}"
