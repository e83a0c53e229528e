"""Deciding: what a review leaves to decide in an article, and the verdicts that a decision is made of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.domain.article import SetRef
from annotator.domain.coding import Coding, Comparable
from annotator.domain.compare import compare
from annotator.domain.difference import Difference
from annotator.domain.relation import Relation
from annotator.domain.review import Review, Verdict, VerdictKind
from annotator.domain.span import Span

S = TypeVar("S", bound=Comparable)
_WEIGHT: tuple[VerdictKind, ...] = ("question", "accept", "edit", "reject")
"""Which of the verdicts on one difference says what was decided: the accepted side's stands above the edits to it."""


def everybody(review: Review) -> tuple[str, ...]:
    """Return whose sets are looked at: the annotators of the review in its order, then the reviewer if there is one."""
    return tuple(dict.fromkeys((*review.annotators, *filter(None, (review.reviewer,)))))


def at_work(review: Review, coding: Coding) -> tuple[str, ...]:
    """Return the annotators of the review whose work on this article can be reviewed; empty where there is nothing to
    review yet: nobody's work to check, fewer than two to compare, or a second labelling that is not done."""
    there = tuple(name for name in review.annotators if coding.worked_on(name))
    if review.mode == "again" and coding.statuses.get(review.annotators[-1], "new") != "done":
        return ()
    return there if len(there) > (review.mode != "check") else ()


def differences(review: Review, there: Collection[str], spans: Mapping[str, Sequence[S]],
                relations: Mapping[str, Sequence[Relation]]) -> list[Difference[S]]:
    """Return all that the sets on an article have in common and where they part, in the order of its text.

    `there`: who of the review has worked on it. In a check, spans that the reviewer has too are beside those of the
    annotator. In other reviews the spans of a reviewer who is none of the annotators, added by hand, stand alone,
    where nobody has the same.
    """
    theirs = [name for name in review.annotators if name in there]
    if not theirs:
        return []
    compared = {name: spans.get(name, ()) for name in theirs}
    own = spans.get(review.reviewer, ()) if review.reviewer not in review.annotators else ()
    if review.mode == "check":
        if own:
            compared[review.reviewer] = own
        return [_checked(each, theirs[0]) for each in compare(compared, relations)]
    found = compare(compared, relations)
    if not own:
        return found
    taken = {(each.fragments, each.layer, each.label) for sides in compared.values() for each in sides}
    found += [Difference("extra", {review.reviewer: each}) for each in own
              if (each.fragments, each.layer, each.label) not in taken]
    return sorted(found, key=lambda each: (each.start, -each.end))


def is_asked(review: Review, difference: Difference[S]) -> bool:
    """Whether a review asks for a decision: a check about every span, others where annotators differ."""
    return review.mode == "check" or not difference.quiet


def outcome(verdicts: Iterable[Verdict]) -> VerdictKind | None:
    """Return what the reviewer's verdicts on one difference come to, None where there are none."""
    kinds = {each.verdict for each in verdicts}
    return next((kind for kind in _WEIGHT if kind in kinds), None)


def accepting(review: Review, article: str, spans: Mapping[str, Span], chosen: str) -> list[Verdict]:
    """Return the verdicts that accept what `chosen` has: their span as it is, and as a proposal for everybody else's.

    Where they have no span there, that means none of the others' is right.
    """
    right = spans.get(chosen)
    if right is None:
        return [_verdict(review, article, name, span, "reject") for name, span in spans.items()]
    return [_verdict(review, article, name, span, "accept") if _alike(span, right) else
            _verdict(review, article, name, span, "edit", _as(span, right)) for name, span in spans.items()]


def rejecting(review: Review, article: str, spans: Mapping[str, Span],
              judged: Collection[str] = ()) -> list[Verdict]:
    """Return the verdicts that reject the others' spans; the reviewer's own only where there are no others, or where it
    has a verdict already (by `judged`, names), which would stay as it is."""
    return [_verdict(review, article, name, span, "reject") for name, span in _others(review, spans, judged).items()]


def editing(review: Review, article: str, spans: Mapping[str, Span], proposal: Span) -> list[Verdict]:
    """Return the verdicts that propose to everybody what the span should be; who has it so already is right."""
    return [_verdict(review, article, name, span, "accept") if _alike(span, proposal) else
            _verdict(review, article, name, span, "edit", _as(span, proposal)) for name, span in spans.items()]


def asking(review: Review, article: str, spans: Mapping[str, Span], words: str,
           judged: Collection[str] = ()) -> list[Verdict]:
    """Return the verdicts that ask about the spans that `rejecting` would reject."""
    return [replace(_verdict(review, article, name, span, "question"), comment=words)
            for name, span in _others(review, spans, judged).items()]


def _others(review: Review, spans: Mapping[str, Span], judged: Collection[str]) -> Mapping[str, Span]:
    return {name: span for name, span in spans.items() if name != review.reviewer or name in judged} or spans


def _verdict(review: Review, article: str, name: str, span: Span, kind: VerdictKind,
             proposal: Span | None = None) -> Verdict:
    return Verdict(ref=SetRef(article, name), span=span.id, verdict=kind, by=review.reviewer, proposal=proposal)


def _alike(one: Span, other: Span) -> bool:
    return one.place == other.place and dict(one.attributes) == dict(other.attributes)


def _as(span: Span, right: Span) -> Span:
    """Return a span with the place, label and attributes of another; id, comment and the rest stay its own."""
    return replace(span, layer=right.layer, label=right.label, fragments=right.fragments, quote=right.quote,
                   attributes=right.attributes)


def _checked(each: Difference[S], annotator: str) -> Difference[S]:
    """Turn a span that the reviewer need not have too into one to look at."""
    return replace(each, kind="same") if each.kind == "missing" and annotator in each.spans else each
