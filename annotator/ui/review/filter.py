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

    def fitting(self, rows: list[Row]) -> list[Row]:
        """Return the rows that are shown, whatever their article: sieved by one thing after the other, since there may
        be a hundred thousand of them at every key."""
        if kinds := self.kinds:
            rows = [row for row in rows if row.difference.kind in kinds or not kinds.isdisjoint(_more(row))]
        if layers := self.layers:
            chosen = _Among(layers)
            rows = list(dict.fromkeys([
                row for row in rows for each in row.difference.spans.values() if chosen[each.layer]]))
        if labels := self.labels:
            chosen = _Among(labels)
            rows = list(dict.fromkeys([
                row for row in rows for each in row.difference.spans.values() if chosen[each.label]]))
        if self.states == _OPEN:
            rows = [row for row in rows if not row.outcome]
        elif states := self.states:
            rows = [row for row in rows if any([_is(row, state) for state in states])]
        for word in self.words:
            rows = [row for row in rows if word in (row.whole or row.quote).casefold()]
        for word in self.without:
            rows = [row for row in rows if word not in (row.whole or row.quote).casefold()]
        return rows


EVERYTHING = Filter()
_OPEN = frozenset(["open"])
_NO_MORE: tuple[str, ...] = ()


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


class _Among(dict[str, bool]):
    """Whether a name is one of those (in upper case), found out once for each."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, name: str) -> bool:
        self[name] = found = name.upper() in self._names
        return found


def _more(row: Row) -> tuple[str, ...]:
    """Return what besides the kind a row can be found by."""
    difference = row.difference
    if not difference.attributes and not difference.relations:
        return _NO_MORE
    return (*(["attributes"] if difference.attributes else []), *(["relations"] if difference.relations else []))


def _is(row: Row, state: str) -> bool:
    if state in ("open", "decided"):
        return row.decided if state == "decided" else not row.outcome
    if state in ("answered", "disputed"):
        return bool(row.answer) if state == "answered" else row.answer == "dispute"
    return row.outcome == _OUTCOMES.get(state, state)
