"""The article list and its filter."""

from __future__ import annotations

from collections.abc import Collection
from json import dumps
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, bindparam, func, select

from annotator.domain.article import ArticleRow
from annotator.domain.folding import fold
from annotator.store import schema as db
from annotator.store import word_index
from annotator.store.rows import from_json

if TYPE_CHECKING:
    from annotator.domain.query import ArticleFilter

_MINE = (select(db.sets.c.pk, db.sets.c.article_pk, db.sets.c.status).join_from(db.sets, db.annotators)
         .where(db.annotators.c.name == bindparam("annotator")).subquery("mine"))
_WITH_SETS: FromClause = db.articles.outerjoin(_MINE, _MINE.c.article_pk == db.articles.c.pk)
_STATUS: ColumnElement[str] = func.coalesce(_MINE.c.status, "new")
_COUNT = (select(func.count()).select_from(db.spans).where(db.spans.c.set_pk == _MINE.c.pk)
          .correlate(_MINE).scalar_subquery())
_ROWS = (select(db.articles.c.id, db.articles.c.title, db.articles.c.meta, _STATUS, _COUNT)
         .select_from(_WITH_SETS).order_by(db.articles.c.position))


def article_rows(connection: Connection, annotator: str) -> list[ArticleRow]:
    """Return all articles in project order, as the list shows them."""
    return [ArticleRow(id=article, title=title, status=status, spans=count, meta=from_json(meta))
            for article, title, meta, status, count in connection.execute(_ROWS, {"annotator": annotator})]


def matching(connection: Connection, annotator: str, wanted: ArticleFilter) -> list[str]:
    """Return the ids of the articles that fit the filter, in project order."""
    query = select(db.articles.c.id).select_from(_WITH_SETS).order_by(db.articles.c.position)
    given: dict[str, Any] = {"annotator": annotator}
    if wanted.statuses:
        query = query.where(_STATUS.in_(bindparam("statuses", expanding=True)))
        given["statuses"] = sorted(wanted.statuses)
    if wanted.labels:
        query = query.where(_MINE.c.pk.in_(_labelled()))
        given["labels"] = sorted(wanted.labels)
    words, without = ([fold(word) for word in some if word] for some in (wanted.words, wanted.without))
    if words or without:
        query = query.join(db.texts, db.texts.c.article_pk == db.articles.c.pk).where(
            func.holds_words(db.articles.c.title, db.texts.c.text, bindparam("words")))
        given["words"] = dumps([words, without])
    held = ""
    if words and word_index.usable(connection):
        from annotator.store.indexed_words import expression_within

        held = expression_within(connection, words)
    if held:
        query = query.where(db.articles.c.pk.in_(word_index.articles_with(held)))
    found = list(connection.execute(query, given).scalars())
    return _in_reviews(connection, wanted.reviews, found) if wanted.reviews else found


def _labelled() -> Select[tuple[int]]:
    return (select(db.spans.c.set_pk).join_from(db.spans, db.labels)
            .where(and_(db.labels.c.name.in_(bindparam("labels", expanding=True)))))


def _in_reviews(connection: Connection, names: Collection[str], articles: list[str]) -> list[str]:
    """Return those of the articles that are in a review of these names."""
    from annotator.store import reviewing

    wanted = {_bare(name) for name in names}
    samples = [reviewing.review_of(row).articles for row in reviewing.review_rows(connection)
               if _bare(row.name) in wanted]
    if () in samples:
        return articles
    sample = {article for each in samples for article in each}
    return [article for article in articles if article in sample]


def _bare(name: str) -> str:
    return fold(name.replace('"', ""))
