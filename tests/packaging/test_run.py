"""run.py itself, which old and incomplete Pythons must be able to read and answer in one line."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def runner(root: Path) -> ModuleType:
    """run.py as a module."""
    spec = importlib.util.spec_from_file_location("run_under_test", root / "packaging" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_old_pythons_can_read_it(root: Path) -> None:
    text = (root / "packaging" / "run.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


def test_an_old_python_is_told_what_is_needed(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner.sys, "version_info", (3, 8, 18, "final", 0))
    assert runner.main() == 2
    line = capsys.readouterr().err
    assert "needs Python 3.11 or newer, and this is Python 3.8" in line
    assert line.count("\n") == 1


def test_an_incomplete_python_is_told_so(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "runner_main", None)
    assert runner.main() == 2
    assert "incomplete" in capsys.readouterr().err


def test_it_runs_from_any_folder(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "packaging" / "run.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage:")


def test_continuous_integration_only_calls_the_runner(root: Path) -> None:
    script = root / ".ci" / "run"
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if "python" in line]
    assert commands == ["exec python3 packaging/run.py test"]
    assert sys.platform == "win32" or script.stat().st_mode & 0o111


def test_the_folder_never_hides_the_packaging_library(root: Path) -> None:
    assert not (root / "packaging" / "__init__.py").exists()
