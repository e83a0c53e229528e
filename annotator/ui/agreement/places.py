"""From a number to the spans behind it, and from one of these to its place in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.app.agreement_spans import behind
from annotator.ui.agreement import words
from annotator.ui.agreement.dock import AgreementDock
from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.occurrences.latest import Latest, Tell

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.agreement.behind import Behind, Quote
    from annotator.ui.main_window import MainWindow
    from annotator.ui.review.controller import Reviewing

_OWNER = "agreement"


def review_mode(window: MainWindow) -> Reviewing | None:
    """Return review mode where it is on; it is not loaded to find that out."""
    mode = window.reviewing if "reviewing" in vars(window) else None
    return mode if mode is not None and mode.on else None


class Places(QObject):
    """Fills the panel's list of spans in a job, and opens articles."""

    def __init__(self, window: MainWindow, panel: AgreementPanel, dock: AgreementDock) -> None:
        super().__init__(panel)
        self._window, self._desk, self._panel, self._dock = window, window.desk, panel, dock
        self._latest = Latest(self._desk, self)
        panel.asked.connect(self._look_behind)
        panel.article_asked.connect(self._open_article)
        panel.spans.chosen.connect(self._go_to)
        panel.spans.left.connect(self.stop)
        window.view.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether spans are being looked for."""
        return self._latest.busy

    def stop(self) -> None:
        """Look no further."""
        self._latest.stop()

    def leave(self) -> None:
        """Bring the keyboard back to the article."""
        self._window.activateWindow()
        self._window.view.setFocus()

    def _look_behind(self, asked: Behind) -> None:
        spans = self._panel.spans
        self._panel.open_spans(words.behind_words(asked), asked.pair)

        def question(reader: Reader, progress: Progress, tell: Tell) -> bool:
            return behind(reader, asked, lambda part: tell(lambda: spans.add(part)), progress)

        self._latest.ask(question, spans.finish)

    def _go_to(self, quote: Quote) -> None:
        """Open the article at a difference, with all that are listed of this article outlined."""
        desk, view = self._desk, self._window.view
        if not self._open_article(quote.article):
            return
        assert desk.article is not None
        text = desk.article.text
        if not quote.stands_in(text):
            self._window.notice.tell("The text has changed since; measure again to find the place.")
            return
        ranges = sorted({each.range for each in self._panel.spans.model.of_article(quote.article)
                         if each.stands_in(text)})
        view.set_selection(quote.range[0], quote.range[0])
        self._take_up(quote)
        view.ensure_visible(*quote.range)
        view.set_hits(ranges, ranges.index(quote.range), owner=_OWNER, front=True)

    def _take_up(self, quote: Quote) -> None:
        """Select the span of the annotator at work; in review mode, let the difference be the one at hand."""
        spans = {name: span.id for name, span in zip(quote.pair, (quote.first, quote.second), strict=True)
                 if span is not None}
        mode = review_mode(self._window)
        if mode is None:
            self._desk.select(spans.get(self._desk.ref.annotator))
            return
        rows = (mode.model.find((quote.article, name, id)) for name, id in spans.items())
        if (row := next(filter(None, rows), None)) is not None:
            mode.go(row)

    def _open_article(self, article: str) -> bool:
        """Open an article and bring the keyboard there, with nothing standing over it."""
        self._desk.open_article(article)
        if self._desk.article is None or self._desk.article.id != article:
            return False
        self._dock.give_way()
        self.leave()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the article takes the outlines away, besides whatever else it does there."""
        escaped = (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                   and event.key() == Qt.Key.Key_Escape)
        if escaped:
            self._window.view.set_hits((), owner=_OWNER)
        return super().eventFilter(watched, event)
