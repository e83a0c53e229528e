"""The filter of the list of differences in words: `troops kind:label label:GPE is:open in:article`."""

import re
from dataclasses import dataclass

from annotator.domain.difference import DIFFERENCE_KINDS
from annotator.ui.review.rows import Row

STATES = ("open", "decided", "accepted", "rejected", "edited", "asked", "answered", "disputed")
_TOKEN = re.compile(r"(?P<minus>-?)(?:(?P<kind>[a-z]+):)?(?P<value>\"[^\"]*\"?|\S*)", re.IGNORECASE)
_OUTCOMES = {"accepted": "accept", "rejected": "reject", "edited": "edit", "asked": "question"}
KINDS = (*DIFFERENCE_KINDS[1:], "attributes", "relations", "same")
"""Kinds as one filters by them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows must have to be shown; of several values of one sort any will do. Labels and layers in upper case."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    here: bool = False
    """Only the open article."""

    @property
    def all(self) -> bool:
        """Whether every row of an article fits."""
        return not (self.words or self.without or self.kinds or self.layers or self.labels or self.states)

    def fits(self, row: Row) -> bool:
        """Whether a row is shown, whatever its article."""
        spans = row.difference.spans.values()
        if self.kinds and not self.kinds & _kinds(row):
            return False
        if self.layers and not any(span.layer.upper() in self.layers for span in spans):
            return False
        if self.labels and not any(span.label.upper() in self.labels for span in spans):
            return False
        if self.states and not any(_is(row, state) for state in self.states):
            return False
        if not self.words and not self.without:
            return True
        quote = row.quote.casefold()
        return all(word in quote for word in self.words) and not any(word in quote for word in self.without)


EVERYTHING = Filter()


def parse(typed: str) -> tuple[Filter, str]:
    """Return the filter and, in a sentence, what was not understood of it ("" where all was)."""
    words: list[str] = []
    without: list[str] = []
    sets: dict[str, set[str]] = {"kind": set(), "layer": set(), "label": set(), "is": set(), "in": set()}
    trouble = ""
    for token in _TOKEN.finditer(typed):
        kind, value = (token["kind"] or "").lower(), token["value"].replace('"', "")
        if not kind:
            (without if token["minus"] else words).append(value.casefold())
        elif kind not in sets:
            trouble = f"There is no {kind}: here; use kind:, layer:, label:, is: or in:article"
        elif value:
            allowed = {"kind": KINDS, "is": STATES, "in": ("article",)}.get(kind, ())
            fitting = [each for each in allowed if each.startswith(value.lower())]
            if allowed and not fitting:
                trouble = f"{kind}: can be {', '.join(allowed)}"
            sets[kind].add(fitting[0] if fitting else value.upper())
    return Filter(tuple(filter(None, words)), tuple(filter(None, without)), frozenset(sets["kind"]),
                  frozenset(sets["layer"]), frozenset(sets["label"]), frozenset(sets["is"]), bool(sets["in"])), trouble


def toggled(typed: str, word: str) -> str:
    """Return the typed filter with a word such as `is:open` put in, or taken out where it is there."""
    parts = typed.split()
    return " ".join([each for each in parts if each != word] if word in parts else [*parts, word])


def _kinds(row: Row) -> set[str]:
    difference = row.difference
    return {difference.kind, *(["attributes"] if difference.attributes else []),
            *(["relations"] if difference.relations else [])}


def _is(row: Row, state: str) -> bool:
    if state in ("open", "decided"):
        return row.decided if state == "decided" else not row.outcome
    if state in ("answered", "disputed"):
        return bool(row.answer) if state == "answered" else row.answer == "dispute"
    return row.outcome == _OUTCOMES.get(state, state)
