"""How far a review is: what was decided, and what is labelled a second time, found on a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.app.reviewing import all_judged, compared
from annotator.domain.deciding import outcome
from annotator.domain.words import count

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.review import Review


def _nothing(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """Of `asked` differences `decided` have a verdict (a question is none yet). Of `sample` articles that are labelled
    a second time `labeled` are done or skipped; 0 of 0 where nothing is labelled again."""

    decided: int
    asked: int
    labeled: int = 0
    sample: int = 0

    @property
    def says(self) -> str:
        """The progress in words."""
        if self.labeled < self.sample:
            return f"{self.labeled:,} of {count(self.sample, 'article')} labeled"
        return f"{self.decided:,} of {self.asked:,} decided" if self.asked else "nothing to decide"


def progress_of(reader: Reader, review: Review, progress: Progress = _nothing) -> ReviewProgress:
    """Return how far the review is. Raises what `progress` raises to stop."""
    judged = all_judged(reader, review)
    decided = asked = 0
    for number, each in enumerate(compared(reader, review)):
        verdicts = judged.get(each.coding.article, {})
        for difference in each.asked:
            places = [(name, span.id) for name, span in difference.spans.items()]
            asked += 1
            decided += outcome(verdicts[place] for place in places if place in verdicts) not in (None, "question")
        progress(number, 0)
    labeled = len(labeled_again(reader, review)) if review.mode == "again" else 0
    return ReviewProgress(decided, asked, labeled, len(review.articles) if review.mode == "again" else 0)


def labeled_again(reader: Reader, review: Review) -> set[str]:
    """Return the articles of the sample that the last annotator is through with: done or skipped."""
    return {row.id for row in reader.article_rows(review.annotators[-1])
            if row.status in ("done", "skipped") and row.id in set(review.articles)}
