"""A span as the JSON object of a line, both ways; every value read is checked.

Source of the format: the project's contract for JSONL lines.
"""

from collections.abc import Mapping
from typing import Any

from annotator.domain.errors import Refused
from annotator.domain.span import ORIGINS, Span, Value, checked_fragments, quote_of, verify_quote
from annotator.formats.jsonl_values import identifier, string

KNOWN = frozenset(("id", "start", "end", "label", "layer", "text", "origin", "fragments", "attributes", "comment",
                   "confidence"))
"""The keys of a span."""


def span_object(span: Span) -> dict[str, Any]:
    """Return the span as the contract's object, keys in the contract's order."""
    value: dict[str, Any] = {
        "id": span.id, "start": span.start, "end": span.end, "label": span.label, "layer": span.layer,
        "text": span.quote, "origin": span.origin}
    if len(span.fragments) > 1:
        value["fragments"] = [list(fragment) for fragment in span.fragments]
    if span.attributes:
        value["attributes"] = dict(sorted(span.attributes.items()))
    if span.comment:
        value["comment"] = span.comment
    if span.confidence is not None:
        value["confidence"] = float(span.confidence)
    return value


def span_of(value: Mapping[str, Any], where: str, text: str) -> Span:
    """Return a span of an article with this text; `where` it stands is said in the refusal. Raises Refused."""
    start, end = _offset(value, "start", where), _offset(value, "end", where)
    ranges = [(start, end)] if value.get("fragments") is None else _ranges(value["fragments"], where)
    try:
        fragments = checked_fragments(text, ranges)
        if (fragments[0].start, fragments[-1].end) != (start, end):
            raise Refused(f"start and end are [{start}, {end}), but the fragments reach from "
                          f"{fragments[0].start} to {fragments[-1].end}")
        quote = value.get("text")
        if quote is None:
            quote = quote_of(text, fragments)
        elif isinstance(quote, str):
            verify_quote(text, fragments, quote)
        else:
            raise Refused("text is not a string")
    except Refused as error:
        raise Refused(f"{where}: {error}") from None
    label = string(value, "label", where)
    if not label.strip():
        raise Refused(f"{where} has no label")
    origin = string(value, "origin", where) or "imported"
    if origin not in ORIGINS:
        raise Refused(f"{where} has the unknown origin {origin!r}; use one of {', '.join(ORIGINS)}")
    return Span(id=identifier(value, "id", where), layer=string(value, "layer", where), label=label,
                fragments=fragments, quote=quote, origin=origin,
                attributes=_attributes(value, where), comment=string(value, "comment", where),
                confidence=_confidence(value, where))


def _offset(value: Mapping[str, Any], key: str, where: str) -> int:
    number = value.get(key)
    if type(number) is not int:
        raise Refused(f"{where} has no {key}" if number is None else f"{where}: {key} is not a whole number")
    return number


def _ranges(value: Any, where: str) -> list[tuple[int, int]]:
    if isinstance(value, list) and value and all(
            isinstance(each, list) and [type(offset) for offset in each] == [int, int] for each in value):
        return [(start, end) for start, end in value]
    raise Refused(f"{where}: fragments is not a list of [start, end] pairs of whole numbers")


def _attributes(value: Mapping[str, Any], where: str) -> dict[str, Value]:
    given = value.get("attributes")
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise Refused(f"{where}: attributes is not an object")
    for name, each in given.items():
        if not isinstance(each, str | bool | int | float):
            raise Refused(f"{where}: attribute {name} is neither string, number nor true or false")
    return dict(sorted(given.items()))


def _confidence(value: Mapping[str, Any], where: str) -> float | None:
    number = value.get("confidence")
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise Refused(f"{where}: confidence is not a number")
    return float(number)
