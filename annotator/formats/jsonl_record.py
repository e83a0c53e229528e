"""From the JSON object of one line to a record, every value checked.

Source of the format: the project's contract for JSONL lines.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from annotator.domain.article import STATUSES, Article, Status, checked_text, title_from
from annotator.domain.errors import Refused
from annotator.domain.record import Record
from annotator.domain.relation import Relation
from annotator.domain.span import (
    ORIGINS,
    Span,
    Value,
    checked_fragments,
    quote_of,
    verify_quote,
)

EXTRA = "_extra"
"""Key of the metadata under which unknown keys of a line are kept."""
_KNOWN = frozenset(("id", "text", "meta", "annotator", "status", "spans", "relations", "notes"))
_SPAN_KNOWN = frozenset(("id", "start", "end", "label", "layer", "text", "origin", "fragments", "attributes",
                         "comment", "confidence"))


def record_of(line: Mapping[str, Any], number: int) -> Record:
    """Return the record of a parsed line; `number` is its line in the file. Raises Refused."""
    text = line.get("text")
    if not isinstance(text, str):
        raise Refused("the line has no text" if text is None else "text is not a string")
    checked_text(text)
    meta, title = _meta(line)
    spans = tuple(_span(each, f"span {place}", text) for place, each in _objects(line, "spans"))
    ids = _unique("span", (span.id for span in spans))
    relations = tuple(_relation(each, f"relation {place}", ids)
                      for place, each in _objects(line, "relations"))
    _unique("relation", (relation.id for relation in relations))
    article = Article(id=_identifier(line, "id", ""), title=title_from(text) if title is None else title,
                      text=text, meta=meta)
    return Record(article=article, annotator=_string(line, "annotator", "").strip() or None,
                  status=_status(line), spans=spans, relations=relations, notes=_string(line, "notes", ""),
                  line=number, said=_not_kept(line))


def _meta(line: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Return the metadata and the title in it. What is no title, and unknown keys, go under EXTRA."""
    given = line.get("meta")
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise Refused("meta is not an object")
    extra = {key: value for key, value in line.items() if key not in _KNOWN}
    title = given.pop("title", None)
    if title is not None and not isinstance(title, str):
        extra["title"], title = title, None
    if extra:
        kept = given.get(EXTRA, {})
        if not isinstance(kept, dict) or any(key in kept and kept[key] != extra[key] for key in extra):
            raise Refused(f"unknown keys of the line and meta.{EXTRA} contradict each other")
        given[EXTRA] = kept | extra
    try:
        orjson.dumps([[[[[[[[given]]]]]]]])
    except TypeError:
        raise Refused("meta is nested too deeply") from None
    if title is not None and "\0" in title:
        raise Refused("meta.title holds a NUL character")
    return given, title


def _span(value: Mapping[str, Any], where: str, text: str) -> Span:
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
    label = _string(value, "label", where)
    if not label.strip():
        raise Refused(f"{where} has no label")
    origin = _string(value, "origin", where) or "imported"
    if origin not in ORIGINS:
        raise Refused(f"{where} has the unknown origin {origin!r}; use one of {', '.join(ORIGINS)}")
    return Span(id=_identifier(value, "id", where), layer=_string(value, "layer", where), label=label,
                fragments=fragments, quote=quote, origin=origin,
                attributes=_attributes(value, where), comment=_string(value, "comment", where),
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


def _relation(value: Mapping[str, Any], where: str, ids: set[str]) -> Relation:
    ends = {end: _identifier(value, end, where) for end in ("head", "tail")}
    for end, span in ends.items():
        if span not in ids:
            raise Refused(f"{where}: its {end} {span!r} is no span of this line" if span
                          else f"{where} has no {end}")
    label = _string(value, "label", where)
    if not label.strip():
        raise Refused(f"{where} has no label")
    return Relation(id=_identifier(value, "id", where), label=label, **ends)


def _status(line: Mapping[str, Any]) -> Status:
    status = _string(line, "status", "") or "new"
    if status not in STATUSES:
        raise Refused(f"the status {status!r} is unknown; use one of {', '.join(STATUSES)}")
    return status


def _objects(line: Mapping[str, Any], key: str) -> Iterable[tuple[int, dict[str, Any]]]:
    """Return the objects of a list, numbered from 1."""
    values = line.get(key)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise Refused(f"{key} is not a list of objects")
    return enumerate(values, 1)


def _string(value: Mapping[str, Any], key: str, where: str) -> str:
    text = value.get(key)
    if text is None:
        return ""
    if isinstance(text, str) and "\0" not in text:
        return text
    what = f"{where}: {key}" if where else key
    raise Refused(f"{what} holds a NUL character" if isinstance(text, str) else f"{what} is not a string")


def _identifier(value: Mapping[str, Any], key: str, where: str) -> str:
    """Return an id; a whole number, as other programs give it, becomes a string."""
    number = value.get(key)
    return str(number) if type(number) is int else _string(value, key, where)


def _unique(what: str, ids: Iterable[str]) -> set[str]:
    """Return the ids that were given. Raises Refused where one stands twice."""
    seen: set[str] = set()
    for each in filter(None, ids):
        if each in seen:
            raise Refused(f"the {what} id {each} stands twice")
        seen.add(each)
    return seen


def _not_kept(line: Mapping[str, Any]) -> tuple[str, ...]:
    keys = {key for span in line.get("spans") or () for key in span if key not in _SPAN_KNOWN}
    return (f"not kept of the spans: {', '.join(sorted(keys))}",) if keys else ()
