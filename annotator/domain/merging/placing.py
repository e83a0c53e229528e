"""Placing: where spans made on one text stand in another version of it.

A span is taken over where its words stand: unmoved by what differs, else by quote and context where these tell one
place from all others (as in the W3C Web Annotation model's text quote selector). All others are held back.
Offsets are code points, half-open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.domain.edits import Edit, edits_between
from annotator.domain.reanchor import reanchored
from annotator.domain.span import Span

_ALIKE = 0.5
"""Two texts are versions of one article where they share so much of the shorter one."""
_OTHER_WORDS = "its words are different here"


@dataclass(frozen=True, slots=True)
class Placing:
    """Puts spans of `theirs` on `ours`, two versions of one text."""

    theirs: str
    ours: str
    edits: tuple[Edit, ...]

    @property
    def alike(self) -> bool:
        """Whether the texts can be versions of one article at all."""
        kept = len(self.theirs) - sum(edit.end - edit.start for edit in self.edits)
        return kept >= _ALIKE * min(len(self.theirs), len(self.ours))

    def placed(self, spans: Sequence[Span]) -> tuple[list[Span | None], Mapping[int, str]]:
        """Return each span where it stands now, None where that cannot be told, and why not, by its number."""
        found = reanchored(self.theirs, self.ours, self.edits, spans)
        why = {number: each.why or _OTHER_WORDS for number, each in enumerate(found)
               if each.fate not in ("kept", "moved")}
        return [None if number in why else replace(each.span, fragments=each.fragments)
                for number, each in enumerate(found)], why


def placing_between(theirs: str, ours: str) -> Placing:
    """Compare two texts."""
    return Placing(theirs, ours, edits_between(theirs, ours))


def where(span: Span) -> str:
    """Say which span is meant, for a sentence: `GPE “Iraq” [12, 16)`."""
    words = " ".join(span.quote.split())
    return f"{span.label} “{words if len(words) <= 40 else words[:39] + '…'}” [{span.start}, {span.end})"


