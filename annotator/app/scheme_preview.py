"""What edits of a scheme will do to a project: counted and named on a snapshot, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.ports import Reader
from annotator.domain.article import SetRef
from annotator.domain.relation import Relation
from annotator.domain.scheme import Scheme
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.draft import original_places
from annotator.domain.scheme_edits.effect import Effect
from annotator.domain.scheme_edits.outcome import Outcome, moved, outcome
from annotator.domain.span import Span


def preview(reader: Reader, edits: Sequence[Edit]) -> tuple[Effect, ...]:
    """Return the effect of each edit, done in this order: the same that the operation `EditScheme` has."""
    foreseen = _Foreseen(reader, edits)
    for ref, spans in reader.spans_labelled(original_places(foreseen.base, edits)):
        foreseen.follow(ref, spans)
    foreseen.follow_relations()
    return foreseen.effects


class _Foreseen:
    """Takes set after set through all edits."""

    def __init__(self, reader: Reader, edits: Sequence[Edit]) -> None:
        self._reader, self._edits = reader, edits
        self.base = reader.scheme()
        self.effects = tuple(Effect() for _ in edits)
        self._before: list[Scheme] = []
        scheme = self.base
        for edit in edits:
            self._before.append(scheme)
            scheme = edit.apply(scheme)
        self._removal = _removals(self.base, edits)
        self._gone: set[tuple[SetRef, str]] = set()

    def follow(self, ref: SetRef, spans: Sequence[Span]) -> None:
        """Take a set through."""
        relations: list[Relation] | None = None
        for number, (edit, scheme, effect) in enumerate(zip(self._edits, self._before, self.effects, strict=True)):
            found = outcome(edit, scheme, spans)
            effect.add(ref, found)
            if found.removed or found.joined:
                relations = self._reader.relations(ref) if relations is None else relations
                relations = self._without(number, ref, found, relations)
            spans = found.spans

    def _without(self, number: int, ref: SetRef, found: Outcome, relations: Sequence[Relation]) -> list[Relation]:
        """Count the relations that go with spans; return the others, at the spans they go on with."""
        removed = {span.id for span in found.removed}
        ended = [each for each in relations if {each.head, each.tail} & removed
                 and self._removal.get(each.label, number) >= number]
        self._gone |= {(ref, each.id) for each in ended}
        self.effects[number].add_relations(ref, ended)
        return [moved(each, found) for each in relations if each not in ended]

    def follow_relations(self) -> None:
        """Count the relations whose type is removed, but those that are gone with a span by then."""
        for name, number in self._removal.items():
            for ref, relations in self._reader.related(name):
                self.effects[number].add_relations(
                    ref, [each for each in relations if (ref, each.id) not in self._gone])


def _removals(base: Scheme, edits: Sequence[Edit]) -> dict[str, int]:
    """Return the relation types, as they are called at first, with the number of the edit that removes them."""
    was = {each.name: each.name for each in base.relations}
    found: dict[str, int] = {}
    for number, edit in enumerate(edits):
        if edit.removed_relation() in was:
            found[was.pop(edit.removed_relation())] = number
        was = {edit.renamed.relations.get(each, each): old for each, old in was.items()}
    return found
