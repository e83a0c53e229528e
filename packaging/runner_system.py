"""What the system must bring: Qt's libraries, a font, Python's venv module, a virtual screen for tests.

Libraries are looked for by loading them, which is quick and the same on every Linux; their packages
are named as Debian and Ubuntu do. Root on such a system gets them installed; anyone else gets one
line to copy.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from runner_place import Refusal, python_version

LIBRARIES = {
    # for every Qt program, also without a screen
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    # for a window under X
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
NEWER_NAMES = {"libglib2.0-0": "libglib2.0-0t64"}  # Ubuntu 24.04 and Debian 13 on
TEST_PROGRAMS = {"Xvfb": "xvfb"}


def ensure_system(makes_venv: bool) -> None:
    """See to it that Qt finds its libraries and a font, and that Python can make environments."""
    missing = missing_venv_module() if makes_venv else []
    if sys.platform.startswith("linux"):
        missing += missing_libraries()
    ensure_packages(missing, "system packages are missing")


def missing_venv_module() -> list[str]:
    """The package of Python's venv module where that is not whole: Debian packs it apart from Python."""
    whole = importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")
    return [] if whole else [f"python{python_version()}-venv"]


def ensure_test_programs() -> None:
    """Install the virtual screen for the end-to-end tests; where that cannot be, say so and go on."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    try:
        ensure_packages(missing, "the end-to-end tests need a virtual screen and are skipped")
    except Refusal as refusal:
        print(f"run.py: {refusal}", file=sys.stderr)


def missing_libraries(
    load: Callable[[str], object] = ctypes.CDLL, folders: Sequence[str] = FONT_FOLDERS
) -> list[str]:
    """The packages of the libraries that do not load, and of a font where there is none."""
    missing = [package for name, package in LIBRARIES.items() if not _loads(name, load)]
    return missing if any(_fonts(folders)) else [*missing, FONT]


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _fonts(folders: Sequence[str]) -> Iterator[str]:
    """The font files, found one by one: the first is enough."""
    for folder in folders:
        for _, _, names in os.walk(os.path.expanduser(folder)):
            yield from (name for name in names if name.lower().endswith((".ttf", ".otf", ".ttc", ".pfb")))


def ensure_packages(packages: Sequence[str], why: str) -> None:
    """Install Debian packages as root, or refuse with the line that installs them."""
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Refusal(f"{why}; install what your system calls (in Debian's words) {' '.join(packages)}")
    if not is_root():
        raise Refusal(f"{why}, please run: sudo apt-get install -y {' '.join(map(apt_name, packages))}")
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr, flush=True)
    _apt_get("update")  # its failure shows in the next line, if it matters
    done = _apt_get("install", "-y", "--no-install-recommends", *map(apt_name, packages))
    if done.returncode != 0:
        last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
        raise Refusal(f"{why}, and apt-get could not install {' '.join(packages)} ({last})")


def is_root() -> bool:
    """Whether packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_name(package: str) -> str:
    """What this release calls a package; the usual name where that cannot be told."""
    newer = NEWER_NAMES.get(package)
    return newer if newer and _apt_knows(newer) else package


def _apt_knows(package: str) -> bool:
    try:
        return subprocess.run(["apt-cache", "show", package], capture_output=True).returncode == 0
    except OSError:
        return False


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions, waiting a minute for another one to finish."""
    return subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=60", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
    )
