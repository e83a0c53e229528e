"""Whether a dropped file may be a colleague's is told from its first lines."""

import json
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.merge_offer import whose
from tests.app.merging.conftest import TEXT

DEEP = b"[" * 100_000


def found(laptop, file: Path) -> str:
    return whose(laptop.session.reader, bootstrap.formats(), file, "bob")


@pytest.mark.parametrize(("lines", "name"), [
    ([{"text": TEXT, "annotator": "ana"}], "ana"),
    ([{"id": "a2", "annotator": " ana "}], "ana"),
    ([{"id": "x", "text": TEXT, "annotator": "ana"}], "ana"),
    ([{"text": "Unknown.", "annotator": "ana"}, {"text": TEXT, "annotator": "ana"}], "ana"),
    ([{"text": TEXT, "annotator": "bob"}], ""),
    ([{"text": TEXT, "annotator": 3}, {"id": 3, "text": 3, "annotator": "ana"}], ""),
    ([{"text": "\ud800", "annotator": "ana"}], ""),
    ([3, {"text": TEXT, "annotator": ""}], ""),
    ([{"text": "Unknown."}] * 20 + [{"text": TEXT, "annotator": "ana"}], "")])
def test_the_first_lines_tell(bob, tmp_path, lines, name) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines))
    assert found(bob, file) == name


def test_a_long_file_is_read_in_part_and_a_broken_one_is_nobodys(bob, tmp_path) -> None:
    file = tmp_path / "f.jsonl"
    line = json.dumps({"text": TEXT, "annotator": "ana"}).encode() + b"\n"
    for content, name in ((b"{broken\n" + DEEP + b"\n" + line, "ana"), (b"\xff\n", ""),
                          (line + b'{"text": "' + b"x" * 300_000, "ana"), (b"x" * 300_000 + line, "")):
        file.write_bytes(content)
        assert found(bob, file) == name


def test_what_is_no_jsonl_is_nobodys(bob, tmp_path) -> None:
    (tmp_path / "f.txt").write_text(json.dumps({"text": TEXT, "annotator": "ana"}))
    (tmp_path / "f.pdf").write_bytes(b"%PDF")
    assert not any(found(bob, tmp_path / name) for name in ("f.txt", "f.pdf", "gone.jsonl", "."))
