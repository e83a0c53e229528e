"""A search over the project: hits as they come, of which the first are kept, and a count of all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.app.ports import Progress, Reader
from annotator.domain.article import SetRef
from annotator.domain.search import Hit, Query

_ONCE = 0.1
"""Seconds between tellings, after the first."""


@dataclass
class Findings:
    """What a search found so far. `spans`: of every hit that is a span, shown or not, by its set."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    articles: int = 0
    spans: dict[SetRef, set[str]] = field(default_factory=dict)
    finished: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What came since the last telling: hits to be shown, and how many there are by now."""

    hits: tuple[Hit, ...]
    total: int
    articles: int


def gather(reader: Reader, annotator: str, query: Query, most: int, tell: Callable[[News], None],
           progress: Progress, clock: Callable[[], float]) -> Findings:
    """Search through a snapshot; keep `most` hits, count them all, and tell the news at most every 0.1 s.

    Raises Cancelled where `progress` does.
    """
    findings, told, due = Findings(), 0, 0.0
    last = ""

    def news() -> None:
        nonlocal told
        tell(News(tuple(findings.hits[told:]), findings.total, findings.articles))
        told = len(findings.hits)

    for hit in reader.search(annotator, query, lambda: progress(findings.total, 0)):
        findings.total += 1
        findings.articles += hit.article != last
        last = hit.article
        if hit.span is not None:
            findings.spans.setdefault(hit.ref, set()).add(hit.span.id)
        if len(findings.hits) < most:
            findings.hits.append(hit)
        if clock() >= due:
            progress(findings.total, 0)
            news()
            due = clock() + _ONCE
    findings.finished = True
    news()
    return findings
