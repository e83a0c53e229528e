"""Searching the project: candidates from the index of words and the tables, then a look at text or quote itself.

Everything streams in project order, so that the first hits are there before the last article was looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from json import dumps
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, exists, func, or_, select, true

from annotator.domain.folding import Folded, Range, fold
from annotator.domain.search import ALL, Hit, Query, Word, around
from annotator.domain.span import Span
from annotator.store import schema as db
from annotator.store import word_index
from annotator.store.indexed_words import expression
from annotator.store.labels import label_keys, type_keys
from annotator.store.rows import spans_of

_FIRST, _PART = 20, 200
"""Articles looked at before the first hits are told, and in each part after that."""
_ARTICLES = select(db.articles.c.pk, db.articles.c.id, db.articles.c.title).order_by(db.articles.c.position)
_TEXTS = select(db.texts.c.article_pk, db.texts.c.text).where(
    db.texts.c.article_pk.in_(bindparam("articles", expanding=True)))
_OF_ARTICLE = db.sets.c.article_pk == db.articles.c.pk
_FOUND = (select(db.sets.c.article_pk, db.sets.c.pk, db.annotators.c.name, db.spans.c.id, db.spans.c.quote)
          .join_from(db.sets, db.spans).join(db.annotators)
          .where(db.sets.c.article_pk.in_(bindparam("articles", expanding=True))))


def search(connection: Connection, annotator: str, query: Query,
           alive: Callable[[], None] = lambda: None) -> Iterator[Hit]:
    """Yield what fits, article by article in project order, in each by place."""
    whose = _whose(annotator, query)
    articles = _ARTICLES.where(_has_status(query, whose))
    if query.on_spans:
        fitting = _span_condition(connection, query, whose)
        articles = articles.where(exists().where(_OF_ARTICLE, db.sets.c.annotator_pk == db.annotators.c.pk,
                                                 db.spans.c.set_pk == db.sets.c.pk, fitting))
        for part in _parts(connection, articles):
            yield from _spans(connection, query, _FOUND.where(fitting), part)
            alive()
        return
    held = expression(query.words) if word_index.usable(connection) else ""
    if held:
        articles = articles.where(db.articles.c.pk.in_(word_index.articles_with(held)))
    for part in _parts(connection, articles):
        texts = _texts(connection, [row.pk for row in part])
        for row in part:
            yield from _in_article(query, row, texts.get(row.pk, ""))
        alive()


def _parts(connection: Connection, articles: Select[Any]) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    rows = connection.execute(articles)
    size = _FIRST
    while part := rows.fetchmany(size):
        yield part
        size = _PART


def _texts(connection: Connection, articles: Sequence[int]) -> dict[int, str]:
    return {pk: text for pk, text in connection.execute(_TEXTS, {"articles": articles})}


def _in_article(query: Query, row: Row[*tuple[Any, ...]], text: str) -> Iterator[Hit]:
    """Yield the places in title and text of one article, or it as a whole where only words to be missed were given."""
    title, body = fold(row.title), Folded("" if query.in_title else text)
    if any(word.within(title) or word.within(body.text) for word in query.without):
        return
    if not query.words:
        yield Hit(article=row.id, title=row.title, range=None, before="", quote="", after=around(text, 0, 0)[2])
        return
    places: list[Range] = []
    in_title: list[Word] = []
    for word in query.words:
        found = [body.original(*place) for place in word.places(body.text)]
        places += found
        if not found:
            in_title.append(word)
    if not all(word.within(title) for word in in_title):
        return
    if in_title:
        start, end = Folded(row.title).original(*next(in_title[0].places(title)))
        before, quote, after = around(row.title, start, end)
        yield Hit(article=row.id, title=row.title, range=None, before=before, quote=quote, after=after)
    last = 0
    for start, end in sorted(places):
        if start >= last:
            last = end
            before, quote, after = around(text, start, end)
            yield Hit(article=row.id, title=row.title, range=(start, end), before=before, quote=quote, after=after)


def _spans(connection: Connection, query: Query, found: Select[Any],
           part: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Hit]:
    """Yield the spans of some articles whose quotes hold the words."""
    sets: dict[int, list[tuple[int, str]]] = defaultdict(list)
    wanted: dict[int, set[str]] = defaultdict(set)
    for article, set_pk, name, span, quote in connection.execute(found, {"articles": [row.pk for row in part]}):
        if _holds(query, quote):
            if set_pk not in wanted:
                sets[article].append((set_pk, name))
            wanted[set_pk].add(span)
    spans = spans_of(connection, list(wanted), {id for ids in wanted.values() for id in ids}) if wanted else {}
    texts = _texts(connection, list(sets)) if sets else {}
    for row in part:
        hits = [(span, name) for set_pk, name in sets.get(row.pk, ()) for span in spans[set_pk]
                if span.id in wanted[set_pk]]
        for span, name in sorted(hits, key=lambda each: (each[0].start, -each[0].end, each[1])):
            yield _span_hit(row, texts[row.pk], span, name)


def _span_hit(row: Row[*tuple[Any, ...]], text: str, span: Span, annotator: str) -> Hit:
    before, quote, after = around(text, span.start, span.end)
    return Hit(article=row.id, title=row.title, range=(span.start, span.end), before=before, quote=quote, after=after,
               annotator=annotator, span=span)


def _whose(annotator: str, query: Query) -> ColumnElement[bool]:
    """Return the condition on annotators."""
    if ALL in query.annotators:
        return true()
    names = [fold(name) for name in query.annotators or (annotator,)]
    return func.folded(db.annotators.c.name).in_(names)


def _has_status(query: Query, whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on articles: one of those annotators is that far; new is also who has not begun."""
    if not query.statuses:
        return true()
    theirs = exists().where(_OF_ARTICLE, db.sets.c.annotator_pk == db.annotators.c.pk, whose)
    so_far = theirs.where(db.sets.c.status.in_(query.statuses))
    return or_(so_far, ~theirs) if "new" in query.statuses else so_far


