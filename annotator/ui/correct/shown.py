"""What Qt's text widget shows for a text, and the conversion between its positions and the text's code points.

Every line terminator is one position in the widget, CRLF too; an emoji is two. What Qt would swallow has a
stand-in. The conversion is made anew with every change, which takes a millisecond for a text of 1 MB.
"""

import re
from bisect import bisect_left, bisect_right

from annotator.ui.article_view.mapping import display_text

_BREAK = re.compile(r"\r\n|[\n\r\u2029]")
_NONE = "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
_UNEVEN = re.compile(f"(?![{_NONE}])[\U00010000-\U0010ffff]|\r\n")
"""What takes another number of positions in the widget than of code points (what is no character has a stand-in)."""
_SWALLOWED = str.maketrans({"\ufeff": "\u2060"})
"""Qt drops a leading U+FEFF; the word joiner is as invisible, and stays."""


def shown_text(text: str) -> str:
    """Return what the widget is given for a text."""
    return "\n".join(display_text(line) for line in _BREAK.split(text)).translate(_SWALLOWED)


class Places:
    """Converts positions of a text: code points there, UTF-16 units in the widget."""

    def __init__(self, text: str) -> None:
        """Look where the two counts part."""
        uneven = [] if text.isascii() and "\r" not in text else list(_UNEVEN.finditer(text))
        self._starts = [match.start() for match in uneven]
        self._units: list[int] = []
        """Where in the widget each of them ends."""
        self._by = [0]
        """How far ahead of the text the widget is after so many of them."""
        for match in uneven:
            step = -1 if match[0] == "\r\n" else 1
            self._by.append(self._by[-1] + step)
            self._units.append(match.end() + self._by[-1])
        self.end = len(text) + self._by[-1]
        """The last position in the widget."""

    def to_units(self, point: int) -> int:
        """Return the widget's position of a code point; within a CRLF the one before it."""
        return point + self._by[bisect_left(self._starts, point)]

    def to_points(self, unit: int) -> int:
        """Return the code point of a widget's position; within an emoji the one before it."""
        unit = min(unit, self.end)
        number = bisect_right(self._units, unit)
        point = unit - self._by[number]
        return min(point, self._starts[number]) if number < len(self._starts) else point

    def stands_apart(self, point: int) -> bool:
        """Whether the widget has a position for a code point: not where it is between a CR and its LF."""
        return self.to_points(self.to_units(point)) == point
