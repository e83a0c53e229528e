"""What came of a merge, and what stands on both sides of a conflict, in words."""

from collections.abc import Mapping
from typing import cast

from annotator.app.merge_counts import MergeCounts
from annotator.app.operations.base import count
from annotator.app.operations.sets import STATUS_WORDS
from annotator.domain.answers import shown
from annotator.domain.article import Status
from annotator.domain.merging.base import STATUS
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.relation import Relation
from annotator.domain.span import Span
from annotator.ui.quotes import short

_NAMED = 3
"""Annotators that a sentence names one by one."""
_ABSENT = "not there"


def result(counts: MergeCounts) -> str:
    """Say what came in: `ana: 12 articles, 240 spans; 3 conflicts.`"""
    shares = sorted(counts.shares.items())
    parts = [f"{name}: {count(share.sets, 'article')}, {count(share.spans, 'span')}" for name, share in shares[:_NAMED]]
    if len(shares) > _NAMED:
        parts.append(f"{len(shares) - _NAMED:,} more annotators")
    parts += [count(number, thing) + more for number, thing, more in (
        (counts.articles_added, "article", " added"), (counts.verdicts_added, "verdict", ""),
        (counts.remarks_added, "remark", ""), (len(counts.conflicts), "conflict", ""),
        (len(counts.refused), "refusal", "")) if number]
    return f"{'; '.join(parts)}." if parts else f"{counts.file} has nothing new."


def about(conflict: MergeConflict) -> str:
    """Say what a conflict is about: the words of a span, a relation, the status or the notes."""
    one = conflict.ours if conflict.ours is not None else conflict.theirs
    if isinstance(one, Span):
        return short(one.quote)
    if isinstance(one, Relation):
        return f"relation {one.label}"
    return "status" if conflict.key == STATUS else "notes"


def side(conflict: MergeConflict, quotes: Mapping[str, str], *, ours: bool) -> str:
    """Say what stands on one side, as far as it differs from the other. `quotes`: words of spans by id."""
    one, other = (conflict.ours, conflict.theirs) if ours else (conflict.theirs, conflict.ours)
    if one is None:
        return _ABSENT
    if isinstance(one, Span):
        return _span(one, other if isinstance(other, Span) else None)
    if isinstance(one, Relation):
        ends = (short(quotes[end], 24) if end in quotes else "…" for end in (one.head, one.tail))
        return f"{one.label} {' → '.join(ends)}"
    if conflict.key == STATUS:
        return STATUS_WORDS[cast(Status, one)]
    return short(one) if one else "none"


def _span(one: Span, other: Span | None) -> str:
    words = [one.label]
    if other is not None and one.layer != other.layer:
        words.append(f"({one.layer})")
    if other is not None and one.fragments != other.fragments:
        words.append(short(one.quote))
    for name, value in sorted(one.attributes.items()):
        if other is None or value != other.attributes.get(name):
            words.append(f"{name}: {shown(value)}")
    if one.comment and one.comment != (other.comment if other else ""):
        words.append(short(one.comment))
    if one.confidence is not None and one.confidence != (other.confidence if other else None):
        words.append(f"confidence {one.confidence:g}")
    return " · ".join(words)
