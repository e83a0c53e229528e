"""Starting reviews and going on with them; labeling a sample again without seeing the first labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout

from annotator.app.operations.review import ChangeReview, EndReview, StartReview
from annotator.app.review_progress import labeled_again
from annotator.domain.errors import UserError
from annotator.domain.review import Review
from annotator.domain.words import count
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice
from annotator.ui.occurrences.latest import Latest
from annotator.ui.review.kinds import policy_words
from annotator.ui.review.review_list import ReviewList
from annotator.ui.review.start_dialog import StartPage

if TYPE_CHECKING:
    from annotator.app.operations.base import Operation
    from annotator.app.ports import Progress
    from annotator.domain.change import ChangeSet
    from annotator.ui.main_window import MainWindow

_SIZE = 620, 560
_OTHERS = "merge.open"
"""The command that opens a colleague's annotations."""


class Starting(QObject):
    """The dialog of reviews, and what its answers lead to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk, self._notice = window, window.desk, window.notice
        self._counting, self._looking = Latest(window.desk, self), Latest(window.desk, self)
        self._jobs = JobDialog(window)
        self._again: Review | None = None
        self._begun: Review | None = None
        self.dialog: QDialog | None = None
        self._desk.closing.connect(self._on_closing)
        self._desk.committed.connect(self._on_committed)

    def open(self, *, reviews: bool = False) -> None:
        """Open the dialog: to start a review, or at the list of `reviews`."""
        if self._desk.session is None:
            return
        self.dialog = dialog = QDialog(self._window)
        dialog.setObjectName("reviews")
        dialog.setWindowTitle("Reviews")
        dialog.resize(*_SIZE)
        page = StartPage(self._desk, self._counting, date.today().isoformat(), self._begin, self._others())
        listed = ReviewList(self._desk, self._looking, self)
        tabs = QTabWidget()
        tabs.setAccessibleName("Reviews")
        tabs.setDocumentMode(True)
        tabs.addTab(page, "Start a review")
        tabs.addTab(listed, "")
        listed.counted.connect(lambda number: tabs.setTabText(1, f"Reviews ({number:,})"))
        tabs.setTabText(1, f"Reviews ({listed.list.topLevelItemCount():,})")
        tabs.setCurrentIndex(int(reviews))
        column = QVBoxLayout(dialog)
        column.addWidget(tabs)
        page.left.connect(dialog.reject)
        listed.left.connect(dialog.reject)
        page.begun.connect(lambda: self._close(self._begun))
        listed.chosen.connect(self._close)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        (listed.list if reviews else page.form).setFocus()

    def go_on(self, review: Review) -> None:
        """Go on with a review: with labeling again until that is done, else in review mode."""
        session = self._desk.session
        if session is None:
            return
        if review.mode == "again" and len(labeled_again(session.reader, review)) < len(review.articles):
            self._label_again(review)
            return
        self._again = None
        if session.annotator != review.reviewer:
            self._desk.change_annotator(review.reviewer)
        if review.articles and (self._desk.article is None or self._desk.article.id not in review.articles):
            self._desk.open_article(review.articles[0])
        self._window.modes.begin(review)

    def _others(self) -> tuple[str, Callable[[], object]] | None:
        """Return how to open a colleague's annotations: in words, and what does it."""
        found = next((each for each in self._window.actions_.commands if each.id == _OTHERS), None)
        return None if found is None else (self._window.keymap.way(_OTHERS), found.run)

    # What the list of reviews asks for

    def why_not(self, review: Review) -> str:
        """Return why one cannot go on with a review now, empty where one can."""
        session = self._desk.session
        if session is None or session.annotator in (review.reviewer, *review.annotators[1:]):
            return ""
        return f"To go on with it, work as {review.reviewer} ({self._window.keymap.way('project.annotator')})."

    def change_policy(self, review: Review, policy: str, then: Callable[[str], None]) -> None:
        """Change the policy of a review; its gold sets follow."""
        changed = replace(review, policy=policy)
        self._run("Building the gold sets …", lambda progress: ChangeReview(changed, progress),
                  f"The gold sets of {review.name} begin with {policy_words(changed)}.", then)

    def end(self, review: Review, forget: bool, then: Callable[[str], None]) -> None:
        """End a review; with `forget` its verdicts go too."""
        done = "is deleted, with its verdicts" if forget else "has ended; its verdicts and gold sets stay"
        self._run("Building the gold sets …" if forget else "Ending …",
                  lambda progress: EndReview(review.id, forget, progress),
                  f"{review.name} {done}. {self._window.keymap.way('edit.undo')} brings it back.", then)

    def _run(self, words: str, make: Callable[[Progress], Operation], done: str, then: Callable[[str], None]) -> None:
        session, dialog = self._desk.session, self.dialog
        if session is None or self._jobs.busy:
            return

        def work(progress: Progress) -> ChangeSet:
            return session.execute(make(progress), self._desk)

        def tell(said: str) -> None:
            then(said) if self.dialog is dialog else self._notice.tell(said)

        self._jobs.run(words, work, done=lambda _: tell(done), failed=tell,
                       cancelled=lambda: tell("Cancelled; nothing was changed."))

    # Labeling again

    def _label_again(self, review: Review) -> None:
        """Let the last annotator of a review label its sample: nothing of the first is seen, and nothing else."""
        session = self._desk.session
        assert session is not None
        self._again = review
        later = review.annotators[-1]
        if session.annotator != later:
            self._desk.change_annotator(later)
        name = review.name.replace('"', "")
        self._window.articles.filter_field.setText(f'review:"{name}"')
        done = labeled_again(session.reader, review)
        self._desk.open_article(next((id for id in review.articles if id not in done), None))
        self._window.view.setFocus()
        self._notice.tell(f"You label {count(len(review.articles), 'article')} again, as {later}. The first labels are "
                          f"out of sight until all of them are done ({self._window.keymap.way('article.done')}).",
                          stay=True)

    def _on_committed(self, changes: ChangeSet) -> None:
        """Once the last article of the sample is done, offer to compare."""
        session, review = self._desk.session, self._again
        if session is None or review is None or session.annotator != review.annotators[-1]:
            return
        if not any(ref.annotator == session.annotator for ref in changes.sets):
            return
        sample = set(review.articles)
        if all(row.status in ("done", "skipped") for row in self._window.articles.model.rows if row.id in sample):
            self._again = None
            QTimer.singleShot(0, self, lambda: self._offer(review))  # over what is said about the end of the list

    def _offer(self, review: Review) -> None:
        compare = Choice("Compare", "Enter", lambda: self.go_on(review))
        self._notice.offer(f"The sample of {count(len(review.articles), 'article')} is labeled a second time. "
                           "Compare it with the first?", [compare], lasting=True)

    def _begin(self, review: Review) -> str:
        """Start a review; return what is wrong with it, empty where nothing is."""
        session = self._desk.session
        assert session is not None
        operation = StartReview(review)
        try:
            session.execute(operation, self._desk)
        except UserError as error:
            return f"{error}."
        self._begun = operation.review
        return ""

    def _close(self, review: Review | None) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        if review is not None:
            self.go_on(review)

    def _on_finished(self) -> None:
        for each in (self._counting, self._looking):
            each.stop()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_closing(self) -> None:
        self._jobs.stop()
        self._again = None
        if self.dialog is not None:
            self.dialog.reject()
