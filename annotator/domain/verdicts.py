"""What verdicts, remarks and reviews must be like, and which of two versions of a verdict counts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from annotator.domain.errors import Refused
from annotator.domain.review import ANSWERS, MODES, VERDICTS, Remark, Review, Verdict
from annotator.domain.span import checked_fragments, verify_quote

_SEEDS = range(-(1 << 63), 1 << 63)


def checked_time(text: str) -> str:
    """Return a time of ISO 8601 in UTC and to the second, so that times sort as text. Raises Refused."""
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    except (ValueError, OverflowError):
        pass
    raise Refused(f"{text!r} is no time; write it like 2026-11-22T10:00:00Z" if text else "it has no time (at)")


def moment_after(now: str, *earlier: str) -> str:
    """Return now, or the second after the last of earlier times where that is later: what answers something comes
    after it, whatever two clocks say. Times are as `checked_time` gives them; empty ones do not count."""
    last = max(earlier, default="")
    if last < now:
        return now
    return (datetime.fromisoformat(last) + timedelta(seconds=1)).replace(tzinfo=None).isoformat() + "Z"


def checked_verdict(text: str, verdict: Verdict) -> Verdict:
    """Return the verdict on an article with this text, its times in UTC.

    Raises Refused where it says not which span, who or when, is of no kind there is, or has a proposal that
    lacks, is one too many, is another span's or does not fit the text.
    """
    _named(verdict.span, verdict.by)
    if verdict.verdict not in VERDICTS:
        raise Refused(f"there is no verdict {verdict.verdict!r}; use one of {', '.join(VERDICTS)}")
    if (verdict.proposal is not None) != (verdict.verdict == "edit"):
        raise Refused("an edit needs a proposal" if verdict.proposal is None else "only an edit has a proposal")
    if verdict.proposal is not None:
        if verdict.proposal.id != verdict.span:
            raise Refused("its proposal is for another span")
        verify_quote(text, checked_fragments(text, verdict.proposal.fragments), verdict.proposal.quote)
    if verdict.answer not in ANSWERS:
        raise Refused(f"there is no answer {verdict.answer!r}; use one of {', '.join(filter(None, ANSWERS))}")
    answered = bool(verdict.answer or verdict.answered_by or verdict.answered_at)
    if answered and not verdict.answered_by.strip():
        raise Refused("nobody is named as giving the answer (answered_by)")
    return replace(verdict, at=checked_time(verdict.at),
                   answered_at=checked_time(verdict.answered_at) if answered else "")


def as_question(verdict: Verdict) -> Verdict:
    """Return a verdict whose proposal can no longer be as a question that says what was proposed."""
    if verdict.proposal is None:
        return verdict
    proposed = f"Proposed was {verdict.proposal.label} “{' '.join(verdict.proposal.quote.split())}”."
    comment = f"{verdict.comment}\n{proposed}" if verdict.comment else proposed
    return replace(verdict, verdict="question", proposal=None, comment=comment)


def checked_remark(remark: Remark) -> Remark:
    """Return the remark, its time in UTC. Raises Refused where it says not what, about which span, who or when."""
    _named(remark.span, remark.by)
    if not remark.text.strip():
        raise Refused("the remark says nothing")
    return replace(remark, at=checked_time(remark.at))


def checked_review(review: Review) -> Review:
    """Return the review. Raises Refused where it has no id, nobody reviews, or its mode or seed cannot be."""
    if not review.id:
        raise Refused("The review has no id.")
    if not review.reviewer.strip():
        raise Refused("Say who reviews.")
    if review.mode not in MODES:
        raise Refused(f"There is no review {review.mode!r}; use one of {', '.join(MODES)}.")
    if review.seed is not None and review.seed not in _SEEDS:
        raise Refused(f"The seed {review.seed} has more than 64 bits; choose a smaller number.")
    return review


def newer(one: Verdict, other: Verdict) -> Verdict:
    """Return what counts of two versions of a verdict (their keys are the same): the verdict of the later `at`, the
    answer of the later `answered_at`; of two as late those of `one`."""
    kept, given = (other if other.at > one.at else one), (other if other.answered_at > one.answered_at else one)
    return replace(kept, answer=given.answer, answered_by=given.answered_by, answered_at=given.answered_at)


def news(given: Iterable[Verdict], present: Iterable[Verdict]) -> list[Verdict]:
    """Return what is to be written so that the newer version of every verdict is there; nothing where all is known."""
    found = {verdict.key: verdict for verdict in present}
    fresh = {}
    for verdict in given:
        there = found.get(verdict.key)
        kept = verdict if there is None else newer(there, verdict)
        if kept != there:
            fresh[verdict.key] = found[verdict.key] = kept
    return list(fresh.values())


def new_remarks(given: Iterable[Remark], present: Iterable[Remark]) -> list[Remark]:
    """Return the remarks that are to be written. The same id is the same remark, of which the later `at` counts;
    a remark without an id is there already where the same words were said by the same annotator at the same time."""
    found = {remark.id: remark for remark in present}
    said = {_said(remark) for remark in found.values()}
    fresh = []
    for remark in given:
        there = found.get(remark.id)
        if there is None and not remark.id and _said(remark) in said:
            continue
        if there is None or remark.at > there.at:
            fresh.append(remark)
            said.add(_said(remark))
    return fresh


def _said(remark: Remark) -> tuple[str, str, str, str]:
    return remark.span, remark.by, remark.at, remark.text


def _named(span: str, by: str) -> None:
    if not span:
        raise Refused("it names no span")
    if not by.strip():
        raise Refused("nobody is named as giving it (by)")
