"""The question for all other occurrences of a span's words, answered part by part of a project."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.app.ports import Progress, Reader
from annotator.domain.candidates import Candidate, Labelled, context_of, verdicts
from annotator.domain.occurrences import Finder, Fragments, Options
from annotator.domain.query import ArticleText
from annotator.domain.scheme import Form
from annotator.domain.span import Span, quote_of

MOST = 20_000
"""Places that are listed at most: more could not be looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which words are looked for, for which label, and in whose sets.

    `span` has the words and the label; it stands in `article`, where the search begins.
    """

    span: Span
    form: Form
    annotator: str
    article: ArticleText
    options: Options

    def finder(self) -> Finder:
        """Return what finds the words. Raises Refused where there is nothing to look for."""
        text = self.article.text
        return Finder(tuple(text[start:end] for start, end in self.span.fragments), self.form, self.options)


class Found(NamedTuple):
    """The places of one article, at least one, in its order."""

    article: str
    title: str
    places: tuple[Candidate, ...]


def in_article(question: Question, reader: Reader) -> list[Found]:
    """Return what there is in the span's own article; nothing or one entry."""
    article = question.article
    return _judged(question, reader, [(article, question.finder().find(article.text))])


def in_project(question: Question, reader: Reader, found: Callable[[Sequence[Found]], object],
               progress: Progress) -> bool:
    """Look through all other articles in project order, telling `found` what there is, part by part.

    Returns False where the search ended at MOST places. Raises Cancelled where `progress` does.
    """
    finder, room = question.finder(), MOST
    for part in reader.texts(finder.may_stand_in):
        progress(part.seen, part.total)
        hits = [(article, finder.find(article.text)) for article in part.texts
                if article.id != question.article.id]
        some = _judged(question, reader, hits)
        room -= sum(len(each.places) for each in some)
        if some:
            found(some)
        if room <= 0:
            return False
    return True


def _judged(question: Question, reader: Reader, hits: Iterable[tuple[ArticleText, list[Fragments]]]) -> list[Found]:
    """Return the candidates among the places of articles: those that do not carry the label already."""
    hits = [each for each in hits if each[1]]
    spans = reader.labelled(question.annotator, question.span.layer, [article.id for article, _ in hits])
    found = [Found(article.id, article.title,
                   tuple(_candidates(question, article, places, spans.get(article.id, ()))))
             for article, places in hits]
    return [each for each in found if each.places]


def _candidates(question: Question, article: ArticleText, places: list[Fragments],
                spans: Iterable[Labelled]) -> Iterator[Candidate]:
    for fragments, verdict in zip(places, verdicts(places, question.span.label, spans), strict=True):
        if verdict.standing != "labelled":
            yield Candidate(article=article.id, fragments=fragments, quote=quote_of(article.text, fragments),
                            context=context_of(article.text, fragments), verdict=verdict)
