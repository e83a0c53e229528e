"""The spans of the open article by the blocks they stand in. Offsets are code points, half-open."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

from annotator.domain.lanes import pack
from annotator.domain.span import Span, sort_key
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.layers import ALL, LayerView

_WIDE = 8
"""A span over more blocks than this is kept aside, not listed in each of them."""


class SpanIndex:
    """Finds the spans of a block, and one by its id, without looking through all."""

    def __init__(self, article: ArticleText, spans: Iterable[Span] = (),
                 in_gutter: Callable[[Span], bool] = lambda span: True, layers: LayerView = ALL) -> None:
        self._article = article
        self._in_gutter = in_gutter
        self._layers = layers
        self._long: dict[str, range] = {}
        """Spans with a sign in the gutter that reach over several blocks, and those blocks."""
        self._lanes: dict[str, int] | None = None
        self._by_id: dict[str, Span] = {}
        self._by_block: dict[int, dict[str, Span]] = {}
        self._wide: dict[str, Span] = {}
        self._ordered: list[Span] | None = None
        starts, ends, by_block = article.starts, article.ends, self._by_block
        for span in spans:
            block = bisect_right(starts, span.fragments[0].start) - 1
            if block >= 0 and span.fragments[-1].end <= ends[block]:
                self._by_id[span.id] = span
                by_block.setdefault(block, {})[span.id] = span
            else:
                self._insert(span)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, span_id: str | None) -> Span | None:
        """Return the span of this id."""
        return self._by_id.get(span_id) if span_id is not None else None

    def shown(self, span_id: str) -> Span | None:
        """Return the span of this id unless its layer is hidden."""
        span = self._by_id.get(span_id)
        return span if span is not None and self._layers.shows(span.layer) else None

    def look(self, layers: LayerView) -> None:
        """Show and hide layers: spans of a hidden one are kept, but found by their ids alone."""
        self._layers, self._ordered, self._lanes = layers, None, None

    def kept(self) -> list[Span]:
        """Return all spans, those of hidden layers too, in no order."""
        return list(self._by_id.values())

    def values(self) -> list[Span]:
        """Return all spans of the layers shown, in no order."""
        if not self._layers.hidden:
            return list(self._by_id.values())
        return [span for span in self._by_id.values() if self._layers.shows(span.layer)]

    def ordered(self) -> list[Span]:
        """Return what one walks through, in the contract's order: the layers shown, or the one in focus."""
        if self._ordered is None:
            self._ordered = sorted((span for span in self.values() if not self._layers.is_quiet(span.layer)),
                                   key=sort_key)
        return self._ordered

    def in_block(self, block: int) -> list[Span]:
        """Return the spans shown that reach into the block or over it, in the contract's order."""
        found = list(self._by_block.get(block, {}).values())
        low, high = self._article.starts[block], self._article.ends[block]
        found += [span for span in self._wide.values() if span.start <= high and low < span.end]
        if self._layers.hidden:
            found = [span for span in found if self._layers.shows(span.layer)]
        return sorted(found, key=sort_key)

    def at(self, position: int) -> list[Span]:
        """Return the spans over the character after `position`: the layer in focus first, then the shortest."""
        spans = self.in_block(self._article.block_at(position))
        over = [span for span in spans if any(start <= position < end for start, end in span.fragments)]
        return sorted(over, key=lambda span: (self._layers.is_quiet(span.layer),
                                              sum(end - start for start, end in span.fragments), span.id))

    def starting(self, position: int) -> list[Span]:
        """Return the spans that start at a position, those of hidden layers too."""
        block = self._article.block_at(position)
        near = (*self._by_block.get(block, {}).values(), *self._wide.values())
        return [span for span in near if span.start == position]

    def patch(self, changed: Iterable[Span], removed: Collection[str]) -> set[int]:
        """Put in or replace spans, take out others; return the blocks that look different now."""
        blocks: set[int] = set()
        lanes = self._lanes
        for span_id in removed:
            blocks.update(self._take_out(span_id))
        for span in changed:
            blocks.update(self._take_out(span.id))
            blocks.update(self._insert(span))
        if lanes and self._lanes is None:
            for span_id, lane in self.crossing_lanes().items():
                if lanes.get(span_id, lane) != lane:
                    blocks.update(self._long[span_id])
        return blocks

    def _insert(self, span: Span) -> range:
        self._by_id[span.id] = span
        self._ordered = None
        blocks = self.blocks_of(span)
        if len(blocks) > _WIDE:
            self._wide[span.id] = span
        else:
            for block in blocks:
                held = self._by_block.get(block)
                if held is None:
                    held = self._by_block[block] = {}
                held[span.id] = span
        if len(blocks) > 1 and self._in_gutter(span):
            self._long[span.id] = blocks
            self._lanes = None
        return blocks

    def _take_out(self, span_id: str) -> Sequence[int]:
        span = self._by_id.pop(span_id, None)
        if span is None:
            return ()
        self._ordered = None
        blocks = self.blocks_of(span)
        if self._long.pop(span_id, None):
            self._lanes = None
        if self._wide.pop(span_id, None) is None:
            for block in blocks:
                del self._by_block[block][span_id]
        return blocks

    def blocks_of(self, span: Span) -> range:
        """Return the blocks from the first fragment to the last, those between included."""
        first = self._article.block_at(span.start)
        if span.end <= self._article.ends[first]:
            return range(first, first + 1)
        return range(first, self._article.block_at(span.end - 1) + 1)

    def crossing_lanes(self) -> dict[str, int]:
        """Return the gutter lanes of the spans that reach over several blocks, which must not jump between them."""
        if self._lanes is None:
            shown = [id for id in self._long if self._layers.shows(self._by_id[id].layer)]
            lanes = pack([(self._long[id].start, self._long[id].stop) for id in shown])
            self._lanes = dict(zip(shown, lanes, strict=True))
        return self._lanes
