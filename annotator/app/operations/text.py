"""The operation that corrects an article's text and re-anchors everybody's spans on it, and what reviewers proposed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.app.correction import Outcome, Plan, Repairs, doubled, plan_correction, short, standing
from annotator.app.operations.base import Context, Plain, count
from annotator.app.ports import Progress, Write
from annotator.domain.article import SetRef, checked_text
from annotator.domain.edits import Edit
from annotator.domain.errors import Conflict, Refused
from annotator.domain.reanchor import reanchored
from annotator.domain.review import Verdict
from annotator.domain.span import Fragment, Span, checked_fragments, quote_of
from annotator.domain.text import trim
from annotator.domain.verdicts import as_question


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass
class CorrectText(Plain):
    """Give an article another text: the one exception to "an article's text never changes", and a step by itself.

    `before` is the text that was corrected; `repairs` has a decision for every span that breaks (see Plan);
    `edits` says what the user changed, where that is known; `progress` may stop the work, and nothing is changed.
    After `execute`, `plan` says what became of the spans.
    """

    id: str
    before: str
    text: str
    repairs: Repairs = field(default_factory=dict)
    edits: Sequence[Edit] | None = None
    progress: Progress = _silent
    plan: Plan | None = field(default=None, init=False)
    name = "correct text"

    @property
    def article(self) -> str:
        """The article corrected."""
        return self.id

    def apply(self, write: Write, context: Context) -> None:
        """Write text and spans; the same text changes nothing.

        Raises Conflict where the article has another text by now, Refused for a text that cannot be an article's
        (as at import), and where a broken span has no decision, or one that cannot be carried out.
        """
        there = standing(write, self.id)
        if there.article.text != self.before:
            raise Conflict("The text was changed in the meantime; open the correction again")
        if self.text == self.before:
            return
        checked_text(self.text)
        self.plan = plan = plan_correction(there, self.text, self.edits)
        undecided = [each for each in plan.of("broken") if each.key not in self.repairs]
        if undecided:
            raise Refused(f"{count(len(undecided), 'span')} no longer {'fits' if len(undecided) == 1 else 'fit'} the "
                          f"text, such as {_said(undecided[0])}; put {'it' if len(undecided) == 1 else 'each'} "
                          "somewhere or delete it")
        placed = {key: _placed(self.text, ranges) for key, ranges in self.repairs.items() if ranges is not None}
        twice = doubled(plan, {**self.repairs, **placed})
        if twice is not None:
            again = next(each for each in plan.outcomes if each.key == twice)
            raise Refused(f"{_said(again)} cannot go there: another {again.anchored.span.label} span has exactly "
                          "this range")
        changed = {annotator: list(_changed(plan, annotator, placed, context)) for annotator in there.spans}
        for annotator in there.spans:
            write.remove_spans(SetRef(self.id, annotator), [
                each.anchored.span.id for each in plan.of("broken")
                if each.annotator == annotator and each.key not in placed])
        write.update_article(replace(there.article, text=self.text))
        for number, (annotator, spans) in enumerate(changed.items(), 1):
            self.progress(number, len(changed) + 1)
            write.update_spans(SetRef(self.id, annotator), spans)
        write.put_verdicts([each for annotator in there.spans for each in _proposed(
            plan, write.verdicts(SetRef(self.id, annotator)))])
        self.progress(1, 1)


def _placed(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Fragment, ...]:
    """Return where a broken span goes, trimmed as a fresh one is."""
    trimmed = [trim(text, start, end) for start, end in checked_fragments(text, ranges)]
    if any(start >= end for start, end in trimmed):
        raise Refused("Only white space is selected; select some words")
    return checked_fragments(text, trimmed)


def _changed(plan: Plan, annotator: str, placed: dict[tuple[str, str], tuple[Fragment, ...]],
             context: Context) -> Iterator[Span]:
    """Yield the spans of one annotator that have another place or other words now. Those that only moved along
    with the text still count as last changed by whoever did."""
    for each in plan.outcomes:
        old, fragments = each.anchored.span, each.anchored.fragments
        if each.annotator != annotator:
            continue
        if each.anchored.fate == "kept":
            if fragments != old.fragments:
                yield replace(old, fragments=fragments)
        elif each.anchored.fate != "broken" or each.key in placed:
            fragments = placed.get(each.key, fragments)
            yield replace(old, fragments=fragments, quote=quote_of(plan.text, fragments),
                          changed_at=context.at, changed_by=context.annotator)


def _proposed(plan: Plan, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Yield the edits whose proposal has another place or other words now. Where its words are gone nothing is proposed
    any more: the edit becomes a question, for the reviewer to decide anew."""
    for verdict in verdicts:
        proposal = verdict.proposal
        if proposal is None:
            continue
        [each] = reanchored(plan.standing.article.text, plan.text, plan.edits, [proposal])
        if each.fate == "broken":
            yield as_question(verdict)
        elif (each.fragments, each.quote) != (proposal.fragments, proposal.quote):
            yield replace(verdict, proposal=replace(proposal, fragments=each.fragments, quote=each.quote))


def _said(each: Outcome) -> str:
    return f"{each.anchored.span.label} {short(each.anchored.span.quote)} by {each.annotator}"
