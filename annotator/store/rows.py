"""Rows to values of the domain and back; JSON columns are text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from json import JSONDecoder, dumps
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, union

from annotator.domain.article import Article, text_hash
from annotator.domain.errors import Refused
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span, Value, sort_key
from annotator.store import schema as db
from annotator.store.errors import NO_SURROGATES

_SPAN = (select(db.spans.c.pk, db.spans.c.set_pk, db.spans.c.id, db.layers.c.name, db.labels.c.name,
                db.fragments.c.start, db.fragments.c.end, db.spans.c.quote, db.spans.c.origin, db.spans.c.comment,
                db.spans.c.confidence, db.spans.c.changed_at, db.spans.c.changed_by)
         .join_from(db.spans, db.fragments).join(db.labels, db.labels.c.pk == db.spans.c.label_pk).join(db.layers)
         .order_by(db.spans.c.set_pk, db.spans.c.pk, db.fragments.c.n))
_ATTRIBUTE = (select(db.span_attributes.c.span_pk, db.span_attributes.c.name, db.span_attributes.c.value)
              .join_from(db.span_attributes, db.spans).order_by(db.span_attributes.c.pk))
_HEAD, _TAIL = db.spans.alias("head"), db.spans.alias("tail")
_RELATION = (select(db.relations.c.set_pk, db.relations.c.id, db.relation_types.c.name, _HEAD.c.id, _TAIL.c.id)
             .join_from(db.relations, db.relation_types).join(_HEAD, _HEAD.c.pk == db.relations.c.head_pk)
             .join(_TAIL, _TAIL.c.pk == db.relations.c.tail_pk))
_IN_SETS = db.spans.c.set_pk.in_(bindparam("sets", expanding=True))
_WITH_IDS = and_(_IN_SETS, db.spans.c.id.in_(bindparam("ids", expanding=True)))
_WITH_LABELS = and_(_IN_SETS, db.spans.c.label_pk.in_(bindparam("labels", expanding=True)))
_SPANS_OF, _SPANS_WITH, _SPANS_LABELLED = _SPAN.where(_IN_SETS), _SPAN.where(_WITH_IDS), _SPAN.where(_WITH_LABELS)
_ATTRIBUTES_OF, _ATTRIBUTES_WITH, _ATTRIBUTES_LABELLED = (
    _ATTRIBUTE.where(_IN_SETS), _ATTRIBUTE.where(_WITH_IDS), _ATTRIBUTE.where(_WITH_LABELS))
_STARTING = (select(db.spans.c.id).join_from(db.spans, db.fragments).where(
    db.spans.c.set_pk == bindparam("set"), db.fragments.c.n == 0,
    db.fragments.c.start.in_(bindparam("starts", expanding=True))))
_RELATIONS_OF = _RELATION.where(db.relations.c.set_pk.in_(bindparam("sets", expanding=True)))
_ENDS = select(db.spans.c.pk).where(db.spans.c.set_pk == bindparam("set"),
                                    db.spans.c.id.in_(bindparam("ends", expanding=True)))
_RELATIONS_AT = union(*(select(db.relations.c.id).where(column.in_(_ENDS))
                        for column in (db.relations.c.head_pk, db.relations.c.tail_pk)))
_RELATIONS_WITH = _RELATIONS_OF.where(db.relations.c.id.in_(bindparam("ids", expanding=True)))
_MANY = 200
_decode = JSONDecoder().raw_decode


def spans_of(connection: Connection, sets: Collection[int],
             ids: Collection[str] | None = None) -> dict[int, list[Span]]:
    """Return the spans of sets (by key) in the contract's order; only those in `ids` where given."""
    few = ids is not None and len(ids) <= _MANY
    wanted: dict[str, Any] = {"sets": list(sets)} | ({"ids": list(ids or ())} if few else {})
    found = _spans(connection, _SPANS_WITH if few else _SPANS_OF, _ATTRIBUTES_WITH if few else _ATTRIBUTES_OF, wanted)
    if ids is None or few:
        return found
    return {set_pk: [span for span in spans if span.id in ids] for set_pk, spans in found.items()}


def labelled_spans_of(connection: Connection, sets: Collection[int],
                      labels: Collection[int]) -> dict[int, list[Span]]:
    """Return the spans of sets that have one of the labels (both by key), in the contract's order."""
    return _spans(connection, _SPANS_LABELLED, _ATTRIBUTES_LABELLED, {"sets": list(sets), "labels": list(labels)})


