"""Counting what two annotators have on one article.

Most spans stand apart from all others, or both annotators have them alike: those are counted as they come. Only where
spans of a layer overlap otherwise, or share a token, are they looked at together (`tangle`). What is counted is
the same in both ways.
"""

from collections.abc import Collection, Sequence
from operator import itemgetter

from annotator.domain.agreement.pairs import pair
from annotator.domain.agreement.stretches import Value
from annotator.domain.agreement.tally import LayerTally, Tally, total
from annotator.domain.agreement.tangle import untangle
from annotator.domain.agreement.tokens import Tokens
from annotator.domain.coding import Coded
from annotator.domain.span import Fragment

_place = itemgetter(0, 1)


_Placed = tuple[int, int, int, Coded]
"""Start, end, side and span: a span of A's is on side 0, one of B's on side 1."""


class _Apart:
    """Spans of one label that stand apart: how many only A has, only B has, and both have; their tokens, their code
    points, and the squares of these, fragment by fragment."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]

    def tally(self) -> Tally:
        """Return what they come to."""
        (a, tokens_a, points_a, squares_a), (b, tokens_b, points_b, squares_b), (both, tokens, points, squares) = \
            self.counts
        return Tally(both + a, both + b, both, tokens + tokens_a, tokens + tokens_b, tokens,
                     2 * points + points_a + points_b, points_a + points_b, 2 * squares + squares_a + squares_b,
                     both, 0, 0, a, b)


def tally(a: Sequence[Coded], b: Sequence[Coded], tokens: Tokens,
          layers: Collection[str] | None = None) -> dict[str, LayerTally]:
    """Return what is counted in each layer that has spans; only `layers` where given.

    a, b: spans of the two annotators, in the contract's order. tokens: of the article's text.
    """
    placed: dict[str, list[_Placed]] = {}
    for side, spans in enumerate((a, b)):
        for span in spans:
            fragments = span.fragments
            one = fragments[0][0], fragments[-1][1], side, span
            try:
                placed[span.layer].append(one)
            except KeyError:
                placed[span.layer] = [one]
    return {layer: _layer(spans, tokens) for layer, spans in placed.items() if layers is None or layer in layers}


def _layer(placed: list[_Placed], tokens: Tokens) -> LayerTally:
    placed.sort(key=_place)
    apart: dict[str, _Apart] = {}
    tangled: list[LayerTally] = []
    group = [placed[0]]
    reach = placed[0][1]
    for one in placed[1:]:
        start, end = one[:2]
        if start < reach or (tokens.parted(start) and not tokens.begun(reach, start)):
            group.append(one)
            reach = max(reach, end)
            continue
        _count(group, tokens, apart, tangled)
        group, reach = [one], end
    _count(group, tokens, apart, tangled)
    return _together({label: each.tally() for label, each in apart.items()}, tangled)


def _count(group: list[_Placed], tokens: Tokens, apart: dict[str, _Apart], tangled: list[LayerTally]) -> None:
    """Count spans that have nothing to do with any other."""
    _, _, side, span = group[0]
    if len(group) > 1:
        if len(group) > 2 or not _alike(*group):
            tangled.append(_tangled(group, tokens))
            return
        side = 2
    known = apart.get(span.label)
    if known is None:
        known = apart[span.label] = _Apart()
    counts, fragments = known.counts[side], span.fragments
    counts[0] += 1
    if len(fragments) == 1:
        (start, end), = fragments
        length = end - start
        counts[1] += tokens.begun(start, end) + tokens.parted(start)
        counts[2] += length
        counts[3] += length * length
    else:
        counts[1] += _touched(fragments, tokens)
        counts[2] += sum([end - start for start, end in fragments])
        counts[3] += sum([(end - start) ** 2 for start, end in fragments])


def _tangled(group: list[_Placed], tokens: Tokens) -> LayerTally:
    a, b = ([span for _, _, on, span in group if on == side] for side in (0, 1))
    if len(a) == 1 == len(b) and len(a[0].fragments) == 1 == len(b[0].fragments):
        return pair(a[0], b[0], tokens)
    return untangle(a, b, tokens)


def _alike(one: _Placed, other: _Placed) -> bool:
    (_, _, side, span), (_, _, other_side, other_span) = one, other
    return side != other_side and span.label == other_span.label and span.fragments == other_span.fragments


def _touched(fragments: Sequence[Fragment], tokens: Tokens) -> int:
    """Return how many tokens the fragments of one span touch."""
    count, reach = 0, 0
    for start, end in fragments:
        count += tokens.begun(start, end)
        count += tokens.parted(start) and (not count or tokens.begun(reach, start) > 0)
        reach = end
    return count


def _together(labels: dict[str, Tally], tangled: Sequence[LayerTally]) -> LayerTally:
    """Add the spans that stand apart and those that do not."""
    if not tangled:
        return LayerTally(total(labels.values()), labels)
    mixed: dict[Value, int] = {}
    confused: dict[tuple[str, str], int] = {}
    whole = [*labels.values(), *(each.whole for each in tangled)]
    parts: dict[str, list[Tally]] = {label: [each] for label, each in labels.items()}
    for each in tangled:
        for label, alone in each.labels.items():
            parts.setdefault(label, []).append(alone)
        for value, count in each.mixed.items():
            mixed[value] = mixed.get(value, 0) + count
        for names, count in each.confused.items():
            confused[names] = confused.get(names, 0) + count
    labels = {label: some[0] if len(some) == 1 else total(some) for label, some in parts.items()}
    return LayerTally(total(whole), labels, mixed, confused)
