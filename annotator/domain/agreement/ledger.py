"""Ledger: the tallies of two annotators, article by article, kept so that figures can be taken of any of them."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.domain.agreement.stretches import Value
from annotator.domain.agreement.tally import NOTHING, LayerTally, Tally

_WIDTH = len(Tally._fields)


class Rows:
    """Tallies of some articles, in the order of the articles. Kept as plain numbers: ten thousand articles
    with twenty labels are as many objects as would make Python look for garbage all the time."""

    __slots__ = ("counts", "places")

    def __init__(self) -> None:
        self.places = array("q")
        self.counts = array("q")

    def add(self, place: int, tally: Tally) -> None:
        """Add an article, by its place in the ledger; it comes after those that are there."""
        self.places.append(place)
        self.counts.extend(tally)

    def at(self, place: int) -> Tally:
        """Return an article's tally, of zeros where it has none."""
        row = bisect_left(self.places, place)
        if row == len(self.places) or self.places[row] != place:
            return NOTHING
        return Tally._make(self.counts[row * _WIDTH:(row + 1) * _WIDTH])

    def total(self) -> Tally:
        """Return the sum."""
        return Tally._make([sum(self.counts[column::_WIDTH]) for column in range(_WIDTH)])


@dataclass(slots=True)
class LayerLedger:
    """One layer: the tallies of the whole and of each label, for the articles where one of the two has such spans.

    mixed: by article, as in LayerTally. confused: of all articles together.
    """

    whole: Rows = field(default_factory=Rows)
    labels: dict[str, Rows] = field(default_factory=dict)
    mixed: dict[int, Mapping[Value, int]] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: int, tally: LayerTally) -> None:
        """Add an article, by its place in the ledger."""
        self.whole.add(place, tally.whole)
        for label, each in tally.labels.items():
            rows = self.labels.get(label)
            if rows is None:
                rows = self.labels[label] = Rows()
            rows.add(place, each)
        if tally.mixed:
            self.mixed[place] = tally.mixed
        if tally.confused:
            self.confused.update(tally.confused)

    def values(self) -> Counter[Value]:
        """Return the code points by value, over all articles."""
        found = Counter[Value]({(label,): rows.total().covered for label, rows in self.labels.items()})
        for each in self.mixed.values():
            found.update(each)
        return found

    def values_at(self, place: int) -> Counter[Value]:
        """Return the code points by value of one article."""
        found = Counter[Value]({(label,): rows.at(place).covered for label, rows in self.labels.items()})
        found.update(self.mixed.get(place, {}))
        return found


@dataclass(slots=True)
class Ledger:
    """What two annotators have on the articles that both worked on. Articles are counted from 0 in the order added.

    tokens, lengths: of the articles' texts, lengths in code points. disorders: by layer and article, observed and
    expected disorder, where gamma was asked for.
    """

    articles: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    layers: dict[str, LayerLedger] = field(default_factory=dict)
    disorders: dict[str, dict[int, tuple[float, float]]] = field(default_factory=dict)

    def add(self, article: str, tokens: int, length: int, layers: Mapping[str, LayerTally]) -> None:
        """Add an article that both worked on."""
        place = len(self.articles)
        self.articles.append(article)
        self.tokens.append(tokens)
        self.lengths.append(length)
        for layer, tally in layers.items():
            if layer not in self.layers:
                self.layers[layer] = LayerLedger()
            self.layers[layer].add(place, tally)

    def named(self, rows: Rows) -> Iterator[tuple[str, int]]:
        """Yield the articles of some tallies, with their places."""
        return ((self.articles[place], place) for place in rows.places)