def _spans(connection: Connection, query: Any, answers: Any, wanted: Mapping[str, Any]) -> dict[int, list[Span]]:
    attributes: dict[int, dict[str, Value]] = defaultdict(dict)
    for span_pk, name, value in connection.execute(answers, wanted):
        attributes[span_pk][name] = from_json(value)
    found: dict[int, list[Span]] = defaultdict(list)
    rows = connection.execute(query, wanted).all()
    at = 0
    while at < len(rows):
        (pk, set_pk, span_id, layer, label, _, _, quote, origin, comment, confidence, changed_at, changed_by) = rows[at]
        fragments = [Fragment(rows[at][5], rows[at][6])]
        at += 1
        while at < len(rows) and rows[at][0] == pk:
            fragments.append(Fragment(rows[at][5], rows[at][6]))
            at += 1
        found[set_pk].append(Span(
            id=span_id, layer=layer, label=label, fragments=tuple(fragments), quote=quote, origin=origin,
            attributes=attributes.get(pk, {}), comment=comment, confidence=confidence, changed_at=changed_at,
            changed_by=changed_by))
    for spans in found.values():
        spans.sort(key=sort_key)
    return found


def spans_starting(connection: Connection, set_pk: int, starts: Collection[int]) -> list[Span]:
    """Return the spans of a set (by key) whose first fragment starts at one of these places."""
    if len(starts) > _MANY:
        wanted = frozenset(starts)
        return [span for span in spans_of(connection, [set_pk]).get(set_pk, []) if span.start in wanted]
    ids = list(connection.execute(_STARTING, {"set": set_pk, "starts": list(starts)}).scalars())
    return spans_of(connection, [set_pk], ids).get(set_pk, []) if ids else []


def relations_of(connection: Connection, sets: Collection[int],
                 ids: Collection[str] | None = None) -> dict[int, list[Relation]]:
    """Return the relations of sets (by key), by id; only those in `ids` where given."""
    few = ids is not None and len(ids) <= _MANY
    wanted: dict[str, Any] = {"sets": list(sets)} | ({"ids": list(ids or ())} if few else {})
    found: dict[int, list[Relation]] = defaultdict(list)
    for set_pk, relation, label, head, tail in connection.execute(_RELATIONS_WITH if few else _RELATIONS_OF, wanted):
        if ids is None or few or relation in ids:
            found[set_pk].append(Relation(id=relation, label=label, head=head, tail=tail))
    for relations in found.values():
        relations.sort(key=lambda relation: relation.id)
    return found


def relations_at(connection: Connection, set_pk: int, spans: Collection[str]) -> list[Relation]:
    """Return the relations of a set (by key) that begin or end in one of these spans, by id."""
    if len(spans) > _MANY:
        wanted = frozenset(spans)
        return [each for each in relations_of(connection, [set_pk]).get(set_pk, [])
                if each.head in wanted or each.tail in wanted]
    ids = list(connection.execute(_RELATIONS_AT, {"set": set_pk, "ends": list(spans)}).scalars())
    return relations_of(connection, [set_pk], ids).get(set_pk, []) if ids else []


def article_values(article: Article) -> dict[str, Any]:
    """Return the columns of an article's row that come from the article."""
    storable(article.id, article.title)
    return {"id": article.id, "title": article.title, "meta": to_json(article.meta, f"article {article.id}"),
            "text_hash": text_hash(article.text), "length": len(article.text)}


def span_values(span: Span, set_pk: int, label_pk: int) -> dict[str, Any]:
    """Return the columns of a span's row."""
    return {"set_pk": set_pk, "id": span.id, "label_pk": label_pk, "quote": span.quote, "origin": span.origin,
            "comment": span.comment, "confidence": span.confidence, "changed_at": span.changed_at,
            "changed_by": span.changed_by}


def fragment_values(fragments: Iterable[Fragment]) -> list[dict[str, Any]]:
    """Return the rows of a span's fragments, but its key."""
    return [{"n": n, "start": start, "end": end} for n, (start, end) in enumerate(fragments)]


def attribute_values(span: Span) -> list[dict[str, Any]]:
    """Return the rows of a span's attributes, but its key. Raises Refused for a value that is no attribute's."""
    storable(*span.attributes)
    for name, value in span.attributes.items():
        if not isinstance(value, str | bool | int | float):
            raise Refused(f"Attribute {name} of span {span.id} is neither text, number nor yes or no.")
    return [{"name": name, "value": to_json(value, f"attribute {name} of span {span.id}")}
            for name, value in span.attributes.items()]


def to_json(value: Mapping[str, Any] | Value | list[str] | None, where: str) -> str:
    """Return the value as JSON text in its own order. Raises Refused for what JSON cannot hold."""
    if isinstance(value, Mapping):
        value = dict(value)
    try:
        text = dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise Refused(f"The {where} holds something that cannot be written as JSON ({error}).") from error
    storable(text)
    return text


def storable(*texts: str) -> None:
    """Raise Refused for a lone surrogate, which is no character; the rest of Unicode can be stored."""
    for text in texts:
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise Refused(NO_SURROGATES) from None


def from_json(text: str) -> Any:
    """Return the value of a JSON column."""
    return _decode(text)[0]
