"""Which articles a review is about: all that fit it, or a sample of them, found on a snapshot."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.app.operations.base import count
from annotator.domain.compare import compare
from annotator.domain.sampling import Candidate, Size, Way, drawn

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.coding import Coding
    from annotator.domain.review import Mode

_WORDS: dict[Way, str] = {"random": "at random", "label": "by label", "disagreement": "with most disagreement",
                          "confidence": "with the least sure spans"}
Label = tuple[str, str]


def _nothing(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """A sample of the articles that a review of this mode by these annotators can be about.

    size: None for all of them. seed: decides where chance does. labels: (layer, name), for the way `label`; empty for
    all labels.
    """

    mode: Mode
    annotators: tuple[str, ...]
    way: Way = "random"
    size: Size | None = None
    seed: int = 0
    labels: tuple[Label, ...] = ()

    @property
    def words(self) -> str:
        """How the sample is drawn, as a review keeps it: `20 at random`, `10 % by label (AD)`; empty for all."""
        if self.size is None:
            return ""
        named = f" ({', '.join(name for _, name in self.labels)})" if self.way == "label" and self.labels else ""
        return f"{self.size} {_WORDS[self.way]}{named}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The articles of a review (ids, in project order), how many there were to choose from, and what is on them: spans,
    and differences between the annotators. `alone`: articles left out, since only one of those compared worked on
    them."""

    articles: tuple[str, ...] = ()
    there: int = 0
    spans: int = 0
    differences: int = 0
    alone: int = 0
    labels: tuple[tuple[Label, int], ...] = field(default=())
    """The labels of all that could be chosen, with the number of articles they are on, in order of the names."""

    @property
    def says(self) -> str:
        """How much there is to do, in words: `20 of 311 articles, 1,204 spans`."""
        of = "" if len(self.articles) == self.there else f"{len(self.articles):,} of "
        return f"{of}{count(self.there, 'article')}, {count(self.spans, 'span')}"


def sample(reader: Reader, request: SampleRequest, progress: Progress = _nothing) -> Sample:
    """Return the articles that the request asks for.

    A review that compares needs articles that two or more of the annotators worked on, a check those that its annotator
    worked on; what is labelled again are articles that the first one worked on and the last one did not yet.
    Raises what `progress` raises to stop.
    """
    least = 2 if request.mode == "compare" else 1
    names = request.annotators
    total = len(reader.article_rows(""))
    candidates, alone = [], 0
    labels: Counter[Label] = Counter()
    for number, coding in enumerate(reader.codings(names), 1):
        working = [name for name in names if coding.worked_on(name)]
        if request.mode == "again" and working[-1:] == [names[-1]]:
            working = []
        if len(working) >= least:
            candidates.append(_candidate(coding, working))
            labels.update(candidates[-1].labels.keys())
        else:
            alone += bool(working)
        progress(number, total)
    chosen = candidates
    if request.size is not None:
        chosen = drawn(candidates, request.way, request.size, request.seed, request.labels)
    return Sample(articles=tuple(each.article for each in chosen), there=len(candidates), alone=alone,
                  spans=sum(each.spans for each in chosen), differences=sum(each.differences for each in chosen),
                  labels=tuple(sorted(labels.items())))


def _candidate(coding: Coding, names: list[str]) -> Candidate:
    sets = {name: coding.spans.get(name, ()) for name in names}
    spans = [span for each in sets.values() for span in each]
    sure = [span.confidence for span in spans if span.confidence is not None]
    found = compare(sets) if len(sets) > 1 else []
    return Candidate(
        article=coding.article, labels=Counter((span.layer, span.label) for span in spans), spans=len(spans),
        differences=sum(not each.quiet for each in found), compared=len(found), confidence=min(sure, default=None))
