"""Re-anchoring: where spans stand once the text under them was corrected.

A span that no edit touches keeps exactly its characters. One that is edited inside gets new words. One whose
words were taken away is looked for among the words that were put in (by quote and context, as in the W3C Web
Annotation model's text quote selector), else it is broken: no span ever comes to cover something else unsaid.
All offsets are code points, half-open.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

import annotator.domain.text as places
from annotator.domain.edits import Edit, common_start
from annotator.domain.span import Fragment, Span, quote_of

Fate = Literal["kept", "changed", "moved", "broken"]
Place = tuple[tuple[Fragment, ...], str, str]
_CONTEXT = 32
"""Code points before and after a quote that are compared to tell its places apart."""
_TELLING = 6
"""A quote is found again only where it and its context are at least so many code points long together."""
_SEARCHED = 200_000_000
"""Code points that are searched for lost quotes at most; beyond that they count as broken."""
_CALL = 500
"""What one search costs besides, in code points."""
_GONE, _CUT, _TWICE, _DOUBLE = (
    "its words were taken out", "the correction reaches over its edge", "its words now stand in several places",
    "another span of this label has the same words now")


@dataclass(frozen=True, slots=True)
class Anchored:
    """What becomes of one span. `fragments` and `quote` are those in the new text; for a broken span the place
    where it stood, if anything is left of that, and `why` it is broken."""

    span: Span
    fate: Fate
    fragments: tuple[Fragment, ...]
    quote: str
    why: str = ""

    @property
    def place(self) -> Place:
        """What makes two spans of one annotator the same: fragments, layer and label, in the new text."""
        return self.fragments, self.span.layer, self.span.label


@dataclass(frozen=True, slots=True)
class _Part:
    """What becomes of one fragment."""

    fate: Fate
    fragment: Fragment | None
    why: str = ""


def reanchored(old: str, new: str, edits: Sequence[Edit], spans: Iterable[Span]) -> list[Anchored]:
    """Return what becomes of the spans of one annotation set; `edits` turn `old` into `new`."""
    anchor = _Anchor(old, new, edits)
    found = [anchor.span(span) for span in spans]
    taken = {each.place: each.span.fragments for each in found if each.fate == "kept"}
    return [_apart(each, taken) for each in found]


def _apart(each: Anchored, taken: dict[Place, tuple[Fragment, ...]]) -> Anchored:
    """Return a span as broken where it would come to stand exactly on another one of its label."""
    if each.fate not in ("changed", "moved"):
        return each
    if taken.setdefault(each.place, each.span.fragments) != each.span.fragments:
        return replace(each, fate="broken", why=_DOUBLE)
    return each


class _Anchor:
    """The edits of one correction, ready to be asked about fragments."""

    def __init__(self, old: str, new: str, edits: Sequence[Edit]) -> None:
        self._old, self._new, self._edits = old, new, edits
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._put_in = [Fragment(edit.new_start, edit.new_end) for edit in edits if edit.new_start < edit.new_end]
        self._searched = 0
        self._places: dict[str, list[int]] = {}

    def span(self, span: Span) -> Anchored:
        """Return what becomes of a span: the worst of what becomes of its fragments."""
        parts = [self._fragment(fragment) for fragment in span.fragments]
        fates = {part.fate for part in parts}
        ranges = sorted(part.fragment for part in parts if part.fragment is not None)
        if fates == {"kept"} and all(left.end < right.start for left, right in pairwise(ranges)):
            return Anchored(span, "kept", tuple(ranges), span.quote)
        joined = _joined(ranges)
        quote = quote_of(self._new, joined)
        why = next((part.why for part in parts if part.why), "")
        if why:
            return Anchored(span, "broken", joined, quote, why)
        return Anchored(span, "moved" if "moved" in fates else "changed", joined, quote)

    def _fragment(self, fragment: Fragment) -> _Part:
        start, end = fragment
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        near = self._edits[first:last]
        inside = [edit for edit in near if edit.start < end and edit.end > start]
        at = Fragment(self._start(start), self._end(end))
        if any(self._takes_edge(edit, fragment) for edit in inside):
            return self._lost(fragment, self._left(fragment), inside)
        if any(self._breaks_out(edit, fragment) for edit in inside):
            return _Part("broken", at, _CUT)
        if near:
            at = self._grown(fragment, at, near)
        if self._new[at.start:at.end] == self._old[start:end]:
            return _Part("kept", at)
        trimmed = Fragment._make(places.trim(self._new, *at))
        return _Part("changed", trimmed) if trimmed.start < trimmed.end else self._lost(fragment, None, inside)

    def _takes_edge(self, edit: Edit, fragment: Fragment) -> bool:
        """Whether an edit takes the fragment, or reaches over an edge of it (white space taken along is no matter)."""
        low, high = min(edit.start, fragment.start), max(edit.end, fragment.end)
        if edit.start <= fragment.start and fragment.end <= edit.end:
            return True
        beyond = self._old[low:fragment.start] + self._old[fragment.end:high]
        only_out = edit.new_start == edit.new_end
        reaches = edit.start < fragment.start or edit.end > fragment.end
        return reaches and not (only_out and beyond.isspace())

    def _start(self, position: int) -> int:
        """Return where a start is now; what was put in right before it stays outside."""
        number = bisect_right(self._ends, position)
        if number < len(self._edits) and self._edits[number].start <= position:
            return self._edits[number].new_start if self._edits[number].start == position else (
                self._edits[number].new_end)
        return position + self._shift(number)

    def _end(self, position: int) -> int:
        """Return where an end is now; what was put in right after it stays outside."""
        number = bisect_left(self._starts, position)
        if number and self._edits[number - 1].end >= position:
            return self._edits[number - 1].new_end if self._edits[number - 1].end == position else (
                self._edits[number - 1].new_start)
        return position + self._shift(number)

    def _shift(self, number: int) -> int:
        """Return how far the text after the first `number` edits has moved."""
        return self._edits[number - 1].new_end - self._edits[number - 1].end if number else 0

    def _left(self, fragment: Fragment) -> Fragment | None:
        """Return what stands now where the fragment stood, None where that is nothing."""
        start, end = self._start(fragment.start), self._end(fragment.end)
        trimmed = Fragment._make(places.trim(self._new, start, end)) if start < end else Fragment(0, 0)
        return trimmed if trimmed.start < trimmed.end else None

    def _breaks_out(self, edit: Edit, fragment: Fragment) -> bool:
        """Whether an edit at an edge of the fragment puts a new line there: then it is not about these words."""
        if fragment.start < edit.start and edit.end < fragment.end:
            return False
        return _has_break(self._new[edit.new_start:edit.new_end]) and not _has_break(self._old[edit.start:edit.end])

    def _grown(self, fragment: Fragment, at: Fragment, near: Sequence[Edit]) -> Fragment:
        """Take in letters that were put right beside an edge and belong to its word now, and keep graphemes whole."""
        start, end = at
        for edit in near:
            if edit.end == fragment.start and _glued(self._new, start) and not _glued(self._old, fragment.start):
                start = max(edit.new_start, _word(self._new, start)[0])
            if edit.start == fragment.end and _glued(self._new, end) and not _glued(self._old, fragment.end):
                end = min(edit.new_end, _word(self._new, end)[1])
        if places.is_boundary(self._old, fragment.start):
            start = places.snap(self._new, start, start)[0]
        if places.is_boundary(self._old, fragment.end) and not places.is_boundary(self._new, end):
            end = places.next_grapheme(self._new, end)
        return Fragment(start, end)

    def _lost(self, fragment: Fragment, left: Fragment | None, inside: Sequence[Edit]) -> _Part:
        """Look for a fragment whose words were taken out among what was put in."""
        start, end = fragment
        quote = self._old[start:end]
        place = self._moved_line(fragment)
        if place is not None:
            return _Part("moved", Fragment(place, place + len(quote)))
        before, after = self._old[max(0, start - _CONTEXT):start], self._old[end:end + _CONTEXT]
        ranked = sorted(((self._alike(place, len(quote), before, after), place) for place in self._found(quote)),
                        reverse=True)
        if ranked and len(quote) + ranked[0][0] >= _TELLING:
            if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
                return _Part("broken", left, _TWICE)
            return _Part("moved", Fragment(ranked[0][1], ranked[0][1] + len(quote)))
        whole = any(edit.start <= start and end <= edit.end for edit in inside)
        return _Part("broken", left, _GONE if whole or left is None else _CUT)

    def _moved_line(self, fragment: Fragment) -> int | None:
        """Return where the fragment is if its whole line was moved: it stood once and stands once, elsewhere."""
        low, high = places.paragraph_range(self._old, fragment.start)
        place = self._moved_lines.get(self._old[low:high])
        return None if place is None or fragment.end > high else place + fragment.start - low

    @cached_property
    def _moved_lines(self) -> dict[str, int]:
        """The lines that were put in and stood elsewhere in the old text, each once, and where they are."""
        found = {line: start for line, start in _lines(self._new) if self._is_put_in(start, start + len(line))}
        once = (Counter(line for line, _ in _lines(self._old)), Counter(line for line, _ in _lines(self._new)))
        return {line: start for line, start in found.items() if once[0][line] == once[1][line] == 1}

    def _is_put_in(self, start: int, end: int) -> bool:
        """Whether a range of the new text was put in as a whole."""
        number = bisect_right(self._put_in, start, key=lambda stretch: stretch.start) - 1
        return number >= 0 and end <= self._put_in[number].end

    def _found(self, quote: str) -> list[int]:
        """Return the places in the new text where the quote stands with letters that were put in."""
        if quote not in self._places:
            self._places[quote] = list(dict.fromkeys(
                place for stretch in self._put_in for place in self._find(quote, stretch)))
        return self._places[quote]

    def _find(self, quote: str, stretch: Fragment) -> Iterable[int]:
        low, high = max(0, stretch.start - len(quote) + 1), min(len(self._new), stretch.end + len(quote) - 1)
        self._searched += high - low + _CALL
        if self._searched > _SEARCHED:
            return
        place = self._new.find(quote, low, high)
        while place >= 0:
            if places.snap(self._new, place, place + len(quote)) == (place, place + len(quote)):
                yield place
            place = self._new.find(quote, place + 1, high)

    def _alike(self, place: int, length: int, before: str, after: str) -> int:
        """Return how much of the context around a quote's old place stands around this one."""
        head, tail = self._new[max(0, place - len(before)):place], self._new[place + length:place + length + len(after)]
        return common_start(reversed(before), reversed(head)) + common_start(after, tail)


def _joined(ranges: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return the fragments with those joined that overlap or touch now."""
    joined: list[Fragment] = []
    for fragment in ranges:
        if joined and fragment.start <= joined[-1].end:
            joined[-1] = Fragment(joined[-1].start, max(joined[-1].end, fragment.end))
        else:
            joined.append(fragment)
    return tuple(joined)


def _word(text: str, position: int) -> tuple[int, int]:
    return places.word_range(text, position) or (position, position)


def _glued(text: str, position: int) -> bool:
    """Whether a position is within a word."""
    start, end = _word(text, position)
    return start < position < end


def _lines(text: str) -> list[tuple[str, int]]:
    return [(text[start:end], start) for start, end in places.paragraphs(text) if start < end]


def _has_break(text: str) -> bool:
    return len(places.paragraphs(text)) > 1
