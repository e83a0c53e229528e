"""Spans of several fragments: adding words that stand apart to a span, taking a fragment away."""

from PySide6.QtCore import QObject

from annotator.domain.span import Span, fragment_at
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice
from annotator.ui.quotes import short


class Fragments(QObject):
    """`+`, Ctrl+drag and `-`. While a fragment is being added the span stays outlined, wherever the caret goes."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice = desk, view, notice
        self._pinned: str | None = None
        self._last: str | None = None
        """The span that was selected last: the caret that goes to select more words has let go of it."""
        view.fragmentDragged.connect(self.add_range)
        desk.span_selected.connect(self._remember)
        desk.spans_changed.connect(self._drop_gone)
        desk.article_opened.connect(self._forget)

    def can_add(self) -> bool:
        """Whether there is a span that words could be added to."""
        return self._owner() is not None and (
            self._pinned is not None or self._desk.selected_span is not None or self._view.selection() is not None)

    def can_remove(self) -> bool:
        """Whether there is a span to take a fragment from."""
        return self._desk.selected_span is not None

    def add(self) -> None:
        """Add the selected words to the span, or begin: pin the span and ask for words."""
        selected = self._view.selection()
        if selected is not None:
            self.add_range(*selected)
        elif self._pinned is not None:
            self._add_at_caret()
        elif (span := self._desk.selected_span) is not None:
            add = self._notice.way("label.fragment.add")
            words = f"Adding to {span.label} {short(span.quote)}: select more words, then press {add} or Enter."
            self._notice.prompt(words, [Choice("Add", "Enter", self.add)], self.leave)
            self._pinned = span.id
            self._view.set_pinned(span.id)

    def remove(self) -> None:
        """Take the fragment at the caret, else the nearest one, off the selected span."""
        from annotator.app.operations.fragments import RemoveFragment

        span = self._desk.selected_span
        if span is None:
            return
        number = fragment_at(span.fragments, self._view.caret)
        if self._desk.execute(RemoveFragment(self._desk.ref, span.id, number)) is not None:
            self._hold(self._desk.spans[span.id])

    def leave(self) -> None:
        """Stop adding."""
        if self._pinned is not None:
            self._pinned = None
            self._view.set_pinned(None)
            self._notice.end_prompt()

    def _owner(self) -> Span | None:
        """Return the span that words would be added to."""
        return self._desk.spans.get(self._pinned or self._desk.selected or self._last or "")

    def add_range(self, start: int, end: int) -> None:
        """Add words to the span that is pinned, selected, or was selected last."""
        span = self._owner()
        if span is None:
            self._notice.tell("Select the span first that these words belong to; then add them with "
                              f"{self._notice.way('label.fragment.add')} or Ctrl+drag.")
            return
        from annotator.app.operations.fragments import AddFragment

        asked = self._pinned or self._desk.selected or self._view.pinned
        if self._desk.execute(AddFragment(self._desk.ref, span.id, start, end)) is None:
            return
        self.leave()
        if not asked:
            words = f"Added to {span.label} {short(span.quote)}, the span selected last."
            self._notice.tell(f"{words} {self._notice.way('edit.undo')} takes it back.")
        place = min(self._view.caret, self._desk.spans[span.id].end)
        self._view.set_selection(place, place)
        self._hold(self._desk.spans[span.id])
        self._desk.select(span.id)

    def _add_at_caret(self) -> None:
        """Add the word, sentence or paragraph under the caret, where that lies apart from the span."""
        span, layer = self._owner(), None
        if span is not None:
            layer = self._desk.scheme.layer(span.layer)
        target = self._view.target_for(layer.form if layer else "band")
        if span is None or target is None or any(low < target[1] and target[0] < high for low, high in span.fragments):
            self._notice.tell("Select the words to add first; Shift with the arrow keys selects.")
        else:
            self.add_range(*target)

    def _hold(self, span: Span) -> None:
        """Put the caret into the span, so that the next key means it."""
        fragment = span.fragments[fragment_at(span.fragments, self._view.caret)]
        place = min(max(self._view.caret, fragment.start), fragment.end)
        self._view.set_selection(place, place)
        self._view.ensure_visible(fragment.start, fragment.end)

    def _remember(self, span: str | None) -> None:
        self._last = span or self._last

    def _forget(self) -> None:
        self._last = None  # another article may have a span of the same id
        self.leave()

    def _drop_gone(self) -> None:
        if self._pinned is not None and self._pinned not in self._desk.spans:
            self.leave()
