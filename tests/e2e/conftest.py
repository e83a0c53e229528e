"""Starts the real program on a virtual screen and ends it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from tests.e2e.screen import Screen, virtual_screen

VIEW = (300, 120, 720, 700)
"""A part of the screen that only the article view paints."""


class Program:
    """The program under test, in a process of its own."""

    def __init__(self, screen: Screen, home: Path, *arguments: str) -> None:
        self.screen = screen
        environment = {**os.environ, "DISPLAY": screen.name, "HOME": str(home), "LANG": "C.UTF-8"}
        environment.pop("QT_QPA_PLATFORM", None)
        environment.pop("WAYLAND_DISPLAY", None)
        self._log = (home / "program.log").open("ab")
        self.process = subprocess.Popen([sys.executable, "-m", "annotator", *arguments], env=environment,
                                        stdout=self._log, stderr=self._log)
        self.window = screen.window("Annotator", self.process)
        self.painted = self.wait_until_still()

    def wait_until_still(self) -> bytes:
        """Wait for the first article to be painted, return the view's pixels."""
        blank = self.screen.pixels((0, 0, 1, 1)) * (VIEW[2] * VIEW[3])
        now = self.screen.wait_for_change(VIEW, blank)
        while len(set(memoryview(now).cast("I"))) < 8:  # paper alone: the text is still to come
            now = self.screen.wait_for_change(VIEW, now)
        return now

    def press(self, *keys: str, painted: bool = False) -> None:
        """Press keys; with `painted`, wait after each until the article view shows its effect."""
        for key in keys:
            before = self.screen.pixels(VIEW)
            self.screen.press(key)
            if painted:
                self.screen.wait_for_change(VIEW, before)

    def kill(self) -> None:
        """Lose power: SIGKILL, at once."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self._log.close()

    def quit(self) -> None:
        """Close the window as a user does."""
        if self.process.poll() is None:
            self.screen.press("ctrl+q")
            assert self.process.wait(20) == 0
        self._log.close()

    def output(self) -> str:
        """Return what the program printed."""
        return Path(self._log.name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A virtual screen for all end-to-end tests."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed, so there is no screen for the real window")
    with virtual_screen() as opened:
        yield opened


@pytest.fixture
def start(screen: Screen, own_home: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program; whatever still runs after the test is ended."""
    started: list[Program] = []

    def begin(*arguments: str) -> Program:
        started.append(Program(screen, own_home, *arguments))
        return started[-1]

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.kill()


@pytest.fixture
def imported(tmp_path: Path) -> Callable[[Path], Path]:
    """Makes a project with the articles of a file."""

    def make(file: Path) -> Path:
        path = tmp_path / "work.annotator"
        session = Session(bootstrap.create_project(path), "ana")
        import_files(session, bootstrap.formats(), [Source(file)], ImportOptions())
        session.close()
        return path

    return make
