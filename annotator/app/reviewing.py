"""Going through a review: what is to be decided in each article, in brief for all of them, in full for one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.app.ports import Reader
from annotator.domain.article import Article, SetRef
from annotator.domain.coding import Coding
from annotator.domain.deciding import at_work, differences, everybody, is_asked
from annotator.domain.difference import Difference
from annotator.domain.relation import Relation
from annotator.domain.review import GOLD, Remark, Review, Verdict
from annotator.domain.span import Span

Judged = Mapping[tuple[str, str], Verdict]
"""The reviewer's verdicts on the spans of one article, by annotator and id of the span."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An article in brief: `there` are the annotators of the review who worked on it, `asked` what is to be decided."""

    coding: Coding
    there: tuple[str, ...]
    asked: list[Difference[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An article in full. `found`: all differences, also those that need no decision. `remarks`: oldest first, by
    annotator and id of the span. `gold`: how many spans the gold set has there. `worked`: the annotators of the review
    who worked on it; `there`: the same, empty where that is not enough to review anything."""

    article: Article
    worked: tuple[str, ...]
    there: tuple[str, ...]
    found: list[Difference[Span]]
    relations: Mapping[str, Sequence[Relation]]
    verdicts: Judged
    remarks: Mapping[tuple[str, str], Sequence[Remark]]
    gold: int


def compared(reader: Reader, review: Review, articles: Collection[str] | None = None) -> Iterator[Compared]:
    """Yield the articles of a review (or those of them in `articles`) that somebody has worked on, in project order."""
    wanted: Collection[str] | None = articles
    if review.articles:
        sample = frozenset(review.articles)
        wanted = sample if articles is None else sample & set(articles)
    for coding in reader.codings(everybody(review), articles=wanted, texts=True, relations=True):
        there = at_work(review, coding)
        found = differences(review, there, coding.spans, coding.relations)
        yield Compared(coding, there, [each for each in found if is_asked(review, each)])


def opened(reader: Reader, review: Review, article: Article) -> Opened:
    """Return an article of a review in full; with nothing to decide where it does not belong to the review."""
    refs = {name: SetRef(article.id, name) for name in everybody(review)}
    sets = {name: found for name, ref in refs.items() if (found := reader.annotation_set(ref)) is not None}
    spans = {name: reader.spans(refs[name]) for name in sets}
    relations = {name: reader.relations(refs[name]) for name in sets}
    coding = Coding(article=article.id, title=article.title, length=len(article.text),
                    statuses={name: each.status for name, each in sets.items()},
                    spans={name: tuple(each) for name, each in spans.items()})  # type: ignore[arg-type]
    there = at_work(review, coding) if not review.articles or article.id in review.articles else ()
    worked = tuple(name for name in review.annotators if coding.worked_on(name))
    return Opened(article=article, worked=worked, there=there, found=differences(review, there, spans, relations),
                  relations=relations, verdicts=judged(reader, review, article.id),
                  remarks=_remarks(reader, refs.values()), gold=reader.span_count(SetRef(article.id, GOLD)))


def judged(reader: Reader, review: Review, article: str) -> Judged:
    """Return the reviewer's verdicts on an article."""
    return {(name, each.span): each for name in everybody(review) for each in reader.verdicts(SetRef(article, name))
            if each.by == review.reviewer}


def all_judged(reader: Reader, review: Review) -> dict[str, dict[tuple[str, str], Verdict]]:
    """Return the reviewer's verdicts, by article."""
    found: dict[str, dict[tuple[str, str], Verdict]] = {}
    for each in reader.verdicts_by(review.reviewer):
        found.setdefault(each.ref.article, {})[each.ref.annotator, each.span] = each
    return found


def _remarks(reader: Reader, refs: Collection[SetRef]) -> dict[tuple[str, str], list[Remark]]:
    found: dict[tuple[str, str], list[Remark]] = {}
    for ref in refs:
        for each in reader.remarks(ref):
            found.setdefault((ref.annotator, each.span), []).append(each)
    return found
