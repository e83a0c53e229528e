"""What Qt's text widget shows for a text, and the conversion between its positions and the text's code points.

Every line terminator is one position in the widget, CRLF too; an emoji is two. What Qt would swallow has a
stand-in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from annotator.domain.draft import Change
from annotator.ui.article_view.mapping import display_text

_UNEVEN = re.compile("[\U00010000-\U0010ffff]|\r\n")
"""What may take another number of positions in the widget than of code points."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")
"""What is shown as something else. (A class with characters beyond U+FFFF would be searched twenty times slower.)"""
_NO_CHARACTERS = [chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)]
_JOINER = "\u2060"
"""Qt drops a leading U+FEFF; the word joiner is as invisible, and stays."""


def shown_text(text: str) -> str:
    """Return what the widget is given for a text."""
    if text.isascii() and text.isprintable():
        return text
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    shown = _ODD.sub(lambda match: _JOINER if match[0] == "\ufeff" else display_text(match[0]), shown)
    for each in _NO_CHARACTERS:
        shown = shown.replace(each, display_text(each))
    return shown


class Places:
    """Converts positions of a text: code points there, UTF-16 units in the widget."""

    def __init__(self, text: str) -> None:
        """Look where the two counts part."""
        even = "\r\n" not in text and len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
        self._set([] if even else list(_uneven(text, 0, len(text))), len(text))

    def after(self, change: Change, text: str) -> "Places":
        """Return the places of the text that a change made of this one; only what is around it is looked at."""
        start, end, put = change
        by = len(put) - (end - start)
        low, high = max(0, start - 1), end + 1
        moved = Places("")
        moved._set([*self._parts[:bisect_left(self._parts, (low,))], *_uneven(text, low, min(high + by, len(text))),
                    *((place + by, step) for place, step in self._parts[bisect_left(self._parts, (high,)):])],
                   len(text))
        return moved

    def _set(self, parts: list[tuple[int, int]], length: int) -> None:
        """Take the places where the counts part, and by how much."""
        self._parts = parts
        self._starts = [start for start, _ in parts]
        self._by = [0, *accumulate(step for _, step in parts)]
        """How far ahead of the text the widget is after so many of them."""
        ends = (start + (2 if step < 0 else 1) for start, step in parts)
        self._units = [end + by for end, by in zip(ends, self._by[1:], strict=True)]
        """Where in the widget each of them ends."""
        self.end = length + self._by[-1]
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


def _uneven(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places from `start` before `end` where the widget has more (1) or fewer (-1) positions."""
    for match in _UNEVEN.finditer(text, start, end + 1):
        if match.start() < end and ord(match[0][0]) & 0xFFFE != 0xFFFE:  # what is no character has a stand-in
            yield match.start(), -1 if match[0] == "\r\n" else 1
