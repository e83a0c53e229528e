"""Differences: what several annotators' sets on one article have in common and where they part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, get_args

from annotator.domain.coding import Comparable
from annotator.domain.relation import Relation

DifferenceKind = Literal["same", "boundary", "label", "missing", "extra"]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
S = TypeVar("S", bound=Comparable)


@dataclass(frozen=True, slots=True)
class Difference(Generic[S]):
    """Spans of several annotators that belong together, and how they differ; `same` where they do not.

    kind, read from the first annotator compared: `boundary` (same layer and label, other fragments), `label` (same
    fragments or overlapping ones, other label of the layer), `missing` (the first has it, some other lacks it),
    `extra` (the first lacks it). Each span is in exactly one difference.
    spans: by annotator, in the order of those compared; who lacks it is not in it.
    attributes: names of attributes whose values are not the same in all; relations: by annotator, those that begin in
    its span and have no counterpart with somebody else. Both may be there with `same` spans too.
    """

    kind: DifferenceKind
    spans: Mapping[str, S]
    attributes: tuple[str, ...] = ()
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to decide: all have the same, down to attributes and relations."""
        return self.kind == "same" and not self.attributes and not self.relations

    @property
    def first(self) -> S:
        """The span of the first annotator who has one."""
        return next(iter(self.spans.values()))

    @property
    def start(self) -> int:
        """First code point of all its spans."""
        return min(span.fragments[0].start for span in self.spans.values())

    @property
    def end(self) -> int:
        """One past the last code point of all its spans."""
        return max(span.fragments[-1].end for span in self.spans.values())
