"""Undo and redo, one routine: put a step's before-images back and keep their opposites in their place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from json import loads
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, select

from annotator.store import schema as db
from annotator.store.recorder import CHUNK, Log, Values, chunks, delete_rows, insert_rows, rows_of
from annotator.store.touched import Touched

_OF_STEP = (db.changes.c.step_seq == bindparam("seq")) & (db.changes.c.pk <= bindparam("last"))
_LAST = select(func.max(db.changes.c.pk)).where(db.changes.c.step_seq == bindparam("seq"))
_AFTER = _OF_STEP & (db.changes.c.pk > bindparam("after"))
_PLACES = (select(db.changes.c.pk, db.changes.c.table_name, db.changes.c.first_pk, db.changes.c.last_pk,
                  db.changes.c.before.is_not(None).label("had"))
           .where(_AFTER).order_by(db.changes.c.pk).limit(CHUNK))
_IMAGES = (select(db.changes.c.pk, db.changes.c.table_name, db.changes.c.before)
           .where(_AFTER & db.changes.c.before.is_not(None)).order_by(db.changes.c.pk).limit(CHUNK))
_FORGET = delete(db.changes).where(_OF_STEP)


def rewind(connection: Connection, seq: int) -> Touched:
    """Take back (or do again) the step, in bounded memory; returns the rows that are touched.

    Everything touched is taken out before anything is put back, so that unique values may swap rows.
    """
    touched = Touched()
    last = connection.execute(_LAST, {"seq": seq}).scalar_one() or 0
    log = Log(connection, seq)
    for table, keys in _keys(connection, seq, last):
        for pks in chunks(table, keys):
            _take_out(connection, table, pks, log, touched)
    log.flush()
    for rows in _pages(connection, _IMAGES, seq, last):
        for name, some in groupby(rows, key=lambda row: str(row.table_name)):
            images: list[Values] = [loads(row.before) for row in some]
            insert_rows(connection, db.BY_NAME[name], images)
            touched.new(db.BY_NAME[name], images)
    connection.execute(_FORGET, {"seq": seq, "last": last})
    return touched


def _take_out(connection: Connection, table: Table, pks: list[int], log: Log, touched: Touched) -> None:
    there = rows_of(connection, table, pks)
    log.before(table, there)
    for pk in sorted(set(pks) - {row["pk"] for row in there}):
        log.added(table, pk, pk)
    touched.old(table, there)
    delete_rows(connection, table, pks)


def _keys(connection: Connection, seq: int, last: int) -> Iterator[tuple[Table, list[int]]]:
    """Yield the keys the step touched, in runs of at most CHUNK."""
    for rows in _pages(connection, _PLACES, seq, last):
        for (name, had), some in groupby(rows, key=lambda row: (str(row.table_name), bool(row.had))):
            if had:
                yield db.BY_NAME[name], [row.first_pk for row in some]
                continue
            for row in some:
                for first in range(row.first_pk, row.last_pk + 1, CHUNK):
                    yield db.BY_NAME[name], list(range(first, min(first + CHUNK, row.last_pk + 1)))


def _pages(connection: Connection, query: Any, seq: int, last: int) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    after = 0
    while rows := connection.execute(query, {"seq": seq, "last": last, "after": after}).all():
        yield list(rows)
        after = rows[-1].pk
