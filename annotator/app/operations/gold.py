"""The gold sets of a whole review, built from the annotators' sets, the verdicts and the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.app.operations.base import Context, Plain, count
from annotator.app.operations.gold_builder import Builder
from annotator.domain.agreement.figures import LeftOut
from annotator.domain.deciding import everybody
from annotator.domain.errors import NotFound, Refused
from annotator.domain.gold import checked_policy
from annotator.domain.review import GOLD, Review

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader, Write
    from annotator.domain.difference import Difference
    from annotator.domain.record import Record
    from annotator.domain.span import Span


def nothing_told(done: int, total: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class BuildGold(Plain):
    """Build the gold sets of all articles of a review, one step; nothing is written where they are so already.

    With an empty `reviewer` everybody's verdicts count, of several on a span the newest. An article that fewer than two
    have worked on is left out, unless one annotator's spans are checked. After `execute`: how much was built, what is
    undecided by article, and what was left out.
    """

    review: Review
    progress: Progress = nothing_told
    articles: int = field(default=0, init=False)
    spans: int = field(default=0, init=False)
    relations: int = field(default=0, init=False)
    undecided: dict[str, tuple[Difference[Span], ...]] = field(default_factory=dict, init=False)
    left_out: list[LeftOut] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"build the gold sets of {count(self.articles, 'article')}"

    def apply(self, write: Write, context: Context) -> None:
        """Build them. Raises Refused or NotFound where the annotators or the policy cannot be, or there is no article
        to build one for."""
        check_taking_part(write, self.review)
        builder = Builder(write, context, self.review)
        for article, records in builder.articles(self.progress):
            self._build(builder, article, records)
        if not self.articles:
            names = self.review.annotators
            raise Refused(f"{names[0]} has worked on no article of this review" if self.review.mode == "check" else
                          f"{', '.join(names[:-1])} and {names[-1]} have worked on no article in common; open the "
                          "annotations of both first")

    def _build(self, builder: Builder, article: str, records: Mapping[str, Record]) -> None:
        working = builder.working(records)
        if not builder.is_ready(working):
            if working and self.review.mode != "check":
                self.left_out.append(LeftOut(article, f"only {working[0]} has worked on it"))
            return
        gold = builder.build(article, records)
        self.articles += 1
        self.spans += len(gold.spans)
        self.relations += len(gold.relations)
        if gold.undecided:
            self.undecided[article] = gold.undecided


def check_taking_part(reader: Reader, review: Review) -> None:
    """Raise Refused or NotFound where these annotators cannot be reviewed so, or the policy is none."""
    if len(set(review.annotators)) < len(review.annotators):
        raise Refused("Each annotator takes part in a review once; leave the second one out")
    if GOLD in review.annotators:
        raise Refused(f"{GOLD} is what reviews lead to; choose annotators to review")
    if review.mode == "check" and len(review.annotators) != 1:
        raise Refused("Choose the one annotator whose spans are checked")
    if review.mode != "check" and len(review.annotators) < 2:
        raise Refused("Choose two annotators or more to compare")
    known = reader.annotators()
    needed = review.annotators[:1] if review.mode == "again" else review.annotators
    for name in needed:
        if name not in known:
            raise NotFound(f"The project has no annotator {name}; it has: {', '.join(known) or 'none'}")
    checked_policy(review.policy, everybody(review) if review.mode == "check" else review.annotators)
