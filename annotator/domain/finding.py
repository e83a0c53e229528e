"""Finding words in one text: all places, as ranges of code points of the stored text.

White space of what is wanted stands for any white space. Case is left aside unless asked for; Unicode's
two ways to write an accented letter are one then (`folding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from annotator.domain.errors import UserError
from annotator.domain.folding import Folded, Range, fold

MOST = 10_000
"""Places that are found at most: more are no help to anybody's eyes."""
_SECONDS = 2.0
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]")
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters: a word ends there wherever one likes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to find. `case`: capital letters count. `words`: whole words only. `pattern`: `text` is a regular
    expression (package `regex`, version 1 syntax), in which white space means itself."""

    text: str
    case: bool = False
    words: bool = False
    pattern: bool = False


def find(text: str, wanted: Wanted, folded: Folded | None = None) -> Sequence[Range]:
    """Return the first MOST places in order, none empty and none overlapping; nothing wanted is found nowhere.

    `folded`: the folded text, where it is at hand already. Raises UserError for an expression that is broken or
    takes too long.
    """
    if not (wanted.text if wanted.pattern else wanted.text.strip()):
        return []
    found: list[Range] = []
    for start, end in _places(text, wanted, folded):
        if start < end and (not found or start >= found[-1][1]):
            found.append((start, end))
            if len(found) == MOST:
                break
    return found


def _places(text: str, wanted: Wanted, folded: Folded | None) -> Iterator[Range]:
    if wanted.pattern:
        yield from _expression(text, wanted)
    elif wanted.case:
        yield from literal(text, wanted.text, whole=wanted.words)
    else:
        folded = folded or Folded(text)
        for start, end in literal(folded.text, fold(wanted.text), whole=wanted.words):
            yield folded.original(start, end)


def literal(text: str, words: str, *, whole: bool = False, begins: bool = False, ends: bool = False) -> Iterator[Range]:
    """Yield where `words` stand in `text`, exactly as written but for white space.

    `begins`: only where a word begins with them; `ends`: only where one ends; `whole`: both.
    """
    for match in _compiled(words).finditer(text):
        start, end = match.span()
        cut = ((whole or begins) and joined(text, start)) or ((whole or ends) and joined(text, end))
        if not cut:
            yield start, end


def joined(text: str, position: int) -> bool:
    """Whether one word goes on over `position`."""
    if not 0 < position < len(text):
        return False
    before, after = _kind(text[position - 1]), _kind(text[position])
    if after == _MARK:
        return before != _OUTSIDE
    return before in (_LETTER, _MARK) and after == _LETTER


def is_outside(char: str) -> bool:
    """Whether a character belongs to no word."""
    return _kind(char) == _OUTSIDE


_OUTSIDE, _LETTER, _MARK, _ANYWHERE = range(4)


@lru_cache(maxsize=4096)
def _kind(char: str) -> int:
    """Return what a character is to words: outside them, a letter or digit, a mark on one, or of a spaceless script."""
    kind = category(char)[0]
    if kind == "M":
        return _MARK
    if kind not in "LN" and char != "_":
        return _OUTSIDE
    return _ANYWHERE if SPACELESS.match(char) else _LETTER


@lru_cache(maxsize=64)
def _compiled(words: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in words.split()]
    lead, trail = words[:1].isspace(), words[-1:].isspace()
    return re.compile((r"\s+" if lead else "") + r"\s+".join(parts) + (r"\s+" if trail else ""))


def _expression(text: str, wanted: Wanted) -> Iterator[Range]:
    import regex

    source = rf"\b(?:{wanted.text})\b" if wanted.words else wanted.text
    flags = regex.VERSION1 | regex.MULTILINE | (0 if wanted.case else regex.IGNORECASE)
    try:
        compiled = regex.compile(source, flags)
        for match in compiled.finditer(text, timeout=_SECONDS, concurrent=True):
            yield match.span()
    except regex.error as error:
        raise UserError(f"Incomplete expression: {str(error).partition(' at position')[0]}.") from None
    except TimeoutError:
        raise UserError("This expression takes too long here; make it simpler.") from None
