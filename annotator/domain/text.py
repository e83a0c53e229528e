"""Places in a text: graphemes, words and paragraphs around a position, and trimmed edges.

Positions are code points between characters, `0 <= position <= len(text)`; ranges are half-open. Every
function looks only around the position, so that one paragraph of 500,000 characters stays fast.
Graphemes and words: Unicode Standard Annex 29 (https://www.unicode.org/reports/tr29/).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from annotator.domain.patterns import Pattern

Range = tuple[int, int]
BREAKS = "\n\r\u2029"
"""What ends a line of the text."""
_BREAK = re.compile(r"\r\n|[\n\r\u2029]")
BLANK = frozenset(map(chr, (
    *range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x200E, 0x200F, *range(0x2028, 0x2030),
    0x205F, 0x2060, *range(0x2066, 0x206A), 0x3000, 0xFEFF)))
"""White space, and what has no width: never the edge of a span."""
_FILLED = Pattern("[^" + "".join(f"\\u{ord(char):04X}" for char in sorted(BLANK)) + "]")
_FILLED_BACK = Pattern("(?r)" + _FILLED.source)
_GRAPHEME = Pattern(r"\X")
# No grapheme ever breaks before anything else, so a search for boundaries may start at any of these
# (GB9b, GB9c, GB11 and GB12 of the annex look back from all others).
_PLAIN_BACK = Pattern(r"(?rV1)(?<![\p{GCB=Prepend}])[\p{GCB=XX}--\p{Extended_Pictographic}--\p{InCB=Consonant}]")
_BOUNDARY = Pattern(r"\b", words=True)
_WORDLIKE = Pattern(r"[\p{L}\p{N}\p{So}\p{Regional_Indicator}\p{Emoji_Presentation}]")
_LETTER_DOTS = Pattern(r"\p{L}(?:\.\p{L})+")
_CONTROLS = Pattern(r"[\u202A-\u202E\u2066-\u2069]")
_MIXED = frozenset(("R", "AL", "AN", "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"))
"""Unicode's classes of what may make a line run both ways (the standard library knows them: a first frame needs no
`regex`)."""
_LEFT_TO_RIGHT = Pattern(r"[\p{bc=L}\p{bc=EN}\p{bc=AN}]")
_RIGHT = frozenset(("R", "AL"))
_STRONG = _RIGHT | {"L"}
_WINDOW = 256
_MARGIN = 32
"""So far from a window's edge, where the window may cut a word, a word is certainly whole."""


def paragraph_range(text: str, position: int) -> Range:
    """Return the line at `position` without its terminator (LF, CRLF, CR or U+2029)."""
    if 0 < position < len(text) and text[position - 1] == "\r" and text[position] == "\n":
        position -= 1
    low, high = 0, len(text)
    for char in BREAKS:  # one after the other, each within what is left: a line may be long
        low = text.rfind(char, low, position) + 1 or low
        found = text.find(char, position, high)
        high = found if found >= 0 else high
    return low, high


def paragraphs(text: str) -> list[Range]:
    """Return all lines in order, each without its terminator; at least one."""
    result: list[Range] = []
    start = 0
    if "\r" not in text and "\u2029" not in text:  # ten times as fast in a long text
        for line in text.split("\n"):
            result.append((start, start + len(line)))
            start += len(line) + 1
        return result
    for match in _BREAK.finditer(text):
        result.append((start, match.start()))
        start = match.end()
    result.append((start, len(text)))
    return result


def next_paragraph(text: str, position: int) -> int:
    """Return the start of the next line with something in it, else the end of the text."""
    _, end = paragraph_range(text, position)
    filled = _FILLED.search(text, end)
    return paragraph_range(text, filled.start())[0] if filled else len(text)


def previous_paragraph(text: str, position: int) -> int:
    """Return the start of this line, or when there of the one before with something in it, else 0."""
    start, _ = paragraph_range(text, position)
    if start < position:
        return start
    filled = _FILLED_BACK.search(text, 0, start)
    return paragraph_range(text, filled.start())[0] if filled else 0


def grapheme_range(text: str, position: int) -> Range:
    """Return the grapheme that holds the character after `position`; empty at the end of the text."""
    if position >= len(text):
        return len(text), len(text)
    found = _GRAPHEME.finditer(text, _plain_start(text, position))
    return next(match.span() for match in found if match.end() > position)


def is_boundary(text: str, position: int) -> bool:
    """Whether `position` lies between two graphemes (or at an end of the text)."""
    return grapheme_range(text, position)[0] == position


def next_grapheme(text: str, position: int) -> int:
    """Return the end of the grapheme after `position`."""
    return grapheme_range(text, position)[1]


def previous_grapheme(text: str, position: int) -> int:
    """Return the start of the grapheme before `position`."""
    return grapheme_range(text, position - 1)[0] if position > 0 else 0


def snap(text: str, start: int, end: int) -> Range:
    """Return the range widened to whole graphemes; an empty range moves to the boundary before it."""
    low = grapheme_range(text, start)[0]
    if start >= end:
        return low, low
    return low, grapheme_range(text, end - 1)[1]


def trim(text: str, start: int, end: int) -> Range:
    """Return the range without white space (NBSP, U+FEFF and zero-width included) at its edges.

    No edge splits a grapheme: the start moves down, the end up. Nothing but white space gives an empty range.
    """
    while end > start and text[end - 1] in BLANK:
        end -= 1
    while start < end and text[start] in BLANK:
        start += 1
    return snap(text, start, end) if start < end else (start, start)


