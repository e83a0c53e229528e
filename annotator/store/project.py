"""An open project file: readers, snapshots, writes, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from annotator.domain.article import Article
from annotator.domain.change import ChangeSet, Step
from annotator.domain.errors import UserError
from annotator.domain.scheme import Scheme
from annotator.store import files, journal, migrations, sqlite, word_index
from annotator.store.reader import ProjectReader

if TYPE_CHECKING:
    from annotator.store.transaction import Transaction


def open_project(path: Path, create: bool = False) -> ProjectFile:
    """Open a project, brought up to date if it is older; with `create` an empty one is made where there is none.

    Raises UserError in one plain sentence where it is no project, newer, or cannot be read and written.
    """
    if create and not path.exists():
        return create_project(path, Scheme())
    sqlite.recognize(path)
    return ProjectFile(path)


def create_project(path: Path, scheme: Scheme, articles: Sequence[Article] = ()) -> ProjectFile:
    """Make a project with this scheme and these articles, and open it; none of it is an undoable step.

    Raises UserError where the path is taken or not writable.
    """
    from annotator.store import create

    create.make_file(path, scheme, articles)
    return ProjectFile(path)


class ProjectFile:
    """One project file, open. Close it: then one portable file remains."""

    def __init__(self, path: Path) -> None:
        """Open a file that was recognized as a project."""
        self._path = path
        self._engine = sqlite.engine_for(path)
        self._lock = RLock()
        self._busy = False
        self._closed = False
        self._writer = sqlite.writing(self._engine)
        try:
            self.copy_before_migration = migrations.bring_up_to_date(self._writer, path)
            self._attend_index()
            sqlite.keep_log(self._writer, path)
            self._seen = sqlite.data_version(self._writer, self._path)
            self._live = self._engine.connect()
        except BaseException:
            self._writer.close()
            raise
        self._reader = ProjectReader(self._live, self._alive, each=True)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def reader(self) -> ProjectReader:
        """Return the reader that always sees the last commit, for the thread that opened the project."""
        self._alive()
        return self._reader

    @contextmanager
    def snapshot(self) -> Iterator[ProjectReader]:
        """Open a reader of its own on one unchanging state, for any thread."""
        self._alive()
        with (self._engine.connect() as connection, sqlite.one_state(connection),
              _while_inside(self._alive) as alive):
            journal.newest_done(connection)
            yield ProjectReader(connection, alive, each=False)

    @contextmanager
    def write(self, *, annotator: str, at: str) -> Iterator[Transaction]:
        """Begin a transaction; leaving the block commits one journal step, an exception rolls back."""
        from annotator.store.transaction import Transaction

        with self._writing() as connection, _while_inside(self._alive) as alive:
            with connection.begin():
                transaction = Transaction(connection, alive, annotator=annotator, at=at)
                yield transaction
                changes = transaction.finish()
            transaction.committed(changes)

    def undo(self) -> ChangeSet | None:
        """Take back the newest done step. None where there is none."""
        with self._writing() as connection, connection.begin():
            step = journal.newest_done(connection)
            return _turn(connection, replace(step, state="undone")) if step else None

    def redo(self) -> ChangeSet | None:
        """Do the oldest undone step again. None where there is none."""
        with self._writing() as connection, connection.begin():
            step = journal.oldest_undone(connection)
            return _turn(connection, replace(step, state="done")) if step else None

    def changed_elsewhere(self) -> bool:
        """Whether another program has committed since this was last asked; while a write is under way, not yet."""
        self._alive()
        if not self._lock.acquire(blocking=False):
            return False
        try:
            seen = self._seen
            self._seen = sqlite.data_version(self._writer, self._path)
            return self._seen != seen
        finally:
            self._lock.release()

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the project as one file. Raises UserError where the target is taken."""
        self._alive()
        with self._engine.connect() as connection:
            files.publish(target, partial(sqlite.copy_into, connection))

    def close(self) -> None:
        """Close; the last one to close leaves one portable file. Closing twice does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._live.close()
            try:
                sqlite.fold_log(self._writer, self._path)
            finally:
                self._writer.close()
                self._engine.dispose()

    def __enter__(self) -> ProjectFile:
        """Return the project, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _attend_index(self) -> None:
        """Bring the index of words up to date; a damaged file is opened all the same, and searched without it."""
        with suppress(UserError), self._writer.begin():
            word_index.attend(self._writer)

    def _alive(self) -> None:
        if self._closed:
            raise UserError(f"The project {self._path.name} is closed; open it again.")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock:
            self._alive()
            if self._busy:
                raise RuntimeError("a write of this thread is under way; one transaction cannot hold another")
            self._busy = True
            try:
                yield self._writer
            finally:
                self._busy = False


def _turn(connection: Connection, step: Step) -> ChangeSet:
    from annotator.store.rewind import rewind

    touched = rewind(connection, step.seq)
    word_index.catch_up(connection)
    journal.mark(connection, step)
    return touched.changes(connection, step)


@contextmanager
def _while_inside(alive: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Give a check that also fails once the block was left."""
    inside = True

    def check() -> None:
        alive()
        if not inside:
            raise UserError("This transaction or snapshot is over; begin a new one.")

    try:
        yield check
    finally:
        inside = False
