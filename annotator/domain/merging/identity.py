"""Which span here each span that came is: by its id, else by what it was at the last merge, else by where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.domain.ids import new_id
from annotator.domain.merging import digest
from annotator.domain.merging.base import Pair
from annotator.domain.merging.content import CameSpan, Content, Hindrance
from annotator.domain.span import Span


class Identified(NamedTuple):
    """A span that came, by its id here."""

    digest: str
    span: Span | None
    why: Hindrance


GONE = Identified(digest.ABSENT, None, None)
"""A span that is no longer there."""


def identified(came: Sequence[CameSpan], known: Mapping[str, Pair], ours: Content) -> dict[str, Identified]:
    """Return the spans that came by their ids here; of two without an id in one place the first. `known`: what stood on
    both sides at the last merge."""
    found = {each.id: Identified(each.digest, each.span, each.why) for each in came if each.id}
    if len(found) == len(came):
        return found
    before = {pair.theirs: key[1:] for key, pair in known.items() if key[0] == "s"}
    places = {span.place: id for id, span in ours.spans.items() if id not in found}
    seen = {each.span.place for each in found.values() if each.span is not None}
    for each in came:
        if each.id or (each.span is not None and each.span.place in seen):
            continue
        id = before.get(each.digest, "")
        if (not id or id in found) and each.span is not None:
            id = places.get(each.span.place, "")
        if not id or id in found:
            id = new_id()
        span = each.span
        if span is not None:
            seen.add(span.place)
            span = _with_id(span, id, ours)
        found[id] = Identified(each.digest, span, each.why)
    return found


def _with_id(span: Span, id: str, ours: Content) -> Span:
    """Return a span that came without an id with one. Where it says no more than place and label, that is no word
    against what ours says besides."""
    there = ours.spans.get(id)
    plain = not span.attributes and not span.comment and span.confidence is None
    if there is not None and plain and there.place == span.place:
        return replace(there, id=id)
    return replace(span, id=id)
