"""Writing spans and relations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

from sqlalchemy import Table

from annotator.domain.article import SetRef
from annotator.domain.errors import Conflict, NotFound, Refused
from annotator.domain.relation import Relation
from annotator.domain.span import ORIGINS, Span, checked_fragments, verify_quote
from annotator.store import schema as db
from annotator.store.recorder import Recorder, Values, all_rows_of
from annotator.store.rows import attribute_values, fragment_values, span_values, storable
from annotator.store.sets import (
    article_text,
    check_annotator,
    check_ids,
    find_set,
    keys_in_set,
    keys_where,
    make_set,
)

LabelKeys = Mapping[tuple[str, str], int]


class _Prepared(NamedTuple):
    """The rows of a verified span, but the keys."""

    label: int
    fragments: list[Values]
    attributes: list[Values]


def add_spans(recorder: Recorder, labels: LabelKeys, ref: SetRef, spans: Sequence[Span]) -> None:
    """Add spans to a set, made where it is missing."""
    article, text = article_text(recorder, ref.article)
    check_annotator(ref.annotator)
    check_ids("span", (span.id for span in spans))
    prepared = [_prepared(text, labels, span) for span in spans]
    set_pk = find_set(recorder, ref)
    if set_pk is None:
        set_pk = make_set(recorder, article, ref.annotator)
    else:
        for taken in keys_in_set(recorder, db.spans, set_pk, [span.id for span in spans]):
            raise Conflict(f"There is a span {taken} already on article {ref.article} by {ref.annotator}.")
    pks = recorder.insert(db.spans, [
        span_values(span, set_pk, parts.label) for span, parts in zip(spans, prepared, strict=True)])
    recorder.insert(db.fragments, [
        {"span_pk": pk, **row} for pk, parts in zip(pks, prepared, strict=True) for row in parts.fragments])
    recorder.insert(db.span_attributes, [
        {"span_pk": pk, **row} for pk, parts in zip(pks, prepared, strict=True) for row in parts.attributes])


def update_spans(recorder: Recorder, labels: LabelKeys, ref: SetRef, spans: Sequence[Span]) -> None:
    """Replace spans that are there by those of the same ids."""
    _, text = article_text(recorder, ref.article)
    check_ids("span", (span.id for span in spans))
    prepared = [_prepared(text, labels, span) for span in spans]
    set_pk = find_set(recorder, ref)
    keys = {} if set_pk is None else keys_in_set(recorder, db.spans, set_pk, [span.id for span in spans])
    for span in spans:
        if set_pk is None or span.id not in keys:
            raise NotFound(f"There is no span {span.id} on article {ref.article} by {ref.annotator}.")
    pks = [keys[span.id] for span in spans]
    recorder.update(db.spans, [
        {"pk": pk, **span_values(span, set_pk or 0, parts.label)}
        for pk, span, parts in zip(pks, spans, prepared, strict=True)])
    _replace(recorder, db.fragments, {
        pk: [{"span_pk": pk, **row} for row in parts.fragments] for pk, parts in zip(pks, prepared, strict=True)})
    _replace(recorder, db.span_attributes, {
        pk: [{"span_pk": pk, **row} for row in parts.attributes] for pk, parts in zip(pks, prepared, strict=True)})


def remove_spans(recorder: Recorder, pks: Collection[int]) -> None:
    """Remove spans by their keys, with the relations that end in them."""
    for column in (db.relations.c.head_pk, db.relations.c.tail_pk):
        recorder.delete(db.relations, keys_where(recorder, column, pks))
    for table in (db.fragments, db.span_attributes):
        recorder.delete(table, keys_where(recorder, table.c.span_pk, pks))
    recorder.delete(db.spans, pks)


def add_relations(recorder: Recorder, types: Mapping[str, int], ref: SetRef, relations: Sequence[Relation]) -> None:
    """Add relations between spans that the set has."""
    check_ids("relation", (relation.id for relation in relations))
    for relation in relations:
        storable(relation.id)
        if relation.label not in types:
            raise NotFound(f"The scheme has no relation {relation.label}; add it to the scheme first.")
    set_pk = find_set(recorder, ref)
    ends = {end for relation in relations for end in (relation.head, relation.tail)}
    pks = {} if set_pk is None else keys_in_set(recorder, db.spans, set_pk, ends)
    for end in sorted(ends - pks.keys()):
        raise NotFound(f"There is no span {end} on article {ref.article} by {ref.annotator} to relate.")
    for taken in keys_in_set(recorder, db.relations, set_pk or 0, [relation.id for relation in relations]):
        raise Conflict(f"There is a relation {taken} already on article {ref.article} by {ref.annotator}.")
    recorder.insert(db.relations, [
        {"set_pk": set_pk, "id": relation.id, "type_pk": types[relation.label], "head_pk": pks[relation.head],
         "tail_pk": pks[relation.tail]} for relation in relations])


def _prepared(text: str, labels: LabelKeys, span: Span) -> _Prepared:
    """Verify a span against the text and the scheme, before anything is written."""
    fragments = checked_fragments(text, span.fragments)
    verify_quote(text, fragments, span.quote)
    storable(span.id, span.comment, span.changed_at, span.changed_by)
    if span.origin not in ORIGINS:
        raise Refused(f"Span {span.id} has the origin {span.origin!r}; use one of {', '.join(ORIGINS)}.")
    if span.confidence is not None and not isfinite(span.confidence):
        raise Refused(f"Span {span.id} has a confidence that is not a number.")
    label = labels.get((span.layer, span.label))
    if label is None:
        raise NotFound(f"The scheme has no label {span.label} in layer {span.layer}; add it to the scheme first.")
    return _Prepared(label, fragment_values(fragments), attribute_values(span))


def _replace(recorder: Recorder, table: Table, wanted: Mapping[int, list[Values]]) -> None:
    """Make the rows that belong to spans the wanted ones; those of a span that are the same already stay."""
    keys = keys_where(recorder, table.c.span_pk, wanted)
    old: dict[int, list[dict[str, Any]]] = {}
    for row in all_rows_of(recorder.connection, table, keys):
        old.setdefault(row["span_pk"], []).append(row)
    new: list[Values] = []
    gone: list[int] = []
    for span_pk, rows in wanted.items():
        there = old.get(span_pk, [])
        if [{name: value for name, value in row.items() if name != "pk"} for row in there] != rows:
            gone += [row["pk"] for row in there]
            new += rows
    recorder.delete(table, gone)
    recorder.insert(table, new)
