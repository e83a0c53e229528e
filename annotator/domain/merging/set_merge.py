"""What a merge does with one set, and how it is told to: the values that deciding takes and gives."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from annotator.domain.article import SetRef, Status
from annotator.domain.merging import digest
from annotator.domain.merging.base import Base
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.merging.content import Lack
from annotator.domain.relation import Relation
from annotator.domain.span import Span

Was = Callable[[str, str], frozenset[str]]
"""For a label here (layer, name): the digests of all labels it may have had before."""


@dataclass(slots=True)
class SetMerge:
    """What is to be done with one set. `base` is what is to be kept for the next merge, None where that is as before.

    strangers: both sides have spans, and nothing says that they stem from one another: one name for two people.
    """

    ref: SetRef
    add: list[Span] = field(default_factory=list)
    update: list[Span] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    add_relations: list[Relation] = field(default_factory=list)
    remove_relations: list[str] = field(default_factory=list)
    status: Status | None = None
    notes: str | None = None
    base: Base | None = None
    conflicts: list[MergeConflict] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lacks: Counter[Lack] = field(default_factory=Counter)
    strangers: bool = False

    @property
    def changes(self) -> bool:
        """Whether the set becomes another one."""
        return bool(self.add or self.update or self.remove or self.add_relations or self.remove_relations
                    or self.status is not None or self.notes is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a set is merged.

    own: who merges is the set's annotator. same_person: the user said that both sides' annotator is one person.
    judged: ids of the spans that were judged: then a set that was made here comes as what was looked at, no news.
    """

    own: bool = False
    same_person: bool = False
    judged: Collection[str] = ()
    was: Was = lambda layer, label: frozenset((digest.of_label(layer, label),))
