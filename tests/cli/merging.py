"""Two laptops with the same articles, and what tests of `annotator merge` ask of them."""


import orjson
import pytest

from tests.cli.conftest import Ran, Run, line

TEXT = "Ottawa reacted on Monday. Iraq is safe, said Jessica Lamirande of the ministry. Iraq waits."


def spans(*words: str, label: str = "GPE", **more) -> list[dict]:
    """Spans over the first places of words; their ids are the words."""
    return [{"id": word, "start": TEXT.index(word), "end": TEXT.index(word) + len(word), "label": label,
             "layer": "entity", **more} for word in words]


def write(path, *lines: bytes):
    path.write_bytes(b"".join(lines))
    return path


@pytest.fixture
def laptop(run, tmp_path):
    """Make a project from lines."""
    def make(name: str, *lines: bytes):
        source = write(tmp_path / f"{name}.import.jsonl", *lines)
        assert run("import", f"{name}.annotator", source).code == 0
        return tmp_path / f"{name}.annotator"

    return make


@pytest.fixture
def ana(laptop):
    return laptop("ana", line(TEXT, id="A1", annotator="ana", status="done", spans=spans("Ottawa", "Iraq")),
                  line("Rain in Kyiv.", id="A2"))


@pytest.fixture
def bob(laptop):
    return laptop("bob", line(TEXT, id="A1", annotator="bob", status="done", spans=spans("Ottawa")))


def exported(run: Run, project) -> list[dict]:
    return [orjson.loads(each) for each in run("export", project).out.splitlines()]


def of(run: Run, project, annotator: str) -> dict:
    return next(each for each in exported(run, project) if each["annotator"] == annotator)


def merged(run: Run, *arguments, code: int = 0) -> Ran:
    done = run("merge", *arguments, "--json")
    assert done.code == code, done.err
    return done
