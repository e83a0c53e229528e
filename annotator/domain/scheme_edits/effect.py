"""What an edit does over a whole project: counted, and everything that goes is named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.answers import shown
from annotator.domain.article import SetRef
from annotator.domain.relation import Relation
from annotator.domain.scheme_edits.outcome import Outcome
from annotator.domain.words import count

_QUOTE = 60
"""Characters of a quote that are shown."""


class Loss(NamedTuple):
    """Something that goes: where it stands, and what it is."""

    ref: SetRef
    what: str


class Losses(NamedTuple):
    """How much goes: spans removed, spans joined with another, answers, relations."""

    removed: int = 0
    joined: int = 0
    answers: int = 0
    relations: int = 0


@dataclass
class Effect:
    """Grows set by set; `removed`, `joined`, `answers` and `relations` name what is no longer there afterwards."""

    spans: int = 0
    articles: set[str] = field(default_factory=set)
    annotators: set[str] = field(default_factory=set)
    removed: list[Loss] = field(default_factory=list)
    joined: list[Loss] = field(default_factory=list)
    answers: list[Loss] = field(default_factory=list)
    relations: list[Loss] = field(default_factory=list)

    @property
    def losses(self) -> Losses:
        """How much goes."""
        return Losses(len(self.removed), len(self.joined), len(self.answers), len(self.relations))

    def add(self, ref: SetRef, found: Outcome) -> None:
        """Count what an edit does to the spans of a set."""
        if found.reached:
            self.spans += len(found.reached)
            self.articles.add(ref.article)
            self.annotators.add(ref.annotator)
        self.removed += [Loss(ref, f"{span.label} {short(span.quote)}") for span in found.removed]
        self.joined += [Loss(ref, f"{gone.label} {short(gone.quote)}, joined with the {stays.label} there")
                        for gone, stays in found.joined]
        self.answers += [Loss(ref, f"{name} = {shown(value)} of {span.label} {short(span.quote)}")
                         for span, (name, value) in found.lost]

    def add_relations(self, ref: SetRef, gone: Collection[Relation]) -> None:
        """Count relations of a set that go."""
        if gone:
            self.articles.add(ref.article)
            self.annotators.add(ref.annotator)
        self.relations += [Loss(ref, f"relation {each.label}") for each in gone]

    def words(self) -> str:
        """Say it in one line, empty where no span or relation notices: `214 spans in 37 articles by 2 annotators`."""
        if not self.articles:
            return ""
        what = count(self.spans, "span") if self.spans else count(len(self.relations), "relation")
        parts = [f"{what} in {count(len(self.articles), 'article')} by {count(len(self.annotators), 'annotator')}"]
        if self.joined:
            parts.append(f"{len(self.joined):,} would double a span that is there already "
                         f"and {'is' if len(self.joined) == 1 else 'are'} joined with it")
        if self.removed:
            parts.append(f"{count(len(self.removed), 'span')} deleted")
        if self.answers:
            parts.append(f"{count(len(self.answers), 'answer')} taken away")
        if self.relations and self.spans:
            parts.append(f"{count(len(self.relations), 'relation')} deleted with them")
        return "; ".join(parts)

    def named(self) -> list[Loss]:
        """Return everything that goes, one by one."""
        return [*self.removed, *self.joined, *self.answers, *self.relations]


def short(quote: str) -> str:
    """Return a quote on one line, cut where it is long."""
    words = " ".join(quote.split())
    return f"“{words if len(words) <= _QUOTE else words[:_QUOTE - 1] + '…'}”"
