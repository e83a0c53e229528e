"""Ledger: the tallies of two annotators, article by article, kept so that figures can be taken of any of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.agreement.tally import LayerTally


@dataclass(slots=True)
class Ledger:
    """What two annotators have on the articles that both worked on. Articles are counted from 0 in the order added.

    tokens, lengths: of the articles' texts, lengths in code points. layers: by layer the tallies of the articles where
    one of the two has spans of it.
    disorders: by layer and article, observed and expected disorder, where gamma was asked for.
    """

    articles: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    layers: dict[str, dict[int, LayerTally]] = field(default_factory=dict)
    disorders: dict[str, dict[int, tuple[float, float]]] = field(default_factory=dict)

    def add(self, article: str, tokens: int, length: int, layers: Mapping[str, LayerTally]) -> None:
        """Add an article that both worked on."""
        place = len(self.articles)
        self.articles.append(article)
        self.tokens.append(tokens)
        self.lengths.append(length)
        for layer, tally in layers.items():
            self.layers.setdefault(layer, {})[place] = tally
