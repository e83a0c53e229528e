"""Operations of an annotator who was reviewed: accept a verdict (one's own span changes with it), dispute it, say
something about it, take the answer back.

An answer always comes after the verdict that it is given to, whatever the clocks of two laptops say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.app.feedback import article_feedback, feedback_item
from annotator.app.operations.base import Context, Plain, count, start_work
from annotator.app.operations.spans import drop_misfits, has_twin
from annotator.app.ports import Progress, Write
from annotator.domain.article import SetRef
from annotator.domain.errors import Refused, UserError
from annotator.domain.feedback import Feedback
from annotator.domain.ids import new_id
from annotator.domain.relation import Relation
from annotator.domain.review import Answer, Remark
from annotator.domain.span import Span
from annotator.domain.verdicts import moment_after

Key = tuple[SetRef, str, str]
"""Which verdict: whose span was judged, which one, and by whom."""


@dataclass
class _OnVerdict(Plain):
    """Base of operations on one verdict: `ref` and `span` say which span was judged, `by` who judged it."""

    ref: SetRef
    span: str
    by: str

    @property
    def article(self) -> str:
        """The article whose span was judged."""
        return self.ref.article

    def item(self, write: Write, context: Context) -> Feedback:
        """Return what is asked of the annotator at work. Raises NotFound."""
        return feedback_item(write, self.ref, self.span, self.by, context.annotator)


@dataclass
class AcceptVerdict(_OnVerdict):
    """Agree with a verdict and do what it says to one's own set, in the same step.

    An edit makes the span what is proposed (its id, origin and comment stay), a rejection removes it with its
    relations, an addition of the reviewer's is copied, with an id of its own and the origin `imported`. Relations that
    the scheme does not allow the new label are named and refused; with `drop_relations` they go.
    After `execute`, `changed` is the id of the span that changed or came, `relations` has those that went.
    """

    drop_relations: bool = False
    changed: str = field(default="", init=False)
    relations: list[Relation] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"accept {self.by}'s verdict"

    def apply(self, write: Write, context: Context) -> None:
        """Accept. Raises Refused where there is nothing to agree to, or it does not fit the set as it is."""
        item = self.item(write, context)
        self.changed, self.relations = _accept(write, context, item, drop_relations=self.drop_relations)


@dataclass
class AcceptVerdicts(Plain):
    """Agree with many verdicts in one step. Those that do not fit the set as it is are left.

    `progress` is told now and then. After `execute`, `accepted` counts, `relations` those that went with removed spans,
    and `left` has what was not accepted, each with the reason.
    """

    keys: Sequence[Key]
    progress: Progress = lambda done, total: None
    accepted: int = field(default=0, init=False)
    relations: int = field(default=0, init=False)
    left: list[tuple[Key, str]] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"accept {count(self.accepted, 'verdict')}"

    @property
    def article(self) -> str:
        """The article of the first verdict."""
        return self.keys[0][0].article if self.keys else ""

    def apply(self, write: Write, context: Context) -> None:
        """Accept what can be accepted."""
        wanted = set(self.keys)
        for article in dict.fromkeys(ref.article for ref, _, _ in self.keys):
            self.progress(self.accepted + len(self.left), len(wanted))
            touched: set[str] = set()
            for item in article_feedback(write, article, context.annotator).items:
                if item.key in wanted:
                    self._take(write, context, item, touched)

    def _take(self, write: Write, context: Context, item: Feedback, touched: set[str]) -> None:
        try:
            if item.now is not None and item.now.id in touched:
                raise Refused("Somebody else judged the same span; look at both")
            _, relations = _accept(write, context, item, drop_relations=False)
        except UserError as error:
            self.left.append((item.key, str(error)))
        else:
            self.accepted += 1
            self.relations += len(relations)
            touched.update([item.now.id] if item.now is not None else [])


@dataclass
class Dispute(_OnVerdict):
    """Disagree with a verdict, and say why; one's own set stays as it is."""

    words: str

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"dispute {self.by}'s verdict"

    def apply(self, write: Write, context: Context) -> None:
        """Dispute. Raises Refused without words, or where the verdict was accepted before."""
        item = self.item(write, context)
        if not self.words.strip():
            raise Refused("Say in a few words why; without them nobody learns from it")
        if item.kind == "question":
            raise Refused("A question is answered, not disputed; write the answer")
        if item.answer == "accept":
            raise Refused("You have accepted this; take that back first")
        _say(write, context, item, self.words)
        _answer(write, context, item, "dispute")


