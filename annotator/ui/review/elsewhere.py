"""What belongs to label mode: keys that mean one's own selected span, and what is said to them while one reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_BACK = "Label in the tool bar goes back to labeling."
_PARTS = "E makes a proposal of the span at hand; words are added to that, and taken off."
_NOBODYS = "Nobody’s spans are changed while you review: R rejects the one at hand, E proposes another."
WORDS = {
    "label.marker": "While you review there is no marker; select words and press a label’s key.",
    "label.relate": f"Relations are made in label mode. {_BACK}",
    "label.others": f"Other occurrences are labeled in label mode. {_BACK}",
    "label.fragment.add": _PARTS,
    "label.fragment.remove": _PARTS,
}
"""By the id of the command."""
_OWN = ("label.delete", "label.edit", *(f"label.{edge}.{unit}.{way}" for edge in ("start", "end")
                                        for unit in ("character", "word") for way in ("on", "back")))
"""Commands that mean the span that was labeled just now, where there is one."""


def instead(window: MainWindow, pressed: str) -> str:
    """Return what to say to a key (portable words) whose command does nothing while one reviews; empty where that
    command, if it is one, may be done."""
    if not pressed:
        return ""
    for id, words in WORDS.items():
        if pressed in window.keymap.keys(id):
            return words
    if window.desk.selected_span is None and any(pressed in window.keymap.keys(id) for id in _OWN):
        return _NOBODYS
    return ""
