"""Making and repairing the environment; a failing pip ends in one plain line."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
import runner_system
import runner_venv
from runner_place import Place, Refusal, is_ready, python_version, write_stamp

UNREACHABLE = "the package index cannot be reached; is there a network?"
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def program(path: str, script: str) -> None:
    """Put a shell script in a program's place."""
    Path(path).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    os.chmod(path, stat.S_IRWXU)


@pytest.fixture(autouse=True)
def complete_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the real system is looked at or installed."""
    monkeypatch.setattr(runner_system, "ensure_system", lambda makes_venv: None)


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        ("Collecting x\nERROR: No matching distribution\n\n", "ERROR: No matching distribution"),
        ("OSError: [Errno 28] No space left on device\n", "the disk is full"),
        ("WARNING: NameResolutionError(...)\nERROR: none\n", UNREACHABLE),
        ("error: invalid\n[notice] a new pip\n", "error: invalid"),
        ("Killed\n", "Killed"),
        ("  ERROR: No match for x\n  [end of output]\nerror: subprocess-exited-with-error\n", "ERROR: No match for x"),
        (
            "  WARNING: Retrying: [SSL: CERTIFICATE_VERIFY_FAILED] ...\nerror: subprocess-exited-with-error\n",
            "the package index's certificate is not trusted here; "
            "where a proxy inspects the traffic, name its certificate file in PIP_CERT",
        ),
        ("", "it gave no reason"),
    ],
)
def test_the_cause_of_a_failure_is_one_line(output: str, cause: str) -> None:
    assert runner_venv.reason(output) == cause


@posix_only
def test_a_failed_install_is_refused_logged_and_not_stamped(place: Place) -> None:
    write_stamp(place, ["formats"])
    program(place.script("pip"), f"echo 'pip 1 from {place.venv}/lib/pip (python {python_version()})'")
    program(place.python, "echo working; echo 'ERROR: broken package' >&2; exit 1")
    with pytest.raises(Refusal) as refused:
        runner_venv.set_up(place, ["formats"])
    line = str(refused.value)
    assert "ERROR: broken package" in line
    assert place.log in line
    assert "\n" not in line
    assert Path(place.log).read_text(encoding="utf-8").startswith("working")
    assert not is_ready(place, ["formats"])


@posix_only
def test_the_project_is_installed_editable_with_its_extras(place: Place) -> None:
    program(place.script("pip"), f"echo 'pip 1 from {place.venv}/lib/pip (python {python_version()})'")
    program(place.python, 'echo "$@"; pwd')
    runner_venv.set_up(place, ["formats", "dev"])
    arguments, folder = Path(place.log).read_text(encoding="utf-8").splitlines()
    assert arguments.endswith("--editable .[formats,dev]")
    assert folder == os.path.realpath(place.root)
    assert is_ready(place, ["dev"])


@posix_only
def test_the_program_is_compiled_when_it_is_installed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # a start would not
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    package = Path(place.root) / "annotator" / "ui"
    package.mkdir(parents=True)
    (package / "start.py").write_text("", encoding="utf-8")
    program(place.python, f'test "$2" = pip || exec "{sys.executable}" "$@"')
    runner_venv.install(place, [])
    assert [each.name.split(".")[0] for each in package.glob("__pycache__/*.pyc")] == ["start"]


@posix_only
@pytest.mark.parametrize(
    ("pip", "sound"),
    [
        ("echo 'pip 1 from {venv}/lib/pip (python {version})'", True),
        ("echo 'pip 1 from {venv}/lib/pip (python 3.1)'", False),
        ("echo 'pip 1 from /elsewhere/lib/pip (python {version})'", False),
        ("echo 'pip 1 from {venv}/lib/pip (python {version})'; exit 1", False),
        ("echo no pip here", False),
    ],
)
def test_an_environment_is_sound_by_what_its_pip_says(place: Place, pip: str, sound: bool) -> None:
    program(place.script("pip"), pip.format(venv=place.venv, version=python_version()))
    assert runner_venv.is_sound(place) is sound


def test_an_environment_without_pip_is_made_anew(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(runner_venv, "make_venv", lambda place: made.append(place.venv))
    monkeypatch.setattr(runner_venv, "install", lambda place, extras: None)
    runner_venv.set_up(place, [])
    assert made == [place.venv]
    assert is_ready(place, [])


@posix_only
def test_a_real_environment_is_made_where_a_broken_one_was(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(place.python, "exit 1")
    runner_venv.make_venv(place)
    assert runner_venv.is_sound(place)


@posix_only
def test_a_failed_venv_is_refused_in_one_line(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = os.path.join(place.root, "python")
    program(broken, "echo 'Error: no room' >&2; exit 1")
    monkeypatch.setattr(runner_venv.sys, "_base_executable", broken)
    with pytest.raises(Refusal, match=r"could not be made: Error: no room$"):
        runner_venv.make_venv(place)
