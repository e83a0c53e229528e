"""The confusion of labels as a matrix, and the shades that say how large a part of its row a cell is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain import color

NONE = ""
"""The label of who has no span there; the last row and column."""
SHADES = 9
_PAGE = {False: "#FFFFFF", True: "#202227"}
_FULL = {False: "#1B4B9B", True: "#9CBCFF"}
_INKS = ("#000000", "#FFFFFF")


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often the first annotator's label (row) met the second's (column). `labels` are rows and columns alike."""

    labels: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def count(self, row: int, column: int) -> int:
        """Return how many spans or pairs of spans are in a cell."""
        return self.counts.get((self.labels[row], self.labels[column]), 0)

    def row_total(self, row: int) -> int:
        """Return how many are in a row: for a label, all spans of the first annotator that carry it."""
        return sum(self.count(row, column) for column in range(len(self.labels)))

    def share(self, row: int, column: int) -> float:
        """Return which part of its row a cell is, 0 to 1."""
        return self.count(row, column) / (self.row_total(row) or 1)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield the places of all cells, row by row."""
        size = range(len(self.labels))
        return ((row, column) for row in size for column in size)

    def words(self, row: int, column: int, pair: tuple[str, str]) -> str:
        """Say a cell in one sentence."""
        number = self.count(row, column)
        first, second = self.labels[row], self.labels[column]
        if not first and not second:
            return "Where neither has a span, nothing is counted."
        if not first:
            return f"{pair[1]} {second}, {pair[0]} no span: {number:,}."
        part = f", {100 * self.share(row, column):.0f} % of {pair[0]}’s {first}" if self.row_total(row) else ""
        return f"{pair[0]} {first}, {pair[1]} {second or 'no span'}: {number:,}{part}."


def together(confusions: Iterable[Mapping[tuple[str, str], int]]) -> dict[tuple[str, str], int]:
    """Return the confusions of several layers as one."""
    total: Counter[tuple[str, str]] = Counter()
    for each in confusions:
        total.update(each)
    return dict(total)


def matrix(confusion: Mapping[tuple[str, str], int], order: Sequence[str] = ()) -> Matrix:
    """Return the matrix of a confusion: labels in this order where they are in it, the others after them, those with
    the most spans first. Labels without a span are left out; a label that only one of the two used is not."""
    totals: Counter[str] = Counter()
    for pair, number in confusion.items():
        for label in set(pair):
            totals[label] += number
    del totals[NONE]
    place = {label: number for number, label in enumerate(order)}
    labels = sorted((label for label, number in totals.items() if number),
                    key=lambda label: (place.get(label, len(place)), -totals[label], label))
    return Matrix((*labels, NONE), confusion)


def shade(share: float) -> int:
    """Return the step of the ramp for a part of a row: 0 for none, 1 for the least there is, to SHADES - 1 for all."""
    return 0 if share <= 0 else max(1, min(SHADES - 1, round(share * (SHADES - 1))))


def ramp(*, dark: bool) -> list[tuple[str, str]]:
    """Return background and text color of each shade. It goes by lightness alone, so that it can be read without
    seeing hues, and in print."""
    backgrounds = [color.mix(_PAGE[dark], _FULL[dark], step / (SHADES - 1)) for step in range(SHADES)]
    return [(each, max(_INKS, key=lambda ink: color.contrast(ink, each))) for each in backgrounds]