@dataclass
class Reply(_OnVerdict):
    """Say something about a verdict; this is what answers a question."""

    words: str

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"answer {self.by}"

    def apply(self, write: Write, context: Context) -> None:
        """Say it. Raises Refused without words."""
        item = self.item(write, context)
        if not self.words.strip():
            raise Refused("Write something first")
        _say(write, context, item, self.words)


@dataclass
class TakeBackAnswer(_OnVerdict):
    """Be undecided again: the answer goes, with the words that were its reason. One's own set stays as it is."""

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"take back the answer to {self.by}"

    def apply(self, write: Write, context: Context) -> None:
        """Take it back. Raises Refused where nothing was answered."""
        item = self.item(write, context)
        mine = [each for each in item.remarks if each.by == context.annotator and each.at >= item.verdict.at]
        if item.kind == "question" and mine:
            write.remove_remarks([mine[-1].id])
        elif not item.answer:
            raise Refused("There is no answer to take back")
        if item.answer:
            write.remove_remarks([each.id for each in mine[-1:] if each.at == item.verdict.answered_at])
            _answer(write, context, item, "")


def _accept(write: Write, context: Context, item: Feedback, *, drop_relations: bool) -> tuple[str, list[Relation]]:
    """Do what a verdict asks for and say so; return the id of the span that changed, and the relations that went.

    Nothing is written before all was checked. Raises UserError.
    """
    if item.kind == "question":
        raise Refused("A question is answered with words; write the answer")
    if not item.acceptable:
        raise Refused("There is nothing to accept")
    changed, relations = "", []
    if item.kind == "rejected" and item.now is not None:
        relations = write.relations_at(item.mine, [item.now.id])
        write.remove_spans(item.mine, [item.now.id])
    elif item.proposed is not None and not item.stands:
        changed, relations = _put(write, context, item, item.proposed, drop_relations=drop_relations)
    if item.answer != "accept":
        _answer(write, context, item, "accept")
    return changed, relations


def _put(write: Write, context: Context, item: Feedback, proposed: Span, *,
         drop_relations: bool) -> tuple[str, list[Relation]]:
    """Make the annotator's span what is proposed, or add it. Return its id, and the relations that went."""
    base = item.now or (item.was if item.kind == "changed" else None)
    new = replace(base or Span(id=new_id(), layer="", label="", fragments=(), quote="", origin="imported"),
                  layer=proposed.layer, label=proposed.label, fragments=proposed.fragments, quote=proposed.quote,
                  attributes=proposed.attributes, changed_at=_now(context, item), changed_by=context.annotator)
    if write.scheme().find(new.layer, new.label) is None:
        raise Refused(f"The scheme has no label {new.label} in the layer {new.layer}; add it first")
    if has_twin(write, item.mine, new):
        raise Refused(f"Another {new.label} span of yours has exactly this range; delete one of the two first")
    if item.now is None:
        start_work(write, item.mine)
        write.add_spans(item.mine, [new])
        return new.id, []
    relations = drop_misfits(write, item.mine, new.id, new.label, allowed=drop_relations)
    write.update_spans(item.mine, [new])
    return new.id, relations


def _say(write: Write, context: Context, item: Feedback, words: str) -> None:
    write.put_remarks([Remark(id=new_id(), ref=item.verdict.ref, span=item.verdict.span, by=context.annotator,
                              at=_now(context, item), text=words.strip())])


def _answer(write: Write, context: Context, item: Feedback, answer: Answer) -> None:
    write.put_verdicts([replace(item.verdict, answer=answer, answered_by=context.annotator,
                                answered_at=_now(context, item))])


def _now(context: Context, item: Feedback) -> str:
    """Return the time of an answer: after the verdict, and after the answer before."""
    return moment_after(context.at, item.verdict.at, item.verdict.answered_at)
