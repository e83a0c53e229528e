"""Labelling with one key: what a key means, given the selection, the selected span and the caret."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain import text as rules
from annotator.domain.relation import misfits
from annotator.domain.scheme import Label, Layer
from annotator.domain.span import Span, fragment_at
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice
from annotator.ui.quotes import short as _short
from annotator.ui.quotes import with_relations

if TYPE_CHECKING:
    from annotator.app.operations.spans import Relabel


class Labelling(QObject):
    """Turns keys, clicks and drags into operations on the open article. `used`: this layer's label was given."""

    used = Signal(str, str)

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice) -> None:
        super().__init__(view)
        self.takers: list[Callable[[str, str], bool]] = []
        """Asked in turn whether they want a chosen label for something else than labelling."""
        self._desk, self._view, self._notice = desk, view, notice
        view.keyPressed.connect(self.press)
        view.boundaryMoved.connect(self.move_boundary)
        view.caretMoved.connect(self._leave_span)

    def press(self, key: str) -> None:
        """A label's key was pressed in the article."""
        found = self._desk.scheme.by_key(key)
        if found is not None:
            self.choose(found[0].name, found[1].name)

    def choose(self, layer: str, label: str) -> None:
        """A label was chosen, by key, click or name: label with it, unless somebody else takes it."""
        if not any(take(layer, label) for take in self.takers):
            self.label(layer, label)

    def label(self, layer_name: str, label_name: str) -> None:
        """Label the selection, relabel the selected span, or take what is under the caret."""
        found = self._desk.scheme.find(layer_name, label_name)
        if found is None or self._desk.article is None:
            return
        layer, label = found
        if label.retired:
            self._notice.tell(f"{label.name} is retired: spans keep it, but no more get it.")
            return
        chosen = self._desk.selected_span if self._view.selection() is None else None
        if chosen is not None and chosen.layer == layer.name:
            self._relabel(chosen, layer, label)
            return
        target = self._view.target_for(layer.form)  # a click into a claim selects it, and then means a name in it
        if target:
            self._add_or_offer(layer, label, [target])
        else:
            self._notice.tell("There are no words here to label; put the caret on some, or select them.")

    def delete(self) -> None:
        """Remove the selected span."""
        from annotator.app.operations.spans import RemoveSpans

        span, spans = self._desk.selected_span, dict(self._desk.spans)
        if span is None:
            return
        operation = RemoveSpans(self._desk.ref, [span.id])
        if self._desk.execute(operation) is not None and operation.relations:
            its = with_relations(operation.relations, span.id, spans)
            self._notice.tell(f"Deleted {_short(span.quote)} and {its}. "
                              f"{self._notice.way('edit.undo')} brings them back.")

    def nudge(self, unit: str, *, edge: str, forward: bool) -> None:
        """Move the start or the end (`edge`) of the selected span by a `unit`: character or word."""
        span, article = self._desk.selected_span, self._desk.article
        if span is None or article is None:
            return
        number = fragment_at(span.fragments, self._view.caret)
        start, end = span.fragments[number]
        place = moved_edge(article.text, start if edge == "start" else end, unit, edge, forward)
        start, end = (place, end) if edge == "start" else (start, place)
        if start >= end:
            self._notice.tell("A span keeps at least one character; "
                              f"{self._notice.way('label.delete')} removes it.")
            return
        self.move_boundary(span.id, number, start, end)
        if len(self._desk.spans[span.id].fragments) > 1:  # stay on this fragment, so that the next key means it too
            caret = min(max(self._view.caret, start), end)
            self._view.set_selection(caret, caret)

    def move_boundary(self, span: str, fragment: int, start: int, end: int) -> None:
        """Give a fragment of a span other ends."""
        from annotator.app.operations.fragments import MoveBoundary

        if self._desk.execute(MoveBoundary(self._desk.ref, span, fragment, start, end)) is not None:
            self._desk.select(span)
            changed = self._desk.spans[span].fragments
            moved = changed[fragment_at(changed, start)]
            self._view.ensure_visible(moved.start, moved.end)

    def _leave_span(self) -> None:
        """A caret that leaves the selected span deselects it: the next key must not change what is out of sight."""
        span = self._desk.selected_span
        if span is not None and not span.start <= self._view.caret <= span.end:
            self._desk.select(None)

    def _relabel(self, span: Span, layer: Layer, label: Label) -> None:
        if span.label == label.name:
            self._notice.tell(f"This {layer.name} is {label.name} already.")
            return
        from annotator.app.operations.spans import Relabel

        lost = misfits(self._desk.scheme, self._desk.relations.of(span.id), self._desk.spans, span.id, label.name)
        operation = Relabel(self._desk.ref, span.id, layer.name, label.name, drop_relations=bool(lost))
        if not lost:
            self._execute(operation)
            return
        its = with_relations(lost, span.id, self._desk.spans)
        self._notice.offer(f"As {label.name}, {_short(span.quote)} could not keep {its}.", [
            Choice(f"Relabel and remove {'them' if len(lost) > 1 else 'it'}", "Enter",
                   lambda: self._execute(operation))])

    def _execute(self, operation: Relabel) -> None:
        if self._desk.execute(operation) is not None:
            self.used.emit(operation.layer, operation.label)

    def _add_or_offer(self, layer: Layer, label: Label, ranges: list[tuple[int, int]]) -> None:
        """Add the span; where the same range carries a label of this layer, offer instead of doubling."""
        assert self._desk.article is not None
        trimmed = tuple(rules.trim(self._desk.article.text, start, end) for start, end in ranges)
        near = self._view.spans_starting(trimmed[0][0])
        twins = [span for span in near if span.layer == layer.name and span.fragments == trimmed]
        same = next((span for span in twins if span.label == label.name), None)
        if same is not None:
            self._desk.select(same.id)
            self._notice.tell(f"{_short(same.quote)} is labelled {label.name} already; it is selected now.")
        elif twins:
            self._offer(twins[0], layer, label, ranges)
        else:
            self._add(layer, label, ranges)

    def _offer(self, twin: Span, layer: Layer, label: Label, ranges: list[tuple[int, int]]) -> None:
        self._desk.select(twin.id)
        self._notice.offer(f"{_short(twin.quote)} is {twin.label} already.", [
            Choice(f"Relabel as {label.name}", label.key or "r", lambda: self._relabel(twin, layer, label)),
            Choice("Keep both", "+", lambda: self._add(layer, label, ranges))])

    def _add(self, layer: Layer, label: Label, ranges: list[tuple[int, int]]) -> None:
        from annotator.app.operations.spans import AddSpans

        operation = AddSpans(self._desk.ref, layer.name, label.name, [ranges])
        if self._desk.execute(operation) is None:
            return
        id = (operation.added or operation.present)[0]
        span = self._desk.spans[id]
        place = min(max(self._view.caret, span.start), span.end)
        self._view.set_selection(place, place)
        self._desk.select(id)
        self.used.emit(layer.name, label.name)


def moved_edge(text: str, place: int, unit: str, edge: str, forward: bool) -> int:
    """Return where the edge goes: over white space to the next edge of a character or word."""
    if unit == "character":
        step = rules.next_grapheme if forward else rules.previous_grapheme
        place = step(text, place)
        while 0 < place < len(text) and text[place - 1 if edge == "end" else place].isspace():
            place = step(text, place)
        return place
    if edge == "start":
        return rules.next_word(text, place) if forward else rules.previous_word(text, place)
    return rules.next_word_end(text, place) if forward else rules.previous_word_end(text, place)
