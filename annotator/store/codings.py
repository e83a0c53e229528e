"""Several annotators' sets in brief, for comparing and scoring all articles of a project.

Read for speed: one query a part for the spans, whose labels are looked up here; attributes, texts and relations are
asked for only where there are any or they are wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, select

from annotator.domain.article import Status
from annotator.domain.coding import NOTHING, Coded, Coding
from annotator.domain.span import Fragment, Value
from annotator.store import schema as db
from annotator.store.rows import from_json, relations_of

_ARTICLES = 20
"""So many articles are read at a time; of more, the garbage collector would go through all rows again and again."""
_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_PKS: BindParameter[int] = bindparam("pks", expanding=True)
_SETS = (select(db.articles.c.pk, db.articles.c.id, db.articles.c.title, db.articles.c.length,
                db.sets.c.pk.label("set"), db.annotators.c.name, db.sets.c.status)
         .join_from(db.sets, db.articles).join(db.annotators).where(db.annotators.c.name.in_(_NAMES))
         .order_by(db.articles.c.position, db.annotators.c.name))
_LABELS = select(db.labels.c.pk, db.layers.c.name, db.labels.c.name).join_from(db.labels, db.layers)
_SPANS = (select(db.spans.c.pk, db.spans.c.set_pk, db.spans.c.id, db.spans.c.label_pk, db.spans.c.confidence,
                 db.fragments.c.start, db.fragments.c.end)
          .join_from(db.spans, db.fragments).where(db.spans.c.set_pk.in_(_PKS))
          .order_by(db.spans.c.set_pk, db.spans.c.pk, db.fragments.c.n))
_ANY_ATTRIBUTE = select(db.span_attributes.c.pk).limit(1)
_ATTRIBUTES = (select(db.span_attributes.c.span_pk, db.span_attributes.c.name, db.span_attributes.c.value)
               .join_from(db.span_attributes, db.spans).where(db.spans.c.set_pk.in_(_PKS))
               .order_by(db.span_attributes.c.pk))
_TEXTS = select(db.texts.c.article_pk, db.texts.c.text).where(db.texts.c.article_pk.in_(_PKS))


class Wanted(NamedTuple):
    """An article with sets of the asked annotators."""

    pk: int
    id: str
    title: str
    length: int
    sets: tuple[tuple[int, str, Status], ...]
    """Key, annotator and status."""


def wanted(connection: Connection, annotators: Sequence[str],
           articles: Collection[str] | None) -> Iterator[list[Wanted]]:
    """Return the articles where one of the annotators has a set, in project order and in parts."""
    rows = connection.execute(_SETS, {"names": sorted(set(annotators))}).all()
    only = None if articles is None else frozenset(articles)
    found = [Wanted(*article, tuple((row.set, row.name, row.status) for row in some))
             for article, some in groupby(rows, key=lambda row: (row.pk, row.id, row.title, row.length))
             if only is None or article[1] in only]
    return (found[at:at + _ARTICLES] for at in range(0, len(found), _ARTICLES))


def part(connection: Connection, articles: Sequence[Wanted], *, texts: bool, relations: bool) -> list[Coding]:
    """Return the codings of these articles."""
    pks = [pk for article in articles for pk, _, _ in article.sets]
    spans = _spans(connection, pks)
    links = relations_of(connection, pks) if relations else {}
    told = dict(_rows(connection, _TEXTS, [article.pk for article in articles])) if texts else {}
    return [Coding(
        article=article.id, title=article.title, length=article.length, text=told.get(article.pk, ""),
        statuses={name: status for _, name, status in article.sets},
        spans={name: tuple(spans.get(pk, ())) for pk, name, _ in article.sets},
        relations={name: tuple(links.get(pk, ())) for pk, name, _ in article.sets} if relations else {})
        for article in articles]


def _spans(connection: Connection, sets: Sequence[int]) -> Mapping[int, list[Coded]]:
    labels = {pk: (layer, label) for pk, layer, label in connection.execute(_LABELS)}
    attributes = _attributes(connection, sets)
    found: dict[int, list[Coded]] = {}
    new = tuple.__new__  # a third faster than calling the named tuples
    spans: list[Coded] = []
    last = before = reached = 0
    mixed: set[int] = set()
    for pk, set_pk, span_id, label_pk, confidence, start, end in _rows(connection, _SPANS, sets):
        fragment = new(Fragment, (start, end))
        if pk == before:
            spans[-1] = spans[-1]._replace(fragments=(*spans[-1].fragments, fragment))
            continue
        if set_pk != last:
            last, spans = set_pk, []
            found[set_pk] = spans
        elif start <= reached:
            mixed.add(set_pk)
        before, reached = pk, start
        layer, label = labels[label_pk]
        spans.append(new(Coded, (span_id, layer, label, (fragment,), attributes.get(pk, NOTHING), confidence)))
    for set_pk in mixed:  # most sets were written in the order of the text
        found[set_pk].sort(key=_place)
    return found


def _place(span: Coded) -> tuple[int, int, str]:
    return span.fragments[0].start, -span.fragments[-1].end, span.id


def _attributes(connection: Connection, sets: Sequence[int]) -> Mapping[int, Mapping[str, Value]]:
    if connection.execute(_ANY_ATTRIBUTE).first() is None:
        return {}
    found: dict[int, dict[str, Value]] = {}
    for span_pk, name, value in _rows(connection, _ATTRIBUTES, sets):
        found.setdefault(span_pk, {})[name] = from_json(value)
    return found


def _rows(connection: Connection, query: Any, pks: Sequence[int]) -> Any:
    return connection.execute(query, {"pks": pks}).all()
