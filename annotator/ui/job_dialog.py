"""Progress of a job, shown after 0.6 s, with cancel; the window goes on painting meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.app.jobs import Job
from annotator.app.ports import Progress
from annotator.domain.errors import Cancelled, UserError
from annotator.ui.bridge import Poster

T = TypeVar("T")
_STEPS = 1000


class JobDialog:
    """Runs one job at a time over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._poster = Poster(window)
        self._job: Job[object] | None = None
        self._dialog: QProgressDialog | None = None

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
        dialog.canceled.connect(self.cancel)
        self._job.start()

    def cancel(self) -> None:
        """Stop the job at its next step."""
        if self._job is not None:
            self._job.cancel()

    def _told(self, done: int, total: int) -> None:
        if self._dialog is not None and total > 0:
            self._dialog.setValue(min(_STEPS - 1, done * _STEPS // total))
