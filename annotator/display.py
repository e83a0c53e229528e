"""Whether a window can be shown; Qt itself would abort where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

NO_DISPLAY = (
    "there is no display to open the window on: start it from a desktop session, "
    "or use the command line (annotator --help)"
)


def display_problem(environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Why no window can be shown, in one line; None where one can."""
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return None
    x11, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    if not x11 and not wayland:
        return NO_DISPLAY
    if (x11 and _answers_x11(x11)) or (wayland and _answers_wayland(wayland, environ)):
        return None
    named = " and ".join(name for name in ("DISPLAY", "WAYLAND_DISPLAY") if environ.get(name))
    return f"no display answers under {named} ({x11 or wayland}): is that desktop session still running?"


def _answers_x11(display: str) -> bool:
    """Whether an X server listens; one on another machine is taken at its word."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    path = "/tmp/.X11-unix/X" + number.partition(".")[0]
    return _listens(path) or _listens("\0" + path)


def _answers_wayland(display: str, environ: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor listens; its name is a path or one below XDG_RUNTIME_DIR."""
    return _listens(os.path.join(environ.get("XDG_RUNTIME_DIR", ""), display))


def _listens(address: str) -> bool:
    """Whether something takes connections on a local socket."""
    import socket

    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(address)
        except OSError:
            return False
    return True
