"""The operations that merge: a colleague's file as a whole, and what was decided about conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.app.merge_counts import MergeCounts, MergeOptions, lacking
from annotator.app.merge_source import MergeSource
from annotator.app.merger import Merger, Planned
from annotator.app.operations.base import Context, Plain, count
from annotator.app.ports import Progress, Write
from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.errors import Conflict, Refused
from annotator.domain.merging.base import NOTES, STATUS, Base, base_of
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.merging.set_merge import SetMerge
from annotator.domain.record import Refusal
from annotator.domain.relation import Relation
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span


@dataclass
class MergeSets(Plain):
    """Merge all that a source holds. After `execute`, `counts` says what was done."""

    source: MergeSource
    options: MergeOptions
    progress: Progress
    counts: MergeCounts = field(init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"merge {self.source.name}"

    def apply(self, write: Write, context: Context) -> None:
        """Carry out one plan after the other. Raises UserError where something stands in the way of the whole."""
        merger = Merger(write, self.source, self.options, context.annotator)
        self.counts = merger.counts
        scheme = merger.naming.scheme
        for planned in merger.plans(self.progress):
            if merger.naming.scheme is not scheme:
                self.counts.labels_added += _added(scheme, merger.naming.scheme)
                scheme = merger.naming.scheme
                write.put_scheme(scheme)
            self._write(write, planned, context)
        self.counts.check()
        if self.counts.left_out:
            why = f"left out: {lacking(self.counts.left_out)}"
            self.counts.refused.append(Refusal(self.source.name, 0, why))

    def _write(self, write: Write, planned: Planned, context: Context) -> None:
        if planned.article is not None:
            write.add_articles([planned.article])
        if planned.set is not None:
            _write_set(write, planned.set, planned.new, context)
        for verdict in planned.verdicts:
            try:
                write.put_verdicts([verdict])
            except Refused as error:
                self.counts.verdicts_added -= 1
                self.counts.refused.append(Refusal(self.source.name, 0, f"article {verdict.ref.article}: {error}"))
        if planned.remarks:
            write.put_remarks(planned.remarks)


@dataclass
class ResolveConflicts(Plain):
    """Settle conflicts of a merge: take theirs, or keep ours for good. What is settled is not listed again."""

    conflicts: Sequence[MergeConflict]
    take: bool

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"{'take theirs' if self.take else 'keep yours'} in {count(len(self.conflicts), 'conflict')}"

    @property
    def article(self) -> str:
        """The article of the first conflict."""
        return self.conflicts[0].ref.article if self.conflicts else ""

    def apply(self, write: Write, context: Context) -> None:
        """Write what was chosen. Raises Conflict where ours was changed since the conflict was listed."""
        by_set: dict[SetRef, list[MergeConflict]] = defaultdict(list)
        for each in self.conflicts:
            by_set[each.ref].append(each)
        for ref, some in by_set.items():
            if self.take:
                _write_set(write, _taken(write, ref, some), False, context)
            base = base_of(write.merge_base(ref)) or Base(own=True)
            for each in some:
                base = each.settled(base, taken=self.take)
            write.put_merge_base(ref, base.text())


def _taken(write: Write, ref: SetRef, conflicts: Iterable[MergeConflict]) -> SetMerge:
    """Return what taking theirs does to a set."""
    plan = SetMerge(ref)
    spans = {span.id: span for span in write.spans(ref)}
    relations = {each.id: each for each in write.relations(ref)}
    for each in conflicts:
        id = each.key[1:]
        if each.key == STATUS:
            plan.status = each.theirs  # type: ignore[assignment]  # a status, as its key says
        elif each.key == NOTES:
            plan.notes = str(each.theirs)
        elif each.key[0] == "s":
            _unchanged(spans.get(id), each)
            if not isinstance(each.theirs, Span):
                plan.remove.append(id)
            else:
                (plan.update if id in spans else plan.add).append(each.theirs)
        else:
            if id in relations:
                plan.remove_relations.append(id)
            if isinstance(each.theirs, Relation):
                plan.add_relations.append(each.theirs)
    there = {*(id for id in spans if id not in plan.remove), *(span.id for span in plan.add)}
    for relation in plan.add_relations:
        if not {relation.head, relation.tail} <= there:
            raise Conflict(f"A relation {relation.label} joins a span that is not in yours; take that span first")
    return plan


def _unchanged(ours: Span | None, conflict: MergeConflict) -> None:
    if ours != conflict.ours:
        raise Conflict("This span was changed since the conflict was listed; merge the file again")


def _write_set(write: Write, plan: SetMerge, new: bool, context: Context) -> None:
    ref = plan.ref
    write.remove_relations(ref, plan.remove_relations)
    write.remove_spans(ref, plan.remove)
    write.update_spans(ref, [_stamped(span, ref, context) for span in plan.update])
    write.add_spans(ref, [_stamped(span, ref, context) for span in plan.add])
    if plan.add_relations:
        write.add_relations(ref, plan.add_relations)
    if new or plan.status is not None or plan.notes is not None:
        present = write.annotation_set(ref) or AnnotationSet(ref=ref)
        write.put_set(replace(present, status=plan.status or present.status,
                              notes=present.notes if plan.notes is None else plan.notes))
    if plan.base is not None:
        write.put_merge_base(ref, plan.base.text())


def _stamped(span: Span, ref: SetRef, context: Context) -> Span:
    """Return the span with who changed it and when, where the file did not say."""
    if span.changed_at and span.changed_by:
        return span
    return replace(span, changed_at=span.changed_at or context.at, changed_by=span.changed_by or ref.annotator)


def _added(before: Scheme, after: Scheme) -> list[str]:
    labels = {(layer.name, label.name) for layer, label in before.labels()}
    return [*(f"{label.name} ({layer.name})" for layer, label in after.labels()
              if (layer.name, label.name) not in labels),
            *(each.name for each in after.relations if before.relation(each.name) is None)]
