"""Opens a colleague's annotations: a job, a question where one must be answered first, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator import paths
from annotator.app.merge_counts import MergeCounts, MergeOptions, Unanswered
from annotator.app.merge_offer import whose
from annotator.app.operations.base import count
from annotator.ui.job_dialog import JobDialog
from annotator.ui.merging.words import result
from annotator.ui.notice import Choice

if TYPE_CHECKING:
    from annotator.app.ports import Progress
    from annotator.domain.merging.conflict import MergeConflict
    from annotator.ui.main_window import MainWindow
    from annotator.ui.merging.conflicts import ConflictDialog

_FILES = f"Annotations (*{paths.ENDING} *.jsonl *.ndjson);;All files (*)"
_DETAILS, _CONFLICTS = "?", "!"
"""Keys of offers that stay while one labels: none that a label can have."""


class Merging(QObject):
    """Merges one file at a time into the open project."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk, self._notice = window, window.desk, window.notice
        self._services = window.services
        self._jobs = JobDialog(window)
        self._dialog: ConflictDialog | None = None
        self.conflicts: Sequence[MergeConflict] = ()
        """Those of the last merge that are not settled."""
        self._desk.closing.connect(self._on_closing)

    @property
    def busy(self) -> bool:
        """Whether a merge is under way."""
        return self._jobs.busy

    def ask(self) -> None:
        """Let the user choose a colleague's file."""
        session = self._desk.session
        folder = str(session.project.path.parent) if session else ""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a colleague’s annotations", folder, _FILES)
        if name:
            self.merge(Path(name))

    def drop(self, files: Sequence[Path]) -> None:
        """Files were dropped on the window: a project is opened or merged, all else imported, or merged if it is a
        colleague's."""
        session = self._desk.session
        project = next((file for file in files if file.suffix == paths.ENDING), None)
        if project is not None:
            if session is None:
                self._window.projects.open(project)
            elif session.project.path != project.absolute():
                self._offer_project(project)
            return
        name = whose(session.reader, self._services.formats(), files[0], session.annotator) if (
            session is not None and len(files) == 1) else ""
        if name:
            self._notice.offer(f"{files[0].name} has annotations by {name} on articles of this project.", [
                Choice("Merge them beside yours", "M", lambda: self.merge(files[0])),
                Choice("Import the file", "I", lambda: self._window.exchange.import_paths(files))], lasting=True)
        else:
            self._window.exchange.import_paths(files)

    def merge(self, path: Path, options: MergeOptions | None = None) -> None:
        """Merge a file; asks first where something must be said."""
        session, services = self._desk.session, self._services
        if session is None or self._jobs.busy:
            self._notice.tell("Open or make a project first." if session is None
                              else "A merge is under way; wait until it is done.")
            return
        chosen = options or MergeOptions()
        from annotator.app.merging import merge

        def work(progress: Progress) -> MergeCounts | Unanswered:
            try:
                return merge(session, services, path, chosen, progress)
            except Unanswered as question:
                return question

        def done(found: MergeCounts | Unanswered) -> None:
            if isinstance(found, Unanswered):
                self._ask_first(path, found.counts, chosen)
            else:
                self._tell(path, found)

        self._jobs.run(f"Merging {path.name} …", work, done=done, failed=lambda words: self._failed(path, words),
                       cancelled=lambda: self._notice.tell("Canceled; nothing was merged."))

    def show_conflicts(self) -> None:
        """Show what both sides changed, to choose."""
        from annotator.ui.merging.conflicts import ConflictDialog

        if self._dialog is None:
            self._dialog = ConflictDialog(self._window, self.conflicts)
            self._dialog.settled.connect(self._on_settled)
            self._dialog.finished.connect(self._on_closed)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _offer_project(self, project: Path) -> None:
        self._notice.offer(f"{project.name} is a project.", [
            Choice("Merge it as a colleague’s annotations", "M", lambda: self.merge(project)),
            Choice("Open it", "O", lambda: self._window.projects.open(project))], lasting=True)

    def _ask_first(self, path: Path, counts: MergeCounts, options: MergeOptions) -> None:
        from annotator.ui.merging.questions import QuestionDialog

        session = self._desk.session
        if session is None:
            return
        dialog = QuestionDialog(self._window, counts, options, self._desk.scheme, session.reader.annotators())
        agreed = dialog.exec()
        dialog.deleteLater()
        if agreed:
            self.merge(path, dialog.options())
        else:
            self._notice.tell("Nothing was merged.")

    def _failed(self, path: Path, words: str) -> None:
        if words.endswith("import it instead"):
            choice = (Choice("Open it", "O", lambda: self._window.projects.open(path)) if path.suffix == paths.ENDING
                      else Choice("Import it", "I", lambda: self._window.exchange.import_paths([path])))
            self._notice.offer(words.removesuffix("; import it instead") + ".", [choice], lasting=True)
        else:
            self._notice.tell(f"{words.removesuffix('.')}.", stay=True)

    def _tell(self, path: Path, counts: MergeCounts) -> None:
        self._take_conflicts(counts.conflicts)
        session, sentence = self._desk.session, result(counts)
        choices = []
        if counts.conflicts:
            choices.append(Choice("Show conflicts", _CONFLICTS, self.show_conflicts))
        details = [*map(str, counts.refused), *counts.said]
        if details:
            choices.append(Choice("Show details", _DETAILS, lambda: self._details(sentence, details)))
        if session is not None and session.annotator in counts.judged:
            choices += self._leading("feedback.open", "Walk through the feedback")
        elif counts.sets_added or counts.sets_updated:
            choices += self._leading("review.mode", "Review")
        if choices:
            self._notice.offer(sentence, choices, lasting=True)
        else:
            self._notice.tell(sentence)

    def _leading(self, command: str, words: str) -> list[Choice]:
        """Return the choice that gives a command, if there is one."""
        actions = self._window.actions_
        if all(each.id != command for each in actions.commands):
            return []
        return [Choice(words, "Enter", actions[command].trigger)]

    def _details(self, sentence: str, lines: Sequence[str]) -> None:
        from annotator.ui.dialogs import show_lines

        show_lines(self._window, "Merge", sentence, lines)

    def _take_conflicts(self, conflicts: Sequence[MergeConflict]) -> None:
        self.conflicts = conflicts
        if self._dialog is not None:
            self._dialog.close()
        self._window.actions_.refresh()

    def _on_settled(self, number: int, left: int) -> None:
        words = f"{count(number, 'conflict')} settled" + (f", {left:,} left." if left else "; none is left.")
        self._notice.tell(f"{words} {self._notice.way('edit.undo')} takes it back.")

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self.conflicts = self._dialog.open_conflicts()
            self._dialog.deleteLater()
            self._dialog = None
        self._window.actions_.refresh()

    def _on_closing(self) -> None:
        self._jobs.stop()
        self._take_conflicts(())
