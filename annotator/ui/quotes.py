"""Spans and relations in the words of a notice."""

from collections.abc import Mapping, Sequence

from annotator.app.operations.base import count
from annotator.domain.relation import Relation
from annotator.domain.span import Span

_NAMED = 3
"""Relations that a sentence names one by one."""


def short(quote: str, limit: int = 40) -> str:
    """Return a quote in quotation marks, on one line, its end cut where it is long."""
    words = " ".join(quote.split()).strip("“”\"")
    return f"“{words if len(words) <= limit else words[:limit - 1] + '…'}”"


def far_end(relation: Relation, span: str, spans: Mapping[str, Span], limit: int = 24) -> str:
    """Say a relation as seen from one of its ends: `SAID_BY → “Jessica Lamirande”`."""
    other = spans.get(relation.other(span))
    return f"{relation.label} {'→' if relation.head == span else '←'} {short(other.quote if other else '', limit)}"


def with_relations(relations: Sequence[Relation], span: str, spans: Mapping[str, Span]) -> str:
    """Say a span's relations: `its relation SAID_BY → “…”`, `its 5 relations: …, …, … and 2 more`."""
    said = ", ".join(far_end(each, span, spans) for each in relations[:_NAMED])
    if len(relations) == 1:
        return f"its relation {said}"
    more = len(relations) - _NAMED
    return f"its {count(len(relations), 'relation')}: {said}" + (f" and {more:,} more" if more > 0 else "")
