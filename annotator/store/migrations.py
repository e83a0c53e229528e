"""Numbered steps from an empty file to today's tables; `user_version` says how far a file has come.

A step that changes a journaled table must also see to the before-images in `changes`, whose JSON has the
old columns.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, inspect

from annotator.domain.errors import UserError
from annotator.store import files, sqlite, word_index
from annotator.store.schema import merge_bases, metadata, remarks, reviews, verdicts

Migration = tuple[int, Callable[[Connection], None]]


def _everything(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)


def _retired(connection: Connection) -> None:
    """Labels and attributes can be retired; none is yet, neither now nor in what an undo puts back."""
    for table in ("labels", "attributes"):
        if "retired" not in {column["name"] for column in inspect(connection).get_columns(table)}:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN retired BOOLEAN DEFAULT '0' NOT NULL")
        connection.exec_driver_sql(
            "UPDATE changes SET before = json_set(before, '$.retired', json('false')) "
            f"WHERE table_name = '{table}' AND before IS NOT NULL AND json_type(before, '$.retired') IS NULL")


def _reviews(connection: Connection) -> None:
    """Annotators can have a color, which none has yet; verdicts, remarks and reviews stand beside the sets."""
    if "color" not in {column["name"] for column in inspect(connection).get_columns("annotators")}:
        connection.exec_driver_sql("ALTER TABLE annotators ADD COLUMN color TEXT DEFAULT '' NOT NULL")
    connection.exec_driver_sql(
        "UPDATE changes SET before = json_set(before, '$.color', '') "
        "WHERE table_name = 'annotators' AND before IS NOT NULL AND json_type(before, '$.color') IS NULL")
    metadata.create_all(connection, tables=[verdicts, remarks, reviews, merge_bases])


MIGRATIONS: list[Migration] = [(1, _everything), (2, word_index.make), (3, _retired), (4, _reviews)]
"""Each brings a file to its number from the number before."""


def current() -> int:
    """Return the version that this program writes."""
    return MIGRATIONS[-1][0]


def version_of(connection: Connection) -> int:
    """Return the file's version."""
    found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return found


def migrate(connection: Connection) -> None:
    """Do the steps the file lacks, within the caller's transaction."""
    version = version_of(connection)
    for number, step in MIGRATIONS:
        if number > version:
            step(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def bring_up_to_date(connection: Connection, path: Path) -> Path | None:
    """Migrate an older file after a copy was made beside it; returns the copy.

    Raises UserError for a file of a newer program, and for one that lacks tables.
    """
    with connection.begin():
        version = version_of(connection)
    if version > current():
        raise UserError(f"{path.name} was made by a newer version of Annotator; update the program to open it.")
    if version < 1:
        raise UserError(f"{path.name} is not a complete Annotator project; restore a backup of it.")
    copy = None
    if version < current():
        copy = _free(path.with_name(f"{path.name}.before-v{current()}"))
        files.publish(copy, partial(sqlite.copy_into, connection))
        try:
            with connection.begin():
                migrate(connection)
        except BaseException:
            copy.unlink()
            raise
    with connection.begin():
        missing = {*metadata.tables, *word_index.KEPT} - set(inspect(connection).get_table_names())
    if missing:
        raise UserError(f"{path.name} lacks the table {min(missing)}; restore a backup of it.")
    return copy


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found
