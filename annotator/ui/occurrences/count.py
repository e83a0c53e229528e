"""How many other places of the open article the selected span's label could go to, said in the inspector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.domain.errors import UserError
from annotator.domain.scheme import Form
from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.occurrences.latest import Latest, Tell
from annotator.ui.panels.inspector import Inspector

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.occurrences import Options

_PAUSE = 250
"""Milliseconds without another change before anything is counted: a key press must not wait for it."""
_QUOTE = 16


class OthersCount(QObject):
    """Counts in a job, once the hands rest."""

    def __init__(self, desk: Desk, inspector: Inspector, options: Callable[[Form, str, Span], Options]) -> None:
        super().__init__(inspector)
        self._desk, self._inspector, self._options = desk, inspector, options
        self._latest = Latest(desk, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._rest.timeout.connect(self._count)
        desk.span_selected.connect(self.begin)
        desk.article_opened.connect(self.begin)
        desk.spans_changed.connect(lambda _: self._rest.start())
        desk.closing.connect(self._rest.stop)

    def begin(self) -> None:
        """Another span is selected, or none: count anew."""
        self._latest.stop()
        if self._desk.selected_span is None:
            self._rest.stop()
        else:
            self._inspector.show_others("Other occurrences …")
            self._rest.start()

    def _count(self) -> None:
        span, article = self._desk.selected_span, self._desk.article
        if span is None or article is None:
            return
        from annotator.app.occurrences import Question, in_article
        from annotator.domain.query import ArticleText

        layer = self._desk.scheme.layer(span.layer)
        form: Form = layer.form if layer else "band"
        question = Question(span=span, form=form, annotator=self._desk.ref.annotator,
                            article=ArticleText(article.id, article.title, article.text),
                            options=self._options(form, article.text, span))
        try:
            question.finder()
        except UserError:  # Ctrl+L says why
            return

        def others(reader: Reader, progress: Progress, tell: Tell) -> int:
            return sum(place.verdict.standing == "free" for found in in_article(question, reader)
                       for place in found.places)

        self._latest.ask(others, lambda count: self._say(span, count))

    def _say(self, span: Span, others: int) -> None:
        quote = " ".join(span.quote.split())
        short = quote if len(quote) <= _QUOTE else quote[:_QUOTE - 1].rstrip() + "…"
        self._inspector.show_others(f"Label {others:,} other “{short}” …" if others else f"Find other “{short}” …")
