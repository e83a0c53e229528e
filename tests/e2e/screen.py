"""A virtual X screen: keys and mouse through XTEST, pixels through GetImage. No window manager."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

_KEYS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "pgdown": "Next", "pgup": "Prior",
         "enter": "Return", "esc": "Escape", "del": "Delete", ".": "period", ",": "comma", "+": "plus"}


class Screen:
    """One virtual screen."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._display = Display(name)
        self._root = self._display.screen().root

    def close(self) -> None:
        """Leave the screen."""
        self._display.close()

    def window(self, title: str, alive: "subprocess.Popen[bytes]", seconds: float = 30) -> Window:
        """Wait for a window whose title contains `title`, give it the keyboard, and return it."""
        end = monotonic() + seconds
        while monotonic() < end:
            assert alive.poll() is None, "the program ended"
            for window in self._root.query_tree().children:
                if title in (window.get_full_text_property(self._display.intern_atom("_NET_WM_NAME")) or "") and (
                        window.get_attributes().map_state == X.IsViewable):
                    window.set_input_focus(X.RevertToParent, X.CurrentTime)
                    self._display.sync()
                    return window
        raise AssertionError(f"no window {title!r} in {seconds} s")

    def press(self, *combinations: str) -> None:
        """Press keys one after another: `3`, `ctrl+z`, `shift+Right`."""
        for combination in combinations:
            codes = [self._code(part) for part in combination.split("+")] if combination != "+" else [self._code("+")]
            for code in codes:
                xtest.fake_input(self._display, X.KeyPress, code)
            for code in reversed(codes):
                xtest.fake_input(self._display, X.KeyRelease, code)
            self._display.sync()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button at `start`, move to `end`, let go."""
        self._move(start)
        xtest.fake_input(self._display, X.ButtonPress, 1)
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self._move(middle)
        self._move(end)
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()

    def click(self, place: tuple[int, int], times: int = 1) -> None:
        """Click the left button."""
        self._move(place)
        for _ in range(times):
            xtest.fake_input(self._display, X.ButtonPress, 1)
            xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()

    def scroll(self, place: tuple[int, int]) -> None:
        """Turn the wheel by one notch, towards oneself."""
        self._move(place)
        xtest.fake_input(self._display, X.ButtonPress, 5)
        xtest.fake_input(self._display, X.ButtonRelease, 5)
        self._display.sync()

    def pixels(self, box: tuple[int, int, int, int]) -> bytes:
        """Return what is painted in `box` (left, top, width, height), 4 bytes a pixel."""
        return bytes(self._root.get_image(*box, X.ZPixmap, 0xFFFFFFFF).data)

    def wait_for_change(self, box: tuple[int, int, int, int], before: bytes, seconds: float = 20) -> bytes:
        """Look until the box is painted otherwise than `before`; return the new pixels."""
        end = monotonic() + seconds
        while monotonic() < end:
            now = self.pixels(box)
            if now != before:
                return now
        raise AssertionError(f"nothing changed in {box} within {seconds} s")

    def settled(self, box: tuple[int, int, int, int]) -> bytes:
        """Return the box's pixels once they are the same in several looks: what is being painted has been."""
        seen, same = self.pixels(box), 0
        while same < 5:
            now = self.pixels(box)
            same, seen = (same + 1 if now == seen else 0), now
        return seen

    def _move(self, place: tuple[int, int]) -> None:
        xtest.fake_input(self._display, X.MotionNotify, x=place[0], y=place[1])

    def _code(self, key: str) -> int:
        name = _KEYS.get(key.lower(), key)
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        assert code, f"no key {key}"
        return int(code)


@contextmanager
def virtual_screen(size: str = "1440x900") -> Iterator[Screen]:
    """Start Xvfb and leave it again."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [shutil.which("Xvfb") or "Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            screen = Screen(f":{number.readline().strip()}")
        try:
            yield screen
        finally:
            screen.close()
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:  # seen once: the signal came while the server was busy with a parting client
            server.kill()
            server.wait(10)
