"""Export: what is written, counted and refused; a failure leaves the old file."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import orjson
import pytest

from annotator import bootstrap
from annotator.app.exporting import export_records
from annotator.app.files import whole_file
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef, Status
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.record import Loss, Record
from tests.app.conftest import place


def test_every_span_is_what_its_offsets_say(session: Session, ref: SetRef) -> None:
    session.execute(AddSpans(ref, "entity", "GPE", [[place("Iraq")], [place("Ottawa")]]))
    session.execute(AddSpans(SetRef("a1", "bob"), "entity", "GPE", [[place("Iraq")]]))
    out, told = io.BytesIO(), []
    report = export_records(session.reader, bootstrap.formats().by_id("jsonl"), Selection(), out,
                            lambda done, total: told.append((done, total)))
    lines = [orjson.loads(line) for line in out.getvalue().splitlines()]
    assert [(line["id"], line["annotator"]) for line in lines] == [("a1", "ana"), ("a1", "bob"), ("a2", None)]
    assert all(line["text"][span["start"]:span["end"]] == span["text"] for line in lines for span in line["spans"])
    assert report.as_json() == {"articles": 2, "spans": 3, "relations": 0, "lost": []}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_cannot_be_carried_is_listed(session: Session) -> None:
    class Poor:
        id, name, endings, reads, writes = "poor", "Poor", (".poor",), False, True

        def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]:
            for record in records:
                yield Loss(record.article.id, "s", "no room")

    report = export_records(session.reader, Poor(), Selection(), io.BytesIO())  # type: ignore[arg-type]
    assert report.as_json()["lost"][0] == {"article": "a1", "span": "s", "why": "no room"}


def test_unknown_names_and_directions_are_refused(session: Session) -> None:
    formats = bootstrap.formats()
    with pytest.raises(UserError, match="no annotator zoe"):
        export_records(session.reader, formats.by_id("jsonl"), Selection(annotators=["zoe"]), io.BytesIO())
    with pytest.raises(UserError, match="only be read"):
        export_records(session.reader, formats.by_id("txt"), Selection(), io.BytesIO())


def test_a_file_is_whole_or_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with whole_file(target) as out:
        out.write(b"one")
    os.chmod(target, 0o640)
    with pytest.raises(ZeroDivisionError), whole_file(target) as out:
        out.write(bytes([2 // 0]))
    assert target.read_bytes() == b"one"
    with whole_file(target) as out:
        out.write(b"three")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"three", 0o640)
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Cannot write"), whole_file(tmp_path / "no" / "out"):
        pass


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No space left"), whole_file(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_articles_nobody_touched_are_new(session: Session, ref: SetRef) -> None:
    session.execute(AddSpans(ref, "entity", "GPE", [[place("Iraq")]]))

    def ids(*statuses: Status) -> list[str]:
        selection = Selection(statuses=statuses)
        found = [record.article.id for record in session.reader.records(selection)]
        assert session.reader.count_records(selection) == len(found)
        return found

    assert ids() == ["a1", "a2"]
    assert ids("new") == ["a2"]
    assert ids("in_progress") == ["a1"]
    assert ids("new", "in_progress") == ["a1", "a2"]
    assert ids("done") == []
