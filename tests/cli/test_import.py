"""`annotator import`."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from annotator import bootstrap
from annotator.app import importing

P = "p.annotator"


def line(text: str, **keys) -> bytes:
    return orjson.dumps({"text": text, **keys}, option=orjson.OPT_APPEND_NEWLINE)


def test_it_makes_the_project_and_says_so(run, articles):
    ran = run("import", P, articles)
    assert ran.code == 0
    assert ran.out == "2 articles added, 0 there before, 1 span and 0 relations added, nothing refused\n"
    assert ran.err == f"made {P}\n"
    assert Path(P).exists()


def test_the_same_again_adds_nothing(run, articles):
    run("import", P, articles)
    ran = run("import", P, articles, "--json")
    assert ran.code == 0
    assert ran.json == {
        "articles_added": 0,
        "articles_matched": 2,
        "spans_added": 0,
        "relations_added": 0,
        "refused": [],
    }


def test_what_is_refused_is_named_and_the_rest_taken(run, articles):
    articles.write_bytes(articles.read_bytes() + b'{"text":"cut')
    ran = run("import", P, articles, "--json")
    assert ran.code == 1
    why = "the JSON is cut off in the middle"
    assert ran.json["refused"] == [{"file": str(articles), "line": 3, "why": why}]
    assert ran.json["articles_added"] == 2
    assert ran.err == f"made {P}\n{articles}:3: {why}\n"


def test_strict_takes_a_file_whole_or_not_at_all(run, articles):
    bad = Path("bad.jsonl")
    bad.write_bytes(line("fine") + b"{}")
    ran = run("import", P, bad, articles, "--strict", "--json")
    assert (ran.code, ran.json["articles_added"], len(ran.json["refused"])) == (1, 2, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b"\0\1"),
        ("a.txt", b"x" * 5_000_001),
        ("a.html", b"<p hidden>x"),
        ("a.csv", b"a,b\n"),
        ("a.jsonl", b'{"text":"cut'),
        ("a.jsonl", b"\xff"),
        ("a.jsonl", line("a\0b")),
        ("a.jsonl", line("ab", spans=[{"start": 0, "end": 3, "label": "GPE"}])),
        ("a.docx", b"PK"),
    ],
)
def test_nothing_but_refusals_is_nothing_done(run, name, data):
    Path(name).write_bytes(data)
    ran = run("import", P, name)
    assert ran.code == 2
    assert ran.err.startswith(f"{name}:")
    assert ran.err.count("\n") == 1
    assert not Path(P).exists()


def test_a_project_is_left_as_it_was_by_refusals(run, articles):
    run("import", P, articles)
    before = run("export", P).out
    Path("a.txt").write_bytes(b"\0")
    assert run("import", P, "a.txt").code == 2
    assert run("export", P).out == before


def test_a_folder_is_walked(run, articles):
    for name in ("f/b.txt", "f/a/c.html", "f/.hidden.txt", "f/z.docx"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"<p>{name}")
    ran = run("import", P, "f", "--json")
    assert ran.code == 1
    assert ran.json["articles_added"] == 2
    assert [each["file"] for each in ran.json["refused"]] == [str(Path("f/z.docx"))]


def test_standard_input_needs_a_format(run):
    ran = run("import", P, "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "annotator: say the format of standard input with --format\n"
    ran = run(
        "import",
        P,
        "-",
        "--format",
        "jsonl",
        "--annotator",
        "bob",
        stdin=line("x y", spans=[{"start": 0, "end": 1, "label": "GPE"}]),
    )
    assert ran.code == 0
    assert run("stats", P, "--json").json["annotators"] == {"bob": {"articles": 1, "done": 0, "spans": 1}}


def test_refusals_of_standard_input_have_their_line_too(run):
    assert run("import", P, "-", "--format", "jsonl", stdin=b"\n[]").err == "-:2: the line is JSON, but no object\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere.txt"], "There is no file or folder nowhere.txt; check the name"),
        (["x.txt", "--format", "docx"], "there is no format docx; use one of jsonl, txt, html, csv"),
        ([], "Missing argument 'SOURCE...'."),
    ],
)
def test_nothing_to_do_is_one_line_and_no_project(run, arguments, why):
    ran = run("import", P, *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"annotator: {why}\n")
    assert not Path(P).exists()


def test_a_format_that_is_only_written_is_refused(run, monkeypatch, articles):
    from annotator.formats.jsonl import Jsonl

    monkeypatch.setattr(Jsonl, "reads", False)
    ran = run("import", P, articles, "--format", "jsonl")
    assert (ran.code, ran.err) == (2, "annotator: the format jsonl can only be written\n")


@pytest.mark.parametrize("there", [True, False])
def test_a_dry_run_changes_nothing(run, articles, there):
    if there:
        run("new", P)
    ran = run("import", P, articles, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("Would be done: 2 articles added")
    assert Path(P).exists() == there
    if there:
        assert run("stats", P, "--json").json["articles"] == 0


def test_the_encoding_is_said(run):
    Path("a.txt").write_bytes("naïve".encode("cp1252"))
    ran = run("import", P, "a.txt")
    assert ran.err == f"made {P}\na.txt: read as windows-1252\n"


def test_an_interrupted_import_leaves_nothing_half_written(run, monkeypatch, articles):
    from annotator.formats.jsonl import Jsonl

    def interrupted(*args):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(Jsonl, "read", interrupted)
    ran = run("import", P, articles)
    assert (ran.code, ran.out) == (130, "")
    assert not Path(P).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file names")
def test_a_file_name_that_is_no_unicode_is_no_trouble(run, tmp_path):
    name = b"caf\xe9.txt"
    (tmp_path / "f").mkdir()
    with open(bytes(tmp_path) + b"/f/" + name, "wb") as file:
        file.write(b"text")
    (tmp_path / "f" / "b.txt").write_text("another")
    ran = run("import", P, "f", "--json")
    assert ran.code == 0
    assert ran.json["articles_added"] == 2
    with open(bytes(tmp_path) + b"/f/" + name, "wb") as file:
        file.write(b"")
    refused = run("import", P, "f", "--json").json["refused"]
    assert [each["file"] for each in refused] == ["f/caf\\udce9.txt"]


def test_a_project_that_another_program_makes_meanwhile_is_used(run, articles, monkeypatch):
    make = bootstrap.create_project

    def late(path):
        make(path).close()
        return make(path)

    monkeypatch.setattr(bootstrap, "create_project", late)
    ran = run("import", P, articles)
    assert (ran.code, ran.err) == (0, "")
    assert run("stats", P, "--json").json["articles"] == 2


def test_a_project_in_use_elsewhere_stays_also_when_made_in_vain(run, tmp_path, monkeypatch):
    seen = []
    found = importing.import_files

    def meanwhile(session, *rest):
        seen.append(bootstrap.open_project(session.project.path))
        return found(session, *rest)

    monkeypatch.setattr(importing, "import_files", meanwhile)
    (tmp_path / "a.txt").touch()
    assert run("import", P, "a.txt").code == 2
    assert Path(P).exists()
    seen[0].close()
    assert sorted(file.name for file in tmp_path.glob("p.*")) == [P]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file names")
def test_a_single_file_whose_name_is_no_text(run, tmp_path):
    for number, name in enumerate((b"caf\xe9.txt", b"two\nlines\x1b[31m.txt")):
        with open(bytes(tmp_path) + b"/" + name, "wb") as file:
            file.write(b"text %d" % number)
        ran = run("import", P, os.fsdecode(name), "--json")
        assert (ran.code, ran.json["articles_added"]) == (0, 1)
    with open(bytes(tmp_path) + b"/red\x1b[31m.txt", "wb"):
        pass
    assert "red\\x1b[31m.txt: the file is empty" in run("import", P, "red\x1b[31m.txt").err
    with bootstrap.open_project(tmp_path / P) as project:
        assert [step.name for step in project.reader().steps()] == [
            "import caf\\udce9.txt", "import two\\nlines\\x1b[31m.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_pipes_and_linked_folders_in_a_folder_are_refused(run, tmp_path):
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "a.txt").write_text("text")
    (folder / "loop").symlink_to("../f")
    (folder / "lost.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    ran = run("import", P, "f", "--json")
    assert (ran.code, ran.json["articles_added"]) == (1, 1)
    assert [(each["file"], each["why"]) for each in ran.json["refused"]] == [
        ("f/loop", "a link to a folder is not followed; name that folder itself"),
        ("f/lost.txt", "cannot be read: No such file or directory"),
        ("f/pipe.txt", "this is no ordinary file"),
    ]


@pytest.mark.parametrize("arguments", [("import", P, ""), ("import", "", "a.txt"), ("export", P, "-o", ""),
                                       ("scheme", P, "--set", ""), ("new", P, "--scheme", "")])
def test_an_empty_path_is_not_this_folder(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "the path is empty" in ran.err


def test_a_progress_bar_is_drawn_on_a_terminal(run, articles, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    ran = run("import", P, articles)
    assert ran.code == 0
    assert "Importing" in ran.err


def test_the_program_imports_without_qt(program, articles):
    process = program("import", P, articles, "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, orjson.loads(out)["spans_added"]) == (0, 1)
    assert err == b"made p.annotator\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_control_c_ends_the_program_quietly(program, tmp_path):
    import signal

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background would pass on "ignored"
    process = program("import", P, "-", "--format", "jsonl")
    signal.signal(signal.SIGINT, before)
    process.stdin.write(line("x" * 1_000_000) * 3)  # more than a pipe holds: when this returns, it is being read
    process.stdin.flush()
    assert list(tmp_path.glob("p.annotator*"))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert not list(tmp_path.glob("p.annotator*"))


def test_exit_codes_of_the_program(program):
    process = program("import", P, "nowhere")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count(b"\n")) == (2, b"", 1)
    assert isinstance(process, subprocess.Popen)
