"""SQLite's errors in words: one plain sentence each, saying what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import NotSaved, Refused, UserError

NO_SURROGATES = "A text holds a lone surrogate, which is not a character and cannot be stored."
_SENTENCES = {
    sqlite3.SQLITE_PERM: "{name} cannot be read or written; check the rights of the file and its folder.",
    sqlite3.SQLITE_BUSY: "{name} is in use by another program; try again in a moment or close it there.",
    sqlite3.SQLITE_LOCKED: "{name} is in use by another program; try again in a moment or close it there.",
    sqlite3.SQLITE_READONLY: "{name} cannot be changed where it is; copy it to a folder you may write to.",
    sqlite3.SQLITE_IOERR: "{name} could not be read or written; check the disk.",
    sqlite3.SQLITE_CORRUPT: "{name} is damaged; restore a backup of it.",
    sqlite3.SQLITE_FULL: "The disk is full, so {name} was not changed; free some space and try again.",
    sqlite3.SQLITE_CANTOPEN: "{name} cannot be opened; check that it is there and that its folder can be written.",
    sqlite3.SQLITE_NOTADB: "{name} is not an Annotator project.",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as a UserError about the file `path`."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = f"{path.name} could not be used: SQLite says {error}."
        raise in_words(error, path) or UserError(sentence) from error


def in_words(error: BaseException | None, path: Path) -> UserError | None:
    """Return the sentence for an error of SQLite's that a user can cause or mend, None for any other."""
    if isinstance(error, UnicodeEncodeError):
        return Refused(NO_SURROGATES)
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    if "decode to UTF-8" in str(error):
        return UserError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(name=path.name))
    code = getattr(error, "sqlite_errorcode", 0)
    sentence = _SENTENCES.get(code & 0xFF)
    return NotSaved(sentence.format(name=path.name)) if sentence else None
