"""The command words, what is handed on to the program, and the exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import pytest
import runner_checks
import runner_main
import runner_place
import runner_system
import runner_venv
from runner_place import Place, Refusal

from annotator.__main__ import opens_window

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no exec")


class Executed(Exception):
    """Raised in place of becoming another program."""


@pytest.fixture
def executed(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A ready project whose program is not started; holds what would be."""
    commands: list[list[str]] = []

    def execv(path: str, command: Sequence[str]) -> NoReturn:
        commands.append([path, *command])
        raise Executed

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(runner_place, "here", lambda: place)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    runner_place.write_stamp(place, runner_main.TEST_EXTRAS)
    return commands


@posix_only
@pytest.mark.parametrize(
    "arguments", [[], ["my project.annotator"], ["import", "p.annotator", "-"], ["--version"]]
)
def test_everything_but_command_words_goes_to_the_program(
    executed: list[list[str]], place: Place, arguments: list[str]
) -> None:
    with pytest.raises(Executed):
        runner_main.run(arguments)
    assert executed == [[place.annotator, place.annotator, *arguments]]


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_names_every_command(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner_main.run([word]) == 0
    printed = capsys.readouterr().out
    assert all(command in printed for command in ("install", "test", "bench"))


def test_install_on_a_ready_project_only_says_so(
    executed: list[list[str]], place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runner_main.run(["install"]) == 0
    assert place.annotator in capsys.readouterr().out
    assert executed == []


def test_install_takes_no_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner_main.run(["install", "--fast"]) == 2
    assert "--fast" in capsys.readouterr().err


def test_what_is_not_ready_is_set_up_first(
    executed: list[list[str]], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []
    monkeypatch.setattr(runner_venv, "set_up", lambda place, extras: asked.append(extras))
    runner_place.remove_stamp(place)
    assert runner_main.run(["install"]) == 0
    assert asked == [runner_main.APP_EXTRAS]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_no_display_is_one_line_before_anything_is_installed(
    executed: list[list[str]],
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    runner_place.remove_stamp(place)
    assert runner_main.run([]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["new.annotator"], True),
        (["texts/new"], True),
        (["import", "p.annotator"], False),
        (["formats"], False),
        (["--log=x.txt"], False),
    ],
)
def test_which_arguments_open_the_window(arguments: list[str], window: bool) -> None:
    assert opens_window(arguments) is window


@pytest.mark.parametrize(
    ("raised", "code", "printed"),
    [
        (Refusal("a reason"), 2, "run.py: a reason\n"),
        (PermissionError(13, "Permission denied", "x"), 2, "run.py: [Errno 13] Permission denied: 'x'\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_every_end_is_an_exit_code_and_at_most_a_line(
    raised: BaseException,
    code: int,
    printed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> Place:
        raise raised

    monkeypatch.setattr(runner_place, "here", fail)
    assert runner_main.run([]) == code
    assert capsys.readouterr().err == printed


@pytest.mark.parametrize("word", ["test", "bench"])
def test_checks_get_the_arguments_and_give_the_exit_code(
    word: str, executed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[runner_checks.Step] = []

    def run_steps(place: Place, steps: Sequence[runner_checks.Step]) -> int:
        ran.extend(steps)
        return 1

    monkeypatch.setattr(runner_checks, "run_steps", run_steps)
    monkeypatch.setattr(runner_system, "ensure_test_programs", lambda: None)
    assert runner_main.run([word, "-k", "span"]) == 1
    assert ran[-1].command[-2:] == ("-k", "span")
