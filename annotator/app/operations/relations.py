"""Operations on relations: relate two spans, change a relation, remove relations."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from annotator.app.operations.base import Context, OnSet, count, start_work
from annotator.app.ports import Write
from annotator.domain.errors import NotFound, Refused
from annotator.domain.ids import new_id
from annotator.domain.relation import Relation, permits, type_named, what_goes

_GONE = "That relation is no longer there"


@dataclass
class AddRelation(OnSet):
    """Relate a head span to a tail span; after `execute`, `added` is the id of the new relation."""

    label: str
    head: str
    tail: str
    added: str = field(default="", init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"relate {self.label}"

    def apply(self, write: Write, context: Context) -> None:
        """Add it. Raises Refused where the scheme does not allow it or it is there already, NotFound for a span that
        is gone."""
        relation = Relation(id=new_id(), label=self.label, head=self.head, tail=self.tail)
        _check(write, self, relation)
        start_work(write, self.ref)
        write.add_relations(self.ref, [relation])
        self.added = relation.id


@dataclass
class ChangeRelation(OnSet):
    """Give a relation another type, or swap its ends, or both; its id stays."""

    id: str
    label: str | None = None
    swap: bool = False

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"change relation to {self.label}" if self.label else "swap ends of relation"

    def apply(self, write: Write, context: Context) -> None:
        """Change it; nothing is written where it is so already. Raises like AddRelation."""
        old = next(iter(write.relations(self.ref, [self.id])), None)
        if old is None:
            raise NotFound(_GONE)
        new = replace(old, label=self.label or old.label, head=old.tail if self.swap else old.head,
                      tail=old.head if self.swap else old.tail)
        if new != old:
            _check(write, self, new)
            write.remove_relations(self.ref, [old.id])
            write.add_relations(self.ref, [new])


@dataclass
class RemoveRelations(OnSet):
    """Remove relations; the spans stay."""

    ids: Collection[str]

    @property
    def name(self) -> str:
        """Name of the step."""
        return "remove relation" if len(self.ids) == 1 else f"remove {count(len(self.ids), 'relation')}"

    def apply(self, write: Write, context: Context) -> None:
        """Remove them. Raises NotFound where one is gone already."""
        if len(write.relations(self.ref, self.ids)) != len(set(self.ids)):
            raise NotFound(_GONE)
        write.remove_relations(self.ref, self.ids)


def _check(write: Write, operation: OnSet, relation: Relation) -> None:
    """Raise Refused or NotFound unless the relation may be written."""
    if relation.head == relation.tail:
        raise Refused("A span cannot be related to itself; choose another one")
    spans = {span.id: span for span in write.spans(operation.ref, [relation.head, relation.tail])}
    if len(spans) < 2:
        raise NotFound("That span is no longer there")
    kind = type_named(write.scheme(), relation.label)
    if kind is None:
        raise NotFound(f"The scheme has no relation {relation.label}; add it to the scheme first")
    head, tail = spans[relation.head], spans[relation.tail]
    if not permits(kind, head.label, tail.label):
        raise Refused(f"{what_goes(kind)}, not from {head.label} to {tail.label}")
    if any(each.place == relation.place for each in write.relations_at(operation.ref, [relation.head])):
        raise Refused(f"These spans are related as {relation.label} already")
