"""Keys that stay as they are: moving the caret, editing text, and what the system keeps for itself."""

import sys
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier


class FixedKeys(NamedTuple):
    """What some keys do wherever there is text, in Qt's portable words; `shift`: also with Shift, to select."""

    words: str
    keys: tuple[str, ...]
    shift: bool = True


MOVES = (
    FixedKeys("by a character", ("Left", "Right")),
    FixedKeys("by a word", ("Ctrl+Left", "Ctrl+Right")),
    FixedKeys("by a sentence", ("F7", "F8")),
    FixedKeys("by a line", ("Up", "Down")),
    FixedKeys("by a paragraph", ("Ctrl+Up", "Ctrl+Down")),
    FixedKeys("by a page", ("PgUp", "PgDown")),
    FixedKeys("to the ends of the line", ("Home", "End")),
    FixedKeys("to the ends of the article", ("Ctrl+Home", "Ctrl+End")),
)
"""How the caret moves."""
OTHERS = (
    FixedKeys("let go: marker, selection, span, notice", ("Esc",), False),
    FixedKeys("select all", ("Ctrl+A",), False),
    FixedKeys("copy the selected text", ("Ctrl+C",), False),
    FixedKeys("next and previous field", ("Tab",), True),
)
"""What else the article keeps for itself."""
_TEXT = (FixedKeys("cuts text", ("Ctrl+X",), False), FixedKeys("pastes text", ("Ctrl+V",), False))
_SYSTEM = {"Alt+F4": "closes the window", "Alt+Tab": "changes to another program", "Ctrl+Alt+Del": "is the system’s",
           "Print": "takes a picture of the screen", "Alt+Space": "opens the window’s own menu"}
_TYPING = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space, _Key.Key_Backspace, _Key.Key_Delete, _Key.Key_Insert)
_MODIFIERS = (_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_CapsLock,
              _Key.Key_NumLock, _Key.Key_unknown)


def normal(combination: QKeyCombination) -> str:
    """Return a pressed key in portable words: the number pad's keys are the usual ones, and Shift that was only
    needed to type a sign is left out. Empty for a modifier alone."""
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if key in _MODIFIERS:
        return ""
    modifiers &= ~(_Modifier.KeypadModifier | _Modifier.GroupSwitchModifier)
    if key == _Key.Key_Enter:
        key = _Key.Key_Return
    elif key == _Key.Key_Backtab:
        key, modifiers = _Key.Key_Tab, modifiers | _Modifier.ShiftModifier
    elif key < 0x01000000 and key != _Key.Key_Space and not chr(key).isalnum():
        modifiers &= ~_Modifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)


def parsed(words: str) -> str:
    """Return a key's portable words as `normal` writes them; empty where they name no single key."""
    keys = QKeySequence(words, QKeySequence.SequenceFormat.PortableText)
    return normal(keys[0]) if keys.count() == 1 else ""  # type: ignore[index]


def is_label_key(key: str) -> bool:
    """Whether a key (portable words) is a letter or digit alone, which belongs to labels."""
    return len(key) == 1 and key.isalnum()


def types_text(key: str) -> bool:
    """Whether a key writes or deletes where text is typed, so that only the article can lend it to a command."""
    combination = QKeySequence(key)[0]  # type: ignore[index]
    held = combination.keyboardModifiers() & ~_Modifier.ShiftModifier
    return held == _Modifier.NoModifier and (combination.key() < 0x01000000 or combination.key() in _TYPING)


def fixed_use(key: str) -> str:
    """Return what a key does that no command can have ("moves the caret by a word"), empty where it is free."""
    plain = key.replace("Shift+", "", 1)
    for group, verb in ((MOVES, "moves the caret "), (OTHERS, "is for: "), (_TEXT, "")):
        for each in group:
            if key in each.keys or (each.shift and plain in each.keys):
                return verb + each.words
    if key in _SYSTEM:
        return _SYSTEM[key]
    if "Meta+" in key and sys.platform != "darwin":
        return "belongs to the desktop"
    return ""
