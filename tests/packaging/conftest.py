"""The runner's modules are files beside run.py, not a package: make them importable here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from runner_place import Place  # noqa: E402


@pytest.fixture
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A project with a space in its path and an environment that was never finished."""
    home = tmp_path / "my project"
    (home / ".venv" / "bin").mkdir(parents=True)
    (home / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    place = Place(str(home))
    for program in (place.python, place.annotator):
        Path(program).parent.mkdir(exist_ok=True)
        Path(program).touch()
    return place
