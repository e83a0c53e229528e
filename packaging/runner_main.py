"""What the runner's command words do; everything slow is imported only where it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import runner_place
from runner_place import Place, Refusal

APP_EXTRAS = ("formats", "review")
TEST_EXTRAS = (*APP_EXTRAS, "dev")

USAGE = """\
usage: python3 packaging/run.py [ARGS...]          opens Annotator; ARGS go to it: a project, a command
       python3 packaging/run.py install            only sets up; then .venv holds the program
       python3 packaging/run.py test [PYTEST ARGS...]   all checks; with arguments only pytest, with them
       python3 packaging/run.py bench [PYTEST ARGS...]  the benchmarks

The first run makes the virtual environment .venv in the project's folder; later ones start at once.
Pytest's paths count from the project's folder.
"""


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code."""
    try:
        return _dispatch(runner_place.here(), list(arguments))
    except Refusal as refusal:
        print(f"run.py: {refusal}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _dispatch(place: Place, arguments: list[str]) -> int:
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if word == "install":
        return _install(place, rest)
    if word in ("test", "bench"):
        return _check(place, word, rest)
    return _start(place, arguments)


def _install(place: Place, rest: list[str]) -> int:
    if rest:
        raise Refusal(f"install takes no arguments, and got: {' '.join(rest)}")
    _make_ready(place, APP_EXTRAS)
    print(f"Annotator is ready: {place.annotator}")
    return 0


def _check(place: Place, word: str, rest: list[str]) -> int:
    import runner_checks
    import runner_system

    _make_ready(place, TEST_EXTRAS)
    if word == "bench":
        return runner_checks.run_steps(place, runner_checks.bench_steps(rest))
    runner_system.ensure_test_programs()
    return runner_checks.run_steps(place, runner_checks.test_steps(rest))


def _start(place: Place, arguments: list[str]) -> int:
    """Become the program itself; where a window is wanted and none can be shown, say so first."""
    sys.path.insert(0, str(place.root))
    from annotator.__main__ import opens_window
    from annotator.display import display_problem

    if opens_window(arguments) and (problem := display_problem(os.environ)):
        raise Refusal(problem)
    _make_ready(place, APP_EXTRAS)
    command = [place.annotator, *arguments]
    sys.stderr.flush()
    if runner_place.WINDOWS:  # there, exec would return to the prompt at once
        import subprocess

        return subprocess.run(command).returncode
    os.execv(place.annotator, command)


def _make_ready(place: Place, extras: Sequence[str]) -> None:
    """Set up unless that was done."""
    if not runner_place.is_ready(place, extras):
        import runner_venv

        runner_venv.set_up(place, extras)
