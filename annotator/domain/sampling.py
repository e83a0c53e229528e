"""Samples of articles: which ones are looked at where there is no time for all.

Chance is a hash and no generator: the rank of an article is the SHA-256 of `SEED LF ID` (UTF-8, the seed in decimal
digits). The same seed therefore gives the same sample in every version of Python and on every machine, articles that
come or go move no others, and a larger sample holds the smaller one of the same seed.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple, get_args

from annotator.domain.errors import Refused

Way = Literal["random", "label", "disagreement", "confidence"]
WAYS: tuple[Way, ...] = get_args(Way)
_SIZE = re.compile(r"\s*(\d+)\s*(%?)\s*")


class Size(NamedTuple):
    """How many articles: a count, or so many per hundred of those there are to choose from."""

    number: int
    percent: bool = False

    def of(self, there: int) -> int:
        """Return how many that is of so many; of some, a percentage above 0 is at least one."""
        if not self.percent:
            return min(self.number, there)
        return min(max((there * self.number + 50) // 100, 1 if self.number else 0), there)

    def __str__(self) -> str:
        """Return `20`, `10 %`."""
        return f"{self.number:,} %" if self.percent else f"{self.number:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may be chosen, as far as choosing needs it.

    labels: spans by label (layer and name). spans: how many there are. differences: how many of `compared` pairs of
    spans are not the same, single ones counted. confidence: of the least sure span, None where no span has one.
    """

    article: str
    labels: Mapping[tuple[str, str], int] = field(default_factory=dict)
    spans: int = 0
    differences: int = 0
    compared: int = 0
    confidence: float | None = None

    @property
    def disagreement(self) -> float:
        """The share of what was compared that differs, from 0 to 1."""
        return self.differences / self.compared if self.compared else 0.0


def size_from(text: str) -> Size:
    """Read `20` or `10 %`. Raises Refused for anything else, and for nothing or more than all."""
    found = _SIZE.fullmatch(text)
    size = Size(int(found[1]), bool(found[2])) if found else Size(0)
    if not size.number or (size.percent and size.number > 100):
        raise Refused(f"{text!r} is no size of a sample; write a number of articles such as 20, or a share "
                      "such as 10 %")
    return size


def drawn(candidates: Sequence[Candidate], way: Way, size: Size, seed: int,
          labels: Collection[tuple[str, str]] = ()) -> list[Candidate]:
    """Return a sample, in the order of `candidates`.

    `random` chooses from all. `label` chooses from those with one of the labels (empty: any label) and takes turns
    among these, the rarest first, so that each is there as often as the sample allows. `disagreement` takes those of
    which the largest share differs, `confidence` those with the least sure spans; chance decides among equal ones, and
    what does not differ, or has no confidence, is not chosen. The size is of those that can be chosen.
    """
    eligible = [each for each in candidates if _fits(each, way, labels)]
    ranked = sorted(eligible, key=lambda each: _rank(seed, each.article))
    if way == "disagreement":
        ranked.sort(key=lambda each: (-each.disagreement, -each.differences))
    elif way == "confidence":
        ranked.sort(key=lambda each: 0.0 if each.confidence is None else each.confidence)
    elif way == "label":
        ranked = _in_turns(ranked, labels)
    chosen = {each.article for each in ranked[:size.of(len(eligible))]}
    return [each for each in eligible if each.article in chosen]


def _rank(seed: int, article: str) -> bytes:
    return sha256(f"{seed}\n{article}".encode("utf-8", "surrogatepass")).digest()


def _fits(candidate: Candidate, way: Way, labels: Collection[tuple[str, str]]) -> bool:
    if way == "label":
        return any(_asked(candidate, labels))
    if way == "disagreement":
        return candidate.differences > 0
    return way == "random" or candidate.confidence is not None


def _asked(candidate: Candidate, labels: Collection[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Return the labels of an article that are asked for."""
    return [label for label, spans in candidate.labels.items() if spans and (not labels or label in labels)]


def _in_turns(ranked: Sequence[Candidate], labels: Collection[tuple[str, str]]) -> list[Candidate]:
    """Return the articles so that each label in turn gives the next one it has, beginning with the rarest."""
    waiting: dict[tuple[str, str], list[Candidate]] = {}
    for each in ranked:
        for label in _asked(each, labels):
            waiting.setdefault(label, []).append(each)
    turns = [iter(waiting[label]) for label in sorted(waiting, key=lambda label: (len(waiting[label]), label))]
    taken: dict[str, Candidate] = {}
    while len(taken) < len(ranked):
        for turn in turns:
            found = next((each for each in turn if each.article not in taken), None)
            if found is not None:
                taken[found.article] = found
    return list(taken.values())
