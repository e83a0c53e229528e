"""Spans of one layer that overlap, or share a token, counted together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.domain.agreement.matching import most_pairs
from annotator.domain.agreement.stretches import Stretch, Value, common, size, stretches
from annotator.domain.agreement.tally import LayerTally, Tally
from annotator.domain.agreement.tokens import Tokens
from annotator.domain.coding import Coded
from annotator.domain.compare import compare
from annotator.domain.difference import DIFFERENCE_KINDS


class _Lines(NamedTuple):
    """Some spans laid flat: in code points and in tokens."""

    points: list[Stretch]
    tokens: list[Stretch]


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the lines of both come to."""

    touched: tuple[int, int, int]
    covered: int
    differing: int
    squares: int


def untangle(a: Sequence[Coded], b: Sequence[Coded], tokens: Tokens) -> LayerTally:
    """Return the tallies of spans of A and B that are of one layer."""
    a, b = _sorted(a), _sorted(b)
    numbers = _numbered((*a, *b), tokens)
    kinds, confused = _kinds(a, b)
    labels = {}
    for label in dict.fromkeys(span.label for span in (*a, *b)):
        one, other = [span for span in a if span.label == label], [span for span in b if span.label == label]
        pairs = most_pairs([span.fragments for span in one], [span.fragments for span in other])
        lines = _lines(one, numbers), _lines(other, numbers)
        labels[label] = _tally(len(one), len(other), pairs, _counts(*lines), kinds[label])
    if len(labels) > 1:
        lines = _lines(a, numbers), _lines(b, numbers)
        whole = _tally(len(a), len(b), sum(each.overlap for each in labels.values()), _counts(*lines),
                       sum(kinds.values(), Counter()))
    else:
        (whole,) = labels.values()
    return LayerTally(whole, labels, _mixed([line for each in lines for line in each.points], labels), confused)


def _sorted(spans: Iterable[Coded]) -> list[Coded]:
    return sorted(spans, key=lambda span: (span.fragments[0].start, -span.fragments[-1].end, span.id))


def _kinds(a: Sequence[Coded], b: Sequence[Coded]) -> tuple[dict[str, Counter[str]], dict[tuple[str, str], int]]:
    """Return the differences by label and kind, and the labels that stand for one another. A difference is its first
    span's label's: A's, or B's where A lacks it."""
    kinds: dict[str, Counter[str]] = {span.label: Counter() for span in (*a, *b)}
    confused: Counter[tuple[str, str]] = Counter()
    for difference in compare({"a": a, "b": b}):
        kinds[difference.first.label][difference.kind] += 1
        if difference.kind == "label":
            confused[difference.spans["a"].label, difference.spans["b"].label] += 1
    return kinds, confused


def _numbered(spans: Iterable[Coded], tokens: Tokens) -> dict[int, tuple[int, int]]:
    """Return for each edge of the spans the numbers of the first token that goes on or begins there, and of the first
    one that begins there or later; numbers count from the first edge."""
    places = sorted({place for span in spans for fragment in span.fragments for place in fragment})
    found, number, before = {}, 0, places[0]
    for place in places:
        number, before = number + tokens.begun(before, place), place
        found[place] = number - tokens.parted(place), number
    return found


def _lines(spans: Sequence[Coded], numbers: Mapping[int, tuple[int, int]]) -> _Lines:
    ranges = [(start, end, span.label) for span in spans for start, end in span.fragments]
    return _Lines(stretches(ranges), stretches((numbers[start][0], numbers[end][1], "") for start, end, _ in ranges))


def _counts(a: _Lines, b: _Lines) -> _Counts:
    covered = size(a.points) + size(b.points)
    both, alike = common(a.points, b.points)
    squares = sum([(end - start) ** 2 for line in (a.points, b.points) for start, end, _ in line])
    return _Counts((size(a.tokens), size(b.tokens), common(a.tokens, b.tokens)[0]),
                   covered, covered - both - alike, squares)


def _tally(spans_a: int, spans_b: int, overlap: int, counts: _Counts, kinds: Counter[str]) -> Tally:
    return Tally(spans_a, spans_b, overlap, *counts.touched, counts.covered, counts.differing, counts.squares,
                 *(kinds[kind] for kind in DIFFERENCE_KINDS))


def _mixed(line: Sequence[Stretch], labels: Mapping[str, Tally]) -> dict[Value, int]:
    if all([len(value) == 1 for _, _, value in line]):
        return {}
    found: dict[Value, int] = {(label,): -each.covered for label, each in labels.items()}
    for start, end, value in line:
        found[value] = found.get(value, 0) + end - start
    return found
