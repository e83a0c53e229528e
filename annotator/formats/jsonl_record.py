"""From the JSON object of one line to a record, every value checked.

Source of the format: the project's contract for JSONL lines.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from annotator.domain.article import STATUSES, Article, Status, checked_text, title_from
from annotator.domain.errors import Refused
from annotator.domain.record import Record
from annotator.domain.relation import Relation
from annotator.formats import jsonl_review, jsonl_span
from annotator.formats.jsonl_span import span_of
from annotator.formats.jsonl_values import identifier, not_kept, objects, string, unique

EXTRA = "_extra"
"""Key of the metadata under which unknown keys of a line are kept."""
_KNOWN = frozenset(("id", "text", "meta", "annotator", "status", "spans", "relations", "notes", "verdicts",
                    "remarks"))


def record_of(line: Mapping[str, Any], number: int) -> Record:
    """Return the record of a parsed line; `number` is its line in the file. Raises Refused."""
    text = line.get("text")
    if not isinstance(text, str):
        raise Refused("the line has no text" if text is None else "text is not a string")
    checked_text(text)
    meta, title = _meta(line)
    spans = tuple(span_of(each, f"span {place}", text) for place, each in objects(line, "spans"))
    ids = unique("span", (span.id for span in spans))
    relations = tuple(_relation(each, f"relation {place}", ids)
                      for place, each in objects(line, "relations"))
    unique("relation", (relation.id for relation in relations))
    verdicts, remarks = jsonl_review.verdicts_of(line, text), jsonl_review.remarks_of(line)
    article = Article(id=identifier(line, "id", ""), title=title_from(text) if title is None else title,
                      text=text, meta=meta)
    return Record(article=article, annotator=string(line, "annotator", "").strip() or None,
                  status=_status(line), spans=spans, relations=relations, notes=string(line, "notes", ""),
                  verdicts=verdicts, remarks=remarks, line=number,
                  said=(*not_kept(line, "spans", jsonl_span.KNOWN), *jsonl_review.not_kept_of(line)))


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


def _relation(value: Mapping[str, Any], where: str, ids: set[str]) -> Relation:
    ends = {end: identifier(value, end, where) for end in ("head", "tail")}
    for end, span in ends.items():
        if span not in ids:
            raise Refused(f"{where}: its {end} {span!r} is no span of this line" if span
                          else f"{where} has no {end}")
    label = string(value, "label", where)
    if not label.strip():
        raise Refused(f"{where} has no label")
    return Relation(id=identifier(value, "id", where), label=label, **ends)


def _status(line: Mapping[str, Any]) -> Status:
    status = string(line, "status", "") or "new"
    if status not in STATUSES:
        raise Refused(f"the status {status!r} is unknown; use one of {', '.join(STATUSES)}")
    return status
