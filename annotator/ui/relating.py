"""Relating two spans by keys or by dragging: head, tail, and the type where the scheme leaves a choice."""

from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.relation import types_between, why_not
from annotator.domain.scheme import RelationType
from annotator.domain.span import Span
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice
from annotator.ui.quotes import short

_AT_ONCE = 5
"""Types that one line offers; more of them come after the key for more."""


class Relating(QObject):
    """F9 on the head, F9 or Enter on the tail. The head stays outlined in between."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice = desk, view, notice
        self._head: str | None = None
        self._start = 0
        """Where the caret stood when the head was picked."""
        view.relationDragged.connect(self._relate)
        desk.spans_changed.connect(self._drop_gone)
        desk.article_opened.connect(self.leave)

    def possible(self) -> bool:
        """Whether F9 means anything now."""
        return self._desk.article is not None

    def press(self) -> None:
        """Begin with the selected span (else the one at the caret) as the head, or take it as the tail."""
        if self._head is not None:
            self._finish()
            return
        if self._desk.selected_span is None:
            self._view.choose_at_caret()
        span = self._desk.selected_span
        if span is None:
            self._notice.tell(f"There is no span at the caret to relate; go to one with {self._walking()} or click it.")
        else:
            words = (f"From {span.label} {short(span.quote)}: go to the other span with {self._walking()} or the "
                     f"caret, then press {self._notice.way('label.relate')} or Enter.")
            self._notice.prompt(words, [Choice("Relate", "Enter", self._finish)], self.leave)
            self._head, self._start = span.id, self._view.caret
            self._view.set_pinned(span.id)

    def leave(self) -> None:
        """Stop relating."""
        if self._head is not None:
            self._head = None
            self._view.set_pinned(None)
            self._notice.end_prompt()

    def _finish(self) -> None:
        if self._desk.selected in (None, self._head) and self._view.caret != self._start:
            self._view.choose_at_caret(apart_from=self._head)
        if self._head is None or self._desk.selected in (None, self._head):
            self._notice.tell(f"There is no other span at the caret; go to one with {self._walking()} or click it.")
        else:
            self._relate(self._head, self._desk.selected or "")

    def _walking(self) -> str:
        return f"{self._notice.way('label.next')} and {self._notice.way('label.previous')}"

    def _relate(self, head_id: str, tail_id: str) -> None:
        """Relate two spans, or offer what the scheme leaves to choose, or say why not."""
        head, tail = self._desk.spans.get(head_id), self._desk.spans.get(tail_id)
        if head is None or tail is None:
            return
        forth = types_between(self._desk.scheme, head.label, tail.label)
        back = types_between(self._desk.scheme, tail.label, head.label)
        if len(forth) == 1:
            self._add(forth[0], head, tail)
        elif fresh := self._not_set(forth, head, tail):
            self._offer(f"From {short(head.quote)} to {short(tail.quote)}:", fresh, head, tail)
        elif forth:
            self._notice.tell("These spans are related in every way that the scheme allows.")
        elif back:
            self._offer(f"Nothing goes from {head.label} to {tail.label}, but the other way round, from "
                        f"{short(tail.quote)} to {short(head.quote)}:", back, tail, head)
        else:
            self._notice.tell(why_not(self._desk.scheme, head.label, tail.label))

    def _not_set(self, kinds: list[RelationType], head: Span, tail: Span) -> list[RelationType]:
        """Return the types by which the head is not yet related to the tail."""
        present = {each.label for each in self._desk.relations.of(head.id) if each.tail == tail.id}
        return [kind for kind in kinds if kind.name not in present]

    def _offer(self, words: str, kinds: list[RelationType], head: Span, tail: Span) -> None:
        choices = [Choice(kind.name, str(number), partial(self._add, kind, head, tail))
                   for number, kind in enumerate(kinds[:_AT_ONCE], 1)]
        if rest := kinds[_AT_ONCE:]:
            choices.append(Choice("More", "0", partial(self._offer, words, rest, head, tail)))
        self._notice.offer(words, choices)

    def _add(self, kind: RelationType, head: Span, tail: Span) -> None:
        from annotator.app.operations.relations import AddRelation

        operation = AddRelation(self._desk.ref, kind.name, head.id, tail.id)
        if self._desk.execute(operation) is None:
            return
        self.leave()
        self._desk.select(head.id)
        self._notice.tell(f"{short(head.quote)} {kind.name} → {short(tail.quote)}")

    def _drop_gone(self) -> None:
        if self._head is not None and self._head not in self._desk.spans:
            self.leave()
