"""What an export writes: records in the contract's order, a few articles at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, select, true

from annotator.domain.article import Article, SetRef
from annotator.domain.query import Selection
from annotator.domain.record import Record
from annotator.store import schema as db
from annotator.store.reviewing import remarks_of, verdicts_of
from annotator.store.rows import from_json, relations_of, spans_of

_ARTICLES = 200
_CHARACTERS = 2_000_000
"""A part has at most so many articles, and no more texts than this (but one)."""

_HEADS = (select(db.articles.c.pk, db.articles.c.position, db.articles.c.length)
          .where(db.articles.c.position > bindparam("after")).order_by(db.articles.c.position).limit(_ARTICLES))
_BODIES = (select(db.articles.c.pk, db.articles.c.id, db.articles.c.title, db.articles.c.meta, db.texts.c.text)
           .join_from(db.articles, db.texts).where(db.articles.c.pk.in_(bindparam("articles", expanding=True)))
           .order_by(db.articles.c.position))
_SETS = (select(db.sets.c.pk, db.sets.c.article_pk, db.annotators.c.name, db.sets.c.status, db.sets.c.notes)
         .join_from(db.sets, db.annotators))
_OF_ARTICLES = db.sets.c.article_pk.in_(bindparam("articles", expanding=True))
_HAS_SET = exists().where(db.sets.c.article_pk == db.articles.c.pk)
_UNTOUCHED = select(func.count()).select_from(db.articles).where(~_HAS_SET)
_UNTOUCHED_OF = select(db.articles.c.pk).where(
    ~_HAS_SET, db.articles.c.pk.in_(bindparam("articles", expanding=True)))


def count(connection: Connection, selection: Selection) -> int:
    """Return how many records the selection has."""
    condition, given = _chosen(selection)
    sets = select(func.count()).select_from(db.sets.join(db.annotators)).where(condition)
    found: int = connection.execute(sets, given).scalar_one()
    return found + (connection.execute(_UNTOUCHED).scalar_one() if _takes_untouched(selection) else 0)


def part(connection: Connection, selection: Selection, after: int) -> tuple[list[Record], int | None]:
    """Return the records of the next articles, and the position to go on after (None at the end)."""
    heads = connection.execute(_HEADS, {"after": after}).all()
    if not heads:
        return [], None
    taken: list[int] = []
    room = _CHARACTERS
    for pk, position, length in heads:
        if taken and length > room:
            break
        taken.append(pk)
        room -= length
        after = position
    condition, given = _chosen(selection)
    sets: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in connection.execute(_SETS.where(_OF_ARTICLES, condition), {**given, "articles": taken}):
        sets[row.article_pk].append(row)
    untouched = (set(connection.execute(_UNTOUCHED_OF, {"articles": taken}).scalars())
                 if _takes_untouched(selection) else set())
    wanted = [pk for pk in taken if pk in sets or pk in untouched]
    if not wanted:
        return [], after
    bodies = {row.pk: row for row in connection.execute(_BODIES, {"articles": wanted})}
    refs = {row.pk: SetRef(bodies[pk].id, row.name) for pk, rows in sets.items() for row in rows}
    spans, relations = spans_of(connection, refs), relations_of(connection, refs)
    verdicts, remarks = verdicts_of(connection, refs), remarks_of(connection, refs)
    found: list[Record] = []
    for pk, article_id, title, meta, text in bodies.values():
        article = Article(id=article_id, title=title, text=text, meta=from_json(meta))
        for row in sorted(sets[pk], key=lambda each: str(each.name)):
            found.append(_in_layers(selection, Record(
                article=article, annotator=row.name, status=row.status, notes=row.notes,
                spans=tuple(spans.get(row.pk, ())), relations=tuple(relations.get(row.pk, ())),
                verdicts=tuple(verdicts.get(row.pk, ())), remarks=tuple(remarks.get(row.pk, ())))))
        if not sets[pk]:
            found.append(Record(article=article))
    return found, after


def _in_layers(selection: Selection, record: Record) -> Record:
    """Return the record with the spans of the chosen layers only, and what is between or about spans that are left
    out left out too. What was decided and said about a span that is gone stays: nobody knows its layer."""
    if not selection.layers:
        return record
    spans = tuple(span for span in record.spans if span.layer in selection.layers)
    ids = {span.id for span in spans}
    left_out = {span.id for span in record.spans} - ids
    return replace(
        record, spans=spans,
        relations=tuple(each for each in record.relations if each.head in ids and each.tail in ids),
        verdicts=tuple(each for each in record.verdicts if each.span not in left_out),
        remarks=tuple(each for each in record.remarks if each.span not in left_out))


def _takes_untouched(selection: Selection) -> bool:
    """Whether articles nobody has touched are taken: they are new, and nobody's."""
    return not selection.annotators and (not selection.statuses or "new" in selection.statuses)


def _chosen(selection: Selection) -> tuple[ColumnElement[bool], dict[str, Any]]:
    """Return the condition on sets and annotators, and its parameters."""
    condition: ColumnElement[bool] = true()
    given: dict[str, Any] = {}
    if selection.annotators:
        condition = and_(condition, db.annotators.c.name.in_(bindparam("annotators", expanding=True)))
        given["annotators"] = sorted(selection.annotators)
    if selection.statuses:
        condition = and_(condition, db.sets.c.status.in_(bindparam("statuses", expanding=True)))
        given["statuses"] = sorted(selection.statuses)
    return condition, given
