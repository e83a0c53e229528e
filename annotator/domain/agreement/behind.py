"""What stands behind a figure: which differences it counts, and these quoted from the texts.

Offsets are code points of the stored text, half-open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.coding import Coded
from annotator.domain.difference import DIFFERENCE_KINDS, Difference, DifferenceKind
from annotator.domain.span import Fragment

AROUND = 60
"""Characters of context on either side of a quote."""
LONGEST = 480
"""Characters of one piece that are quoted; the middle of a longer one is left out."""
UNLIKE: frozenset[DifferenceKind] = frozenset(DIFFERENCE_KINDS) - {"same"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Names the differences of two annotators that a figure, a count or a cell stands for. Empty parts mean all.

    label: under which the difference is counted, that of the first, else (where the first has no span) of the second.
    either: one of the two has this label. cell: the labels of the first and of the second, "" for who has no span.
    """

    pair: tuple[str, str]
    layers: Collection[str] = ()
    kinds: frozenset[DifferenceKind] = frozenset()
    label: str = ""
    either: str = ""
    cell: tuple[str, str] | None = None
    articles: Collection[str] = ()

    def fits(self, difference: Difference[Coded]) -> bool:
        """Whether this difference of the pair is one of them."""
        if self.kinds and difference.kind not in self.kinds:
            return False
        labels = labels_of(difference, self.pair)
        return ((not self.label or self.label == (labels[0] or labels[1]))
                and (not self.either or self.either in labels)
                and (self.cell is None or self.cell == labels))


def labels_of(difference: Difference[Coded], pair: tuple[str, str]) -> tuple[str, str]:
    """Return the label that each of the two gave, "" where one has no span."""
    first, second = (difference.spans.get(name) for name in pair)
    return first.label if first else "", second.label if second else ""


class Piece(NamedTuple):
    """A stretch of text that the first, the second, both or neither have a span on."""

    text: str
    first: bool
    second: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One difference with the words it is about. `pieces` make up the words with their context, on one line each;
    "…" stands where something was left out. `first` and `second` are what the two have there."""

    article: str
    title: str
    pair: tuple[str, str]
    kind: DifferenceKind
    first: Coded | None
    second: Coded | None
    pieces: tuple[Piece, ...]

    @property
    def range(self) -> tuple[int, int]:
        """From the first to one past the last character of both spans."""
        spans = [span for span in (self.first, self.second) if span is not None]
        return min(span.fragments[0].start for span in spans), max(span.fragments[-1].end for span in spans)

    def stands_in(self, text: str) -> bool:
        """Whether the same words still stand there in a text that may have been corrected since."""
        pieces = tuple(_pieces(text, self.first, self.second, 0)) if self.range[1] <= len(text) else ()
        return pieces[1:-1] == self.pieces[1:-1]

    @property
    def words(self) -> str:
        """The words between the first and the last character that one of the two has a span on."""
        marked = [index for index, piece in enumerate(self.pieces) if piece.first or piece.second]
        return " ".join("".join(piece.text for piece in self.pieces[marked[0]:marked[-1] + 1]).split())

    def words_of(self, side: int) -> str:
        """Return the words of one side's span (0 the first, 1 the second), its fragments joined by …"""
        parts: list[str] = []
        gap = True
        for piece in self.pieces:
            on = piece[1 + side]
            if on and gap and parts:
                parts.append(" … ")
            if on:
                parts.append(piece.text)
            gap = not on
        return " ".join("".join(parts).split())


def quote(article: str, title: str, text: str, pair: tuple[str, str], difference: Difference[Coded], *,
          around: int = AROUND) -> Quote:
    """Return a difference of two annotators with its words in their context."""
    first, second = (difference.spans.get(name) for name in pair)
    return Quote(article=article, title=title, pair=pair, kind=difference.kind, first=first, second=second,
                 pieces=tuple(_pieces(text, first, second, around)))


def _pieces(text: str, first: Coded | None, second: Coded | None, around: int) -> Iterator[Piece]:
    one, other = (span.fragments if span else () for span in (first, second))
    borders = sorted({place for each in (*one, *other) for place in (each.start, each.end)})
    start, end = borders[0], borders[-1]
    before, after = _context_start(text, start, around), _context_end(text, end, around)
    yield Piece(("…" if before else "") + _one_line(text[before:start]), False, False)
    for low, high in pairwise(borders):
        yield Piece(_one_line(_cut(text[low:high])), _covered(low, one), _covered(low, other))
    yield Piece(_one_line(text[end:after]) + ("…" if after < len(text) else ""), False, False)


def _covered(place: int, fragments: Iterable[Fragment]) -> bool:
    return any(each.start <= place < each.end for each in fragments)


def _cut(words: str) -> str:
    """Leave out the middle of words that are too long to be quoted."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST // 2]} … {words[-LONGEST // 2:]}"


def _one_line(words: str) -> str:
    """Return words without line breaks and doubled spaces; the spaces at their ends stay."""
    line = " ".join(words.split())
    if not line:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{line}{' ' if words[-1].isspace() else ''}"


def _context_start(text: str, start: int, around: int) -> int:
    """Return where the context begins: not within a word, where one ends soon enough."""
    low = max(0, start - around)
    if low == 0:
        return 0
    return next((place + 1 for place in range(low, start) if text[place].isspace()), low)


def _context_end(text: str, end: int, around: int) -> int:
    high = min(len(text), end + around)
    if high == len(text):
        return high
    return next((place for place in range(high, end, -1) if text[place].isspace()), high)
