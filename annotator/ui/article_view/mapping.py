"""What is shown for a stretch of text, and the conversion between its code points and Qt's UTF-16 units.

The display string has as many code points as the text: each character that Qt would swallow, misdraw or
treat as its own is replaced by one stand-in. Widgets are never read back.
"""

import re
from bisect import bisect_left

_PICTURES = {code: 0x2400 + code for code in range(32) if code != 9} | {0x7F: 0x2421}
_ODD = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff]")
# Apart from the others: a class that reaches beyond U+FFFF is searched twenty times slower.
_NO_CHARACTERS = re.compile(
    "[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def display_text(text: str) -> str:
    """Return `text` with stand-ins: pictures for control characters, U+FFFD for what is no character."""
    if text.isascii() and text.isprintable():
        return text
    shown = _ODD.sub(lambda match: chr(_PICTURES.get(ord(match[0]), 0xFFFD)), text)
    return _NO_CHARACTERS.sub("\ufffd", shown) if max(shown) > "\uffff" else shown


class Mapping:
    """Converts offsets of one display string; both counts start at its first character."""

    __slots__ = ("_astral", "_units")

    def __init__(self, display: str) -> None:
        self._astral = [] if display.isascii() else [match.start() for match in _ASTRAL.finditer(display)]
        self._units = [place + index for index, place in enumerate(self._astral)]

    def to_units(self, point: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return point + bisect_left(self._astral, point) if self._astral else point

    def to_points(self, unit: int) -> int:
        """Return the code point offset of a UTF-16 offset; one inside a surrogate pair counts as before it."""
        return unit - bisect_left(self._units, unit) if self._astral else unit
