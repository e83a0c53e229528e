"""Tables as comma-separated values: one row, one article; a column holds the text, others become metadata.

Source of the format: RFC 4180, as the standard library's csv module reads it (strictly); delimiter and
encoding are found out. Text in quotes keeps its line ends code point for code point.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, BinaryIO

from annotator.domain.article import MAX_TEXT, Article, checked_text, title_from
from annotator.domain.errors import Refused, UserError
from annotator.domain.record import Loss, Record, Refusal
from annotator.formats.csv_columns import Columns, columns_of, delimiter_of
from annotator.formats.stream import BytesRead, base_name
from annotator.formats.text_encoding import encoding_of

_IN_MEMORY = 16 << 20
_PIECE = 1 << 20
_HEAD = 1 << 16
_NULS = 0.02
"""Share of NUL bytes above which a file is binary, and not a table with a bad row or two."""
_WHY = {
    "unexpected end of data": "a quote is opened and never closed",
    "field larger than field limit": "a field is far too long; perhaps a quote is never closed",
}


class Csv:
    """Tables with a text column; in only."""

    id = "csv"
    name = "Table (CSV)"
    endings: tuple[str, ...] = (".csv", ".tsv")
    reads = True
    writes = False

    def __init__(self, line_limit: int = 2 * MAX_TEXT) -> None:
        self._limit = line_limit

    def read(self, source: BinaryIO, file: str, progress: BytesRead) -> Iterator[Record | Refusal]:
        """Yield one record or refusal a row, streaming; its line is the first physical line of the row.

        Raises UserError where the table is empty, has no text column, or names a column twice.
        """
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            stream = source if source.seekable() else _copied(source, spool)
            encoding = encoding_of(stream, nuls=_NULS)
            stream.seek(0)
            text = io.TextIOWrapper(stream, encoding.codec, newline="")
            csv.field_size_limit(max(self._limit, _HEAD))
            try:
                delimiter = delimiter_of(text.read(_HEAD))
                text.seek(0)
                said = encoding.said
                for item in self._items(text, delimiter, file):
                    if said and isinstance(item, Record):
                        item, said = replace(item, said=said), ()
                    yield item
                    progress(stream.tell())
                progress(stream.tell())
            finally:
                text.detach()

    def _items(self, text: IO[str], delimiter: str, file: str) -> Iterator[Record | Refusal]:
        source = base_name(file)
        columns: Columns | None = None
        for line, row in _rows(text, delimiter, self._limit):
            if columns is None:
                if isinstance(row, str):
                    raise UserError(f"the header of the table cannot be read: {row}")
                columns = columns_of(row)
                continue
            try:
                if isinstance(row, str):
                    raise Refused(row)
                yield _record(row, columns, line, source)
            except Refused as error:
                yield Refusal(file, line, str(error))
        if columns is None:
            raise UserError("the file is empty")

    def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]:
        """Raise UserError: tables are only read so far."""
        raise UserError("csv can only be read; export as jsonl")


def _copied(source: BinaryIO, spool: "tempfile.SpooledTemporaryFile[bytes]") -> BinaryIO:
    while piece := source.read(_PIECE):
        spool.write(piece)
    return spool  # type: ignore[return-value]


def _rows(text: IO[str], delimiter: str, limit: int) -> Iterator[tuple[int, list[str] | str]]:
    """Yield (first physical line from 1, fields or why they cannot be read) of every row that is not blank."""
    reader = csv.reader(_physical_lines(text, limit), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            if row := next(reader):
                yield line, row
        except StopIteration:
            return
        except csv.Error as error:
            said = str(error).split(" (")[0]
            yield line, _WHY.get(said, "a field goes on after its closing quote; double the quotes inside it")
            if said.startswith("field larger"):
                return


def _physical_lines(text: IO[str], limit: int) -> Iterator[str]:
    """Yield the lines with their ends. Raises csv.Error for one of more than `limit` characters."""
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise csv.Error("field larger than field limit")
        yield line


def _record(row: list[str], columns: Columns, line: int, source: str) -> Record:
    if len(row) != len(columns.names):
        raise Refused(f"the row has {len(row)} fields, but the header names {len(columns.names)}")
    text = checked_text(row[columns.text])
    id = "" if columns.id is None else row[columns.id].strip()
    if "\0" in id:
        raise Refused("the id holds a NUL character")
    title = "" if columns.title is None else " ".join(row[columns.title].replace("\0", " ").split())
    meta = {"source": source} if source else {}
    used = (columns.text, columns.title, columns.id)
    meta |= {name: cell for place, (name, cell) in enumerate(zip(columns.names, row, strict=True))
             if cell and place not in used}
    return Record(article=Article(id=id, title=title or title_from(text), text=text, meta=meta), line=line)
