"""Operations of reviews: deciding about spans, and remarks on them.

Nobody's spans are changed by any of them; what is decided goes into the gold set of the article, in the same step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.app.operations.base import Context, OnSet, Plain, count
from annotator.app.operations.gold import BuildGold
from annotator.app.operations.gold_builder import Builder
from annotator.app.operations.reviews import ChangeReview, EndReview, StartReview
from annotator.app.operations.withdrawing import withdraw
from annotator.domain.article import SetRef
from annotator.domain.deciding import everybody
from annotator.domain.errors import NotFound, Refused
from annotator.domain.ids import new_id
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.span import Span
from annotator.domain.verdicts import moment_after

if TYPE_CHECKING:
    from annotator.app.ports import Reader, Write

__all__ = ["AddRemark", "BuildGold", "ChangeReview", "Decide", "EndReview", "RemoveRemark", "StartReview", "TakeBack"]
_LEADING = ("accept", "edit", "reject", "question")


@dataclass
class _OnReview(Plain):
    """Base of operations on verdicts of a review."""

    review: Review

    def _check(self, ref: SetRef) -> None:
        """Raise Refused where a set is none of the review's."""
        if ref.annotator not in everybody(self.review):
            raise Refused(f"The review {self.review.name} is not about the spans of {ref.annotator}")
        if self.review.articles and ref.article not in self.review.articles:
            raise Refused(f"This article is not in the sample of the review {self.review.name}")

    def _rebuild(self, write: Write, context: Context, refs: Iterable[SetRef]) -> bool:
        """Build the gold sets of these articles; return whether there was something to review in all of them."""
        builder = Builder(write, context, self.review)
        return all([builder.rebuild(article) for article in dict.fromkeys(ref.article for ref in refs)])


@dataclass
class Decide(_OnReview):
    """Give verdicts, in place of earlier ones on the same spans. Who judges is the review's reviewer; what an annotator
    answered to an earlier verdict stays with it. The same verdict again changes nothing."""

    verdicts: Sequence[Verdict]

    @property
    def name(self) -> str:
        """Name of the step."""
        kinds = [verdict.verdict for verdict in self.verdicts]
        kind = next(kind for kind in _LEADING if kind in kinds)
        number = kinds.count(kind)
        return f"{kind} span" if number == 1 else f"{kind} {count(number, 'span')}"

    @property
    def article(self) -> str:
        """The article of the first span."""
        return self.verdicts[0].ref.article

    def apply(self, write: Write, context: Context) -> None:
        """Write them and the gold set. Raises Refused for an article or annotator that the review is not about and for
        a proposal that does not fit, NotFound for a span or label that is gone."""
        fresh = []
        for ref, verdicts in _by_set(self.verdicts).items():
            self._check(ref)
            if len(write.spans(ref, {verdict.span for verdict in verdicts})) < len({each.span for each in verdicts}):
                raise NotFound("That span is no longer there")
            present = {verdict.key: verdict for verdict in write.verdicts(ref)}
            for verdict in verdicts:
                if verdict.proposal is not None:
                    _check_label(write, verdict.proposal)
                signed = replace(verdict, by=self.review.reviewer, at=context.at)
                before = present.get(signed.key)
                if before is not None:  # an answer to the earlier one must not count for this one
                    signed = replace(signed, at=moment_after(context.at, before.at, before.answered_at),
                                     answer=before.answer, answered_by=before.answered_by,
                                     answered_at=before.answered_at)
                if before is None or replace(signed, at=before.at) != before:
                    fresh.append(signed)
        if fresh:
            write.put_verdicts(fresh)
            if not self._rebuild(write, context, [verdict.ref for verdict in fresh]):
                raise Refused("There is nothing to review in this article: " + (
                    "it has no annotations" if self.review.mode == "check" else "fewer than two have worked on it"))


@dataclass
class TakeBack(_OnReview):
    """Take verdicts back: what they were about is undecided again. `keys` are those of the verdicts."""

    keys: Collection[tuple[SetRef, str, str]]

    @property
    def name(self) -> str:
        """Name of the step."""
        return "take back verdict" if len(self.keys) == 1 else f"take back {count(len(self.keys), 'verdict')}"

    @property
    def article(self) -> str:
        """The article of the first verdict."""
        return next((ref.article for ref, _, _ in self.keys), "")

    def apply(self, write: Write, context: Context) -> None:
        """Take them back. Raises NotFound where there is none of them, Refused for those of another reviewer."""
        keys = set(self.keys)
        refs = sorted({ref for ref, _, _ in keys})
        for ref in refs:
            self._check(ref)
        other = next((by for _, _, by in keys if by != self.review.reviewer), None)
        if other is not None:
            raise Refused(f"That verdict is {other}'s; only {other} can take it back")
        there = [each for ref in refs for each in write.verdicts(ref) if each.key in keys]
        if not there:
            raise NotFound("There is no verdict to take back")
        withdraw(write, there)
        self._rebuild(write, context, [each.ref for each in there])


@dataclass
class AddRemark(OnSet):
    """Say something about a span; after `execute`, `added` is the id of the remark."""

    span: str
    text: str
    added: str = field(default="", init=False)
    name = "remark"

    def apply(self, write: Write, context: Context) -> None:
        """Write it. Raises Refused where it says nothing, NotFound where the span is gone and nothing was ever said
        about it."""
        if not self.text.strip():
            raise Refused("The remark is empty; write what you want to say")
        spoken = {each.span for each in write.verdicts(self.ref)} | {each.span for each in write.remarks(self.ref)}
        if self.span not in spoken and not write.spans(self.ref, [self.span]):
            raise NotFound("That span is no longer there")
        remark = Remark(id=new_id(), ref=self.ref, span=self.span, by=context.annotator, at=context.at,
                        text=self.text.strip())
        write.put_remarks([remark])
        self.added = remark.id


@dataclass
class RemoveRemark(OnSet):
    """Take a remark of one's own back; one that is gone already is left alone."""

    id: str
    name = "remove remark"

    def apply(self, write: Write, context: Context) -> None:
        """Remove it. Raises Refused where somebody else made it."""
        author = next((each.by for each in write.remarks(self.ref) if each.id == self.id), context.annotator)
        if author != context.annotator:
            raise Refused(f"That remark is {author}'s; only {author} can take it back")
        write.remove_remarks([self.id])


def _by_set(verdicts: Iterable[Verdict]) -> dict[SetRef, list[Verdict]]:
    found: dict[SetRef, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.ref, []).append(verdict)
    return found


def _check_label(reader: Reader, proposal: Span) -> None:
    if reader.scheme().find(proposal.layer, proposal.label) is None:
        raise NotFound(f"The scheme has no label {proposal.label} in layer {proposal.layer}")
