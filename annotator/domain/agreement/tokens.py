"""Tokens: what kappa and alpha are counted in.

A token is a stretch of text between white space (or characters without any width). In scripts written without spaces
(Chinese, Japanese, Thai, Lao, Khmer, Burmese) each letter is one, with the marks on it. A span touches a token when it
covers at least one code point of it, so that a comma more or less is no disagreement here.
"""

import re
from bisect import bisect_left
from functools import cache
from typing import Protocol
from unicodedata import category

from annotator.domain.finding import SPACELESS
from annotator.domain.text import BLANK

_BLANK = "".join(sorted(BLANK))
_LETTERS = SPACELESS.pattern[1:-1]
_SPECIAL = re.compile(f"[{_LETTERS}{''.join(char for char in _BLANK if ord(char) > 0xFF)}]")
_CLASSES = bytes(ord(" " if chr(code) in BLANK else "x") for code in range(0x100))
_MARKED = (range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3040, 0x3100))


class Tokens(Protocol):
    """The tokens of one text; positions are code points, `0 <= position < length`."""

    def begun(self, start: int, end: int) -> int:
        """Return how many tokens begin in `[start, end)`."""
    def parted(self, position: int) -> bool:
        """Return whether a token goes on at the position: it began before."""


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text."""
    if text.isascii() or not _SPECIAL.search(text):
        return _Spaced(text)
    return _Listed(text)


class _Spaced:
    """Words between white space of Latin-1, and no letters of scripts without spaces; one byte a code point, for speed:
    sixty million take half a second."""

    def __init__(self, text: str) -> None:
        self._classes = b" " + text.encode("latin-1", "replace").translate(_CLASSES)

    def begun(self, start: int, end: int) -> int:
        return self._classes.count(b" x", start, end + 1)

    def parted(self, position: int) -> bool:
        return self._classes[position:position + 2] == b"xx"


class _Listed:
    """Any text, token by token."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _token().finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def begun(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def parted(self, position: int) -> bool:
        before = bisect_left(self._starts, position) - 1
        return before >= 0 and position < self._ends[before]


@cache
def _token() -> re.Pattern[str]:
    marks = "".join(chr(code) for block in _MARKED for code in block if category(chr(code))[0] == "M")
    return re.compile(f"[{_LETTERS}][{marks}]*|[^{_BLANK}{_LETTERS}]+")
