"""Pieces: the parts of spans that lie in one block, ready to be placed. Code points, half-open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from annotator.domain.span import Span
from annotator.ui.article_view.style import Style, StyleBook

if TYPE_CHECKING:
    from annotator.ui.article_view.compared import Compared


class End(NamedTuple):
    """An end of a fragment; `apart` where the span it is compared with has none there."""

    position: int
    at_start: bool
    apart: bool


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
    compared: Compared | None = None
    group: str = ""
    """The difference it belongs to, by one of its spans: spans of one share captions."""
    name: str = ""
    """Of the annotator, as in captions."""
    settled: bool = False
    """Whether its difference is decided."""
    ends: tuple[End, ...] = ()
    """Those of its ends in this block that are drawn because spans are compared."""

    @property
    def suggested(self) -> bool:
        """Whether this is a proposal, drawn dashed."""
        return self.span.origin == "suggested" or (self.compared is not None and self.compared.proposed)

    @property
    def side(self) -> int:
        """Whose lane it takes: 0 for the words' own, others lie beside or under it."""
        compared = self.compared
        return 0 if compared is None or compared.quiet or compared.proposed else compared.side

    @property
    def sunk(self) -> bool:
        """Whether it is a band that lies in a lane under the words."""
        return self.side > 0 and self.style.form == "band"

    @property
    def marked(self) -> bool:
        """Whether it is drawn as a compared span: one that all have alike is not."""
        return self.compared is not None and not self.compared.quiet

    @property
    def differs(self) -> bool:
        """Whether it is an annotator's span about which something is or was to be decided."""
        return self.compared is not None and not self.compared.quiet and not self.compared.proposed

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
