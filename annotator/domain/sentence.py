"""Sentences by rule: where one ends in the languages of news, without a model.

Positions are code points, ranges half-open. A sentence never crosses a line's end. Looks only around the
position, in windows that grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.domain.patterns import Pattern
from annotator.domain.text import Range, next_paragraph, paragraph_range, previous_paragraph, trim

if TYPE_CHECKING:
    from regex import Match

_CLOSERS = "\"'”’»›)\\]」』】》〉"
_OPENERS = "\"'“‘„«‹(\\[「『【《〈¿¡"
# What ends a sentence, the quotes and brackets that close with it, and the space after it (none is needed
# in scripts that write without spaces).
_END = Pattern(rf"(?:(?P<dot>\.)|[.!?…؟۔]+)[{_CLOSERS}]*(?=\s|\Z)|(?P<wide>[。！？]+)[{_CLOSERS}]*")
_TOKEN_BACK = Pattern(r"(?r)[\p{L}\p{M}.]+")
_FOLLOWING = Pattern(rf"\s*(?P<open>[{_OPENERS}]*)(?P<word>[\p{{L}}\p{{N}}]*)")
_INITIALS = Pattern(r"\p{Lu}|\p{L}(?:\.\p{L})+")
_TERMINATORS = frozenset(".!?…؟۔。！？")
_TITLES = frozenset((
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Pres", "Gov", "Sen", "Rep", "Gen", "Col", "Lt", "Maj", "Sgt",
    "Capt", "Cmdr", "Adm", "St", "Mt", "Ft", "Messrs", "Mme", "Mlle", "Msgr",
))
_RUNNING = frozenset((
    "vs", "e.g", "i.e", "cf", "approx", "ca", "vol", "pp", "fig", "eds", "bzw",
))
_NUMBERED = frozenset((
    "no", "nos", "nr", "art", "sec", "ch", "p",
))
_SOMETIMES = frozenset((
    "inc", "ltd", "co", "corp", "jr", "sr", "etc", "al", "dept", "univ", "assn", "bros", "ph.d", "ave", "blvd",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
    "wed", "thu", "thur", "thurs", "fri",
))
"""Abbreviations that end a sentence only where a usual first word, a quote or nothing follows."""
_STARTERS = frozenset((
    "The", "A", "An", "He", "She", "It", "We", "They", "I", "You", "This", "That", "These", "Those", "There",
    "Here", "But", "And", "Or", "So", "Yet", "In", "On", "At", "As", "By", "For", "From", "If", "When", "While",
    "After", "Before", "Since", "Although", "Though", "However", "Meanwhile", "Many", "Some", "Most", "Several",
    "Its", "His", "Her", "Their", "Our", "My", "What", "Who", "Why", "How", "Where", "Both", "Last", "Now", "Then",
    "Under", "With", "Without", "According", "Officials", "Police",
))
_REACH = 1024


def sentence_range(text: str, position: int) -> Range:
    """Return the sentence at `position`, trimmed; empty only where the line has nothing in it."""
    low, high = paragraph_range(text, position)
    start, end = trim(text, low, high)
    if start == end:
        return start, end
    position = min(max(position, start), end - 1)
    return trim(text, _last_end(text, start, position, end), _first_end(text, start, position, end))


def next_sentence(text: str, position: int) -> int:
    """Return where the next sentence starts, in this line or a later one, else the end of the text."""
    _, high = paragraph_range(text, position)
    start, end = sentence_range(text, position)
    if position < start:
        return start
    following, limit = trim(text, end, high)
    return following if following < limit else trim(text, next_paragraph(text, position), len(text))[0]


def previous_sentence(text: str, position: int) -> int:
    """Return where this sentence starts, or when there the one before, else 0."""
    low, _ = paragraph_range(text, position)
    start, end = sentence_range(text, position)
    if start < position and start < end:
        return start
    before, limit = trim(text, low, min(start, position))
    if before == limit:
        line = previous_paragraph(text, low)
        before, limit = trim(text, *paragraph_range(text, line)) if line < low else (0, 0)
    return sentence_range(text, limit - 1)[0] if before < limit else 0


def _last_end(text: str, low: int, position: int, high: int) -> int:
    """Return where the sentence before the one at `position` ends, `low` where there is none."""
    reach = _REACH
    while True:
        left = max(low, position - reach)
        while left > low and text[left - 1] in _TERMINATORS:
            left -= 1
        last = left
        for end in _ends(text, left, low, high):
            if end > position:
                break
            last = end
        if last > left or left == low:
            return last
        reach *= 4


def _first_end(text: str, low: int, position: int, high: int) -> int:
    """Return where the sentence at `position` ends."""
    left = position
    while left > low and text[left - 1] in _TERMINATORS:
        left -= 1
    return next((end for end in _ends(text, left, low, high) if end > position), high)


def _ends(text: str, left: int, low: int, high: int) -> Iterator[int]:
    """Yield where the sentences of the line `[low, high)` end, from `left` on, with one following space."""
    for match in _END.finditer(text, left, high):
        if _ends_sentence(text, match, low, high):
            yield match.end() + (match.end() < high and text[match.end()].isspace())


def _ends_sentence(text: str, match: Match[str], low: int, high: int) -> bool:
    """Whether what looks like the end of a sentence is one, judged by the words around it."""
    if match["wide"]:
        return True
    following = _FOLLOWING.match(text, match.end(), high)
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    before = _TOKEN_BACK.match(text, low, match.start()) if match["dot"] else None
    if before is None or not word:
        return True
    token = before[0].strip(".")
    if token in _TITLES or token.lower() in _RUNNING or (token.lower() in _NUMBERED and word.isdecimal()):
        return False
    if _INITIALS.fullmatch(token) or token.lower() in _SOMETIMES:
        return word in _STARTERS or (len(token) > 1 and bool(following and following["open"]))
    return True
