"""Reading a project that is somebody else's: in a copy, so that the file is neither migrated, locked nor changed."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.store import sqlite
from annotator.store.errors import told
from annotator.store.project import ProjectFile

_SHARED = "-shm"
"""What SQLite keeps beside a file that is open now."""


@contextmanager
def open_copy(path: Path) -> Iterator[ProjectFile]:
    """Open a copy of the project `path`, which is gone after the block; an older one is brought up to date there.

    The file may be open in another program: then the copy holds what was committed. Raises UserError where it is no
    project, newer, damaged, or cannot be read.
    """
    sqlite.recognize(path, to_write=False)
    with tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        _copy(path, copy)
        with ProjectFile(copy) as project:
            yield project


def _copy(path: Path, copy: Path) -> None:
    beside = sqlite.leftovers(path)
    if any(each.name.endswith(_SHARED) for each in beside):
        with told(path), closing(sqlite3.connect(sqlite.uri(path, "mode=ro"), uri=True, timeout=5)) as connection:
            with closing(sqlite3.connect(copy)) as target:
                connection.backup(target)
            return
    try:
        for each in (path, *beside):
            shutil.copyfile(each, copy.with_name(each.name))
    except OSError as error:
        why = f"{path} cannot be copied to be read ({error.strerror}); free some space and try again."
        raise UserError(why) from error
