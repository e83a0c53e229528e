"""What one edit does to the spans of one annotation set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.domain.relation import Relation
from annotator.domain.scheme import Scheme
from annotator.domain.scheme_edits.base import Answer, Edit
from annotator.domain.span import Span, sort_key


@dataclass(frozen=True, slots=True)
class Outcome:
    """The set after the edit. `changed` has spans with new content, those that took another one in included."""

    spans: tuple[Span, ...]
    reached: tuple[Span, ...] = ()
    """Spans that the edit concerns, as they were."""
    changed: tuple[Span, ...] = ()
    removed: tuple[Span, ...] = ()
    joined: tuple[tuple[Span, Span], ...] = ()
    """Spans that would have doubled another one, each with the one that stays."""
    lost: tuple[tuple[Span, Answer], ...] = ()


def outcome(edit: Edit, scheme: Scheme, spans: Sequence[Span]) -> Outcome:
    """Return what becomes of a set's spans (of the labels that are reached, at least)."""
    reach = set(edit.reach(scheme))
    concerned = [span for span in sorted(spans, key=sort_key) if (span.layer, span.label) in reach]
    if not edit.rewrites:
        named = tuple(_renamed(edit, span) for span in spans)
        return Outcome(named, reached=tuple(concerned))
    after = {span.id: edit.rewrite(scheme, span) for span in concerned}
    before = {span.id: span for span in concerned}
    standing = {span.place: span.id for span in concerned if after[span.id] == span}
    now = {span.id: span for span in spans}
    touched: dict[str, None] = {}
    removed: list[Span] = []
    joined: list[tuple[Span, str]] = []
    lost: list[tuple[Span, Answer]] = []
    for span in concerned:
        new = after[span.id]
        if new is None:
            removed.append(span)
            del now[span.id]
        elif new != span:
            touched[span.id] = None
            lost += [(span, answer) for answer in edit.lost(scheme, span)]
            stays = standing.setdefault(new.place, span.id)
            if stays != span.id and before[stays].place != span.place:  # doubles that were there before stay
                joined.append((span, stays))
                touched[stays] = None
                now[stays] = _with(now[stays], new)
                del now[span.id]
            else:
                now[span.id] = new
    return Outcome(
        spans=tuple(now.values()),
        reached=tuple(span for span in concerned if after[span.id] != span),
        changed=tuple(now[id] for id in touched if id in now and now[id] != before[id]),
        removed=tuple(removed),
        joined=tuple((span, now[stays]) for span, stays in joined),
        lost=tuple(lost))


def moved(relation: Relation, found: Outcome) -> Relation:
    """Return a relation that goes on with the spans that stay where its own were joined."""
    stays = {gone.id: other.id for gone, other in found.joined}
    return replace(relation, head=stays.get(relation.head, relation.head),
                   tail=stays.get(relation.tail, relation.tail))


def _with(stays: Span, gone: Span) -> Span:
    """Return a span that takes in one of the same place: answers it lacks, and the comment."""
    comments = dict.fromkeys(each for each in (stays.comment, gone.comment) if each)
    return replace(stays, attributes={**gone.attributes, **stays.attributes}, comment="\n".join(comments))


def _renamed(edit: Edit, span: Span) -> Span:
    layer, label = edit.renamed.place(span.layer, span.label)
    return span if (layer, label) == (span.layer, span.label) else replace(span, layer=layer, label=label)
