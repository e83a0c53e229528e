"""Conflicts: what both sides changed since the last merge. Ours stays until somebody chooses."""

from dataclasses import dataclass

from annotator.domain.article import SetRef, Status
from annotator.domain.merging import digest
from annotator.domain.merging.base import NOTES, NOTHING, STATUS, Base, Pair
from annotator.domain.relation import Relation
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConflict:
    """One thing about which both sides disagree.

    key: names the span, the relation, the status or the notes (see `base`). why: a sentence that names it, reason:
    what happened alone. ours, theirs: what it is on each side, in
    our text and labels; None where it is not there. digest: that of theirs as it came. whole: the set was merged
    as a whole, so that taking theirs makes both sides equal.
    """

    ref: SetRef
    key: str
    why: str
    reason: str
    digest: str
    ours: Span | Relation | str | None = None
    theirs: Span | Relation | str | None = None
    whole: bool = False

    @property
    def span(self) -> str:
        """The id of the span it is about, of a relation that of its head; empty for status and notes."""
        one = self.ours if self.ours is not None else self.theirs
        return one.id if isinstance(one, Span) else one.head if isinstance(one, Relation) else ""

    @property
    def at(self) -> tuple[bool, int]:
        """Sorts conflicts of one set: spans in the order of the text, then the rest."""
        one = self.ours if self.ours is not None else self.theirs
        return (False, one.start) if isinstance(one, Span) else (True, 0)

    @property
    def line(self) -> str:
        """It in one line."""
        return f"article {self.ref.article}, {self.ref.annotator}: {self.why}"

    def is_settled(self, base: Base | None) -> bool:
        """Whether somebody has chosen, by the base that is kept now."""
        if base is None:
            return False
        return base.is_settled(self.key, self.digest) or (
            self.whole and (base.known or {}).get(self.key, NOTHING).theirs == self.digest)

    def settled(self, base: Base, *, taken: bool) -> Base:
        """Return the base once theirs was taken, or ours kept: this version of theirs is not asked about again."""
        if taken and self.whole:
            return base.with_known({self.key: Pair(self.digest, digest_of(self.theirs, self.key))})
        return base.with_settled(self.key, self.digest)


def digest_of(value: Span | Relation | Status | str | None, key: str) -> str:
    """Return the digest of what a key names."""
    if value is None:
        return digest.ABSENT
    if isinstance(value, Span):
        return digest.of_span(value)
    if isinstance(value, Relation):
        return digest.of_relation(value)
    return value if key == STATUS else digest.of_text(value) if key == NOTES else digest.ABSENT
