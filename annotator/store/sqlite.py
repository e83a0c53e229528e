"""What is SQLite's own: connecting, pragmas, recognizing a file, backup, and closing to one file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from json import loads
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from annotator.domain.errors import UserError
from annotator.domain.folding import fold
from annotator.store.errors import in_words, told

APPLICATION_ID = 0x416E6E6F
"""Stands in the file's header: "Anno"."""
_PRAGMAS = ("busy_timeout = 5000", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32768",
            "temp_store = MEMORY", "journal_size_limit = 16777216")
_BESIDE = ("-wal", "-shm", "-journal")


def engine_for(path: Path) -> Engine:
    """Return an engine whose connections begin transactions as told by `begin_with` and fail in words."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin_with", "BEGIN"))

    @event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> None:
        sentence = in_words(context.original_exception, path)
        if sentence is not None:
            raise sentence from context.original_exception

    return engine


def writing(engine: Engine) -> Connection:
    """Open a connection whose transactions take the write lock at once."""
    return engine.connect().execution_options(begin_with="BEGIN IMMEDIATE")


@contextmanager
def one_state(connection: Connection) -> Iterator[None]:
    """Read in one transaction, which is rolled back: a commit would fail once the file was found damaged."""
    transaction = connection.begin()
    try:
        yield
    finally:
        transaction.rollback()


def connect(path: Path) -> sqlite3.Connection:
    """Open SQLite on an existing file, with the pragmas every connection needs; the caller begins transactions."""
    connection = sqlite3.connect(
        uri(path, "mode=rw"), uri=True, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("holds_words", 3, _holds_words, deterministic=True)
        connection.create_function("folded", 1, fold, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def recognize(path: Path, *, to_write: bool = True) -> None:
    """Raise UserError unless `path` is a project file that can be read and, where asked, written; touches nothing.

    The header is read through SQLite: opening and closing the file here would drop the locks that
    this process may hold on it.
    """
    if not path.exists():
        raise UserError(f"There is no project {path}; check the name or make a new project.")
    if not path.is_file():
        raise UserError(f"{path} is not a file; choose an Annotator project.")
    if not os.access(path, os.R_OK):
        raise UserError(f"{path} cannot be read; check the rights of the file.")
    with told(path), closing(sqlite3.connect(uri(path, "mode=ro&immutable=1"), uri=True)) as connection:
        found = pragma_of(connection, "application_id")
    if found != APPLICATION_ID:
        raise UserError(f"{path.name} is not an Annotator project.")
    if to_write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise UserError(f"{path.name} cannot be changed where it is; copy it to a folder you may write to.")


def start_file(path: Path) -> None:
    """Make an empty file that is recognized as a project's."""
    with told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def keep_log(connection: Connection, path: Path) -> None:
    """Have commits written to a log beside the file (WAL), so that readers and the writer need not wait."""
    with told(path):
        pragma_of(raw(connection), "journal_mode = WAL")


def data_version(connection: Connection, path: Path) -> int:
    """Return a number that changes when another connection has committed."""
    with told(path):
        found: int = pragma_of(raw(connection), "data_version")
    return found


def pragma_of(connection: sqlite3.Connection, name: str) -> Any:
    """Return the value of a pragma."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def raw(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection under SQLAlchemy's."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def leftovers(path: Path) -> list[Path]:
    """Return the files SQLite keeps beside an open project that are there now."""
    beside = [path.with_name(path.name + ending) for ending in _BESIDE]
    return [each for each in beside if each.exists()]


def fold_log(connection: Connection, path: Path) -> None:
    """Move what is in the log into the file, as far as other programs let us, without waiting for them."""
    with told(path):
        pragma_of(raw(connection), "busy_timeout = 0")
        pragma_of(raw(connection), "wal_checkpoint(TRUNCATE)")


def copy_into(connection: Connection, target: Path) -> None:
    """Write a consistent copy of the open project to `target`, which must not exist, as one file."""
    try:
        with told(target), closing(sqlite3.connect(target)) as copy:
            raw(connection).backup(copy)
            pragma_of(copy, "journal_mode = DELETE")
    except UserError:
        target.unlink(missing_ok=True)
        raise


def uri(path: Path, mode: str) -> str:
    """Return the address by which SQLite opens the file in a mode, such as `mode=ro`."""
    name = os.fsencode(path.absolute().as_posix())
    return f"file://{'' if name.startswith(b'/') else '/'}{quote_from_bytes(name, safe='/:')}?{mode}"


def _holds_words(title: str, text: str, words: str) -> bool:
    both = fold(f"{title}\n{text}")
    wanted, unwanted = _words(words)
    return all(_holds(both, word) for word in wanted) and not any(_holds(both, word) for word in unwanted)


def _holds(text: str, word: str) -> bool:
    if " " not in word:
        return word in text
    from annotator.domain.finding import literal

    return next(literal(text, word), None) is not None


@lru_cache(maxsize=8)
def _words(words: str) -> tuple[list[str], list[str]]:
    wanted, unwanted = loads(words)
    return wanted, unwanted
