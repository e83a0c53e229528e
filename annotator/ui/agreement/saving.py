"""Saving what the agreement panel shows: a report in HTML, or the figures as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.app.agreement import as_json
from annotator.app.agreement_report import gather
from annotator.app.files import whole_file
from annotator.ui.agreement.measuring import Measured, look
from annotator.ui.job_dialog import JobDialog

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.ui.main_window import MainWindow


class Saving(QObject):
    """Asks where to, and writes whole files in a job. Figures that are out of date are measured anew for it."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk, self._notice = window, window.desk, window.notice
        self.jobs = JobDialog(window)
        self._desk.closing.connect(self.jobs.stop)

    def report(self, measured: Measured, *, stale: bool) -> None:
        """Write the report."""
        services = self._window.services

        def write(reader: Reader, found: Measured, project: Path, out: BinaryIO, progress: Progress) -> None:
            assert found.agreement is not None
            report = gather(reader, found.agreement, project.stem, found.wish.resamples, found.wish.seed, progress)
            services.write_agreement_report(report, out)

        self._save(measured, stale, ("Save report", "agreement.html", "HTML (*.html)"), write)

    def json(self, measured: Measured, *, stale: bool) -> None:
        """Write the object of `annotator agreement --json`."""
        def write(reader: Reader, found: Measured, project: Path, out: BinaryIO, progress: Progress) -> None:
            import json

            assert found.agreement is not None
            out.write(json.dumps(as_json(found.agreement), ensure_ascii=False, indent=1).encode("utf-8") + b"\n")

        self._save(measured, stale, ("Save as JSON", "agreement.json", "JSON (*.json)"), write)

    def _save(self, measured: Measured, stale: bool, ask: tuple[str, str, str],
              write: Callable[[Reader, Measured, Path, BinaryIO, Progress], None]) -> None:
        session = self._desk.session
        if session is None or measured.agreement is None or self.jobs.busy:
            return
        title, suggested, kinds = ask
        folder, me, project = session.project.path.parent, session.annotator, session.project
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(folder / suggested), f"{kinds};;All files (*)")
        if not name:
            return
        target = Path(name)

        def work(progress: Progress) -> None:
            with project.snapshot() as reader, whole_file(target) as out:
                found = look(reader, measured.wish, me, progress) if stale else measured
                write(reader, found, project.path, out, progress)

        self.jobs.run(f"Writing {target.name} …", work,
                      done=lambda _: self._notice.tell(f"The agreement was written to {target.name}."),
                      failed=self._notice.tell,
                      cancelled=lambda: self._notice.tell("Saving was cancelled; no file was written."))
