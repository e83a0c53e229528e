"""Operations on reviews as a whole: beginning, changing and ending one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.app.operations.base import Context, Plain
from annotator.app.operations.gold import check_taking_part, nothing_told
from annotator.app.operations.gold_builder import Builder
from annotator.app.operations.withdrawing import withdraw
from annotator.domain.article import SetRef
from annotator.domain.deciding import everybody
from annotator.domain.errors import Conflict, NotFound, Refused
from annotator.domain.ids import new_id
from annotator.domain.review import GOLD, Review

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader, Write


@dataclass
class StartReview(Plain):
    """Begin a review; id, time and (unless there is one) reviewer are filled in. After `execute`, `review` is as it
    was written. Gold sets are built as things are decided."""

    review: Review

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"start review {self.review.name}"

    def apply(self, write: Write, context: Context) -> None:
        """Write it. Raises Refused, NotFound or Conflict for what does not fit the project."""
        self.review = replace(self.review, id=self.review.id or new_id(), name=self.review.name.strip(),
                              reviewer=self.review.reviewer or context.annotator, made_at=context.at)
        check_review(write, self.review)
        write.put_review(self.review)


@dataclass
class ChangeReview(Plain):
    """Change the name, policy, annotators or sample of a review; with another policy, annotators or sample, its gold
    sets that are there follow in the same step."""

    review: Review
    progress: Progress = nothing_told

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"change review {self.review.name}"

    def apply(self, write: Write, context: Context) -> None:
        """Write it. Raises like StartReview, NotFound where it has ended."""
        before = _there(write, self.review.id)
        check_review(write, self.review)
        if self.review == before:
            return
        write.put_review(self.review)
        if replace(self.review, name=before.name) != before:
            _follow(write, context, self.review, self.progress)


@dataclass
class EndReview(Plain):
    """Take a review off the list. Its verdicts and gold sets stay; with `forget` the reviewer's verdicts on the
    annotators' spans go too, and the gold sets that are there are built without them."""

    id: str
    forget: bool = False
    progress: Progress = nothing_told
    title: str = field(default="", init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"{'delete' if self.forget else 'end'} review {self.title}"

    def apply(self, write: Write, context: Context) -> None:
        """End it. Raises NotFound where it has ended already."""
        review = _there(write, self.id)
        self.title = review.name
        if self.forget:
            withdraw(write, [each for each in write.verdicts_by(review.reviewer) if _is_about(review, each.ref)])
            _follow(write, context, review, self.progress)
        write.remove_review(self.id)


def check_review(reader: Reader, review: Review) -> None:
    """Raise Refused, NotFound or Conflict where a review does not fit the project."""
    if not review.name:
        raise Refused("Give the review a name")
    if any(each.name == review.name and each.id != review.id for each in reader.reviews()):
        raise Conflict(f"There is a review called {review.name} already; choose another name")
    check_taking_part(reader, review)
    there = {row.id for row in reader.article_rows("")} if review.articles else set()
    missing = next((id for id in review.articles if id not in there), None)
    if missing is not None:
        raise NotFound(f"There is no article {missing} in this project")


def _is_about(review: Review, ref: SetRef) -> bool:
    return ref.annotator in everybody(review) and (not review.articles or ref.article in review.articles)


def _follow(write: Write, context: Context, review: Review, progress: Progress) -> None:
    """Build the gold sets anew that are there."""
    builder = Builder(write, context, review)
    for article, records in builder.articles(progress):
        if GOLD in records:
            builder.build(article, records)


def _there(write: Write, id: str) -> Review:
    found = next((review for review in write.reviews() if review.id == id), None)
    if found is None:
        raise NotFound("That review has ended already")
    return found
