"""How to merge, and what a merge did or would do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.domain.errors import UserError
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.merging.content import Lack
from annotator.domain.merging.set_merge import SetMerge
from annotator.domain.record import Refusal
from annotator.domain.words import count


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOptions:
    """How to merge.

    annotators: NAME, OLD=NEW or =NEW, each says whose sets are called how here. maps: OLD=NEW, LAYER/OLD=LAYER/NEW or
    OLD= (leave out). add_labels: labels and relation types that the scheme lacks are added to it.
    """

    annotators: Sequence[str] = ()
    maps: Sequence[str] = ()
    add_labels: bool = False


@dataclass
class Share:
    """What came of one annotator: sets and spans that are new or changed."""

    sets: int = 0
    spans: int = 0


@dataclass
class MergeCounts:
    """What a merge did, or would do.

    shares: by annotator. conflicts: what both sides changed; ours was kept. lacks: what the scheme has no label for,
    with how much there is of it; strangers: annotators of whom two sets do not stem from one another; unnamed: sets
    that name nobody. Any of the last three stands in the way of the merge.
    """

    file: str
    articles_added: int = 0
    articles_matched: int = 0
    spans_added: int = 0
    spans_updated: int = 0
    spans_removed: int = 0
    relations_added: int = 0
    relations_removed: int = 0
    sets_added: int = 0
    sets_updated: int = 0
    verdicts_added: int = 0
    remarks_added: int = 0
    gold_left: int = 0
    shares: dict[str, Share] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    """Annotators about whose spans verdicts or remarks came."""
    conflicts: list[MergeConflict] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    lacks: Counter[Lack] = field(default_factory=Counter)
    left_out: Counter[Lack] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)
    unnamed: int = 0
    labels_added: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    """Labels and relation types that were mapped, and which the file does not have."""

    @property
    def said(self) -> list[str]:
        """What else there is to say, each in one sentence."""
        said = [f"added to the scheme: {', '.join(self.labels_added)}"] if self.labels_added else []
        if self.unmet:
            said.append(f"{self.file} has no label or relation {', '.join(self.unmet)}; nothing was mapped there")
        if self.gold_left:
            said.append(f"{count(self.gold_left, 'gold set')} of {self.file} left out: the gold sets here are the "
                        "outcome of your own reviews")
        return said

    @property
    def changes(self) -> bool:
        """Whether anything came in."""
        return bool(self.articles_added or self.sets_added or self.sets_updated or self.verdicts_added
                    or self.remarks_added)

    def add(self, plan: SetMerge, *, new: bool) -> None:
        """Count what is done with one set."""
        self.sets_added += new
        self.sets_updated += plan.changes and not new
        self.spans_added += len(plan.add)
        self.spans_updated += len(plan.update)
        self.spans_removed += len(plan.remove)
        self.relations_added += len(plan.add_relations)
        self.relations_removed += len(plan.remove_relations)
        if plan.changes or new:
            share = self.shares.setdefault(plan.ref.annotator, Share())
            share.sets += 1
            share.spans += len(plan.add) + len(plan.update) + len(plan.remove)

    def check(self) -> None:
        """Raise UserError, in one sentence that says what to do, where something stands in the way of the merge;
        Unanswered where an option would help."""
        if not self.articles_matched:
            raise UserError(f"{self.file} and this project have no article in common; import it instead")
        if self.unnamed:
            raise Unanswered(self, f"{self.file} does not say whose annotations it has; name the annotator with "
                                   "--annotator NAME")
        if self.strangers:
            name = self.strangers[0]
            raise Unanswered(self, f"Both files have annotations by '{name}' that do not stem from one another: say "
                                   f"whose theirs are with --annotator NAME (or --annotator {name} if it is the same "
                                   "person)")
        if self.lacks:
            raise Unanswered(self, f"The scheme lacks labels of {self.file}: {lacking(self.lacks)}; say what they are "
                                   "here with --map OLD=NEW, or add them with --add-labels")


class Unanswered(UserError):
    """Nothing was merged, since something must be said first; `counts` says what, and what would come then."""

    def __init__(self, counts: MergeCounts, sentence: str) -> None:
        super().__init__(sentence)
        self.counts = counts


def lacking(lacks: Counter[Lack]) -> str:
    """Say which labels and relation types are lacking, and how much there is of each."""
    return ", ".join(f"{lack.name} ({count(number, 'relation' if lack.relation else 'span')})"
                     for lack, number in sorted(lacks.items()))
