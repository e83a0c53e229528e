"""Screens with more pixels, and parts of pixels: scrolling leaves nothing behind."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import VIEW, Program
from tests.e2e.screen import virtual_screen

pytestmark = pytest.mark.e2e
_WORDS = "The rockets fired at the coalition base next to the main airport did not reach the facility. "


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_what_was_scrolled_is_what_would_be_painted_anew(
        own_home: Path, imported: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        scale: float) -> None:
    text = "\n".join(f"{number}. {_WORDS * (1 + number % 3)}" for number in range(120))
    spans = [{"start": at, "end": at + 7, "label": "ORG"} for at in range(4, len(text) - 100, 97)
             if not text[at].isspace() and not text[at + 6].isspace() and "\n" not in text[at:at + 7]]
    line = {"id": "a", "text": text, "annotator": "ana", "spans": spans}
    (tmp_path / "long.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    monkeypatch.setenv("QT_SCALE_FACTOR", str(scale))
    left, top, width, height = (round(each * scale) for each in VIEW)
    view = (left, top, width, height)
    with virtual_screen(f"{round(1440 * scale)}x{round(901 * scale)}") as screen:
        program = Program(screen, own_home, str(imported(tmp_path / "long.jsonl")))
        seen = screen.settled(view)
        for key in ("pgdown", "Down", "Down", "Up", "pgdown", "pgdown", "Down", "pgup", "Down", "Down", "Down"):
            screen.press(key)
            screen.scroll((left + width // 2, top + height // 2))
            screen.wait_for_change(view, seen)
            seen = screen.settled(view)
        for _ in range(2):  # outlines on and off again: all is painted anew
            before = screen.settled(view)
            screen.press("ctrl+shift+o")
            screen.wait_for_change(view, before)
        assert screen.settled(view) == seen
        program.quit()
