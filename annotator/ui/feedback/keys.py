"""The keys of the walk through feedback, in the article and in the list."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.article_view.keys import label_key

WalkKey = Literal["accept", "dispute", "reply", "take back", "next", "previous", "next open"]
_LETTERS: dict[str, WalkKey] = {"A": "accept", "D": "dispute", "C": "reply", "U": "take back"}
_SIGNS: dict[str, WalkKey] = {".": "next", ",": "previous", " ": "next open"}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def walk_key(event: QKeyEvent) -> WalkKey | None:
    """Return what a key means in the walk, None where it means nothing there. Letters are found on layouts without
    Latin ones too, as those of labels are."""
    letter = label_key(event)
    if letter is not None:
        return _LETTERS.get(letter)
    return None if event.modifiers() & _HELD else _SIGNS.get(event.text())
