"""Operations on many spans of many articles, each one step: relabel them, remove them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.app.operations.base import Context, Plain, count
from annotator.app.operations.spans import relabeled
from annotator.app.ports import Progress, Reader, Write
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.relation import Relation, permits, type_named
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span

Places = Mapping[SetRef, Collection[str]]
"""Ids of spans by their sets."""


def _nothing(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a bulk change would do: spans it changes and their articles, relations that go with them, and spans that it
    leaves because the same place has the label already."""

    spans: int = 0
    articles: int = 0
    relations: int = 0
    twins: int = 0


def weigh_relabelling(reader: Reader, places: Places, layer: str, label: str, progress: Progress = _nothing) -> Weight:
    """Return what relabelling these spans would do."""
    spans, articles, relations, twins = 0, 0, 0, 0
    scheme = reader.scheme()
    for number, (ref, ids) in enumerate(places.items(), 1):
        changed, left = _split(reader.spans(ref), ids, layer, label)
        spans, articles, twins = spans + len(changed), articles + bool(changed), twins + left
        relations += len(_misfits(reader, scheme, ref, changed, label))
        progress(number, len(places))
    return Weight(spans=spans, articles=articles, relations=relations, twins=twins)


def weigh_removal(reader: Reader, places: Places, progress: Progress = _nothing) -> Weight:
    """Return what removing these spans would do."""
    spans, articles, relations = 0, 0, 0
    for number, (ref, ids) in enumerate(places.items(), 1):
        there = {span.id for span in reader.spans(ref, ids)}
        spans, articles = spans + len(there), articles + bool(there)
        relations += len(reader.relations_at(ref, there))
        progress(number, len(places))
    return Weight(spans=spans, articles=articles, relations=relations)


@dataclass
class _Many(Plain):
    """Base: spans of the annotator at work, by their sets. Those that are gone meanwhile are left out and counted."""

    places: Places
    progress: Progress = _nothing
    changed: int = field(default=0, init=False)
    gone: int = field(default=0, init=False)

    @property
    def article(self) -> str:
        """The article to show with the step, where it is one."""
        return next(iter(self.places)).article if len(self.places) == 1 else ""

    def _sets(self, context: Context) -> Iterator[tuple[SetRef, Collection[str]]]:
        """Yield set after set, telling the progress. Raises Refused for another annotator's."""
        for number, (ref, ids) in enumerate(self.places.items(), 1):
            if ref.annotator != context.annotator:
                raise Refused(f"The spans of {ref.annotator} cannot be changed by {context.annotator}; leave them out")
            yield ref, ids
            self.progress(number, len(self.places))


@dataclass
class RelabelMany(_Many):
    """Give many spans another label. One whose place has the label already is left as it is, and counted in `twins`;
    relations that the scheme does not allow the new label go."""

    layer: str = ""
    label: str = ""
    twins: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"relabel {count(self.changed, 'span')} as {self.label}"

    def apply(self, write: Write, context: Context) -> None:
        """Relabel them. Raises NotFound for a label that the scheme does not have."""
        scheme = write.scheme()
        if scheme.find(self.layer, self.label) is None:
            raise NotFound(f"The scheme has no label {self.label} in layer {self.layer}")
        for ref, ids in self._sets(context):
            present = write.spans(ref)
            changed, twins = _split(present, ids, self.layer, self.label)
            self.gone += len(ids) - sum(span.id in ids for span in present)
            self.twins += twins
            self.changed += len(changed)
            lost = _misfits(write, scheme, ref, changed, self.label)
            if lost:
                write.remove_relations(ref, [each.id for each in lost])
            write.update_spans(ref, [
                replace(relabeled(scheme, span, self.layer, self.label), changed_at=context.at,
                        changed_by=context.annotator) for span in changed])


@dataclass
class RemoveMany(_Many):
    """Remove many spans, with the relations that end in them."""

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"delete {count(self.changed, 'span')}"

    def apply(self, write: Write, context: Context) -> None:
        """Remove them."""
        for ref, ids in self._sets(context):
            there = [span.id for span in write.spans(ref) if span.id in ids]
            self.gone += len(ids) - len(there)
            self.changed += len(there)
            if there:
                write.remove_spans(ref, there)


def _split(present: Collection[Span], ids: Collection[str], layer: str, label: str) -> tuple[list[Span], int]:
    """Return the spans to be relabeled, and how many stay because their place has the label already."""
    taken = {span.place for span in present}
    changed = []
    twins = 0
    for span in present:
        if span.id not in ids or (span.layer, span.label) == (layer, label):
            continue
        place = (span.fragments, layer, label)
        if place in taken:
            twins += 1
        else:
            taken.add(place)
            changed.append(span)
    return changed, twins


def _misfits(reader: Reader, scheme: Scheme, ref: SetRef, changed: Collection[Span], label: str) -> list[Relation]:
    """Return the relations that the scheme allows now and would not if all these spans had the label."""
    relations = reader.relations_at(ref, [span.id for span in changed]) if scheme.relations and changed else []
    if not relations:
        return []
    ends = {end for each in relations for end in (each.head, each.tail)}
    before = {span.id: span.label for span in reader.spans(ref, ends)}
    after = before | {span.id: label for span in changed}
    found = []
    for each in relations:
        kind = type_named(scheme, each.label)
        if (kind is not None and permits(kind, before[each.head], before[each.tail])
                and not permits(kind, after[each.head], after[each.tail])):
            found.append(each)
    return found
