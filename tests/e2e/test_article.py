"""A day's work in small: label an article by keys, export, read back, round trip."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.e2e.conftest import Program

pytestmark = pytest.mark.e2e
Start, Make = Callable[..., Program], Callable[[Path], Path]


def run(*arguments: object) -> str:
    done = subprocess.run([sys.executable, "-m", "annotator", *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def exported(project: Path, out: Path) -> list[dict[str, Any]]:
    run("export", project, "-o", out)
    return [orjson.loads(line) for line in out.read_bytes().split(b"\n") if line]


def label_lines(program: Program, text: str, starts: dict[str, str]) -> int:
    """Walk down the article line by line with Ctrl+Down and press the key of each line that begins so."""
    program.press("ctrl+Home")
    labelled = 0
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        if number:
            program.press("ctrl+Down", painted=True)
        key = next((key for start, key in starts.items() if line.startswith(start)), None)
        if key:
            program.press(key, painted=True)
            labelled += 1
    return labelled


def test_boilerplate_of_a_real_article_labelled_by_keys(start: Start, shared: Path, tmp_path: Path) -> None:
    source = shared / "articles" / "iraq-base-attack.txt"
    project = tmp_path / "iraq.annotator"
    run("import", project, source)
    program = start(str(project))
    text = source.read_text(encoding="utf-8")
    assert "\u00a0" in text
    assert label_lines(program, text, {"Story continues below advertisement": "a", "Click to play video": "s"}) == 10
    program.quit()
    assert list(tmp_path.iterdir()) == [project], "one portable file remains"

    lines = exported(project, tmp_path / "out.jsonl")
    assert lines[0]["text"] == text
    spans = lines[0]["spans"]
    assert [span["label"] for span in spans].count("AD") == 5
    assert [span["label"] for span in spans].count("CAPTION") == 5
    for span in spans:
        assert text[span["start"]:span["end"]] == span["text"]
        assert span["text"].startswith({"AD": "Story continues", "CAPTION": "Click to play"}[span["label"]])

    run("import", tmp_path / "again.annotator", tmp_path / "out.jsonl")
    exported(tmp_path / "again.annotator", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    assert orjson.loads(run("check", project, "--json")) == {"ok": True, "problems": []}


TORTURE = ("Family 👨‍👩‍👧‍👦 and flags 🇨🇦🇮🇶 came.\r\nCafe\u0301 and n\u0303 combine.\tTab\u00a0here.\r\n"
           "He said \u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 to everyone.\r\n"
           "One\u2028two and \ufeffthree\u200bfour.\r\n" + "word 🙂 " * 2857 + "end\r\nLast 🧑🏽‍🚀 Iraq line.")


def test_a_torture_article_keeps_every_code_point(start: Start, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(orjson.dumps({"id": "t", "text": TORTURE}) + b"\n")
    project = tmp_path / "torture.annotator"
    run("import", project, source)
    program = start(str(project))
    program.press("ctrl+Home")
    program.press("2", painted=True)                      # the word at the start
    program.press("esc", "ctrl+Right", painted=True)      # onto the family
    program.press("shift+Right", painted=True)            # one grapheme, 7 code points
    program.press("1", painted=True)
    program.press("esc", "ctrl+End", "ctrl+Left", "ctrl+Left", painted=True)
    program.press("4", painted=True)
    program.press("esc", "ctrl+Up", "ctrl+Up", "a", painted=True)
    program.quit()
    lines = exported(project, tmp_path / "out.jsonl")
    assert lines[0]["text"] == TORTURE
    spans = {span["label"]: span for span in lines[0]["spans"]}
    assert all(TORTURE[span["start"]:span["end"]] == span["text"] for span in spans.values())
    assert spans["PERSON"]["text"] == "👨‍👩‍👧‍👦"
    assert spans["NORP"]["text"] == "Family"
    assert spans["GPE"]["text"] == "Iraq"
    assert len(spans["AD"]["text"]) > 19_900
    run("import", tmp_path / "again.annotator", tmp_path / "out.jsonl")
    exported(tmp_path / "again.annotator", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
