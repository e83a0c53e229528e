"""Labels places of the queue: a few at once, many in a job with progress and cancel; each call is one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.app.operations.propagation import LabelOccurrences
from annotator.domain.article import SetRef
from annotator.domain.candidates import Candidate
from annotator.domain.span import Span, Value
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Notice

if TYPE_CHECKING:
    from annotator.app.ports import Progress

_AT_ONCE = 40
"""Places that are labelled without a job: more would be felt in the window."""


class Labeler:
    """One call at a time."""

    def __init__(self, desk: Desk, notice: Notice, window: QWidget) -> None:
        self._desk, self._notice = desk, notice
        self._jobs = JobDialog(window)
        desk.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether places are being labelled right now."""
        return self._jobs.busy

    def one(self, span: Span, place: Candidate, answers: Mapping[str, Value] | None) -> bool:
        """Label one place as `span` is; False where that was refused."""
        operation = self._operation(span, [place], place.article, answers)
        if self._desk.execute(operation) is None:
            return False
        if operation.changed:
            self._notice.tell("The text there has changed since it was found; nothing was labeled.")
        return True

    def all(self, span: Span, places: Sequence[Candidate], article: str, answers: Mapping[str, Value] | None,
            then: Callable[[], object]) -> None:
        """Label places as `span` is, in one step that shows `article`; `then` is done before that is said."""
        operation = self._operation(span, places, article, answers)
        session = self._desk.session

        def told() -> None:
            then()
            self._notice.tell(said(operation))

        if len(places) <= _AT_ONCE or session is None:
            if self._desk.execute(operation) is not None:
                told()
            return

        def work(progress: Progress) -> None:
            operation.progress = progress
            session.execute(operation, self._desk)

        self._jobs.run(f"Labeling {len(places):,} places …", work, done=lambda _: told(), failed=self._notice.tell,
                       cancelled=lambda: self._notice.tell("Canceled; nothing was labeled."))

    def _operation(self, span: Span, places: Sequence[Candidate], article: str,
                   answers: Mapping[str, Value] | None) -> LabelOccurrences:
        return LabelOccurrences(SetRef(article, self._desk.ref.annotator), span.layer, span.label, places, answers)


def said(operation: LabelOccurrences) -> str:
    """Return what was labelled, in words, and that it can be taken back."""
    count, articles = operation.count, len(operation.added)
    if not count:
        return "Nothing was labeled: the texts have changed since the search."
    words = f"{count:,} labeled in {articles:,} {'article' if articles == 1 else 'articles'}. "
    words += "Ctrl+Z takes it back." if count == 1 else "Ctrl+Z takes all of them back."
    if operation.changed:
        words += f" {operation.changed:,} left out, since the text there has changed."
    return words
