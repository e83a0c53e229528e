"""Where no window can be shown, one line says so before Qt would abort."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from annotator.display import NO_DISPLAY, display_problem

needs_unix_sockets = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")


def test_without_any_display_the_line_says_so() -> None:
    assert display_problem({}, "linux") == NO_DISPLAY


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({}, "darwin"),
        ({}, "win32"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"DISPLAY": "localhost:10.0"}, "linux"),  # forwarded, over a network
    ],
)
def test_nothing_is_wrong(environ: dict[str, str], platform: str) -> None:
    assert display_problem(environ, platform) is None


@needs_unix_sockets
@pytest.mark.parametrize(
    "environ",
    [{"DISPLAY": ":64999"}, {"DISPLAY": "unix:64999.0"}, {"WAYLAND_DISPLAY": "/nowhere/wayland-0"}],
)
def test_a_display_that_does_not_answer_is_named(environ: dict[str, str]) -> None:
    problem = display_problem(environ, "linux")
    assert problem is not None
    assert all(name in problem and value in problem for name, value in environ.items())


@pytest.mark.skipif(sys.platform == "win32", reason="Wayland is a Unix socket")
def test_wayland_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path has little room
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind("wayland-0")
        compositor.listen()
        environ = {"DISPLAY": ":64999", "WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "."}
        assert display_problem(environ, "linux") is None
