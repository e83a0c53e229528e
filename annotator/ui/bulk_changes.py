"""Changes to many spans from the search: weighed on a snapshot, confirmed in the strip, done in a job as one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.operations.base import count
from annotator.app.operations.bulk import RelabelMany, RemoveMany, Weight, weigh_relabelling, weigh_removal
from annotator.app.ports import Progress
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Notice
from annotator.ui.panels.bulk_strip import BulkStrip


class BulkChanges(QObject):
    """Does what the strip asks for."""

    done = Signal()

    def __init__(self, desk: Desk, notice: Notice, strip: BulkStrip, window: QWidget) -> None:
        super().__init__(strip)
        self._desk, self._notice, self._strip = desk, notice, strip
        self._jobs = JobDialog(window)
        self._change: Callable[[Progress], RelabelMany | RemoveMany] | None = None
        desk.closing.connect(self._jobs.stop)
        strip.relabel_asked.connect(self._weigh_relabelling)
        strip.delete_asked.connect(self._weigh_removal)
        strip.confirmed.connect(self._carry_out)
        strip.voided.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether a change is being weighed or done."""
        return self._jobs.busy

    def _weigh_relabelling(self, layer: str, label: str) -> None:
        places = dict(self._strip.places)
        self._change = lambda progress: RelabelMany(places, progress, layer=layer, label=label)
        self._weigh(lambda reader, progress: weigh_relabelling(reader, places, layer, label, progress), label)

    def _weigh_removal(self) -> None:
        places = dict(self._strip.places)
        self._change = lambda progress: RemoveMany(places, progress)
        self._weigh(lambda reader, progress: weigh_removal(reader, places, progress), "")

    def _weigh(self, question: Callable[..., Weight], label: str) -> None:
        session = self._desk.session
        if session is None or self._jobs.busy:
            return

        def work(progress: Progress) -> Weight:
            with session.project.snapshot() as reader:
                return question(reader, progress)

        def done(weight: Weight) -> None:
            if self._change is not None:
                self._strip.ask(weight, label)

        self._jobs.run("Looking at the spans …", work, done=done, failed=self._notice.tell, cancelled=self._strip.back)

    def _forget(self) -> None:
        """The spans found are being counted again: what was weighed is not what would be changed."""
        self._change = None

    def _carry_out(self) -> None:
        """Do what was asked and confirmed, as one step, without holding up the window."""
        session, change = self._desk.session, self._change
        if session is None or change is None or self._jobs.busy:
            return
        self._change = None

        def work(progress: Progress) -> RelabelMany | RemoveMany:
            operation = change(progress)
            session.execute(operation)
            return operation

        self._jobs.run("Changing the spans …", work, done=self._carried_out, failed=self._not_done,
                       cancelled=lambda: self._not_done("Cancelled; no span was changed."))

    def _carried_out(self, operation: RelabelMany | RemoveMany) -> None:
        words = f"{count(operation.changed, 'span')} deleted"
        if isinstance(operation, RelabelMany):
            words = f"{count(operation.changed, 'span')} relabeled as {operation.label}"
            if operation.twins:
                words += f"; {operation.twins:,} left, whose words are {operation.label} already"
        if operation.gone:
            words += f"; {operation.gone:,} were gone meanwhile"
        self._notice.tell(f"{words}. Ctrl+Z takes it back.")
        self.done.emit()

    def _not_done(self, words: str) -> None:
        self._notice.tell(words)
        self._strip.back()
