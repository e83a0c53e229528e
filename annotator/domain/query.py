"""Questions to a project and their answers: selections, filters, counts, problems."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.article import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which sets an export takes; empty means all. An article none of whose sets is chosen is left out, but
    unless annotators are chosen, or statuses without `new`, an untouched article is one record without annotator.

    With layers, relations and what reviews say go along as far as their spans do; what was said of a span that is gone
    goes along too."""

    annotators: Collection[str] = ()
    statuses: Collection[Status] = ()
    layers: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Filter of the article list: every word must occur in title or text (case folded) and none of `without`,
    any of the statuses and any of the labels (of the given annotator's spans) must fit, and the articles of one of the
    reviews (by name, case folded, quotation marks left aside; a review without a sample has all articles); empty parts
    fit all."""

    words: Sequence[str] = ()
    without: Sequence[str] = ()
    statuses: Collection[Status] = ()
    labels: Collection[str] = ()
    reviews: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatorStats:
    """What one annotator has: sets, sets done, spans."""

    articles: int
    done: int
    spans: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over the whole project; `labels` is layer → label → spans."""

    articles: int
    spans: int
    relations: int
    annotators: Mapping[str, AnnotatorStats] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a project file, and where."""

    what: str
    where: str


class ArticleText(NamedTuple):
    """An article as far as a search through the texts needs it."""

    id: str
    title: str
    text: str


class TextPart(NamedTuple):
    """The next articles of a project: how many were looked at so far, of how many, and those that were wanted."""

    seen: int
    total: int
    texts: tuple[ArticleText, ...]
