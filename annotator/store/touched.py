"""From touched rows to a change set: which spans, relations, verdicts, sets and articles look different now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.change import ChangeSet, Step
from annotator.store import schema as db

LIMIT = 5_000
"""Over so many spans or sets the change set says `everything` instead of naming them."""
_SCHEME = {"layers", "labels", "attributes", "relation_types"}
_PKS: BindParameter[int] = bindparam("pks", expanding=True)
_SPANS = select(db.spans.c.pk, db.spans.c.set_pk, db.spans.c.id).where(db.spans.c.pk.in_(_PKS))
_SETS = select(db.sets.c.pk, db.sets.c.article_pk, db.sets.c.annotator_pk).where(db.sets.c.pk.in_(_PKS))
_ARTICLES = select(db.articles.c.pk, db.articles.c.id).where(db.articles.c.pk.in_(_PKS))
_ANNOTATORS = select(db.annotators.c.pk, db.annotators.c.name).where(db.annotators.c.pk.in_(_PKS))


class Touched:
    """Collects rows as they were (`old`) and as they became (`new`), and tells them as a ChangeSet."""

    def __init__(self) -> None:
        """Begin with nothing touched."""
        self.anything = False
        self._everything = False
        self._tables: set[str] = set()
        self._spans: dict[int, tuple[int, str]] = {}
        self._parts: set[int] = set()
        self._relations: dict[int, set[str]] = defaultdict(set)
        self._judged: set[tuple[int, str]] = set()
        self._sets: set[int] = set()
        self._places: dict[int, tuple[int, int]] = {}
        self._ids: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._called: dict[int, str] = {}
        self._existed: dict[int, bool] = {}
        self._exists: dict[int, bool] = {}

    def old(self, table: Table, rows: Collection[Mapping[str, Any]]) -> None:
        """Note rows that were there and are changed or removed."""
        self._note(table, rows, True)

    def new(self, table: Table, rows: Collection[Mapping[str, Any]]) -> None:
        """Note rows as they are after being added or changed."""
        self._note(table, rows, False)

    def _note(self, table: Table, rows: Collection[Mapping[str, Any]], before: bool) -> None:
        if not rows:
            return
        self.anything = True
        self._tables.add(table.name)
        if table is db.articles:
            for row in rows:
                self._ids[row["pk"]] = row["id"]
                self._existed.setdefault(row["pk"], before)
                self._exists[row["pk"]] = not before
        elif table is db.annotators:
            for row in rows:
                self._called.setdefault(row["pk"], row["name"])
                self._names[row["pk"]] = row["name"]
        elif not self._everything:
            self._note_in_sets(table, rows)

    def _note_in_sets(self, table: Table, rows: Collection[Mapping[str, Any]]) -> None:
        if table is db.spans:
            self._spans.update((row["pk"], (row["set_pk"], row["id"])) for row in rows)
        elif table is db.fragments or table is db.span_attributes:
            self._parts.update(row["span_pk"] for row in rows)
        elif table is db.relations:
            self._sets.update(row["set_pk"] for row in rows)
            for row in rows:
                self._relations[row["set_pk"]].add(row["id"])
        elif table is db.verdicts or table is db.remarks:
            self._judged.update((row["set_pk"], row["span"]) for row in rows)
        elif table is db.merge_bases:
            self._sets.update(row["set_pk"] for row in rows)
        elif table is db.sets:
            self._sets.update(row["pk"] for row in rows)
            self._places.update((row["pk"], (row["article_pk"], row["annotator_pk"])) for row in rows)
        if max(*map(len, (self._spans, self._parts, self._sets, self._judged, *self._relations.values()))) > LIMIT:
            self._everything = True

    def changes(self, connection: Connection, step: Step) -> ChangeSet:
        """Return the change set; looks up the names of what is still there."""
        spans: dict[SetRef, set[str]] = defaultdict(set)
        relations: dict[SetRef, frozenset[str]] = {}
        sets: set[SetRef] = set()
        verdicts: dict[SetRef, set[str]] = defaultdict(set)
        renamed = {old: self._names[pk] for pk, old in self._called.items() if old != self._names[pk]}
        everything = self._everything or bool(renamed)  # another name stands in all that was ever shown
        if not everything:
            unknown = self._parts - self._spans.keys()
            found = _rows(connection, _SPANS, unknown)
            places = [*self._spans.values(), *((set_pk, span) for _, set_pk, span in found)]
            refs = self._refs(connection, self._sets | {set_pk for set_pk, _ in (*places, *self._judged)})
            for set_pk, span in places:
                spans[refs[set_pk]].add(span)
            for set_pk, span in self._judged:
                verdicts[refs[set_pk]].add(span)
            relations = {refs[set_pk]: frozenset(ids) for set_pk, ids in self._relations.items()}
            sets = {refs[set_pk] for set_pk in self._sets}
        altered = [pk for pk, existed in self._existed.items() if existed and self._exists[pk]]
        return ChangeSet(
            spans={ref: frozenset(ids) for ref, ids in spans.items()},
            relations=relations,
            sets=frozenset(sets),
            verdicts={ref: frozenset(ids) for ref, ids in verdicts.items()},
            reviews=db.reviews.name in self._tables,
            articles=frozenset(self._ids[pk] for pk in altered),
            article_list=self._existed != self._exists,
            scheme=bool(self._tables & _SCHEME),
            annotators=db.annotators.name in self._tables,
            renamed=renamed,
            everything=everything,
            step=step)

    def _refs(self, connection: Connection, pks: set[int]) -> dict[int, SetRef]:
        places = {pk: (article, annotator)
                  for pk, article, annotator in _rows(connection, _SETS, pks - self._places.keys())}
        places.update((pk, self._places[pk]) for pk in pks & self._places.keys())
        ids = self._ids | dict(
            tuple(row) for row in _rows(connection, _ARTICLES, {a for a, _ in places.values()} - self._ids.keys()))
        names = self._names | dict(
            tuple(row) for row in _rows(connection, _ANNOTATORS, {a for _, a in places.values()} - self._names.keys()))
        return {pk: SetRef(ids[article], names[annotator]) for pk, (article, annotator) in places.items()}


def _rows(connection: Connection, query: Any, pks: set[int]) -> list[Any]:
    return list(connection.execute(query, {"pks": sorted(pks)})) if pks else []
