"""Whole files or none: writing beside the target, then renaming; and names of files as text."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import UserError

_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Open a new file for `target`; it takes the target's name once the block ends well.

    Any failure removes it and leaves the old file as it was. Raises UserError where the folder
    cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise UserError(f"Cannot write {target}: {error.strerror}; choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UserError(f"Cannot write {target}: {error.strerror or error}") from error
        raise


def _mode(target: Path) -> int:
    """Return the permissions a plainly created file has, or those of the file that is replaced."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def as_text(name: str) -> str:
    """Return a path as text: its bytes that are no Unicode (POSIX has such names) are escaped."""
    return _NO_CHARACTER.sub(_escaped, name)


def on_one_line(name: str) -> str:
    """Return the name of a file as text on one line, storable whatever the file is called."""
    return _UNSEEN.sub(_escaped, as_text(name))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
