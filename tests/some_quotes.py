"""Spans in brief, and what two annotators make of a text."""

from annotator.domain.agreement.behind import Quote, quote
from annotator.domain.coding import Coded
from annotator.domain.compare import compare
from annotator.domain.difference import Difference
from annotator.domain.span import Fragment

PAIR = ("ana", "ben")


def coded(text: str, words: str, label: str, layer: str = "entity", *, id: str = "s1") -> Coded:
    """Return a span on the first place of each of these words, which `|` separates."""
    places = [(text.index(part), text.index(part) + len(part)) for part in words.split("|")]
    return Coded(id, layer, label, tuple(Fragment(*place) for place in places))


def difference(first: Coded | None, second: Coded | None) -> Difference[Coded]:
    """Return how two annotators differ who have these spans."""
    found = compare({name: [span] if span else [] for name, span in zip(PAIR, (first, second), strict=True)})
    assert len(found) == 1
    return found[0]


def quoted(text: str, first: Coded | None, second: Coded | None, *, title: str = "One", **limits: int) -> Quote:
    """Return it quoted from the text."""
    return quote("a1", title, text, PAIR, difference(first, second), **limits)
