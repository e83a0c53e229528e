"""The gold sets of all articles of the review at once, those that nothing differs in too: a job with progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.app.operations.gold import BuildGold
from annotator.domain.words import count
from annotator.ui.job_dialog import JobDialog

if TYPE_CHECKING:
    from annotator.app.ports import Progress
    from annotator.domain.review import Review
    from annotator.ui.main_window import MainWindow


class GoldSets(QObject):
    """Builds them, one step for undo. A decision builds that of its own article only."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._notice = window.desk, window.notice
        self._jobs = JobDialog(window)
        self._desk.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether they are being built."""
        return self._jobs.busy

    def build(self, review: Review) -> None:
        """Build them, and say what they have and what is not decided."""
        session = self._desk.session
        if session is None or self._jobs.busy:
            return

        def work(progress: Progress) -> BuildGold:
            building = BuildGold(review, progress)
            session.execute(building, self._desk)
            return building

        self._jobs.run("Building the gold sets …", work, done=lambda built: self._notice.tell(says(built)),
                       failed=lambda trouble: self._notice.tell(f"{trouble}."),
                       cancelled=lambda: self._notice.tell("Cancelled; the gold sets are as they were."))


def says(built: BuildGold) -> str:
    """Say what the gold sets have: `Gold sets of 12 articles: 301 spans. 4 differences are not decided.`"""
    undecided = sum(map(len, built.undecided.values()))
    words = f"Gold sets of {count(built.articles, 'article')}: {count(built.spans, 'span')}."
    if undecided:
        words += f" {count(undecided, 'difference')} {'is' if undecided == 1 else 'are'} not decided."
    if left := len(built.left_out):
        words += f" {count(left, 'article')} that only one of them worked on {'is' if left == 1 else 'are'} left out."
    return words
