"""What can be done with the difference at hand: each is one step of the project, through the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.app.garbage import seldom_collected
from annotator.app.operations.review import AddRemark, Decide, RemoveRemark, TakeBack
from annotator.domain.article import SetRef
from annotator.domain.deciding import accepting, asking, editing, rejecting
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.span import Span
from annotator.ui.quotes import short
from annotator.ui.review.rows import Row

if TYPE_CHECKING:
    from annotator.app.operations.base import Operation
    from annotator.app.reviewing import Opened
    from annotator.ui.review.controller import Reviewing


class Acts:
    """Accept, reject, ask, remark, take back, propose; the keyboard is on the article afterwards."""

    def __init__(self, mode: Reviewing) -> None:
        self._mode, self._notice, self._box = mode, mode.window.notice, mode.panel.box
        self._back = mode.window.view.setFocus
        self.busy = False
        """Whether a change that comes now is this one's."""

    def accept(self, number: int, *, why: bool = False) -> None:
        """Accept what the side at this place has; ask for a reason first where `why`."""
        review, opened, row = self._at_hand()
        names = self._mode.sides(row) if row is not None else ()
        if review is None or opened is None or row is None or number >= len(names):
            return
        name = names[number]

        def decide(reason: str) -> None:
            self._decide(accepting(review, row.article, row.difference.spans, name), reason)

        if why:
            self._ask_reason(f"Accept {name}: {short(row.quote)}. Why?", decide, "")
        else:
            decide("")

    def reject(self) -> None:
        """Reject what is at hand, with a reason or without."""
        review, _, row = self._at_hand()
        if review is not None and row is not None:
            self._ask_reason(f"Reject {short(row.quote)}. Why?", lambda reason: self._decide(
                rejecting(review, row.article, row.difference.spans, self._judged(row)), reason), "")

    def ask(self) -> None:
        """Ask the annotator something about the span."""
        review, _, row = self._at_hand()
        if review is None or row is None:
            return
        before = next((each.comment for each in self.verdicts(row) if each.verdict == "question"), "")
        self._box.strip.ask(f"Ask about {short(row.quote)}:", lambda words: self._decide(
            asking(review, row.article, row.difference.spans, words, self._judged(row)), ""), self._back, words=before,
            needed="Write the question; without words nobody could answer.")

    def remark(self) -> None:
        """Say something about the span, without deciding."""
        review, _, row = self._at_hand()
        if review is None or row is None:
            return
        spans = row.difference.spans
        whose = next((name for name in spans if name != review.reviewer), next(iter(spans)))
        ref = SetRef(row.article, whose)
        self._box.strip.ask(f"Remark on {short(row.quote)}:", lambda words: self._do(
            AddRemark(ref, spans[whose].id, words)), self._back, needed="Write the remark, or press Esc.")

    def remove_remark(self, remark: Remark) -> None:
        """Take one's own remark away."""
        self._do(RemoveRemark(remark.ref, remark.id))

    def reason(self) -> None:
        """Give the decision that was made another reason."""
        _, _, row = self._at_hand()
        verdicts = self.verdicts(row) if row is not None else []
        if row is None or not verdicts:
            return

        def put(reason: str) -> None:
            self._decide(verdicts, reason, stay=True)

        self._ask_reason(f"{short(row.quote)}: why was it decided so?", put, verdicts[0].reason)

    def take_back(self) -> None:
        """Take the decision back."""
        review, _, row = self._at_hand()
        verdicts = self.verdicts(row) if row is not None else []
        if review is None or row is None:
            return
        if verdicts:
            self._do(TakeBack(review, [each.key for each in verdicts]))
        else:
            self._notice.tell(f"Nothing is decided about {short(row.quote)} yet.")

    def propose(self, row: Row, proposal: Span) -> None:
        """Decide that the span should be this."""
        if (review := self._mode.review) is not None:
            self._decide(editing(review, row.article, row.difference.spans, proposal), "")

    def verdicts(self, row: Row) -> list[Verdict]:
        """Return the reviewer's verdicts on the spans of a row of the open article."""
        opened = self._mode.opened
        if opened is None:
            return []
        return [opened.verdicts[place] for name, span in row.difference.spans.items()
                if (place := (name, span.id)) in opened.verdicts]

    def _at_hand(self) -> tuple[Review | None, Opened | None, Row | None]:
        self._box.strip.leave()
        row = self._mode.current
        if row is None and self._mode.review is not None:
            self._notice.tell(f"Choose a difference first: {self._notice.way('review.next')} goes to the next one.")
        return self._mode.review, self._mode.opened, row

    def _judged(self, row: Row) -> list[str]:
        return [each.ref.annotator for each in self.verdicts(row)]

    def _ask_reason(self, title: str, then: Callable[[str], None], words: str) -> None:
        self._box.strip.ask(title, then, self._back, words=words, reasons=self._mode.reasons.offered())

    def _decide(self, verdicts: Sequence[Verdict], reason: str, *, stay: bool = False) -> None:
        review = self._mode.review
        if review is None:
            return
        verdicts = [replace(each, reason=reason) for each in verdicts]
        if self._do(Decide(review, verdicts)):
            self._mode.reasons.use(reason)
            if not stay:
                self._mode.walk.decided()

    @seldom_collected()
    def _do(self, operation: Operation) -> bool:
        """Do it; the keyboard is on the article again."""
        self.busy = True
        done = self._mode.window.desk.execute(operation) is not None
        self.busy = False
        self._back()
        return done
