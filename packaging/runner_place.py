"""Where the project and its virtual environment are, and whether that environment is ready.

Every start passes through here, so only modules that are loaded anyway or quickly are imported.
A small text file inside the environment, the stamp, says what it was made for; it is written last,
so an environment without one was never finished.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

WINDOWS = os.name == "nt"


class Refusal(Exception):
    """Something the person must know or do first: shown as one plain line, exit code 2."""


class Place:
    """The project's folder and the paths of what the runner makes in it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.pyproject = os.path.join(root, "pyproject.toml")
        self.venv = os.path.join(root, ".venv")
        self.stamp = os.path.join(self.venv, "annotator-stamp")
        self.log = os.path.join(self.venv, "annotator-install.log")
        self.python = self.script("python")
        self.annotator = self.script("annotator")

    def script(self, name: str) -> str:
        """The path of a program in the virtual environment."""
        return os.path.join(self.venv, "Scripts", name + ".exe") if WINDOWS else f"{self.venv}/bin/{name}"


def here() -> Place:
    """The place this runner belongs to: the folder above its own."""
    return Place(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def python_version() -> str:
    """The running Python as `3.11`; a virtual environment outlives patch releases, not minor ones."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def is_ready(place: Place, extras: Collection[str]) -> bool:
    """Whether the environment was finished here, for this pyproject.toml and Python, with these extras."""
    try:
        with open(place.stamp, encoding="utf-8") as file:
            facts, _, installed = file.read().partition("extras ")
    except OSError:
        return False
    return (
        facts == _facts(place)
        and set(extras) <= set(installed.split())
        and os.path.exists(place.python)
        and os.path.exists(place.annotator)
    )


def write_stamp(place: Place, extras: Collection[str]) -> None:
    """Say that the environment is finished; whole or not at all."""
    unfinished = place.stamp + ".new"
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(_facts(place) + "extras " + " ".join(extras) + "\n")
    os.replace(unfinished, place.stamp)


def remove_stamp(place: Place) -> None:
    """Say that the environment is being worked on, and must not be trusted until it is stamped again."""
    try:
        os.remove(place.stamp)
    except OSError:
        if os.path.exists(place.stamp):
            raise


def _facts(place: Place) -> str:
    """What must be unchanged for the environment to be used as it is; its path shows a move."""
    from hashlib import sha256

    try:
        with open(place.pyproject, "rb") as file:
            digest = sha256(file.read()).hexdigest()
    except FileNotFoundError:
        raise Refusal(f"{place.pyproject} is missing: the copy of the project is incomplete") from None
    return f"pyproject {digest}\npython {python_version()}\nvenv {place.venv}\n"
