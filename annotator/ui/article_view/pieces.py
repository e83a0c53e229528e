"""Pieces: the parts of spans that lie in one block, ready to be placed. Code points, half-open."""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.domain.span import Span
from annotator.ui.article_view.style import Style, StyleBook


class Piece(NamedTuple):
    """What of a span lies in a block. `ranges` are its fragments clipped to the block, perhaps none of them
    (a block between two fragments)."""

    span: Span
    style: Style
    ranges: tuple[tuple[int, int], ...]
    opens: bool
    """Whether the span starts in this block."""
    closes: bool
    """Whether it ends in it."""
    lane: int | None
    """Gutter lane of a span that reaches over several blocks."""

    @property
    def suggested(self) -> bool:
        """Whether this is a proposal, drawn dashed."""
        return self.span.origin == "suggested"

    @property
    def caption(self) -> str:
        """The label as it is written beside the words."""
        return self.style.caption + ("?" if self.suggested else "")


def pieces_of(spans: Iterable[Span], start: int, end: int, styles: StyleBook, lanes: dict[str, int]) -> list[Piece]:
    """Return the pieces of `spans` in the block `[start, end)`."""
    found = []
    for span in spans:
        ranges = tuple((max(low, start), min(high, end)) for low, high in span.fragments if low < end and start < high)
        found.append(Piece(span, styles.of(span), ranges, opens=start <= span.start, closes=span.end <= end,
                           lane=lanes.get(span.id)))
    return found
