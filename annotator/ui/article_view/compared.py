"""Compared spans: what is shown of spans of several annotators that stand in one article. No painting, no widget.

A span that all have alike is quiet and shown once; of a difference each annotator's span is shown, with its own form.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from annotator.domain.difference import DifferenceKind
from annotator.domain.review import VerdictKind
from annotator.domain.span import Span

SIGNS: dict[DifferenceKind, str] = {"same": "≈", "boundary": "↔", "label": "≠", "missing": "−", "extra": "+"}
"""How a kind of difference is written in captions and chips; `same` only where attributes or relations differ."""
VERDICT_SIGNS: dict[VerdictKind, str] = {"accept": "✓", "reject": "✕", "edit": "✎", "question": "?"}
VERDICT_WORDS: dict[str, str] = {
    "": "undecided", "accept": "accepted", "reject": "rejected", "edit": "edited", "question": "question asked"}
_WEIGHT = ("question", "accept", "edit", "reject")
"""Which of the verdicts on the spans of one difference says what became of it."""
_WHOLE = 4
"""Names of so many characters are written whole in captions."""
_SHORTEST = 2


class Compared(NamedTuple):
    """How a shown span stands to those of the other annotators.

    side: the annotator's place among those compared, 0 is the first; `name` and `color` (`#RRGGBB`) are theirs.
    verdict: `accept`, `reject`, `edit`, `question`, or empty where nothing is decided.
    other: the others' label, with `same` the names of the attributes that differ; for words.
    partner: id of a shown span of the same difference, the first's for all others; it need not be mutual. Of spans that
    are all alike only one is shown.
    quiet: nothing is to be decided.
    proposed: this is no annotator's span but what the reviewer proposes in its partner's place.
    """

    kind: DifferenceKind
    side: int
    name: str
    color: str
    verdict: str = ""
    other: str = ""
    partner: str = ""
    quiet: bool = False
    proposed: bool = False

    @property
    def sign(self) -> str:
        """The sign of its kind, empty where nothing differs."""
        return "" if self.kind == "same" and not self.other else SIGNS[self.kind]


def outcome_of(verdicts: Collection[str]) -> str:
    """Return the verdict that says what became of a difference, by those on its spans; empty where there are none."""
    return next((each for each in _WEIGHT if each in verdicts), "")


def is_settled(outcome: str) -> bool:
    """Whether the reviewer has done with it; a question waits for its answer."""
    return outcome not in ("", "question")


class Comparison:
    """The compared spans of the open article by their ids, and which of them belong together."""

    def __init__(self, marks: Mapping[str, Compared] | None = None, names: Sequence[str] = ()) -> None:
        """`names` are those compared, in their order; needed only to name who has nothing."""
        self._marks = dict(marks or {})
        self._given = tuple(names)
        self._back: dict[str, list[str]] = {}
        """Who names a span as partner."""
        for id, mark in self._marks.items():
            if mark.partner:
                self._back.setdefault(mark.partner, []).append(id)
        self._names: tuple[str, ...] | None = None
        self._short: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._marks)

    def get(self, id: str | None) -> Compared | None:
        """Return how a span stands to others, None where it is not compared."""
        return self._marks.get(id) if id is not None else None

    def mates(self, id: str) -> list[str]:
        """Return the spans of a difference, itself with it, by side; proposals last."""
        mark = self._marks.get(id)
        if mark is not None and not mark.partner and id not in self._back:
            return [id]
        found, waiting = {id}, [id]
        while waiting:
            each = waiting.pop()
            mark = self._marks.get(each)
            near = [*self._back.get(each, ()), *([mark.partner] if mark and mark.partner else ())]
            new = [other for other in near if other not in found and other in self._marks]
            found.update(new)
            waiting += new
        return sorted((each for each in found if each in self._marks), key=self._rank)

    def outcome(self, id: str) -> str:
        """Return what became of the difference a span belongs to: not every span of it needs a verdict of its own."""
        return outcome_of([mark.verdict for each in self.mates(id) if not (mark := self._marks[each]).proposed])

    def look(self, id: str) -> str | None:
        """Return how a span is marked where the whole article is shown small: empty as ever, `calm` where nothing is
        to be decided, `done`, else the kind of difference; None where another span's mark stands for it."""
        mark = self._marks.get(id)
        if mark is None:
            return ""
        if mark.quiet:
            return "calm"
        partner = self._marks.get(mark.partner)
        if mark.proposed or (partner is not None and partner.side < mark.side):
            return None
        return "done" if is_settled(self.outcome(id)) else mark.kind

    def touched_by(self, changed: Mapping[str, Compared], removed: Collection[str] = ()) -> set[str]:
        """Return the ids of all that may look different once these marks are put in and those are taken out: the spans
        of their differences before and after."""
        ids = {*changed, *removed, *(mark.partner for mark in changed.values() if mark.partner)}
        return ids | {mate for id in ids for mate in self.mates(id)}

    def patch(self, changed: Mapping[str, Compared], removed: Collection[str] = ()) -> None:
        """Put in or replace marks, take out others."""
        for id in {*changed, *removed}:
            mark = self._marks.pop(id, None)
            if mark and mark.partner:
                self._back[mark.partner].remove(id)
        for id, mark in changed.items():
            self._marks[id] = mark
            if mark.partner:
                self._back.setdefault(mark.partner, []).append(id)
        self._names = None

    @property
    def names(self) -> tuple[str, ...]:
        """Those compared, in their order."""
        if self._names is None:
            sides = {mark.side: mark.name for mark in self._marks.values() if not mark.proposed}
            self._names = self._given or tuple(sides[side] for side in sorted(sides))
            self._short = dict(zip(self._names, short_names(self._names), strict=True))
        return self._names

    @property
    def sides(self) -> list[tuple[str, str]]:
        """Name and color of those compared who have a span here, in their order."""
        colors = {mark.name: mark.color for mark in self._marks.values() if not mark.proposed}
        return [(name, colors[name]) for name in self.names if name in colors]

    def short(self, name: str) -> str:
        """Return a name as it is written in captions."""
        return self._short.get(name, name) if self.names else name

    def words(self, id: str, span: Callable[[str], Span | None]) -> str:
        """Say who has what and what is decided: `Ana: GPE · Ben: LOC · undecided`. `span` finds one by its id."""
        mark = self._marks.get(id)
        if mark is None:
            return ""
        found = [(self._marks[each], shown) for each in self.mates(id) if (shown := span(each)) is not None]
        if mark.quiet:
            return f"{found[0][1].label}: all the same" if found else ""
        theirs = [(each, shown) for each, shown in found if not each.proposed]
        verdicts = {each.verdict for each, _ in theirs}
        judged = len(verdicts) > 1
        apart = len({shown.fragments for _, shown in found}) > 1
        said = [_said(each, shown, quoted=apart, judged=judged) for each, shown in found]
        if mark.kind == "same" and len(theirs) == 1:
            said[0] = f"{', '.join(self.names)}: {theirs[0][1].label}"
        if mark.kind in ("missing", "extra"):
            have = {each.name for each, _ in theirs}
            said += [f"{name}: nothing" for name in self.names if name not in have]
        if mark.kind == "same" and mark.other:
            said.append(f"other {mark.other}")
        return " · ".join([*said, *(() if judged else (VERDICT_WORDS[verdicts.pop()],))])

    def _rank(self, id: str) -> tuple[bool, int, str]:
        mark = self._marks[id]
        return mark.proposed, mark.side, id


def short_names(names: Sequence[str]) -> list[str]:
    """Return names for captions: short ones whole, else the first letters that tell them apart, else with a number."""
    found: list[str] = []
    for name in names:
        wanted = [name] if len(name) <= _WHOLE else [
            name[:length] for length in range(_SHORTEST, _WHOLE + 1)
            if not any(other != name and other.startswith(name[:length]) for other in names)]
        numbered = (f"{name[:_SHORTEST]}{number}" for number in count(1))
        found.append(next(each for each in chain(wanted, numbered) if each not in found))
    return found


def _said(mark: Compared, span: Span, *, quoted: bool, judged: bool) -> str:
    words = f"{'proposed' if mark.proposed else mark.name}: {span.label}"
    if quoted:
        words += f" “{_brief(span.quote)}”"
    return f"{words}, {VERDICT_WORDS[mark.verdict]}" if judged and mark.verdict and not mark.proposed else words


def _brief(quote: str, limit: int = 48) -> str:
    """Return a quote on one line; of a long one both ends, since these are what differs."""
    words = " ".join(quote.split())
    return words if len(words) <= limit else f"{words[:limit // 2].rstrip()} … {words[-(limit // 2):].lstrip()}"
