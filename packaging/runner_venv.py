"""Makes the virtual environment and installs Annotator into it, or says in one line why not."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence

import runner_system
from runner_place import Place, Refusal, python_version, remove_stamp, write_stamp

# What pip says where the cause is plain, and how to say it to a person.
CAUSES = {
    "No space left on device": "the disk is full",
    "Failed to establish a new connection": "the package index cannot be reached; is there a network?",
    "NameResolutionError": "the package index cannot be reached; is there a network?",
    "ConnectTimeoutError": "the package index does not answer; is there a network?",
    "ReadTimeoutError": "the package index does not answer; is there a network?",
    "CERTIFICATE_VERIFY_FAILED": (
        "the package index's certificate is not trusted here; "
        "where a proxy inspects the traffic, name its certificate file in PIP_CERT"
    ),
    "Cannot connect to proxy": "the proxy to the package index cannot be reached",
}
# Ends pip's last error line where the cause stands in the output of a program that it ran, further up.
HOLLOW = "subprocess-exited-with-error"


def set_up(place: Place, extras: Collection[str]) -> None:
    """Build or repair the environment to completion, and stamp it."""
    sound = is_sound(place)
    runner_system.ensure_system(makes_venv=not sound)
    remove_stamp(place)
    started = time.monotonic()
    print(f"Setting up Annotator in {place.venv}, which takes a minute", file=sys.stderr, flush=True)
    if not sound:
        make_venv(place)
    install(place, extras)
    write_stamp(place, extras)
    print(f"Set up in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def is_sound(place: Place) -> bool:
    """Whether the environment has this Python and a working pip, and has not been moved.

    pip's own script says all three: it starts by the path it was installed with.
    """
    try:
        done = _run([place.script("pip"), "--version"], place)
    except OSError:
        return False
    home = os.path.realpath(place.venv) + os.sep
    _, _, origin = done.stdout.partition(" from ")
    return (
        done.returncode == 0
        and os.path.realpath(origin).startswith(home)
        and f"(python {python_version()})" in done.stdout
    )


def make_venv(place: Place) -> None:
    """Make an empty environment, in place of one that does not work."""
    base = getattr(sys, "_base_executable", None) or sys.executable  # also where run from inside a venv
    done = _run([base, "-m", "venv", "--clear", place.venv], place)
    if done.returncode != 0:
        raise Refusal(f"the virtual environment could not be made: {reason(done.stdout)}")


def install(place: Place, extras: Collection[str]) -> None:
    """Install the project, editable, with its extras and everything they need.

    pip compiles all that it installs but what is editable. Without that, each start reads the source where Python may
    not keep what it compiled, a quarter of the start; where it cannot be written here either, nothing is lost.
    """
    pip = [place.python, "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    done = _run([*pip, "--editable", f".[{','.join(extras)}]"], place)
    # On a full disk the line below must do.
    with contextlib.suppress(OSError), open(place.log, "w", encoding="utf-8") as log:
        log.write(done.stdout)
    if done.returncode != 0:
        raise Refusal(f"the packages could not be installed: {reason(done.stdout)} (pip's own: {place.log})")
    _run([place.python, "-m", "compileall", "-q", "annotator"], place)


def reason(output: str) -> str:
    """The cause of a failure in one line, out of all that pip or venv said."""
    for sign, words in CAUSES.items():
        if sign in output:
            return words
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error") and not line.endswith(HOLLOW)]
    return (errors or lines or ["it gave no reason"])[-1]


def _run(command: Sequence[str], place: Place) -> subprocess.CompletedProcess[str]:
    """Run a step in the project's folder, its output kept for the log."""
    return subprocess.run(
        command,
        cwd=place.root,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
