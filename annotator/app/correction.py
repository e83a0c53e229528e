"""What a correction of an article's text would do to everybody's spans, before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.app.ports import Reader
from annotator.domain.article import Article, SetRef
from annotator.domain.edits import Edit, common_start, edits_between, refined
from annotator.domain.reanchor import Anchored, Fate, reanchored
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span

Repairs = Mapping[tuple[str, str], Sequence[tuple[int, int]] | None]
"""For a broken span, named by its annotator and its id: where it goes in the new text, None to delete it."""

_LIMIT, _LEAD = 40, 12
"""Characters of a quote that are told, and of those before the place where two quotes differ."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article with all that stands on it, by annotator."""

    article: Article
    spans: Mapping[str, Sequence[Span]]
    relations: Mapping[str, Sequence[Relation]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one span of one annotator."""

    annotator: str
    anchored: Anchored
    relations: tuple[str, ...] = ()
    """For a broken span: the relations that would go with it, as `LABEL: head → tail`."""

    @property
    def key(self) -> tuple[str, str]:
        """Names the span among all annotators' spans."""
        return self.annotator, self.anchored.span.id


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of all spans when `standing.article` gets the text `text`."""

    standing: Standing
    text: str
    edits: tuple[Edit, ...]
    outcomes: tuple[Outcome, ...]

    def of(self, *fates: Fate) -> list[Outcome]:
        """Return the outcomes of these fates, by annotator, in the order of the text."""
        return [each for each in self.outcomes if each.anchored.fate in fates]

    def shifted(self) -> int:
        """Return how many spans keep their words and move along with the text."""
        return sum(each.anchored.fragments != each.anchored.span.fragments for each in self.of("kept"))


def standing(reader: Reader, article: str) -> Standing:
    """Read an article with all annotators' spans and relations. Raises NotFound."""
    refs = [SetRef(article, each.ref.annotator) for each in reader.sets(article)]
    return Standing(reader.article(article), {ref.annotator: reader.spans(ref) for ref in refs},
                    {ref.annotator: reader.relations(ref) for ref in refs})


def plan_correction(before: Standing, text: str, edits: Sequence[Edit] | None = None) -> Plan:
    """Say what becomes of every span. `edits`: what the user changed, where that is known; else the texts are compared.

    Takes time where text and spans are large, and reads nothing: it may be done in any thread.
    """
    old = before.article.text
    exact = edits_between(old, text) if edits is None else refined(old, text, edits)
    outcomes = [Outcome(annotator, each, _named(before, annotator, each))
                for annotator, spans in before.spans.items() for each in reanchored(old, text, exact, spans)]
    return Plan(before, text, exact, tuple(outcomes))


def doubled(plan: Plan, repairs: Repairs) -> tuple[str, str] | None:
    """Return a repaired span that would stand exactly where another one of its label does, None where none would."""
    places: Counter[tuple[object, ...]] = Counter()
    repaired = {}
    for each in plan.outcomes:
        fragments: tuple[Fragment, ...] = each.anchored.fragments
        if each.anchored.fate == "broken":
            ranges = repairs.get(each.key)
            if ranges is None:
                continue
            fragments = tuple(sorted(map(Fragment._make, ranges)))
            repaired[each.key] = (each.annotator, fragments, *each.anchored.place[1:])
        places[each.annotator, fragments, *each.anchored.place[1:]] += 1
    return next((key for key, place in repaired.items() if places[place] > 1), None)


def _named(before: Standing, annotator: str, each: Anchored) -> tuple[str, ...]:
    if each.fate != "broken":
        return ()
    quotes = {span.id: span.quote for span in before.spans[annotator]}
    return tuple(f"{link.label}: {short(quotes[link.head])} → {short(quotes[link.tail])}"
                 for link in before.relations[annotator] if each.span.id in (link.head, link.tail))


def told_apart(old: str, new: str) -> str:
    """Return `“old” → “new”`, each shortened around the first place where they differ."""
    start = common_start(old, new)
    cut = max(0, start - _LEAD) if max(len(old), len(new)) > _LIMIT else 0
    return " → ".join(short(("…" if cut else "") + quote[cut:]) for quote in (old, new))


def short(quote: str, limit: int = _LIMIT) -> str:
    """Return a quote on one line, shortened, in quotation marks."""
    words = " ".join(quote.split())
    return f"“{words if len(words) <= limit else words[:limit - 1] + '…'}”"
