"""A proposal under way: the span at hand with other ends, label or answers, drawn beside what the annotators have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.domain.errors import Refused
from annotator.domain.scheme import Scheme
from annotator.domain.span import Fragment, Span, Value, checked_fragments, fragment_at, quote_of, with_fragment
from annotator.ui.article_view.compared import Compared
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.labelling import moved_edge
from annotator.ui.notice import Notice
from annotator.ui.review.box import Box
from annotator.ui.review.rows import Row

PROPOSAL = "\x1fproposal"
"""Id of the shown span that is proposed."""


class Editing(QObject):
    """One proposal at a time; `propose` is told when it is to be kept, `ended` when it is over in either way."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice, box: Box,
                 propose: Callable[[Row, Span], None], ended: Callable[[], None]) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice, self._box = desk, view, notice, box
        self._propose, self._ended = propose, ended
        self._row: Row | None = None
        self._span: Span | None = None
        self._mark: Compared | None = None
        page = box.edit_page
        page.relabelled.connect(self.relabel)
        page.answered.connect(self._answer)
        page.kept.connect(self.keep)
        page.given_up.connect(self.give_up)

    @property
    def on(self) -> bool:
        """Whether a proposal is under way."""
        return self._row is not None

    def start(self, row: Row, span: Span, mark: Compared) -> None:
        """Begin with a span of the row, or an earlier proposal; `mark` is how it is drawn."""
        self._row, self._mark, self._span = row, mark, replace(span, id=PROPOSAL)
        self._box.strip.leave()
        self._box.show_editing(True)
        self._show()
        self._view.set_draggable([PROPOSAL])
        self._view.setFocus()

    def keep(self) -> None:
        """Decide for what is proposed."""
        row, span = self._row, self._span
        if row is not None and span is not None:
            self._end()
            self._propose(row, span)
            self._ended()

    def give_up(self) -> None:
        """Leave everything as it is."""
        if self.on:
            self._end()
            self._ended()

    def drop(self) -> None:
        """Another article is shown, or the mode ends: forget the proposal."""
        if self.on:
            self._end()

    def nudge(self, unit: str, edge: str, *, forward: bool) -> None:
        """Move the start or the end by a character or word."""
        span, text = self._span, self._view.text
        if span is None:
            return
        number = fragment_at(span.fragments, self._view.caret)
        start, end = span.fragments[number]
        place = moved_edge(text, start if edge == "start" else end, unit, edge, forward)
        self.move_boundary(number, *((place, end) if edge == "start" else (start, place)))

    def move_boundary(self, number: int, start: int, end: int) -> None:
        """Give a fragment other ends, where that leaves a span."""
        span = self._span
        if span is None:
            return
        if start >= end:
            self._notice.tell("A span keeps at least one character. Esc gives the proposal up; R then rejects it.")
            return
        ranges = [*span.fragments[:number], (start, end), *span.fragments[number + 1:]]
        self._refit(span, lambda text: checked_fragments(text, ranges))
        self._view.ensure_visible(start, end)

    def add_words(self) -> None:
        """Add the selected words to the proposal."""
        selected = self._view.selection()
        if selected is None:
            self._notice.tell("Select the words to add first; Shift with the arrow keys selects.")
        else:
            self.add_range(*selected)

    def add_range(self, start: int, end: int) -> None:
        """Add words to the proposal, which may stand apart from it."""
        from annotator.app.operations.spans import trimmed

        if self._span is not None:
            span = self._span
            self._refit(span, lambda text: with_fragment(text, span.fragments, *trimmed(text, [(start, end)])[0]))
            self._view.set_selection(end, end)

    def take_words(self) -> None:
        """Take the fragment at the caret off the proposal."""
        span = self._span
        if span is None:
            return
        if len(span.fragments) == 1:
            self._notice.tell("This is all there is of the span; R rejects it, once Esc has given the proposal up.")
            return
        number = fragment_at(span.fragments, self._view.caret)
        self._refit(span, lambda text: (*span.fragments[:number], *span.fragments[number + 1:]))

    def _refit(self, span: Span, refit: Callable[[str], tuple[Fragment, ...]]) -> None:
        """Give the proposal other fragments, or say why not."""
        text = self._view.text
        try:
            fragments = refit(text)
        except Refused as error:
            self._notice.tell(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            return
        self._change(replace(span, fragments=fragments, quote=quote_of(text, fragments)))

    def show_again(self) -> None:
        """The article was read anew: the proposal under way goes on."""
        if self.on:
            self._show()
            self._view.set_draggable([PROPOSAL])

    def outline(self) -> None:
        """Keep the proposal selected, whatever was clicked."""
        self._view.set_selected(PROPOSAL)

    def relabel(self, label: str) -> None:
        """Give it another label of its layer."""
        if self._span is not None:
            self._change(replace(self._span, label=label, attributes=self._asked(self._span, label)))

    def choose(self, layer: str, label: str) -> None:
        """A label was chosen by its key: one of another layer is no proposal for this span."""
        span = self._span
        if span is None:
            return
        if layer == span.layer:
            self.relabel(label)
        else:
            self._notice.tell(f"{label} is a label of the layer {layer}; this span is one of {span.layer}.")

    def _answer(self, name: str, value: Value | None) -> None:
        if self._span is not None:
            answers = {each: answer for each, answer in self._span.attributes.items() if each != name}
            self._change(replace(self._span, attributes=answers if value is None else {**answers, name: value}))

    def _asked(self, span: Span, label: str) -> dict[str, Value]:
        """Return the answers that another label asks for too."""
        found = self._scheme.find(span.layer, label)
        names = {each.name for each in found[1].asked} if found else set()
        return {name: value for name, value in span.attributes.items() if name in names}

    @property
    def _scheme(self) -> Scheme:
        return self._desk.scheme

    def _change(self, span: Span) -> None:
        if span != self._span:
            self._span = span
            self._show()

    def _show(self) -> None:
        if self._span is None or self._mark is None:
            return
        self._view.patch_compared({PROPOSAL: self._mark})
        self._view.patch_spans([self._span])
        self._view.set_selected(PROPOSAL)
        self._box.edit_page.show_proposal(self._span, self._scheme)

    def _end(self) -> None:
        self._row = self._span = None
        self._view.set_draggable(())
        self._view.patch_spans((), [PROPOSAL])
        self._view.patch_compared({}, [PROPOSAL])
        self._box.show_editing(False)
