"""Losing power: what was painted is there after a restart, and undo still takes it back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Program
from tests.e2e.test_article import exported

pytestmark = pytest.mark.e2e
Start = Callable[..., Program]


def spans(project: Path, tmp_path: Path) -> list[str]:
    return [span["text"] for line in exported(project, tmp_path / "spans.jsonl") for span in line["spans"]]


def test_a_painted_span_survives_sigkill_and_undo_takes_it_back(
        start: Start, imported: Callable[[Path], Path], tmp_path: Path) -> None:
    source = tmp_path / "in.txt"
    source.write_text("Iraq waits for news.\n\nErbil too.", encoding="utf-8")
    project = imported(source)
    program = start(str(project))
    program.press("ctrl+Home")
    program.press("4", painted=True)
    program.kill()

    assert spans(project, tmp_path) == ["Iraq"]
    program = start(str(project))
    program.press("ctrl+End", painted=True)
    program.press("4", painted=True)
    program.kill()
    assert spans(project, tmp_path) == ["Iraq", "too"]

    program = start(str(project))
    program.press("ctrl+z", painted=True)
    program.press("ctrl+z", painted=True)
    program.quit()
    assert spans(project, tmp_path) == []
    assert not project.with_name(project.name + "-wal").exists()
    with sqlite3.connect(project) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


def test_first_start_shows_the_samples_and_keeps_what_is_labelled(start: Start, own_home: Path,
                                                                  tmp_path: Path) -> None:
    program = start()
    program.press("ctrl+Home")
    program.press("1", painted=True)
    program.press("ctrl+Return", painted=True)   # done, next article
    program.quit()
    assert program.output() == ""
    project = own_home / "data" / "annotator" / "First project.annotator"
    lines = exported(project, tmp_path / "out.jsonl")
    assert [line["status"] for line in lines] == ["done", "new", "new"]
    assert len(lines[0]["spans"]) == 1
