"""What the list of differences shows: rows, headings, and their words and signs. Plain values, no widgets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.app.reviewing import Judged
from annotator.domain.answers import shown
from annotator.domain.coding import Comparable
from annotator.domain.deciding import outcome
from annotator.domain.difference import Difference
from annotator.domain.review import Review
from annotator.domain.span import Fragment, quote_of
from annotator.ui.article_view.compared import SIGNS

Key = tuple[str, str, str]
"""What a row is known by: article, annotator and id of its first span."""
_QUOTE = 90
"""Characters of a quote that a row keeps."""
_WHOLE = 2_000
"""Characters of a quote that are looked through."""
_EDGE = 24
_DECIDED = {"accept": ("✓", "accepted"), "reject": ("✕", "rejected"), "edit": ("✎", "edited"),
            "question": ("?", "asked")}


@dataclass(eq=False, slots=True)
class Row:
    """A difference in the list. `outcome` is a kind of verdict, empty while nothing is decided; `answer` what the
    annotator thinks of that."""

    article: str
    difference: Difference[Any]
    quote: str
    words: str
    outcome: str = ""
    answer: str = ""
    whole: str = ""
    """The quote where it is longer than what is shown of it, for the filter."""

    @property
    def decided(self) -> bool:
        """Whether it is decided; a question waits for its answer."""
        return self.outcome not in ("", "question")

    @property
    def key(self) -> Key:
        """What tells the row from all others, as long as its first span is there."""
        name, span = next(iter(self.difference.spans.items()))
        return self.article, name, span.id

    def holds(self, annotator: str, span: str) -> bool:
        """Whether a span is one of those that belong together here."""
        found = self.difference.spans.get(annotator)
        return found is not None and found.id == span

    def judge(self, judged: Judged) -> bool:
        """Take the verdicts there are now; return whether that makes a difference to the row."""
        places = [(name, span.id) for name, span in self.difference.spans.items()]
        verdicts = [judged[place] for place in places if place in judged]
        before = self.outcome, self.answer
        self.outcome = outcome(verdicts) or ""
        self.answer = next((each.answer for each in verdicts if each.answer and each.answered_at >= each.at), "")
        return before != (self.outcome, self.answer)


@dataclass(eq=False, slots=True)
class Heading:
    """An article, over its rows."""

    article: str
    title: str
    total: int
    decided: int

    @property
    def words(self) -> str:
        """How far one is there."""
        return f"{self.decided:,} of {self.total:,} decided"


class Chip(NamedTuple):
    """Sign and word that say what a row is, and its tone: a kind of difference, or of verdict."""

    sign: str
    word: str
    tone: str


def chip(row: Row) -> Chip:
    """Return how a row is marked: by what was decided, else by how the annotators differ."""
    if row.outcome:
        return Chip(*_DECIDED[row.outcome], row.outcome)
    kind = row.difference.kind
    if kind == "same" and row.difference.attributes:
        return Chip(SIGNS[kind], "attributes", "label")
    if kind == "same" and row.difference.relations:
        return Chip(SIGNS[kind], "relations", "label")
    return Chip("·", "to check", kind) if kind == "same" else Chip(SIGNS[kind], kind, kind)


def rows_of(review: Review, article: str, text: str, differences: Sequence[Difference[Any]],
            there: Collection[str]) -> list[Row]:
    """Return the rows of an article. `there`: the annotators of the review who worked on it."""
    rows = []
    for each in differences:
        row = Row(article, each, quote(text, each.first.fragments), who_has_what(review, each, there, text))
        if len(row.quote) >= _QUOTE - 1:
            row.whole = quote(text, each.first.fragments, _WHOLE)
        rows.append(row)
    return rows


def quote(text: str, fragments: Sequence[Fragment], limit: int = _QUOTE) -> str:
    """Return the words of fragments on one line, cut where they are many."""
    words = " ".join(quote_of(text, [Fragment(start, min(end, start + 2 * limit)) for start, end in fragments]).split())
    return words if len(words) <= limit else words[:limit - 1].rstrip() + "…"


def who_has_what(review: Review, difference: Difference[Any], there: Collection[str], text: str) -> str:
    """Return in words what each annotator has: `Ana: GPE · Ben: LOC`, `only Ana: ORG`, `Ben starts at “attacks”`."""
    spans, kind = difference.spans, difference.kind
    names = list(spans)
    first = difference.first
    if kind == "same":
        whose = names[0] if len(names) == 1 else "both" if len(names) == 2 else "all"
        more = [f"{each}: {' / '.join(_answer(span, each) for span in spans.values())}"
                for each in difference.attributes]
        more += ["other relations"] if difference.relations else []
        return " · ".join([f"{whose}: {first.label}", *more])
    if kind == "boundary" and len(names) == 2:
        other = spans[names[1]]
        return f"{first.label} · {names[1]} {_edges(first.fragments, other.fragments, text)}"
    lacking = [name for name in there if name not in spans]
    said = _grouped(spans)
    if len(names) == 1:
        if names[0] == review.reviewer and names[0] not in review.annotators:
            return f"your own: {first.label}"
        return f"only {said}" if lacking else said
    return f"{said} · {', '.join(lacking)}: nothing" if lacking else said


def _grouped(spans: Mapping[str, Comparable]) -> str:
    """Say who has which label, names with the same one together."""
    labels: dict[str, list[str]] = {}
    for name, span in spans.items():
        labels.setdefault(span.label, []).append(name)
    return " · ".join(f"{', '.join(names)}: {label}" for label, names in labels.items())


def _edges(one: Sequence[Fragment], other: Sequence[Fragment], text: str) -> str:
    """Say where the other's span begins and ends, as far as that is not the same."""
    parts = []
    if one[0].start != other[0].start:
        parts.append(f"starts at “{_words(text, other[0].start, forward=True)}”")
    if one[-1].end != other[-1].end:
        parts.append(f"ends at “{_words(text, other[-1].end, forward=False)}”")
    return " and ".join(parts) or "has other fragments"


def _words(text: str, place: int, *, forward: bool) -> str:
    near = text[place:place + _EDGE] if forward else text[max(0, place - _EDGE):place]
    words = near.split()
    return (words[0] if forward else words[-1]) if words else near


def _answer(span: Any, name: str) -> str:
    value = span.attributes.get(name)
    return "—" if value is None else shown(value)
