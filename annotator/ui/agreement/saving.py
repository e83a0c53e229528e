"""Saving what the agreement panel shows: a report in HTML, or the figures as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.app.files import whole_file
from annotator.domain.errors import Refused
from annotator.ui.agreement.measuring import Measured, look
from annotator.ui.job_dialog import JobDialog

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.app.services import Services
    from annotator.domain.agreement.figures import Agreement
    from annotator.ui.main_window import MainWindow


class Wanted(NamedTuple):
    """What is to be written: the pair shown, or all pairs; `stale`: what was measured does not hold any more."""

    measured: Measured
    everybody: bool
    stale: bool


class Saving(QObject):
    """Asks where to, and writes whole files in a job. Figures that are out of date are measured anew for it."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk, self._notice = window, window.desk, window.notice
        self.jobs = JobDialog(window)
        self._desk.closing.connect(self.jobs.stop)

    def report(self, wanted: Wanted) -> None:
        """Write the report."""
        self._save(wanted, ("Save report", "agreement.html", "HTML (*.html)"), _write_report)

    def json(self, wanted: Wanted) -> None:
        """Write the object of `annotator agreement --json`."""
        self._save(wanted, ("Save as JSON", "agreement.json", "JSON (*.json)"), _write_json)

    def _save(self, wanted: Wanted, ask: tuple[str, str, str], write: Callable[[_Job, Agreement, BinaryIO], None]
              ) -> None:
        session, services = self._desk.session, self._window.services
        if session is None or self.jobs.busy:
            return
        title, suggested, kinds = ask
        project, me = session.project, session.annotator
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(project.path.parent / suggested),
                                              f"{kinds};;All files (*)")
        if not name:
            return
        target = Path(name)

        def work(progress: Progress) -> None:
            with project.snapshot() as reader, whole_file(target) as out:
                job = _Job(reader, services, wanted.measured, project.path.stem, progress)
                write(job, _agreement(wanted, reader, me, progress), out)

        self.jobs.run(f"Writing {target.name} …", work,
                      done=lambda _: self._notice.tell(f"The agreement was written to {target.name}."),
                      failed=self._notice.tell,
                      cancelled=lambda: self._notice.tell("Saving was cancelled; no file was written."))


class _Job(NamedTuple):
    reader: Reader
    services: Services
    measured: Measured
    project: str
    progress: Progress


def _agreement(wanted: Wanted, reader: Reader, me: str, progress: Progress) -> Agreement:
    """Return what is to be written, measured now where it was not yet, or does not hold any more."""
    measured = wanted.measured
    known = measured.everybody if wanted.everybody else measured.agreement
    if known is None or wanted.stale:
        measured = look(reader, replace(measured.wish, pair=measured.pair, everybody=wanted.everybody), me, progress)
        known = measured.everybody if wanted.everybody else measured.agreement
    if known is None:
        raise Refused("There is no article in common any more; nothing was written.")
    return known


def _write_report(job: _Job, agreement: Agreement, out: BinaryIO) -> None:
    from annotator.app.agreement_report import gather

    measured = job.measured
    request = measured.wish.request([pair.annotators for pair in agreement.pairs], measured.articles)
    report = gather(job.reader, agreement, job.project, request, job.progress)
    job.services.write_agreement_report(report, out)


def _write_json(job: _Job, agreement: Agreement, out: BinaryIO) -> None:
    import json

    from annotator.app.agreement_json import as_json

    out.write(json.dumps(as_json(agreement), ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
