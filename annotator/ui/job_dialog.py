"""Progress of a job, shown after 0.6 s, with cancel; the window goes on painting meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.app.jobs import Job
from annotator.app.ports import Progress
from annotator.domain.errors import Cancelled, UserError
from annotator.ui.bridge import Poster

T = TypeVar("T")
_STEPS = 1000
_LONGEST = 10
"""Seconds that one step of a job may take to notice that it was stopped."""


def _nothing() -> None:
    pass


class JobDialog:
    """Runs one job at a time over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._poster = Poster(window)
        self._job: Job[object] | None = None
        self._dialog: QProgressDialog | None = None
        self._then: Callable[[], object] = _nothing

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def run(self, words: str, work: Callable[[Progress], T], *, done: Callable[[T], None],
            failed: Callable[[str], None], cancelled: Callable[[], None]) -> None:
        """Run `work` in a thread; one of the three is called in the window's thread when it ends.

        A user error becomes words for `failed`; a bug is raised in the window's thread.
        """
        dialog = QProgressDialog(words, "Cancel", 0, 0, self._window)
        dialog.setWindowTitle("Annotator")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(600)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setRange(0, _STEPS)
        dialog.setValue(0)
        self._dialog = dialog

        def end() -> None:
            self._job = None
            self._dialog = None
            QTimer.singleShot(0, self._then)
            self._then = _nothing
            dialog.reset()
            dialog.hide()
            dialog.deleteLater()

        def on_done(result: object) -> None:
            end()
            done(result)  # type: ignore[arg-type]

        def on_failed(error: BaseException) -> None:
            end()
            if isinstance(error, Cancelled):
                cancelled()
            elif isinstance(error, UserError):
                failed(str(error))
            else:
                raise error

        self._job = Job(work, post=self._poster.post, done=on_done, failed=on_failed, progress=self._told)
        dialog.canceled.connect(lambda: self.cancel())
        self._job.start()

    def cancel(self, then: Callable[[], object] | None = None) -> None:
        """Stop the job at its next step; do `then` once it has ended."""
        self._then = then or self._then
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Stop the job and wait until it works on nothing any more: its project is about to be closed."""
        if self._job is not None:
            self._job.cancel()
            self._job.join(_LONGEST)

    def _told(self, done: int, total: int) -> None:
        if self._dialog is not None and total > 0:
            self._dialog.setValue(min(_STEPS - 1, done * _STEPS // total))
