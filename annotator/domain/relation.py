"""Relations: labelled links from a head span to a tail span of the same annotation set, and what may be related."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.scheme import RelationType, Scheme
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link such as claim `SAID_BY` person; `head` and `tail` are span ids."""

    id: str
    label: str
    head: str
    tail: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What makes two relations of one annotator the same: label, head and tail."""
        return self.label, self.head, self.tail

    def other(self, span: str) -> str:
        """Return the end that is not `span`."""
        return self.tail if span == self.head else self.head


class RelationIndex:
    """The relations of one set, found by their id or by a span at either end."""

    def __init__(self, relations: Iterable[Relation] = ()) -> None:
        self._by_id: dict[str, Relation] = {}
        self._by_end: dict[str, dict[str, Relation]] = {}
        self.patch(relations)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, relation: str) -> Relation | None:
        """Return the relation of this id."""
        return self._by_id.get(relation)

    def values(self) -> Collection[Relation]:
        """Return all relations."""
        return self._by_id.values()

    def of(self, span: str) -> list[Relation]:
        """Return the relations that begin or end in a span: those that begin there first, by label, then by id."""
        found = self._by_end.get(span)
        if not found:
            return []
        return sorted(found.values(), key=lambda each: (each.head != span, each.label, each.id))

    def patch(self, changed: Iterable[Relation], gone: Iterable[str] = ()) -> list[Relation]:
        """Put in or replace relations, take out others; return them all as they were and as they are."""
        touched = []
        for relation in gone:
            touched += self._take_out(relation)
        for each in changed:
            touched += [*self._take_out(each.id), each]
            self._by_id[each.id] = each
            for end in (each.head, each.tail):
                self._by_end.setdefault(end, {})[each.id] = each
        return touched

    def _take_out(self, relation: str) -> list[Relation]:
        old = self._by_id.pop(relation, None)
        if old is None:
            return []
        for end in {old.head, old.tail}:
            del self._by_end[end][relation]
        return [old]


def permits(kind: RelationType, head: str, tail: str) -> bool:
    """Whether a relation of this type may go from a span labelled `head` to one labelled `tail`."""
    return (not kind.head or head in kind.head) and (not kind.tail or tail in kind.tail)


def types_between(scheme: Scheme, head: str, tail: str) -> list[RelationType]:
    """Return the relation types that the scheme allows from a label to a label, in its order."""
    return [kind for kind in scheme.relations if permits(kind, head, tail)]


def type_named(scheme: Scheme, name: str) -> RelationType | None:
    """Return the relation type of this name."""
    return next((kind for kind in scheme.relations if kind.name == name), None)


def why_not(scheme: Scheme, head: str, tail: str) -> str:
    """Say in a sentence that nothing goes from `head` to `tail`, and what the scheme allows of a span labelled
    `head`."""
    if not scheme.relations:
        return "The scheme has no relations; add one to the scheme first."
    allowed = [f"{kind.name} to {_any_of(kind.tail)}" for kind in scheme.relations
               if not kind.head or head in kind.head]
    allowed += [f"{kind.name} from {_any_of(kind.head)}" for kind in scheme.relations
                if not kind.tail or head in kind.tail]
    return f"No relation goes from {head} to {tail}; " + (
        f"the scheme allows {head} {'; '.join(allowed)}." if allowed else f"the scheme has none for {head}.")


def what_goes(kind: RelationType) -> str:
    """Say what a relation type joins: `SAID_BY goes from FACTUAL or OPINION to PERSON`."""
    return f"{kind.name} goes from {_any_of(kind.head)} to {_any_of(kind.tail)}"


def misfits(scheme: Scheme, relations: Iterable[Relation], spans: Mapping[str, Span], span: str,
            label: str) -> list[Relation]:
    """Return the relations of a span that the scheme allows now and would not if the span had this label."""
    found = []
    for each in relations:
        kind = type_named(scheme, each.label)
        head, tail = spans.get(each.head), spans.get(each.tail)
        if kind is None or head is None or tail is None or not permits(kind, head.label, tail.label):
            continue
        if not permits(kind, label if each.head == span else head.label, label if each.tail == span else tail.label):
            found.append(each)
    return found


def _any_of(labels: Sequence[str]) -> str:
    if not labels:
        return "any label"
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"
