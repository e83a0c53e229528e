"""The other commands, and how the program ends."""

import errno
import io
import tomllib
from pathlib import Path

import pytest

from annotator import __version__, paths
from annotator.cli import COMMANDS, main
from annotator.cli.program import program as group
from annotator.domain.query import Problem

P = "p.annotator"


def test_every_command_is_there():
    assert sorted(COMMANDS) == sorted(group.commands)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([each, "--help"] for each in COMMANDS)])
def test_help(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: annotator")


def test_version(run):
    assert run("--version").out == f"annotator {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["unite", P], "No such command 'unite'."),
        ([], "Missing command."),
        (["new"], "Missing argument 'PROJECT'."),
        (["stats", P, "--colour"], "No such option"),
        (["stats", P], f"There is no project {P}; check the name or make a new project."),
        (["check", "/"], "/ is not a file; choose an Annotator project."),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, why):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"annotator: {why[:-1]}")
    assert ran.err.count("\n") == 1


def test_new_makes_a_project_once(run):
    assert (run("new", P).out, Path(P).exists()) == (f"Made {P}\n", True)
    again = run("new", P)
    assert (again.code, again.err) == (2, f"annotator: {Path(P)} is there already; choose another name.\n")


def test_an_empty_file_does_not_take_the_scheme_away(run):
    run("new", P)
    before = run("scheme", P).out
    Path("s.toml").write_text("# nothing\n")
    ran = run("scheme", P, "--set", "s.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "annotator: s.toml names no layer; the scheme was left as it is\n"
    assert run("scheme", P).out == before


def test_an_interrupt_while_the_commands_are_loaded_is_quiet(monkeypatch):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("annotator.cli.program.run", interrupted)
    assert main(["formats"]) == 130


def test_new_takes_a_scheme(run):
    Path("s.toml").write_text('[[layers]]\nname = "entity"\n')
    assert run("new", P, "--scheme", "s.toml").code == 0
    assert tomllib.loads(run("scheme", P).out) == {"layers": [{"name": "entity", "form": "band"}]}


def test_new_with_a_bad_scheme_makes_nothing(run):
    Path("s.toml").write_text("[[layers]]")
    ran = run("new", P, "--scheme", "s.toml")
    assert (ran.code, ran.err) == (2, "annotator: layer 1 of the scheme has no name\n")
    assert run("new", P, "--scheme", "no.toml").code == 2
    assert not Path(P).exists()


def test_the_scheme_comes_and_goes_unchanged(run):
    run("new", P)
    text = run("scheme", P).out
    Path("s.toml").write_text(text)
    assert run("scheme", P, "--set", "s.toml").out == "The scheme is the same as before\n"
    assert run("scheme", P).out == text


def test_the_scheme_is_replaced_unless_spans_would_be_orphaned(run, articles):
    run("import", P, articles)
    Path("s.toml").write_text('[[layers]]\nname = "entity"\n[[layers.labels]]\nname = "GPE"\n')
    assert run("scheme", P, "--set", "s.toml").out == "The scheme was replaced\n"
    Path("s.toml").write_text("")
    ran = run("scheme", P, "--set", "s.toml")
    assert ran.code == 2
    assert "1" in ran.err
    assert 'name = "GPE"' in run("scheme", P).out


def test_stats(run, articles):
    run("new", P)
    Path("s.toml").write_text('[[layers]]\nname = "entity"\n[[layers.labels]]\nname = "GPE"\n')
    run("scheme", P, "--set", "s.toml")
    run("import", P, articles)
    assert run("stats", P, "--json").json == {
        "articles": 2,
        "spans": 1,
        "relations": 0,
        "annotators": {"ana": {"articles": 1, "done": 1, "spans": 1}},
        "labels": {"entity": {"GPE": 1}},
    }
    assert run("stats", P).out == (
        "2 articles, 1 span, 0 relations\n\n"
        "annotator  articles  done  spans\nana               1     1      1\n\n"
        "layer   label  spans\nentity  GPE        1\n"
    )


def test_stats_of_nothing(run):
    Path("s.toml").write_text("")
    run("new", P, "--scheme", "s.toml")
    assert run("stats", P).out == "0 articles, 0 spans, 0 relations\n"


def test_check(run, articles, monkeypatch):
    run("import", P, articles)
    assert (run("check", P).out, run("check", P).code) == ("Nothing is wrong\n", 0)
    assert run("check", P, "--json").json == {"ok": True, "problems": []}
    monkeypatch.setattr("annotator.store.reader.ProjectReader.problems", lambda self: iter([Problem("broken", "A1")]))
    assert (run("check", P).out, run("check", P).code) == ("A1: broken\n", 1)
    ran = run("check", P, "--json")
    assert (ran.code, ran.json) == (1, {"ok": False, "problems": [{"what": "broken", "where": "A1"}]})


def test_formats(run):
    known = run("formats", "--json").json["formats"]
    assert known[0] == {
        "id": "jsonl",
        "name": "JSON Lines of Annotator",
        "endings": [".jsonl", ".ndjson"],
        "reads": True,
        "writes": True,
    }
    assert [row.split()[0] for row in run("formats").out.splitlines()] == [each["id"] for each in known]


def breaking(error):
    def do(*args):
        raise error

    return do


def test_an_unexpected_error_is_one_line_and_its_traceback_in_the_log(run, monkeypatch):
    monkeypatch.setattr("annotator.bootstrap.formats", breaking(RuntimeError("no\nway")))
    ran = run("formats")
    file = paths.log_folder() / "annotator.log"
    assert (ran.code, ran.err) == (2, f"annotator: unexpected error: RuntimeError: no way; details in {file}\n")
    assert "Traceback" in file.read_text()


def test_an_unexpected_error_without_a_log_is_still_one_line(run, monkeypatch):
    monkeypatch.setattr("annotator.bootstrap.formats", breaking(RuntimeError("no way")))
    monkeypatch.setattr("annotator.paths.log_folder", breaking(OSError()))
    assert run("formats").err == "annotator: unexpected error: RuntimeError: no way\n"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "x.toml"), "x.toml: Permission denied"),
        (OSError("disk on fire"), "disk on fire"),
    ],
)
def test_an_error_of_the_system_is_one_line(run, monkeypatch, error, why):
    monkeypatch.setattr("annotator.bootstrap.formats", breaking(error))
    ran = run("formats")
    assert (ran.code, ran.err) == (2, f"annotator: {why}\n")


def test_nobody_listening_is_quiet(run, monkeypatch):
    class Gone(io.StringIO):
        def fileno(self):
            return 99

    moved = []
    monkeypatch.setattr("os.dup2", lambda *args: moved.append(args[1]))
    monkeypatch.setattr("annotator.bootstrap.formats", breaking(BrokenPipeError()))
    monkeypatch.setattr("sys.stdout", Gone())
    ran = run("formats")
    assert (ran.code, ran.err) == (1, "")
    assert moved == [99]


@pytest.mark.parametrize("arguments", [["--help"], ["formats", "--json"]])
def test_the_program_answers_without_qt(program, arguments):
    process = program(*arguments)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out
