"""Candidates for a label: places where the words of a span stand, and what stands there already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotator.domain.span import Fragment
from annotator.domain.text import BLANK, paragraph_range

Standing = Literal["free", "labelled", "other", "inside", "across"]
"""What the layer has at a place: nothing, the same label, another label on the same range, a longer span
around it, or a span that overlaps it otherwise."""
_SIDE = 70
"""Characters of context on each side."""


class Labelled(NamedTuple):
    """A span in brief: its label and where it stands."""

    label: str
    fragments: tuple[Fragment, ...]


class Verdict(NamedTuple):
    """What stands at a place, and the label of what is in the way (empty where it is free)."""

    standing: Standing
    label: str = ""


class Context(NamedTuple):
    """A place in its paragraph, on one line: what stands before, the words, what stands after."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place of an article's text that may get the label."""

    article: str
    fragments: tuple[Fragment, ...]
    quote: str
    """What stands there, to be verified before the label is set: fragments joined with one space."""
    context: Context
    verdict: Verdict

    @property
    def start(self) -> int:
        """First code point of the hull."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """One past the last code point of the hull."""
        return self.fragments[-1].end


def verdicts(places: Sequence[tuple[Fragment, ...]], label: str, spans: Iterable[Labelled]) -> list[Verdict]:
    """Return what stands at each of the places, which are in the order of the text; `spans`: those of the layer."""
    waiting = sorted(((fragment, span) for span in spans for fragment in span.fragments), reverse=True)
    near: list[tuple[Fragment, Labelled]] = []
    found: list[Verdict] = []
    for place in places:
        low, high = place[0].start, place[-1].end
        while waiting and waiting[-1][0].start < high:
            near.append(waiting.pop())
        near = [each for each in near if each[0].end > low]
        found.append(_verdict(place, label, [each for each in near if _overlap(each[0], place)]))
    return found


def _verdict(place: tuple[Fragment, ...], label: str, near: list[tuple[Fragment, Labelled]]) -> Verdict:
    twins = [span.label for _, span in near if span.fragments == place]
    if label in twins:
        return Verdict("labelled", label)
    if twins:
        return Verdict("other", twins[0])
    for fragment, span in near:
        if fragment.start <= place[0].start and place[-1].end <= fragment.end:
            return Verdict("inside", span.label)
    return Verdict("across", near[0][1].label) if near else Verdict("free")


def _overlap(fragment: Fragment, place: tuple[Fragment, ...]) -> bool:
    return any(fragment.start < each.end and each.start < fragment.end for each in place)


def context_of(text: str, fragments: Sequence[Fragment]) -> Context:
    """Return a place with the words around it in its paragraph."""
    low, high = fragments[0].start, fragments[-1].end
    left, right = paragraph_range(text, low)[0], paragraph_range(text, high)[1]
    before = "".join(_one_line(text[max(left, low - _SIDE):low]))
    after = "".join(_one_line(text[high:min(right, high + _SIDE)]))
    return Context(before.lstrip(), "".join(_one_line(text[low:high])), after.rstrip())


def _one_line(text: str) -> Iterator[str]:
    """Yield the text's characters with one space for every white space."""
    blank = False
    for char in text:
        if char not in BLANK:
            yield char
        elif not blank:
            yield " "
        blank = char in BLANK
