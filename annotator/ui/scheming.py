"""The scheme at work: opening its editor, and taking examples for guidelines from the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice

if TYPE_CHECKING:
    from annotator.ui.scheme_editor.editor import SchemeEditor


class Scheming(QObject):
    """Edit scheme, use as example. The editor is made when it is first opened."""

    def __init__(self, desk: Desk, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._notice, self._window = desk, notice, window
        self.editor: SchemeEditor | None = None

    def edit(self) -> None:
        """Open the editor at the selected span's label."""
        from annotator.ui.scheme_editor.editor import SchemeEditor
        from annotator.ui.scheme_editor.tree import Path

        if self._desk.session is None:
            return
        if self.editor is None:
            self.editor = SchemeEditor(self._desk, self._window)
        span = self._desk.selected_span
        first = next(((layer.name, label.name) for layer, label in self._desk.scheme.labels()), ("", ""))
        self.editor.open_at(Path(span.layer, span.label) if span else Path(*first))

    def may_close(self) -> bool:
        """Whether the editor holds nothing that would be lost; otherwise it comes to the front and asks."""
        return self.editor is None or self.editor.may_close()

    def ask_example(self) -> None:
        """Offer to write the selected span into its label's guideline."""
        span = self._desk.selected_span
        if span is None:
            self._notice.tell("Select a span first; it can then be an example in the guideline of its label.")
            return
        self._notice.offer(f"Use {_short(span.quote)} in the guideline?", [
            Choice(f"Good example of {span.label}", "+", lambda: self._add(span, True)),
            Choice("Bad example", "-", lambda: self._add(span, False))])

    def _add(self, span: Span, good: bool) -> None:
        from annotator.app.operations.scheme_edits import AddExample
        from annotator.domain import guideline

        article = self._desk.article
        if article is None:
            return
        example = guideline.example_of(article.text, span.fragments)
        operation = AddExample(span.layer, span.label, good, example)
        if self._desk.execute(operation) is None:
            return
        kind = "a good" if good else "a bad"
        self._notice.tell(f"{_short(span.quote)} is {kind} example of {span.label} already." if operation.present
                          else f"{_short(span.quote)} is {kind} example of {span.label} now; F4 shows the guideline.")


def _short(quote: str, limit: int = 40) -> str:
    words = " ".join(quote.split())
    return f"“{words if len(words) <= limit else words[:limit - 1] + '…'}”"
