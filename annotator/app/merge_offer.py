"""Whether a JSONL file that is dropped may be a colleague's: told from its first lines, at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.app.ports import Formats, Reader
from annotator.domain.errors import NotFound, UserError

_BYTES = 256 * 1024
_LINES = 20
"""So much of a file is looked at, at most."""


def whose(reader: Reader, formats: Formats, path: Path, annotator: str) -> str:
    """Return who else has annotated articles of this project in a JSONL file, "" where its first lines name nobody
    else or know none of the articles."""
    for line in _first_lines(formats, path):
        name = line.get("annotator")
        if isinstance(name, str) and name.strip() not in ("", annotator) and _is_here(reader, line):
            return name.strip()
    return ""


def _first_lines(formats: Formats, path: Path) -> Iterator[dict[str, Any]]:
    """Yield the first objects; nothing where there are none: what is wrong with the file, the import says."""
    try:
        if formats.for_file(path).id != "jsonl":
            return
        with path.open("rb") as file:
            head = file.read(_BYTES)
    except (UserError, OSError):
        return
    whole = head if len(head) < _BYTES else head[:head.rfind(b"\n") + 1]
    for line in whole.split(b"\n")[:_LINES]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _is_here(reader: Reader, line: dict[str, Any]) -> bool:
    id, text = line.get("id"), line.get("text")
    try:
        if isinstance(id, str) and id and reader.article(id):
            return True
    except NotFound:
        pass
    try:
        return isinstance(text, str) and reader.article_with_text(text) is not None
    except UnicodeEncodeError:  # no text that an article has
        return False
