"""Missing system packages are found by loading, installed by root, and named to anyone else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import runner_system
from runner_place import Refusal


@pytest.fixture
def fonts(tmp_path: Path) -> list[str]:
    """Folders with a font in one of them."""
    folder = tmp_path / "fonts" / "truetype"
    folder.mkdir(parents=True)
    (folder / "Some.TTF").touch()
    return [str(tmp_path / "absent"), str(tmp_path / "fonts")]


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian system where every apt command succeeds; holds the commands run."""
    commands: list[list[str]] = []

    def run(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(list(command))
        return subprocess.CompletedProcess(command, returncode=command[0] == "apt-cache", stdout="")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(runner_system.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(runner_system, "is_root", lambda: True)
    return commands


def loader_without(*missing: str) -> Callable[[str], object]:
    """A stand-in for ctypes.CDLL on a system that lacks these libraries."""

    def load(name: str) -> object:
        if name in missing:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    return load


def test_a_complete_system_lacks_nothing(fonts: list[str]) -> None:
    assert runner_system.missing_libraries(loader_without(), fonts) == []


def test_missing_libraries_are_named_by_their_packages(fonts: list[str]) -> None:
    load = loader_without("libEGL.so.1", "libxcb-cursor.so.0")
    assert runner_system.missing_libraries(load, fonts) == ["libegl1", "libxcb-cursor0"]


def test_a_bare_system_lacks_every_library_and_a_font(tmp_path: Path) -> None:
    load = loader_without(*runner_system.LIBRARIES)
    expected = [*runner_system.LIBRARIES.values(), runner_system.FONT]
    assert runner_system.missing_libraries(load, [str(tmp_path)]) == expected


def test_root_on_debian_gets_the_packages(apt: list[list[str]]) -> None:
    runner_system.ensure_packages(["libgl1"], "something is missing")
    assert [command[-1] for command in apt] == ["update", "libgl1"]


def test_nothing_missing_runs_nothing(apt: list[list[str]]) -> None:
    runner_system.ensure_packages([], "nothing is missing")
    assert apt == []


def test_anyone_else_gets_one_line_to_copy(apt: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_system, "is_root", lambda: False)
    with pytest.raises(Refusal) as refused:
        runner_system.ensure_packages(["libgl1", "libegl1"], "something is missing")
    line = str(refused.value)
    assert line.endswith("sudo apt-get install -y libgl1 libegl1")
    assert "\n" not in line


def test_other_systems_get_debian_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_system.shutil, "which", lambda program: None)
    with pytest.raises(Refusal, match=r"Debian's words.*libgl1"):
        runner_system.ensure_packages(["libgl1"], "something is missing")


def test_a_failed_apt_is_said_in_its_last_words(
    apt: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], returncode=100, stdout="Reading...\nE: Unable to fetch\n")
    monkeypatch.setattr(runner_system, "_apt_get", lambda *arguments: failed)
    with pytest.raises(Refusal, match=r"libgl1 \(E: Unable to fetch\)$"):
        runner_system.ensure_packages(["libgl1"], "something is missing")


@pytest.mark.parametrize(("known", "name"), [(True, "libglib2.0-0t64"), (False, "libglib2.0-0")])
def test_a_renamed_package_has_its_release_s_name(
    known: bool, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_system, "_apt_knows", lambda package: known)
    assert runner_system.apt_name("libglib2.0-0") == name
    assert runner_system.apt_name("libgl1") == "libgl1"


def test_the_venv_package_fits_the_running_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_system.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(runner_system, "python_version", lambda: "3.12")
    assert runner_system.missing_venv_module() == ["python3.12-venv"]


def test_a_missing_virtual_screen_is_said_and_not_fatal(
    apt: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner_system.sys, "platform", "linux")
    monkeypatch.setattr(runner_system, "is_root", lambda: False)
    monkeypatch.setattr(
        runner_system.shutil, "which", lambda program: None if program == "Xvfb" else f"/usr/bin/{program}"
    )
    runner_system.ensure_test_programs()
    assert capsys.readouterr().err.strip().endswith("sudo apt-get install -y xvfb")
