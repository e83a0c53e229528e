"""All spans of some labels, or relations of a type, over the whole project: set by set, a few sets at a time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BindParameter, Connection, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.relation import Relation
from annotator.domain.span import Span
from annotator.store import schema as db
from annotator.store.labels import label_keys, type_keys
from annotator.store.rows import labelled_spans_of, relations_of

SETS = 100
"""So many sets are in memory at a time."""
_KEYS: BindParameter[int] = bindparam("keys", expanding=True)
_OF_LABELS = (select(db.spans.c.set_pk).distinct().where(db.spans.c.label_pk.in_(_KEYS))
              .order_by(db.spans.c.set_pk))
_OF_TYPE = (select(db.relations.c.set_pk).distinct().where(db.relations.c.type_pk.in_(_KEYS))
            .order_by(db.relations.c.set_pk))
_REFS = (select(db.sets.c.pk, db.articles.c.id, db.annotators.c.name).join_from(db.sets, db.articles)
         .join(db.annotators).where(db.sets.c.pk.in_(_KEYS)).order_by(db.sets.c.pk))


def sets_with_labels(connection: Connection, places: Collection[tuple[str, str]]) -> tuple[list[int], list[int]]:
    """Return the keys of the labels (by layer and name) that there are, and of the sets with spans of them."""
    labels = [pk for place, pk in label_keys(connection).items() if place in places]
    return labels, list(connection.execute(_OF_LABELS, {"keys": labels}).scalars())


def sets_with_type(connection: Connection, name: str) -> list[int]:
    """Return the keys of the sets that have relations of a type."""
    found = type_keys(connection).get(name)
    return [] if found is None else list(connection.execute(_OF_TYPE, {"keys": [found]}).scalars())


def spans_in(connection: Connection, sets: Collection[int], labels: Collection[int]) -> list[tuple[SetRef, list[Span]]]:
    """Return the spans of these labels in these sets, set by set."""
    spans = labelled_spans_of(connection, sets, labels)
    return [(ref, spans[pk]) for pk, ref in _refs(connection, sets)]


def relations_in(connection: Connection, sets: Collection[int], name: str) -> list[tuple[SetRef, list[Relation]]]:
    """Return the relations of a type in these sets, set by set."""
    relations = relations_of(connection, sets)
    return [(ref, [each for each in relations[pk] if each.label == name]) for pk, ref in _refs(connection, sets)]


def _refs(connection: Connection, sets: Collection[int]) -> list[tuple[int, SetRef]]:
    return [(pk, SetRef(article, annotator)) for pk, article, annotator in connection.execute(
        _REFS, {"keys": list(sets)})]
