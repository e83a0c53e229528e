"""Edits: what turns one text into another, found by comparing them, or kept while somebody types.

All offsets are code points. Comparing is bounded: lines first, then words, then the letters of words that
resemble each other, and never a table of one long text against another.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\u2029]*(?:\r\n|[\n\r\u2029]|\Z)")
_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
_TABLE = 250_000
"""Pairs of tokens that are compared one by one at most; beyond that only tokens that stand once are matched."""
_LETTERS = 200
"""Longest stretch that is compared letter by letter."""
_ALIKE = 0.5
"""How much of two stretches must be the same for one to count as made from the other."""


class Edit(NamedTuple):
    """`old[start:end]` became `new[new_start:new_end]`; one of the two may be empty. Edits are sorted and apart."""

    start: int
    end: int
    new_start: int
    new_end: int


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that turn `old` into `new`, found by comparing; none where they are equal."""
    return refined(old, new, (Edit(0, len(old), 0, len(new)),))


def refined(old: str, new: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits without what stays the same inside them, such as a text pasted over itself."""
    return tuple(part for edit in edits for part in _compared(old, new, edit, (_LINE, _WORD)))


def changed(edits: Sequence[Edit], start: int, end: int, length: int) -> tuple[Edit, ...]:
    """Return the edits once `[start, end)` of the new text was replaced by `length` code points."""
    before = [edit for edit in edits if edit.new_end < start]
    after = [edit for edit in edits if edit.new_start > end]
    touched = edits[len(before):len(edits) - len(after)]
    by = length - (end - start)
    low = start + (before[-1].end - before[-1].new_end if before else 0)
    joined = Edit(low, low + end - start, start, start + length)
    if touched:
        first, last = touched[0], touched[-1]
        head = min(first.new_start, start)
        tail = max(last.new_end, end)
        joined = Edit(first.start - (first.new_start - head), last.end + (tail - last.new_end), head, tail + by)
    shifted = (edit._replace(new_start=edit.new_start + by, new_end=edit.new_end + by) for edit in after)
    return (*before, joined, *shifted)


def common_start(some: Iterable[str], others: Iterable[str]) -> int:
    """Return how many of the first characters are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _compared(old: str, new: str, edit: Edit, levels: Sequence[re.Pattern[str]]) -> Iterator[Edit]:
    start, end, new_start, new_end = edit
    if old[start:end] == new[new_start:new_end]:
        return
    if start == end or new_start == new_end:
        yield edit
        return
    if not levels:
        yield from _letters(old, new, edit)
        return
    before, after = _tokens(levels[0], old, start, end), _tokens(levels[0], new, new_start, new_end)
    olds, news = _offsets(before, start), _offsets(after, new_start)
    gaps = list(_unmatched(before, after))
    if levels[0] is _WORD and not _resemble(before, after, gaps):
        yield from _letters(old, new, edit)
        return
    for low, high, new_low, new_high in gaps:
        yield from _compared(old, new, Edit(olds[low], olds[high], news[new_low], news[new_high]), levels[1:])


def _resemble(before: Sequence[str], after: Sequence[str], gaps: Iterable[Edit]) -> bool:
    """Whether two stretches share so many words that one was made from the other; else they just share some."""
    same = _words(before) - sum(_words(before[gap.start:gap.end]) for gap in gaps)
    return same >= _ALIKE * min(_words(before), _words(after))


def _words(tokens: Iterable[str]) -> int:
    return sum(not token.isspace() for token in tokens)


def _tokens(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[str]:
    return [match[0] for match in pattern.finditer(text, start, end) if match[0]]


def _offsets(tokens: Sequence[str], start: int) -> list[int]:
    offsets = [start]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _unmatched(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Yield what differs between two sequences of tokens, as places in them."""
    waiting = [Edit(0, len(old), 0, len(new))]
    while waiting:
        start, end, new_start, new_end = waiting.pop()
        while start < end and new_start < new_end and old[start] == new[new_start]:
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        if start == end or new_start == new_end:
            if start < end or new_start < new_end:
                yield Edit(start, end, new_start, new_end)
            continue
        matches = _matches(old[start:end], new[new_start:new_end])
        if not matches:
            yield Edit(start, end, new_start, new_end)
            continue
        gaps = []
        for place, new_place in (*((start + n, new_start + m) for n, m in matches), (end, new_end)):
            gaps.append(Edit(start, place, new_start, new_place))
            start, new_start = place + 1, new_place + 1
        waiting.extend(reversed(gaps))


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of places with the same token, rising in both: of tokens that stand once, else of small tables."""
    counts, new_counts = Counter(old), Counter(new)
    places = {token: place for place, token in enumerate(new) if new_counts[token] == 1 and counts[token] == 1}
    found = _rising([(place, places[token]) for place, token in enumerate(old) if token in places])
    if found or len(old) * len(new) > _TABLE:
        return found
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, which rise in the first place, that rises in the second too."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(tops, place)
        previous.append(ends[at - 1] if at else -1)
        tops[at:at + 1] = [place]
        ends[at:at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = previous[number]
    return run[::-1]


def _letters(old: str, new: str, edit: Edit) -> Iterator[Edit]:
    """Compare the letters of two short stretches that resemble each other; others are one edit."""
    start, end, new_start, new_end = edit
    if end - start > _LETTERS or new_end - new_start > _LETTERS:
        yield edit
        return
    matcher = SequenceMatcher(None, old[start:end], new[new_start:new_end], autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield edit
        return
    for name, low, high, new_low, new_high in matcher.get_opcodes():
        if name != "equal":
            yield Edit(start + low, start + high, new_start + new_low, new_start + new_high)
