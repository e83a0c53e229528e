"""The only way rows are written: each write keeps what the rows were before.

A step's changes are a net record: for every touched row how it looked before the step, or that it was
not there. Keys are given out here, one run a table and transaction, so that all rows a step added are
one range a table however many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from json import dumps
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, func, insert, select, update

from annotator.store import schema as db
from annotator.store.touched import Touched

Values = dict[str, Any]
T = TypeVar("T")
CHUNK = 500
_FLUSH = 2_000
_PKS: BindParameter[int] = bindparam("pks", expanding=True)
_ROWS = {table.name: select(table).where(table.c.pk.in_(_PKS)).order_by(table.c.pk) for table in db.DATA}
_DELETE = {table.name: delete(table).where(table.c.pk.in_(_PKS)) for table in db.DATA}
_LAST = {table.name: select(func.coalesce(func.max(table.c.pk), 0)) for table in db.DATA}
_INSERT = {table.name: insert(table) for table in db.metadata.tables.values()}
_NEWEST = select(func.coalesce(func.max(db.steps.c.seq), 0))


def chunks(table: Table, pks: Collection[int]) -> Iterator[list[int]]:
    """Yield the keys in runs small enough to be held in memory with their rows."""
    size = CHUNK // 10 if table is db.texts else CHUNK
    ordered = sorted(pks)
    for at in range(0, len(ordered), size):
        yield ordered[at:at + size]


def rows_of(connection: Connection, table: Table, pks: Sequence[int]) -> list[Values]:
    """Return the whole rows of these keys that are there, by key."""
    return [dict(row) for row in connection.execute(_ROWS[table.name], {"pks": pks}).mappings()]


def all_rows_of(connection: Connection, table: Table, pks: Collection[int]) -> Iterator[Values]:
    """Yield the whole rows of these keys that are there, however many, by key."""
    for some in chunks(table, pks):
        yield from rows_of(connection, table, some)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert whole rows, unrecorded."""
    if rows:
        connection.execute(_INSERT[table.name], rows)


def delete_rows(connection: Connection, table: Table, pks: Sequence[int]) -> None:
    """Delete rows, unrecorded."""
    connection.execute(_DELETE[table.name], {"pks": pks})


class Log:
    """Writes a step's changes, in batches."""

    def __init__(self, connection: Connection, seq: int) -> None:
        """Write for the step `seq`, whose own row may follow later in the transaction."""
        self._connection, self._seq = connection, seq
        self._pending: list[Values] = []

    def added(self, table: Table, first: int, last: int) -> None:
        """Keep that the rows first..last were not there. A range that continues the last one joins it."""
        if self._pending:
            end = self._pending[-1]
            if end["before"] is None and end["table_name"] == table.name and end["last_pk"] + 1 == first:
                end["last_pk"] = last
                return
        self._keep(table, first, last, None)

    def before(self, table: Table, rows: Collection[Values]) -> None:
        """Keep how rows looked."""
        for row in rows:
            self._keep(table, row["pk"], row["pk"], dumps(row, ensure_ascii=False, separators=(",", ":")))

    def _keep(self, table: Table, first: int, last: int, before: str | None) -> None:
        self._pending.append({"step_seq": self._seq, "table_name": table.name, "first_pk": first, "last_pk": last,
                              "before": before})
        if len(self._pending) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        insert_rows(self._connection, db.changes, self._pending)
        self._pending = []


class Recorder:
    """Inserts, updates and deletes rows of one transaction, recording them for the step `seq`."""

    def __init__(self, connection: Connection) -> None:
        """Begin; the connection must hold the write lock."""
        self.connection = connection
        self.seq: int = connection.execute(_NEWEST).scalar_one() + 1
        self.touched = Touched()
        self._log = Log(connection, self.seq)
        self._first: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._kept: dict[str, set[int]] = {table.name: set() for table in db.DATA}
        self._found: dict[str, tuple[Any, Any]] = {}

    def once(self, table: Table, key: Any, find: Callable[[], T]) -> T:
        """Return what `find` looks up in a table, asked again only for another key than the last one, or when the table
        was written since: one change asks for the same row many times."""
        last = self._found.get(table.name)
        if last is None or last[0] != key:
            last = self._found[table.name] = key, find()
        found: T = last[1]
        return found

    def insert(self, table: Table, rows: Sequence[Values]) -> range:
        """Insert rows, giving them keys, which are returned."""
        if not rows:
            return range(0)
        if table.name not in self._next:
            first = self.connection.execute(_LAST[table.name]).scalar_one() + 1
            self._first[table.name] = self._next[table.name] = first
        self._found.pop(table.name, None)
        keys = range(self._next[table.name], self._next[table.name] + len(rows))
        self._next[table.name] = keys.stop
        full = [{"pk": pk, **row} for pk, row in zip(keys, rows, strict=True)]
        insert_rows(self.connection, table, full)
        self.touched.new(table, full)
        return keys

    def update(self, table: Table, rows: Sequence[Values]) -> None:
        """Change rows; each has its `pk` and the columns to set, the same in all. What stays the same is left alone."""
        wanted = {row["pk"]: row for row in rows}
        for pks in chunks(table, wanted):
            old = [row for row in rows_of(self.connection, table, pks)
                   if any(row[name] != value for name, value in wanted[row["pk"]].items())]
            if old:
                self._before(table, old)
                self._set(table, [wanted[row["pk"]] for row in old])
                self.touched.new(table, [row | wanted[row["pk"]] for row in old])

    def _set(self, table: Table, rows: Sequence[Values]) -> None:
        self._found.pop(table.name, None)
        names = [name for name in rows[0] if name != "pk"]
        statement = update(table).where(table.c.pk == bindparam("the_pk")).values(
            {name: bindparam(f"to_{name}") for name in names})
        self.connection.execute(statement, [
            {"the_pk": row["pk"], **{f"to_{name}": row[name] for name in names}} for row in rows])

    def delete(self, table: Table, pks: Collection[int]) -> None:
        """Delete rows; keys that are not there are ignored."""
        for some in chunks(table, pks):
            self._before(table, rows_of(self.connection, table, some))
            delete_rows(self.connection, table, some)
        self._found.pop(table.name, None)

    def _before(self, table: Table, rows: list[Values]) -> None:
        self.touched.old(table, rows)
        first, kept = self._first.get(table.name), self._kept[table.name]
        fresh = [row for row in rows if row["pk"] not in kept and (first is None or row["pk"] < first)]
        kept.update(row["pk"] for row in fresh)
        self._log.before(table, fresh)

    def save(self) -> None:
        """Write the changes that are still in memory."""
        for name, first in self._first.items():
            self._log.added(db.BY_NAME[name], first, self._next[name] - 1)
        self._log.flush()
