"""Spans: annotated stretches of an article, and the rules that keep their offsets true.

All offsets are Unicode code points of the article's stored text, half-open `[start, end)`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from annotator.domain.errors import Refused
from annotator.domain.text import BREAKS

Origin = Literal["manual", "suggested", "propagated", "imported", "adjudicated"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
Value = str | bool | int | float


class Fragment(NamedTuple):
    """A half-open range `[start, end)` of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One labelled stretch. `fragments` are sorted, apart from each other and never empty."""

    id: str
    layer: str
    label: str
    fragments: tuple[Fragment, ...]
    quote: str
    origin: Origin = "manual"
    attributes: Mapping[str, Value] = field(default_factory=dict)
    comment: str = ""
    confidence: float | None = None
    changed_at: str = ""
    changed_by: str = ""

    @property
    def start(self) -> int:
        """First code point of the hull."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """One past the last code point of the hull."""
        return self.fragments[-1].end

    @property
    def place(self) -> tuple[tuple[Fragment, ...], str, str]:
        """What makes two spans of one annotator the same: fragments, layer and label."""
        return self.fragments, self.layer, self.label


def sort_key(span: Span) -> tuple[int, int, str]:
    """Return the contract's order: by start, then longer first, then id."""
    return span.start, -span.end, span.id


def quote_of(text: str, fragments: Sequence[Fragment]) -> str:
    """Return the covered text; fragments are joined with one space."""
    return " ".join([text[start:end] for start, end in fragments])


def checked_fragments(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Fragment, ...]:
    """Return the ranges as sorted fragments of `text`.

    Raises Refused where a range is empty, lies outside the text, or two of them overlap or touch.
    """
    fragments = tuple(sorted(map(Fragment._make, ranges)))
    if not fragments:
        raise Refused("a span needs at least one fragment")
    for start, end in fragments:
        if not 0 <= start < end <= len(text):
            raise Refused(f"span [{start}, {end}) lies outside the text of {len(text)} characters")
    for before, after in pairwise(fragments):
        if after.start <= before.end:
            raise Refused(f"fragments [{before.start}, {before.end}) and [{after.start}, {after.end}) overlap or touch")
    return fragments


def with_fragment(text: str, fragments: Sequence[Fragment], start: int, end: int) -> tuple[Fragment, ...]:
    """Return the fragments with one more; those it overlaps, touches, or is parted from by spaces alone join it."""
    new, apart = Fragment(start, end), list(fragments)
    while (near := next((each for each in apart if _meets(text, each, new)), None)) is not None:
        apart.remove(near)
        new = Fragment(min(near.start, new.start), max(near.end, new.end))
    return checked_fragments(text, [*apart, new])


def fragment_at(fragments: Sequence[Fragment], position: int) -> int:
    """Return the index of the fragment at a position, else of the nearest one (of two as near, the later one)."""
    return min(range(len(fragments)), key=lambda index: (
        max(fragments[index].start - position, position - fragments[index].end, 0), -index))


def verify_quote(text: str, fragments: Sequence[Fragment], quote: str) -> None:
    """Raise Refused unless `quote` is exactly what the fragments cover."""
    covered = quote_of(text, fragments)
    if covered != quote:
        raise Refused(f"span text {_short(quote)} is not what stands at [{fragments[0].start}, "
                      f"{fragments[-1].end}): {_short(covered)}")


def _meets(text: str, one: Fragment, other: Fragment) -> bool:
    gap = text[min(one.end, other.end):max(one.start, other.start)]
    return not gap or (gap.isspace() and not any(char in BREAKS for char in gap))


def _short(text: str, limit: int = 40) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
