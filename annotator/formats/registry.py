"""The registry of formats: every format the program knows, found by id or by file."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from annotator.domain.errors import UserError
from annotator.domain.record import Loss, Record, Refusal
from annotator.domain.scheme import Scheme
from annotator.formats import scheme_toml
from annotator.formats.csv import Csv
from annotator.formats.html import Html
from annotator.formats.jsonl import Jsonl
from annotator.formats.stream import BytesRead
from annotator.formats.txt import Txt

_SNIFFED = 4096


class AnyFormat(Protocol):
    """One file format."""

    id: str
    name: str
    endings: tuple[str, ...]
    reads: bool
    writes: bool

    def read(self, source: BinaryIO, file: str, progress: BytesRead) -> Iterator[Record | Refusal]: ...
    def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]: ...


class Registry:
    """All formats, and the scheme's TOML."""

    def __init__(self) -> None:
        self._formats: tuple[AnyFormat, ...] = (Jsonl(), Txt(), Html(), Csv())

    def all(self) -> Sequence[AnyFormat]:
        """Return every format, the native one first."""
        return self._formats

    def by_id(self, id: str) -> AnyFormat:
        """Return the format of this id. Raises UserError naming the ids there are."""
        for each in self._formats:
            if each.id == id:
                return each
        raise UserError(f"there is no format {id}; use one of {', '.join(each.id for each in self._formats)}")

    def for_file(self, path: Path) -> AnyFormat:
        """Choose by the file's ending, then by how its content begins. Raises UserError where none fits."""
        ending = path.suffix.lower()
        for each in self._formats:
            if ending in each.endings:
                return each
        try:
            with path.open("rb") as file:
                id = _sniffed(file.read(_SNIFFED), plain=not ending)
        except OSError as error:
            raise UserError(f"cannot be read: {error.strerror}") from None
        if not id:
            raise UserError("the format of the file is unknown; name it with --format")
        return self.by_id(id)

    def scheme_from_toml(self, text: str) -> Scheme:
        """Return the scheme of a TOML text. Raises Refused with the first thing wrong."""
        return scheme_toml.loads(text)

    def scheme_to_toml(self, scheme: Scheme) -> str:
        """Return the scheme as TOML that reads back as the same scheme."""
        return scheme_toml.dumps(scheme)


def _sniffed(head: bytes, *, plain: bool) -> str:
    """Return the id of the format a file begins like; `plain`: text that is nothing else is plain text."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b'{"'):
        return "jsonl"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "txt" if plain and start and b"\0" not in head else ""
