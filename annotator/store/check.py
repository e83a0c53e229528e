"""Checking a project: the file, its references, every text, every span against its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from annotator.domain.article import STATUSES, checked_text, text_hash
from annotator.domain.errors import Refused, UserError
from annotator.domain.query import Problem
from annotator.domain.span import ORIGINS, checked_fragments, verify_quote
from annotator.store import indexed_words, review_problems
from annotator.store import schema as db

_HEADS = select(db.articles.c.pk, db.articles.c.id, db.articles.c.text_hash, db.articles.c.length).order_by(
    db.articles.c.position)
_TEXT = select(db.texts.c.text).where(db.texts.c.article_pk == bindparam("article"))
_SETS = (select(db.annotators.c.name, db.sets.c.status).join_from(db.sets, db.annotators)
         .where(db.sets.c.article_pk == bindparam("article")))
_SPANS = (select(db.spans.c.pk, db.spans.c.id, db.spans.c.quote, db.spans.c.origin, db.labels.c.pk.label("label"))
          .select_from(db.sets.join(db.spans).outerjoin(db.labels, db.labels.c.pk == db.spans.c.label_pk))
          .where(db.sets.c.article_pk == bindparam("article")).order_by(db.spans.c.pk))
_FRAGMENTS = (select(db.fragments.c.span_pk, db.fragments.c.start, db.fragments.c.end)
              .join_from(db.sets, db.spans).join(db.fragments).where(db.sets.c.article_pk == bindparam("article"))
              .order_by(db.fragments.c.span_pk, db.fragments.c.n))
_HEAD, _TAIL = db.spans.alias("head"), db.spans.alias("tail")
_STRAY = (select(db.relations.c.id, db.articles.c.id.label("article"))
          .join_from(db.relations, db.sets).join(db.articles)
          .join(_HEAD, _HEAD.c.pk == db.relations.c.head_pk).join(_TAIL, _TAIL.c.pk == db.relations.c.tail_pk)
          .where((_HEAD.c.set_pk != db.relations.c.set_pk) | (_TAIL.c.set_pk != db.relations.c.set_pk)))


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield what is wrong; where a part of the file cannot be read, that is said once and the rest is checked."""
    told = ""
    for part in (_file, _references, _columns, _articles, _relations, review_problems.problems, indexed_words.problems):
        try:
            yield from part(connection)
        except (DBAPIError, UserError) as error:
            if str(error) != told:
                told = str(error)
                yield Problem(f"could not be read to the end: {told}", "file")


def _file(connection: Connection) -> Iterator[Problem]:
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if told != "ok":
            yield Problem(f"SQLite finds the file damaged: {told}", "file")


def _references(connection: Connection) -> Iterator[Problem]:
    for table, key, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"refers to a row of {parent} that is not there", f"table {table}, row {key}")


def _columns(connection: Connection) -> Iterator[Problem]:
    for table in db.DATA:
        for column in table.columns:
            if isinstance(column.type, Text):
                stray = select(table.c.pk).where(func.typeof(column).not_in(("text", "null")))
                for pk in connection.execute(stray).scalars():
                    yield Problem(f"its {column.name} is no text", f"table {table.name}, row {pk}")


def _articles(connection: Connection) -> Iterator[Problem]:
    for article in connection.execute(_HEADS).all():
        yield from _article(connection, article)


def _relations(connection: Connection) -> Iterator[Problem]:
    for relation, where in connection.execute(_STRAY):
        yield Problem("links spans of another annotation set", f"article {where}, relation {relation}")


def _article(connection: Connection, row: Row[*tuple[Any, ...]]) -> Iterator[Problem]:
    where = f"article {row.id}"
    try:
        text = connection.execute(_TEXT, {"article": row.pk}).scalar()
    except (DBAPIError, UserError):
        yield Problem("its text cannot be read; it is damaged", where)
        return
    if not isinstance(text, str):
        yield Problem("its text is missing", where)
        return
    try:
        checked_text(text)
    except Refused as error:
        yield Problem(str(error), where)
    if text_hash(text) != row.text_hash or len(text) != row.length:
        yield Problem("its text is not the one that was stored; the checksum differs", where)
    for annotator, status in connection.execute(_SETS, {"article": row.pk}):
        if status not in STATUSES:
            yield Problem(f"has the status {status!r} by {annotator}, which does not exist", where)
    yield from _spans(connection, row.pk, text, where)


def span_problems(connection: Connection, pk: int, article: str) -> Iterator[Problem]:
    """Yield what is wrong with the spans of one article, of key `pk`; nothing where the article is gone."""
    text = connection.execute(_TEXT, {"article": pk}).scalar()
    if text is not None:
        yield from _spans(connection, pk, text, f"article {article}")


def _spans(connection: Connection, article: int, text: str, where: str) -> Iterator[Problem]:
    fragments: dict[int, list[tuple[int, int]]] = {}
    for span_pk, start, end in connection.execute(_FRAGMENTS, {"article": article}):
        fragments.setdefault(span_pk, []).append((start, end))
    for row in connection.execute(_SPANS, {"article": article}):
        for what in _span(row, fragments.get(row.pk, []), text):
            yield Problem(what, f"{where}, span {row.id}")


def _span(row: Row[*tuple[Any, ...]], ranges: list[tuple[int, int]], text: str) -> Iterable[str]:
    if row.label is None:
        yield "its label is not in the scheme"
    if row.origin not in ORIGINS:
        yield f"has the origin {row.origin!r}, which does not exist"
    try:
        fragments = checked_fragments(text, ranges)
        if list(fragments) != ranges:
            yield "its fragments are not in order"
        verify_quote(text, fragments, row.quote)
    except Refused as error:
        yield str(error)
