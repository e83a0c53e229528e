"""Whatever stands in the review of a line is read or refused in one sentence; what is read comes back the same."""

import io

import orjson
from hypothesis import given, settings

from annotator.domain.errors import UserError
from annotator.domain.record import Record, Refusal
from annotator.formats.jsonl import Jsonl
from tests.formats.rubbish import LINE, rubbish


def read(lines: bytes) -> list[Record | Refusal]:
    return list(Jsonl().read(io.BytesIO(lines), "in.jsonl", lambda done: None))


def written(records: list[Record]) -> bytes:
    out = io.BytesIO()
    list(Jsonl().write(records, out))
    return out.getvalue()


@settings(max_examples=300)
@given(rubbish())
def test_rubbish_is_read_or_refused(line: bytes) -> None:
    try:
        found = read(line)
    except UserError:
        return
    assert not [each for each in found if isinstance(each, Refusal) and "\n" in each.why]
    once = written([each for each in found if isinstance(each, Record)])
    if once:
        assert written([each for each in read(once) if isinstance(each, Record)]) == once


def test_the_line_itself_is_read() -> None:
    [record] = read(orjson.dumps(LINE))
    assert isinstance(record, Record)
    assert (len(record.verdicts), len(record.remarks)) == (2, 1)