def _span_condition(connection: Connection, query: Query, whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on spans, their sets and annotators."""
    conditions = [whose]
    keys = label_keys(connection)
    layers, labels = ({fold(name) for name in names} for names in (query.layers, query.labels))
    if layers or labels:
        conditions.append(db.spans.c.label_pk.in_([
            pk for (layer, label), pk in keys.items()
            if (not layers or fold(layer) in layers) and (not labels or fold(label) in labels)]))
    if query.origins:
        conditions.append(db.spans.c.origin.in_(query.origins))
    conditions += [_answered(name, answer) for name, answer in query.attributes]
    conditions += [func.instr(func.folded(db.spans.c.comment), words) > 0 if words else db.spans.c.comment != ""
                   for words in query.comments]
    if query.relations:
        names = {fold(name) for name in query.relations}
        types = [pk for name, pk in type_keys(connection).items() if fold(name) in names]
        ends = or_(db.relations.c.head_pk == db.spans.c.pk, db.relations.c.tail_pk == db.spans.c.pk)
        conditions.append(exists().where(ends, db.relations.c.type_pk.in_(types)))
    return and_(*conditions)


def _answered(name: str, answer: str) -> ColumnElement[bool]:
    """Return the condition that an attribute (of any name where it is empty) has this answer, or any."""
    there = exists().where(db.span_attributes.c.span_pk == db.spans.c.pk)
    if name:
        there = there.where(func.folded(db.span_attributes.c.name) == fold(name))
    if answer:
        told = fold(answer)
        values = [dumps(told, ensure_ascii=False), told, f"{told}.0", *_YES_NO.get(told, ())]
        there = there.where(func.folded(db.span_attributes.c.value).in_(values))
    return there


_YES_NO = {"yes": ["true"], "no": ["false"]}


def _holds(query: Query, quote: str) -> bool:
    folded = fold(quote) if query.words or query.without else ""
    return all(word.within(folded) for word in query.words) and not any(
        word.within(folded) for word in query.without)
