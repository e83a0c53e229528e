"""What edits of a scheme will do to a project: counted and named on a snapshot, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.ports import Progress, Reader
from annotator.domain.article import SetRef
from annotator.domain.relation import Relation
from annotator.domain.scheme import Scheme
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.draft import original_places
from annotator.domain.scheme_edits.effect import Effect
from annotator.domain.scheme_edits.outcome import outcome
from annotator.domain.span import Span


def preview(reader: Reader, edits: Sequence[Edit],
            progress: Progress = lambda done, total: None) -> tuple[Effect, ...]:
    """Return the effect of each edit, done in this order: the same that the operation `EditScheme` has."""
    steps: list[tuple[Edit, Scheme, Effect]] = []
    base = scheme = reader.scheme()
    for edit in edits:
        steps.append((edit, scheme, Effect()))
        scheme = edit.apply(scheme)
    gone: set[tuple[SetRef, str]] = set()
    done = 0
    for ref, spans in reader.labelled(original_places(base, edits)):
        _follow(reader, steps, ref, spans, gone)
        done += len(spans)
        progress(done, 0)
    _follow_relations(reader, base, steps, gone)
    return tuple(effect for _, _, effect in steps)


def _follow(reader: Reader, steps: Sequence[tuple[Edit, Scheme, Effect]], ref: SetRef, spans: Sequence[Span],
            gone: set[tuple[SetRef, str]]) -> None:
    """Take one set through all edits; `gone` collects the relations that go with spans."""
    relations: list[Relation] | None = None
    for edit, scheme, effect in steps:
        found = outcome(edit, scheme, spans)
        effect.add(ref, found)
        if found.removed:
            if relations is None:
                relations = reader.relations(ref)
            removed = {span.id for span in found.removed}
            ended = [each for each in relations if {each.head, each.tail} & removed and (ref, each.id) not in gone]
            gone |= {(ref, each.id) for each in ended}
            effect.add_relations(ref, ended)
        spans = found.spans


def _follow_relations(reader: Reader, base: Scheme, steps: Sequence[tuple[Edit, Scheme, Effect]],
                      gone: set[tuple[SetRef, str]]) -> None:
    was = {each.name: each.name for each in base.relations}
    for edit, _, effect in steps:
        name = edit.removed_relation()
        if name in was:
            for ref, relations in reader.related(was[name]):
                effect.add_relations(ref, [each for each in relations if (ref, each.id) not in gone])
            del was[name]
        was = {edit.renamed.relations.get(each, each): old for each, old in was.items()}
