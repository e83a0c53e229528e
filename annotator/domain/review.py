"""Reviews: what a reviewer decided about somebody's spans, what was said about them, and what is being reviewed.

Verdicts and remarks stand beside the sets; nothing here changes a span of anybody.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from annotator.domain.article import SetRef
from annotator.domain.span import Span

VerdictKind = Literal["accept", "reject", "edit", "question"]
VERDICTS: tuple[VerdictKind, ...] = get_args(VerdictKind)
Answer = Literal["", "accept", "dispute"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
Mode = Literal["check", "compare", "again"]
MODES: tuple[Mode, ...] = get_args(Mode)
GOLD = "gold"
"""Name of the annotator whose sets are the outcome of reviews."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reviewer decided about one span. There is one verdict a span and reviewer; a later one replaces it.

    `ref` and `span` say whose span it is; that span may be gone by now. `proposal` is what the span should be
    (its own id, other fragments, label or attributes), with `edit` only. `at` is ISO 8601 in UTC. `answer` is what
    the span's annotator thinks of it; an answer older than the verdict was given to an earlier verdict, and an empty
    one that has a time was taken back then.
    """

    ref: SetRef
    span: str
    verdict: VerdictKind
    reason: str = ""
    comment: str = ""
    by: str = ""
    at: str = ""
    proposal: Span | None = None
    answer: Answer = ""
    answered_by: str = ""
    answered_at: str = ""

    @property
    def key(self) -> tuple[SetRef, str, str]:
        """What makes two verdicts the same one at different times: whose span, which, and who judged."""
        return self.ref, self.span, self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One contribution to the thread of a span. `id` is unique in the project; `at` is ISO 8601 in UTC."""

    id: str
    ref: SetRef
    span: str
    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is reviewed, by whom and how; so that a review goes on tomorrow where it stopped today.

    mode: `check` (one annotator's spans are all looked at), `compare` (two or more annotators, differences are
    decided), `again` (some articles are labelled a second time without seeing the first time, then compared; the
    first annotator's sets are the earlier ones, the last one's the later).
    policy: how agreed and undecided spans enter the gold set: `agreed`, `union`, `majority` or `prefer:NAME`.
    articles: ids of the sample, empty for all. `sampling` and `seed` say how the sample was drawn.
    """

    id: str
    name: str
    mode: Mode
    annotators: tuple[str, ...]
    reviewer: str
    policy: str = "agreed"
    articles: tuple[str, ...] = ()
    sampling: str = ""
    seed: int | None = None
    made_at: str = ""
