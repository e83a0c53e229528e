"""Making files: each is complete and on the disk before it stands under its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.ids import new_id
from annotator.store import sqlite


def publish(path: Path, fill: Callable[[Path], None]) -> None:
    """Have `fill` make a file beside `path`, then give it that name. Raises UserError where the name is taken."""
    if os.path.lexists(path):
        raise UserError(f"{path} is there already; choose another name.")
    for left in sqlite.leftovers(path):
        raise UserError(f"{left} is left over from another project; move it away first.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}; make it first.")
    if not os.access(path.parent, os.W_OK):
        raise UserError(f"The folder {path.parent} cannot be written; choose another one.")
    new = path.with_name(f".{path.name}.{new_id()}")
    try:
        try:
            fill(new)
            sync(new)
            rename_free(new, path)
        finally:
            for each in (new, *sqlite.leftovers(new)):
                each.unlink(missing_ok=True)
        sync(path.parent)
    except UserError as error:
        raise UserError(str(error).replace(new.name, path.name)) from error
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}); choose another folder.") from error


def rename_free(old: Path, new: Path) -> None:
    """Rename a file; never over another one that came in between."""
    try:
        os.link(old, new)
    except FileExistsError:
        raise UserError(f"{new} is there already; choose another name.") from None
    except OSError:    # a file system without hard links
        os.rename(old, new)


def sync(path: Path) -> None:
    """Have the file or folder written to the disk, where the system can."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:    # Windows does not open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
