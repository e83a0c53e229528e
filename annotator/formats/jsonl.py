"""The native JSON Lines format: one object a line, one line per article and annotation set, lossless.

Source of the format: the project's contract for JSONL lines; JSON by RFC 8259, lines by https://jsonlines.org.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from annotator.domain.errors import Refused, UserError
from annotator.domain.record import Loss, Record, Refusal
from annotator.domain.relation import Relation
from annotator.domain.span import sort_key
from annotator.formats.jsonl_record import record_of
from annotator.formats.jsonl_review import remark_object, verdict_object
from annotator.formats.jsonl_span import span_object
from annotator.formats.jsonl_text import parsed
from annotator.formats.stream import BytesRead, limited_lines

LINE_LIMIT = 64 << 20
"""Longest line in bytes; a longer one is refused and skipped."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


class Jsonl:
    """The contract's JSONL, both ways."""

    id = "jsonl"
    name = "JSON Lines of Annotator"
    endings: tuple[str, ...] = (".jsonl", ".ndjson")
    reads = True
    writes = True

    def __init__(self, line_limit: int = LINE_LIMIT) -> None:
        self._limit = line_limit

    def read(self, source: BinaryIO, file: str, progress: BytesRead) -> Iterator[Record | Refusal]:
        """Yield one record or refusal a line, holding one line at a time. Blank lines are skipped.

        Raises UserError where the file is UTF-16 or UTF-32, and where there is nothing in it.
        """
        empty = True
        for number, line in limited_lines(source, self._limit, progress):
            if line is None:
                yield Refusal(file, number, f"the line is longer than {self._limit >> 20} MiB")
                empty = False
                continue
            if number == 1:
                if line.startswith(_UTF_16):
                    raise UserError("the file is UTF-16 or UTF-32; JSON Lines are UTF-8, save it so")
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip(b" \t\r"):
                continue
            empty = False
            try:
                yield record_of(parsed(line), number)
            except Refused as error:
                yield Refusal(file, number, str(error))
        if empty:
            raise UserError("the file is empty")

    def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]:
        """Write one line a record while being iterated. Nothing is ever lost, so nothing is yielded."""
        for record in records:
            out.write(orjson.dumps(line_of(record), option=orjson.OPT_APPEND_NEWLINE))
        yield from ()


def line_of(record: Record) -> dict[str, Any]:
    """Return the record as the contract's object, keys in the contract's order."""
    article = record.article
    meta = {"title": article.title, **{key: value for key, value in article.meta.items() if key != "title"}}
    line: dict[str, Any] = {
        "id": article.id, "text": article.text, "meta": meta, "annotator": record.annotator,
        "status": record.status, "spans": [span_object(span) for span in sorted(record.spans, key=sort_key)]}
    if record.relations:
        line["relations"] = [_relation(each) for each in sorted(record.relations, key=lambda each: each.id)]
    if record.notes:
        line["notes"] = record.notes
    if record.verdicts:
        line["verdicts"] = [verdict_object(each)
                            for each in sorted(record.verdicts, key=lambda each: (each.span, each.by))]
    if record.remarks:
        line["remarks"] = [remark_object(each) for each in sorted(record.remarks, key=lambda each: (each.at, each.id))]
    return line


def _relation(relation: Relation) -> dict[str, str]:
    return {"id": relation.id, "head": relation.head, "tail": relation.tail, "label": relation.label}
