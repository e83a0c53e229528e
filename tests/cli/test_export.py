"""`annotator export`."""

import os
import sys
from pathlib import Path

import orjson
import pytest

from annotator.domain.record import Loss
from annotator.formats.jsonl import Jsonl

P = "p.annotator"


@pytest.fixture
def project(run, articles):
    run("import", P, articles)


pytestmark = pytest.mark.usefixtures("project")


def lines(out: str) -> list[dict]:
    return [orjson.loads(each) for each in out.splitlines()]


@pytest.mark.parametrize("more", [[], ["-o", "-"], ["--format", "jsonl"]])
def test_standard_output_is_the_default(run, more):
    ran = run("export", P, *more)
    assert (ran.code, ran.err) == (0, "")
    one, two = lines(ran.out)
    assert (one["id"], one["annotator"], one["spans"][0]["text"]) == ("A1", "ana", "Iraq")
    assert (two["id"], two["annotator"], two["status"]) == ("A2", None, "new")


def test_a_file_and_what_was_written(run):
    ran = run("export", P, "-o", "out.jsonl")
    assert (ran.code, ran.out) == (0, "2 articles, 1 span, 0 relations written to out.jsonl\n")
    ran = run("export", P, "-o", "out.x", "--json")
    assert ran.json == {"articles": 2, "spans": 1, "relations": 0, "lost": []}
    assert Path("out.jsonl").read_bytes() == Path("out.x").read_bytes() == run("export", P).out.encode()
    assert sorted(os.listdir()) == ["articles.jsonl", "out.jsonl", "out.x", P]


def test_export_import_export_is_byte_identical(run):
    run("export", P, "-o", "a.jsonl")
    run("import", "q.annotator", "a.jsonl")
    run("export", "q.annotator", "-o", "b.jsonl")
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()


def test_a_selection(run):
    assert [each["id"] for each in lines(run("export", P, "--annotator", "ana").out)] == ["A1"]
    assert [each["id"] for each in lines(run("export", P, "--status", "done").out)] == ["A1"]
    assert [each["id"] for each in lines(run("export", P, "--status", "done", "--status", "new").out)] == ["A1", "A2"]
    assert lines(run("export", P, "--layer", "claim").out)[0]["spans"] == []
    assert lines(run("export", P, "--gold").out) == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--json"], "with --json the data itself needs a file, name it with -o"),
        (["-o", P], f"{P} is the project itself, choose another file"),
        (["-o", "out.txt"], "The format txt can only be read; choose another"),
        (["--format", "docx"], "there is no format docx; use one of jsonl, txt, html, csv"),
        (["--annotator", "bob"], "The project has no annotator bob; it has: ana"),
        (["--layer", "x"], "the project has no layer x; it has: entity, claim, boilerplate"),
        (["-o", "no/where"], "Cannot write no/where: No such file or directory; choose another folder"),
        (["--status", "x"], "Invalid value for '--status': 'x' is not one of 'new', 'in_progress', 'done', 'skipped'."),
    ],
)
def test_what_cannot_be_done_is_one_line(run, more, why):
    ran = run("export", P, *more)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.replace(str(Path.cwd()) + os.sep, "") == f"annotator: {why}\n"


def fail(self, records, out):
    next(iter(records))
    out.write(b"half")
    raise KeyboardInterrupt
    yield


def test_a_failure_leaves_the_old_file(run, monkeypatch):
    Path("out.jsonl").write_text("old")
    monkeypatch.setattr(Jsonl, "write", fail)
    assert run("export", P, "-o", "out.jsonl").code == 130
    assert Path("out.jsonl").read_text() == "old"
    assert sorted(os.listdir()) == ["articles.jsonl", "out.jsonl", P]


def test_what_the_format_cannot_carry_is_listed(run, monkeypatch):
    def lossy(self, records, out):
        for record in records:
            yield Loss(record.article.id, "S1", "no place for it")

    monkeypatch.setattr(Jsonl, "write", lossy)
    ran = run("export", P, "-o", "out.jsonl", "--json")
    assert ran.code == 1
    assert ran.json["lost"][0] == {"article": "A1", "span": "S1", "why": "no place for it"}
    assert ran.err == "A1: S1: no place for it\nA2: S1: no place for it\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX devices and links")
def test_devices_and_links_stay_what_they_are(run):
    assert run("export", P, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()
    Path("real.jsonl").touch()
    Path("link.jsonl").symlink_to("real.jsonl")
    assert run("export", P, "-o", "link.jsonl").code == 0
    assert Path("link.jsonl").is_symlink()
    assert len(Path("real.jsonl").read_bytes().splitlines()) == 2


def test_a_progress_bar_only_where_the_data_does_not_go_too(run, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "Exporting" in run("export", P, "-o", "out.jsonl").err
    assert "Exporting" in run("export", P).err
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run("export", P).err == ""


def test_a_reader_that_goes_away_is_no_error(program, run, tmp_path):
    with (tmp_path / "many.jsonl").open("wb") as file:
        for number in range(300):
            file.write(orjson.dumps({"text": f"{number} " * 1000}) + b"\n")
    run("import", P, "many.jsonl")
    process = program("export", P)
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 1
    assert process.stderr.read() == b""
    process.stdout = None
