"""The words of a search over the project, what they mean, and what is found: `rocket -label:GPE attr:stance=unsure`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from annotator.domain.article import SetRef, Status
from annotator.domain.finding import joined, literal
from annotator.domain.folding import Range, fold
from annotator.domain.scheme import Scheme
from annotator.domain.span import Origin, Span

ALL = "*"
"""Stands for every annotator."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to be found, folded; it begins and ends where words do unless it is `open` there."""

    text: str
    open_start: bool = False
    open_end: bool = False

    def places(self, folded: str) -> Iterator[Range]:
        """Yield where it stands in a folded text; where it is open, to the edge of the word it is a part of."""
        for start, end in literal(folded, self.text, begins=not self.open_start, ends=not self.open_end):
            while self.open_start and joined(folded, start):
                start -= 1
            while self.open_end and joined(folded, end):
                end += 1
            yield start, end

    def within(self, folded: str) -> bool:
        """Whether it stands in a folded text."""
        return next(self.places(folded), None) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search. All words must occur and none of `without`; of the names in one part any will do.

    With a condition on spans, spans are found, and the words are looked for in their quotes. `annotators`: whose
    spans and statuses; none means the one at work. `attributes`: name and answer; an empty one is any.
    """

    words: tuple[Word, ...] = ()
    without: tuple[Word, ...] = ()
    in_title: bool = False
    annotators: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    layers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    relations: tuple[str, ...] = ()

    @property
    def on_spans(self) -> bool:
        """Whether spans are found; otherwise places in texts, or articles."""
        return bool(self.layers or self.labels or self.attributes or self.comments or self.origins or self.relations
                    or (self.annotators and not self.statuses))

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Query(in_title=self.in_title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place found, with what stands around it. `range` is None for a title or an article as a whole;
    `span` and `annotator` are there where a span was found."""

    article: str
    title: str
    range: Range | None
    before: str
    quote: str
    after: str
    annotator: str = ""
    span: Span | None = None

    @property
    def ref(self) -> SetRef:
        """The set of the span found."""
        return SetRef(self.article, self.annotator)


def unknown(query: Query, scheme: Scheme, annotators: Collection[str]) -> list[str]:
    """Return a sentence for each name of the query that the project does not have."""
    labels = {label.name for _, label in scheme.labels()}
    layers = {layer.name for layer in scheme.layers}
    relations = {each.name for each in scheme.relations}
    return [*_missing("label", query.labels, labels), *_missing("layer", query.layers, layers),
            *_missing("relation", query.relations, relations),
            *_missing("annotator", [name for name in query.annotators if name != ALL], set(annotators))]


def _missing(what: str, names: Collection[str], present: Collection[str]) -> Iterator[str]:
    known = {fold(name) for name in present}
    for name in names:
        if fold(name) not in known:
            there = ", ".join(sorted(present)) or "none"
            yield f"There is no {what} {name}; there are: {there}." if present else f"There is no {what} {name}."


def around(text: str, start: int, end: int, *, before: int = 60, after: int = 160) -> tuple[str, str, str]:
    """Return what stands before, in and after a range, each on one line; at most so many characters."""
    left, right = f"{text[max(0, start - before):start]}|", f"|{text[end:end + after]}"
    return _one_line(left)[:-1], _one_line(text[start:end]), _one_line(right)[1:]


def _one_line(text: str) -> str:
    return " ".join(text.split())
