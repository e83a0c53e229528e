"""Change sets: what a committed operation touched, so that each view repaints only its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from annotator.domain.article import SetRef

StepState = Literal["done", "undone", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the journal: who did what when. `seq` grows by one a step.

    `dropped` steps were undone and then overtaken by new work; they stay for the audit trail.
    """

    seq: int
    name: str
    at: str
    annotator: str
    state: StepState = "done"
    article: str = ""
    """The article to show when the step is undone or redone; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What changed. Empty parts did not change.

    spans: for each annotation set the ids of spans added, updated or removed (look them up to see which).
    relations: the same of relations.
    sets: sets whose status, notes or relations changed, or that came or went.
    verdicts: for each annotation set the ids of spans about which something was decided, answered or said.
    reviews: reviews were begun, changed or ended.
    renamed: annotators that have another name now, old to new; then `everything` too.
    articles: ids whose title, text or metadata changed; `article_list`: articles came, went or moved.
    everything: too much to name (a large import, another program's write): reload.
    """

    spans: Mapping[SetRef, frozenset[str]] = field(default_factory=dict)
    relations: Mapping[SetRef, frozenset[str]] = field(default_factory=dict)
    sets: frozenset[SetRef] = frozenset()
    verdicts: Mapping[SetRef, frozenset[str]] = field(default_factory=dict)
    reviews: bool = False
    articles: frozenset[str] = frozenset()
    article_list: bool = False
    scheme: bool = False
    annotators: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)
    everything: bool = False
    step: Step | None = None

    def touches(self, ref: SetRef) -> bool:
        """Whether anything of this annotation set may look different now."""
        return self.everything or ref in self.spans or ref in self.sets

    @property
    def empty(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.spans or self.sets or self.articles or self.article_list or self.scheme
                    or self.verdicts or self.reviews or self.annotators or self.everything)
