"""Writing spans and relations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import isfinite
from typing import Any

from sqlalchemy import Table

from annotator.domain.article import SetRef
from annotator.domain.errors import Conflict, NotFound, Refused
from annotator.domain.relation import Relation
from annotator.domain.span import ORIGINS, Fragment, Span, checked_fragments, verify_quote
from annotator.store import schema as db
from annotator.store.recorder import Recorder, Values, all_rows_of
from annotator.store.rows import attribute_values, fragment_values, span_values
from annotator.store.sets import article_text, check_ids, find_set, keys_in_set, keys_where, make_set

LabelKeys = Mapping[tuple[str, str], int]


def add_spans(recorder: Recorder, labels: LabelKeys, ref: SetRef, spans: Sequence[Span]) -> None:
    """Add spans to a set, made where it is missing."""
    article, text = article_text(recorder, ref.article)
    check_ids("span", (span.id for span in spans))
    fragments = [_verified(text, span) for span in spans]
    label_pks = [_label(labels, span) for span in spans]
    set_pk = make_set(recorder, article, ref.annotator)
    for taken in keys_in_set(recorder, db.spans, set_pk, [span.id for span in spans]):
        raise Conflict(f"There is a span {taken} already on article {ref.article} by {ref.annotator}.")
    pks = recorder.insert(db.spans, [
        span_values(span, set_pk, label_pk) for span, label_pk in zip(spans, label_pks, strict=True)])
    recorder.insert(db.fragments, [
        row for pk, some in zip(pks, fragments, strict=True) for row in fragment_values(pk, some)])
    recorder.insert(db.span_attributes, [
        row for pk, span in zip(pks, spans, strict=True) for row in attribute_values(pk, span)])


def update_spans(recorder: Recorder, labels: LabelKeys, ref: SetRef, spans: Sequence[Span]) -> None:
    """Replace spans that are there by those of the same ids."""
    _, text = article_text(recorder, ref.article)
    check_ids("span", (span.id for span in spans))
    fragments = {span.id: _verified(text, span) for span in spans}
    set_pk = find_set(recorder, ref)
    pks = {} if set_pk is None else keys_in_set(recorder, db.spans, set_pk, list(fragments))
    for span in spans:
        if set_pk is None or span.id not in pks:
            raise NotFound(f"There is no span {span.id} on article {ref.article} by {ref.annotator}.")
    recorder.update(db.spans, [
        {"pk": pks[span.id], **span_values(span, set_pk or 0, _label(labels, span))} for span in spans])
    _replace(recorder, db.fragments, {
        pks[span.id]: fragment_values(pks[span.id], fragments[span.id]) for span in spans})
    _replace(recorder, db.span_attributes, {
        pks[span.id]: attribute_values(pks[span.id], span) for span in spans})


def remove_spans(recorder: Recorder, pks: Collection[int]) -> None:
    """Remove spans by their keys, with the relations that end in them."""
    for column in (db.relations.c.head_pk, db.relations.c.tail_pk):
        recorder.delete(db.relations, keys_where(recorder, db.relations, column, pks))
    for table in (db.fragments, db.span_attributes):
        recorder.delete(table, keys_where(recorder, table, table.c.span_pk, pks))
    recorder.delete(db.spans, pks)


def add_relations(recorder: Recorder, types: Mapping[str, int], ref: SetRef, relations: Sequence[Relation]) -> None:
    """Add relations between spans that the set has."""
    check_ids("relation", (relation.id for relation in relations))
    set_pk = find_set(recorder, ref)
    ends = {end for relation in relations for end in (relation.head, relation.tail)}
    pks = {} if set_pk is None else keys_in_set(recorder, db.spans, set_pk, ends)
    for end in sorted(ends - pks.keys()):
        raise NotFound(f"There is no span {end} on article {ref.article} by {ref.annotator} to relate.")
    for relation in relations:
        if relation.label not in types:
            raise NotFound(f"The scheme has no relation {relation.label}; add it to the scheme first.")
    for taken in keys_in_set(recorder, db.relations, set_pk or 0, [relation.id for relation in relations]):
        raise Conflict(f"There is a relation {taken} already on article {ref.article} by {ref.annotator}.")
    recorder.insert(db.relations, [
        {"set_pk": set_pk, "id": relation.id, "type_pk": types[relation.label], "head_pk": pks[relation.head],
         "tail_pk": pks[relation.tail]} for relation in relations])


def _verified(text: str, span: Span) -> tuple[Fragment, ...]:
    fragments = checked_fragments(text, span.fragments)
    verify_quote(text, fragments, span.quote)
    if span.origin not in ORIGINS:
        raise Refused(f"Span {span.id} has the origin {span.origin!r}; use one of {', '.join(ORIGINS)}.")
    if span.confidence is not None and not isfinite(span.confidence):
        raise Refused(f"Span {span.id} has a confidence that is not a number.")
    return fragments


def _label(labels: LabelKeys, span: Span) -> int:
    pk = labels.get((span.layer, span.label))
    if pk is None:
        raise NotFound(f"The scheme has no label {span.label} in layer {span.layer}; add it to the scheme first.")
    return pk


def _replace(recorder: Recorder, table: Table, wanted: Mapping[int, list[Values]]) -> None:
    """Make the rows that belong to spans the wanted ones; those of a span that are the same already stay."""
    keys = keys_where(recorder, table, table.c.span_pk, wanted)
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
