"""Operations on the scheme with the spans that stand under it: a whole session of edits, and one more example."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.app.operations.base import Context, Plain
from annotator.app.ports import Progress, Write
from annotator.domain import guideline
from annotator.domain.article import SetRef
from annotator.domain.errors import Conflict, NotFound
from annotator.domain.review import Verdict
from annotator.domain.scheme import Renamed, Scheme, checked_scheme
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.effect import Effect, Losses
from annotator.domain.scheme_edits.labels import SetLabel
from annotator.domain.scheme_edits.outcome import Outcome, moved, outcome
from annotator.domain.verdicts import as_question

_NAMED = 4
"""So many edits are named in the step."""


@dataclass
class EditScheme(Plain):
    """Do edits of the scheme one after another, over all annotators' sets, as one step.

    `base` is the scheme that the edits were made on. `agreed` says for each edit what goes by it, as `preview` counted
    it: nothing is removed that was not named. Who changed a span last, and when, stays: nobody judged it anew.
    """

    base: Scheme
    edits: Sequence[Edit]
    agreed: Sequence[Losses]
    progress: Progress = lambda done, total: None
    effects: list[Effect] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        told = [edit.words() for edit in self.edits[:_NAMED]]
        if len(self.edits) > _NAMED:
            told.append(f"{len(self.edits) - _NAMED} more")
        return f"change scheme: {', '.join(told)}"

    def apply(self, write: Write, context: Context) -> None:
        """Do them. Raises Conflict where scheme or spans are no longer those that the edits were made for."""
        if write.scheme() != self.base:
            raise Conflict("The scheme was changed meanwhile, so nothing was done; look at it again.")
        self.effects = []
        for edit in self.edits:
            self.effects.append(self._do(write, edit))
        if [effect.losses for effect in self.effects] != list(self.agreed):
            raise Conflict("Spans were changed meanwhile, so nothing was done; look at what changes again.")

    def _do(self, write: Write, edit: Edit) -> Effect:
        effect, before = Effect(), write.scheme()
        after = checked_scheme(edit.apply(before))
        if not edit.takes_away:
            write.put_scheme(after, edit.renamed)
        if edit.rewrites:
            for ref, spans in write.spans_labelled(edit.reach(before)):
                found = outcome(edit, before, spans)
                effect.add(ref, found)
                _write(write, ref, found, effect)
                self.progress(sum(each.spans for each in self.effects) + effect.spans, 0)
            write.put_verdicts(_proposed(write, edit, before))
        if edit.removed_relation():
            for ref, relations in write.related(edit.removed_relation()):
                effect.add_relations(ref, relations)
                write.remove_relations(ref, [each.id for each in relations])
        if edit.takes_away:
            write.put_scheme(after, Renamed())
        return effect


@dataclass
class AddExample(Plain):
    """Write an example into a label's guideline; one that is there already stays alone."""

    layer: str
    label: str
    good: bool
    example: str
    present: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"{'good' if self.good else 'bad'} example of {self.label}"

    def apply(self, write: Write, context: Context) -> None:
        """Write it. Raises NotFound where the label is gone. `present`: it stood there already."""
        scheme = write.scheme()
        found = scheme.find(self.layer, self.label)
        if found is None:
            raise NotFound(f"The scheme has no label {self.label} in layer {self.layer}")
        text = guideline.with_example(found[1].guideline, self.example, good=self.good)
        self.present = text == found[1].guideline
        if not self.present:
            write.put_scheme(SetLabel(self.layer, self.label, "guideline", text).apply(scheme))


def _proposed(write: Write, edit: Edit, scheme: Scheme) -> Iterator[Verdict]:
    """Yield the verdicts whose proposals the edit rewrites. Where it removes them, nothing is proposed any more: the
    verdict becomes a question, for the reviewer to decide anew."""
    reach = set(edit.reach(scheme))
    for verdict in (each for reviewer in write.annotators() for each in write.verdicts_by(reviewer)):
        proposal = verdict.proposal
        if proposal is not None and (proposal.layer, proposal.label) in reach:
            new = edit.rewrite(scheme, proposal)
            if new != proposal:
                yield as_question(verdict) if new is None else replace(verdict, proposal=new)


def _write(write: Write, ref: SetRef, found: Outcome, effect: Effect) -> None:
    """Write what becomes of a set: relations of joined spans go on with the span that stays."""
    joined = {gone.id for gone, _ in found.joined}
    removed = {span.id for span in found.removed}
    relations = write.relations(ref) if joined or removed else []
    effect.add_relations(ref, [each for each in relations if {each.head, each.tail} & removed])
    write.remove_spans(ref, removed | joined)
    write.update_spans(ref, found.changed)
    write.add_relations(ref, [moved(each, found) for each in relations if {each.head, each.tail} & joined])
