"""Running commands: in this process, or as the real program without Qt."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from annotator.cli import main

ROOT = Path(__file__).parents[2]


@dataclass
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The one object on standard output."""
        return orjson.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd, monkeypatch, tmp_path) -> Run:
    """Run a command in this process, in a folder of its own: `run("stats", "p.annotator")`."""
    monkeypatch.chdir(tmp_path)

    def do(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        code = main([str(each) for each in arguments])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return do


@pytest.fixture
def program(tmp_path):
    """Start `python -m annotator` where importing PySide6 fails; return the process."""
    block = tmp_path / "block" / "PySide6"
    block.mkdir(parents=True)
    (block / "__init__.py").write_text("raise ImportError('PySide6 is blocked')")
    started = []

    def start(*arguments: object) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": f"{block.parent}{os.pathsep}{ROOT}"}
        process = subprocess.Popen(
            [sys.executable, "-m", "annotator", *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def line(text: str, **keys) -> bytes:
    """A line of JSONL."""
    return orjson.dumps({"text": text, **keys}, option=orjson.OPT_APPEND_NEWLINE)


@pytest.fixture
def articles(tmp_path) -> Path:
    """Two articles, one of them labelled by ana."""
    file = tmp_path / "articles.jsonl"
    span = {"id": "S1", "start": 0, "end": 4, "label": "GPE", "layer": "entity"}
    file.write_bytes(
        line("Iraq waits.", id="A1", annotator="ana", status="done", spans=[span]) + line("Rain in Kyiv.", id="A2")
    )
    return file
