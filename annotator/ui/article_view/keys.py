"""Which key does what in the article view."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_PLAIN = {
    _Key.Key_Left: "left", _Key.Key_Right: "right", _Key.Key_Up: "up", _Key.Key_Down: "down",
    _Key.Key_Home: "row-start", _Key.Key_End: "row-end", _Key.Key_PageUp: "page-up", _Key.Key_PageDown: "page-down",
    _Key.Key_F7: "sentence-up", _Key.Key_F8: "sentence-down",
}
_CONTROL = {
    _Key.Key_Left: "word-left", _Key.Key_Right: "word-right", _Key.Key_Up: "paragraph-up",
    _Key.Key_Down: "paragraph-down", _Key.Key_Home: "start", _Key.Key_End: "end",
}
# Rows of the keyboard by their first scan code (evdev's plus 8, as X11 and Wayland report it).
_SCAN_ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
_SCAN = {first + index: char for first, row in _SCAN_ROWS.items() for index, char in enumerate(row)}


def move_of(event: QKeyEvent) -> tuple[str, bool] | None:
    """Return the caret's move that a key asks for, and whether it extends the selection."""
    modifiers = _modifiers(event)
    extend = bool(modifiers & _Modifier.ShiftModifier)
    rest = modifiers & ~_Modifier.ShiftModifier
    if rest == _Modifier.NoModifier:
        move = _PLAIN.get(_Key(event.key()))
    elif rest == _Modifier.ControlModifier:
        move = _CONTROL.get(_Key(event.key()))
    else:
        move = None
    return (move, extend) if move else None


def label_key(event: QKeyEvent) -> str | None:
    """Return the letter or digit of an unmodified key, upper case; a letter of a layout without Latin letters gives
    the Latin one on the same key where the platform tells, else itself."""
    if _modifiers(event) != _Modifier.NoModifier:
        return None
    text = event.text()
    if len(text) == 1 and text.isascii() and text.isalnum():
        return text.upper()
    if len(text) != 1 or not text.isprintable() or text.isspace():
        return None
    latin = _latin(event)
    return latin or (text.upper() if text.isalnum() else None)


def is_plain(event: QKeyEvent, *keys: Qt.Key) -> bool:
    """Whether one of the keys was pressed without modifiers."""
    return event.key() in keys and _modifiers(event) == _Modifier.NoModifier


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~(_Modifier.KeypadModifier | _Modifier.GroupSwitchModifier)


def _latin(event: QKeyEvent) -> str | None:
    code = event.key()
    if sys.platform == "win32":
        code = event.nativeVirtualKey() or code
    if 0x30 <= code <= 0x39 or 0x41 <= code <= 0x5A:
        return chr(code)
    return _SCAN.get(event.nativeScanCode()) if sys.platform.startswith("linux") else None
