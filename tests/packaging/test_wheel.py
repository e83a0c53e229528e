"""What is built can be installed anywhere: the wheel holds the program, its resources and entry points."""

from __future__ import annotations

import configparser
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="building needs hatchling, which the dev extra brings")


def build(root: Path, target: str, folder: Path) -> Path:
    """Build one kind of distribution into a folder, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = folder.iterdir()
    return built


def files_below(folder: Path) -> set[str]:
    """The folder's files, as paths relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel of this very checkout."""
    root = Path(__file__).resolve().parents[2]
    with zipfile.ZipFile(build(root, "wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


def test_every_resource_travels_inside_the_package(wheel: zipfile.ZipFile, root: Path) -> None:
    prefix = "annotator/resources/"
    packed = {name.removeprefix(prefix) for name in wheel.namelist() if name.startswith(prefix)}
    assert packed == files_below(root / "resources")
    assert packed


def test_nothing_but_the_package_is_installed(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"annotator"}


def test_both_entry_points_are_declared(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    declared = configparser.ConfigParser()
    declared.read_string(wheel.read(name).decode("utf-8"))
    assert declared["console_scripts"]["annotator"] == "annotator.__main__:main"
    assert declared["gui_scripts"]["annotator-gui"] == "annotator.__main__:gui"


def test_the_source_archive_can_build_run_and_test_it(root: Path, tmp_path: Path) -> None:
    with tarfile.open(build(root, "sdist", tmp_path)) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "LICENSE", "packaging/run.py", "tests/packaging/test_wheel.py"} <= packed
    assert {f"resources/{name}" for name in files_below(root / "resources")} <= packed
