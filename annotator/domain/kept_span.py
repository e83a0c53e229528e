"""Spans that are kept as JSON beside the rows: proposals, and spans as they were when somebody judged them."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from annotator.domain.errors import Refused
from annotator.domain.span import Fragment, Span

_WORDS = tuple(each.name for each in fields(Span) if each.type in (str, "str"))
_FIELDS = frozenset(each.name for each in fields(Span))


def kept_values(span: Span) -> dict[str, Any]:
    """Return the span as the object that is kept; equal spans give equal ones."""
    return {**{each.name: getattr(span, each.name) for each in fields(Span)},
            "fragments": [list(each) for each in span.fragments], "attributes": dict(sorted(span.attributes.items()))}


def kept_span(values: Any) -> Span:
    """Return the span of a kept object. Raises Refused where it is none."""
    try:
        if not _sound(values):
            raise ValueError
        fragments = tuple(Fragment(int(start), int(end)) for start, end in values["fragments"])
        return Span(**{**values, "fragments": fragments})
    except (ValueError, TypeError, KeyError):
        raise Refused("a span that was kept cannot be read") from None


def _sound(values: Any) -> bool:
    return (isinstance(values, Mapping) and values.keys() <= _FIELDS
            and all(isinstance(values[name], str) for name in _WORDS if name in values)
            and isinstance(values.get("attributes", {}), Mapping)
            and isinstance(values.get("confidence"), int | float | None) and bool(values["fragments"]))