def word_range(text: str, position: int) -> Range | None:
    """Return the word at `position`, else the one that ends there, else the nearest in the paragraph.

    None where the paragraph has no word. Letters with dots keep the last dot: `U.S.`
    """
    low, high = paragraph_range(text, position)
    position = min(max(position, low), high)
    reach = _WINDOW
    while True:
        left, right = max(low, position - reach), min(high, position + reach)
        best = min(_words(text, left, right), key=lambda word: _distance(word, position), default=None)
        if (left, right) == (low, high) or (best and _inside(best, left, right, low, high)):
            return snap(text, *best) if best else None
        reach *= 4


def entity_word(text: str, position: int) -> Range | None:
    """Return the word at `position` without an English possessive ('s or ’s)."""
    word = word_range(text, position)
    if word and word[1] - word[0] > 2 and text[word[1] - 2] in "'’" and text[word[1] - 1] in "sS":
        return word[0], word[1] - 2
    return word


def is_rtl(text: str, start: int, end: int) -> bool:
    """Whether the first strongly directed character of the range reads right to left."""
    directions = map(unicodedata.bidirectional, text[start:end])
    return next((each for each in directions if each in _STRONG), "") in _RIGHT


def has_mixed_direction(text: str) -> bool:
    """Whether anything in `text` may run right to left, so that its order on a line is not its order in the text."""
    return not text.isascii() and not _MIXED.isdisjoint(map(unicodedata.bidirectional, set(text)))


def has_left_to_right(text: str) -> bool:
    """Whether anything in `text`, numbers too, runs left to right even within a line of the other direction."""
    return _LEFT_TO_RIGHT.search(text) is not None


def has_direction_controls(text: str) -> bool:
    """Whether invisible characters in `text` embed, override or isolate a direction."""
    return _CONTROLS.search(text) is not None


def next_word(text: str, position: int) -> int:
    """Return the start of the next word, else the end of the paragraph, else the next paragraph's start."""
    _, high = paragraph_range(text, position)
    if position >= high:
        return _after_break(text, high)
    return next((start for start, _ in _words_after(text, position, high) if start > position), high)


def next_word_end(text: str, position: int) -> int:
    """Return the end of the word around or after `position`, else the paragraph's end, else the next one's start."""
    _, high = paragraph_range(text, position)
    if position >= high:
        return _after_break(text, high)
    return next((end for _, end in _words_after(text, position, high) if end > position), high)


def previous_word(text: str, position: int) -> int:
    """Return the start of the word around or before `position`, else the paragraph's start or the last one's end."""
    low, _ = paragraph_range(text, position)
    if position <= low:
        return _before_break(text, low)
    return next((start for start, _ in _words_before(text, low, position) if start < position), low)


def previous_word_end(text: str, position: int) -> int:
    """Return the end of the word before `position`, else where the paragraph starts, else where the one before ends."""
    low, _ = paragraph_range(text, position)
    if position <= low:
        return _before_break(text, low)
    return next((end for _, end in _words_before(text, low, position) if end < position), low)


def _plain_start(text: str, position: int) -> int:
    """Return a grapheme boundary at or before `position`, close to it."""
    found = _PLAIN_BACK.search(text, 0, position + 1)
    return found.start() if found else 0


def _words(text: str, low: int, high: int) -> list[Range]:
    """Return the words between two positions of one paragraph."""
    bounds = [match.start() for match in _BOUNDARY.finditer(text, low, high)]
    words: list[Range] = []
    for start, end in pairwise(bounds):
        if _WORDLIKE.search(text, start, end):
            dotted = end < high and text[end] == "." and _LETTER_DOTS.fullmatch(text, start, end)
            words.append((start, end + 1 if dotted else end))
    return words


def _words_after(text: str, position: int, high: int) -> Iterator[Range]:
    """Yield the word around `position` and those after it in the paragraph that ends at `high`."""
    word = word_range(text, position)
    while word:
        yield word
        word = _neighbor(text, word[1], high, forward=True)


def _words_before(text: str, low: int, position: int) -> Iterator[Range]:
    """Yield the word around `position` and those before it in the paragraph that starts at `low`."""
    word = word_range(text, position)
    while word:
        yield word
        word = _neighbor(text, low, word[0], forward=False)


def _neighbor(text: str, low: int, high: int, *, forward: bool) -> Range | None:
    """Return the first (or last) word between two word boundaries of one paragraph."""
    reach = _WINDOW
    while low < high:
        left, right = (low, min(high, low + reach)) if forward else (max(low, high - reach), high)
        words = _words(text, left, right)
        best = (words[0] if forward else words[-1]) if words else None
        if (left, right) == (low, high) or (best and _inside(best, left, right, low, high)):
            return snap(text, *best) if best else None
        reach *= 4
    return None


def _inside(word: Range, left: int, right: int, low: int, high: int) -> bool:
    """Whether the window `[left, right)` of the paragraph `[low, high)` certainly did not cut the word."""
    return (left == low or word[0] - left >= _MARGIN) and (right == high or right - word[1] >= _MARGIN)


def _distance(word: Range, position: int) -> tuple[int, int]:
    """Order words by closeness: around the position, ending there, then by distance, left before right."""
    start, end = word
    if start <= position < end:
        return 0, 0
    return (position - end + 1, 1) if end <= position else (start - position + 1, 2)


def _after_break(text: str, end: int) -> int:
    """Return the start of the line after the one that ends at `end`."""
    match = _BREAK.match(text, end)
    return match.end() if match else end


def _before_break(text: str, start: int) -> int:
    """Return the end of the line before the one that starts at `start`."""
    return start - 2 if text[max(0, start - 2):start] == "\r\n" else max(0, start - 1)
