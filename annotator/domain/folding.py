"""Texts without case, for looking things up, and the way back to the places of the stored text.

Folded texts also compare equal where Unicode calls them the same (`é` as one character or as `e` and an accent);
the dot that folding İ leaves behind goes too: who types izmir means İzmir. Accents themselves count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from unicodedata import combining, is_normalized, normalize

Range = tuple[int, int]
_DOTTED = "i\u0307"
_BLOCKS = (range(0x80, 0xD800), range(0xE000, 0x10000))
"""Where composed characters are looked for; those beyond (old scripts, notes) would make it four times as slow."""


def fold(text: str) -> str:
    """Return the text without case."""
    return text.lower() if text.isascii() else _quick(text) or Folded(text).text


def _quick(text: str) -> str:
    """Return the folded text where every character stays one character, else nothing."""
    folded = text.casefold()
    return folded if len(folded) == len(text) and _DOTTED not in folded and is_normalized("NFC", folded) else ""


class Folded:
    """A folded text that knows where each of its characters stood. Positions are code points."""

    def __init__(self, text: str) -> None:
        self._new: list[int] = []
        self._old: list[int] = []
        self._whole: list[bool] = []
        self.text = text.lower() if text.isascii() else _quick(text) or self._by_pieces(text)

    def original(self, start: int, end: int) -> Range:
        """Return the range of the stored text that `[start, end)` of the folded text came from, in whole characters."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _by_pieces(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        for piece in _changing().finditer(text):
            parts += (text[at:piece.start()].casefold(), _fold_piece(piece[0]))
            self._old += (at, piece.start())
            self._whole += (False, True)
            at = piece.end()
        parts.append(text[at:].casefold())
        self._old += (at, len(text))
        self._whole.append(False)
        self._new = list(accumulate(map(len, parts), initial=0))
        return "".join(parts)

    def _place(self, position: int) -> Range:
        """Return the stored characters behind the folded character at `position`."""
        if not self._new:
            return position, position + 1
        part = bisect_right(self._new, position) - 1
        if self._whole[part]:
            return self._old[part], self._old[part + 1]
        place = self._old[part] + position - self._new[part]
        return place, place + 1


def _fold_piece(piece: str) -> str:
    return normalize("NFC", normalize("NFC", piece).casefold()).replace(_DOTTED, "i")


@lru_cache(maxsize=1)
def _changing() -> re.Pattern[str]:
    """Return what finds the pieces that fold as a whole: letters that fold to several, letters with marks, jamo."""
    planes = [chr(code) for block in _BLOCKS for code in block]
    several = "".join(char for char in planes if len(char.casefold()) > 1 or normalize("NFC", char) != char)
    marks = "".join({char for char in planes if combining(char)}.union(
        *(normalize("NFD", char)[1:] for char in planes if not "\uac00" <= char <= "\ud7a3")))
    jamo = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
    return re.compile(f"(?:{jamo}|.)[{marks}]+|[{several}]|{jamo}", re.DOTALL)
