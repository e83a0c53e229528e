"""Feedback: what a reviewer's verdicts ask of the annotator whose set was reviewed.

Each item is one verdict beside what the span was when it was reviewed, what it is now, and what it should be; nothing
here changes anything. Offsets are code points of the article's text as it is now.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from annotator.domain.article import SetRef
from annotator.domain.review import Answer, Remark, Verdict, VerdictKind
from annotator.domain.span import Fragment, Span

FeedbackKind = Literal["changed", "rejected", "question", "added", "accepted"]
FEEDBACK_KINDS: tuple[FeedbackKind, ...] = get_args(FeedbackKind)
Since = Literal["", "changed", "gone"]
_KINDS: dict[VerdictKind, FeedbackKind] = {
    "accept": "accepted", "reject": "rejected", "edit": "changed", "question": "question"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One verdict, as the annotator of the reviewed set meets it.

    mine: the set of the annotator who is asked; the verdict may be about a span of the reviewer's own set (`added`).
    was: the span as it was reviewed, None where that is not known; now: as it is, None where it is gone.
    proposed: what it should be, None where nothing is proposed.
    since: what the annotator did to the span since the review, apart from what was asked.
    stands: whether the set already is as the verdict wants it.
    """

    mine: SetRef
    verdict: Verdict
    kind: FeedbackKind
    was: Span | None = None
    now: Span | None = None
    proposed: Span | None = None
    since: Since = ""
    stands: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def key(self) -> tuple[SetRef, str, str]:
        """What tells this item from all others: whose span, which one, and who judged."""
        return self.verdict.key

    @property
    def answer(self) -> Answer:
        """What the annotator said to the verdict as it is now; an answer to an earlier one does not count."""
        return self.verdict.answer if self.verdict.answered_at >= self.verdict.at else ""

    @property
    def replied(self) -> bool:
        """Whether the annotator has written something since the verdict."""
        return any(each.by == self.mine.annotator and each.at >= self.verdict.at for each in self.remarks)

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted; a span that was accepted needs none."""
        return self.kind != "accepted"

    @property
    def answered(self) -> bool:
        """Whether nothing more is wanted: there is an answer, or words where a question was asked."""
        return not self.asks or bool(self.answer) or (self.kind == "question" and self.replied)

    @property
    def acceptable(self) -> bool:
        """Whether there is something to agree to."""
        return self.kind in ("changed", "rejected", "added")

    @property
    def plain(self) -> bool:
        """Whether it may be accepted together with others: unanswered, and nothing happened to the span meanwhile."""
        return self.acceptable and not self.answered and not self.since

    @property
    def shown(self) -> Span | None:
        """The span to look at: as it is, else as it should be, else as it was."""
        return self.now or self.proposed or self.was

    @property
    def ranges(self) -> tuple[Fragment, ...]:
        """Where that is, in the text as it is now; empty where nothing of it is left."""
        shown = self.now or self.proposed
        return shown.fragments if shown else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What feedback on one set is worked out from.

    others: the spans of those who judged, by reviewer. was: the reviewed set's spans as they were reviewed.
    verdicts and remarks: about this set, and the reviewers' about their own.
    """

    mine: SetRef
    spans: Sequence[Span]
    others: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    was: Mapping[str, Span] = field(default_factory=dict)
    verdicts: Collection[Verdict] = ()
    remarks: Collection[Remark] = ()


def feedback_on(reviewed: Reviewed) -> list[Feedback]:
    """Return what is asked of the annotator, in the order of the text; what was nowhere that is known comes last."""
    me = reviewed.mine.annotator
    judged = [each for each in reviewed.verdicts if each.by != me]
    found = [_about_mine(reviewed, each) for each in judged if each.ref == reviewed.mine]
    known = {(each.verdict.by, _content(each.proposed)) for each in found if each.proposed is not None}
    for verdict in judged:
        if verdict.ref.annotator == verdict.by and verdict.ref.article == reviewed.mine.article:
            addition = _addition(reviewed, verdict, known)
            found += [addition] if addition is not None else []
    return sorted(found, key=_order)


def _about_mine(reviewed: Reviewed, verdict: Verdict) -> Feedback:
    now = next((span for span in reviewed.spans if span.id == verdict.span), None)
    was = reviewed.was.get(verdict.span)
    proposed = verdict.proposal
    kind = _KINDS[verdict.verdict]
    stands = kind == "accepted"
    if kind == "changed" and now is None and was is None:
        kind, stands = "added", proposed is not None and _has(reviewed, proposed)
    elif kind == "changed":
        stands = now is not None and proposed is not None and _content(now) == _content(proposed)
    elif kind == "rejected":
        stands = now is None
    item = Feedback(mine=reviewed.mine, verdict=verdict, kind=kind, was=was, now=now, proposed=proposed,
                    stands=stands, remarks=_thread(reviewed, verdict))
    return replace(item, since=_since(item))


def _addition(reviewed: Reviewed, verdict: Verdict, known: Collection[object]) -> Feedback | None:
    """Return the item of a reviewer's own span that the annotator lacks. None where nothing is asked: the annotator has
    it, had it when it was reviewed, or is asked the same about another span."""
    span = verdict.proposal
    if verdict.verdict == "accept":
        span = next((each for each in reviewed.others.get(verdict.by, ()) if each.id == verdict.span), None)
    if span is None or (verdict.by, _content(span)) in known:
        return None
    stands = _has(reviewed, span)
    had = any(each.place == span.place for each in reviewed.was.values())
    if not verdict.answer and (had or stands):
        return None
    return Feedback(mine=reviewed.mine, verdict=verdict, kind="added", proposed=span, stands=stands,
                    remarks=_thread(reviewed, verdict))


def _since(item: Feedback) -> Since:
    if item.stands or item.kind in ("added", "accepted"):
        return ""
    if item.now is None:
        return "gone"
    if item.was is not None:
        return "changed" if _looks(item.now) != _looks(item.was) else ""
    return "changed" if item.now.changed_at > item.verdict.at else ""


def _has(reviewed: Reviewed, span: Span) -> bool:
    return any(each.place == span.place for each in reviewed.spans)


def _thread(reviewed: Reviewed, verdict: Verdict) -> tuple[Remark, ...]:
    return tuple(sorted((each for each in reviewed.remarks if (each.ref, each.span) == (verdict.ref, verdict.span)),
                        key=lambda each: (each.at, each.id)))


def _content(span: Span) -> object:
    """Return what a reviewer can change about a span."""
    return span.place, tuple(sorted(span.attributes.items()))


def _looks(span: Span) -> object:
    """Return the same apart from where it stands: a corrected text moves spans that nobody touched."""
    return span.layer, span.label, span.quote, tuple(sorted(span.attributes.items()))


def _order(item: Feedback) -> tuple[bool, int, int, str, str]:
    """Sort what is gone by where it was, so that an item stays where it is when it is answered."""
    shown = item.shown
    return (shown is None, shown.start if shown else 0, -shown.end if shown else 0, item.verdict.span,
            item.verdict.by)
