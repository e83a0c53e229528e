"""Operations on spans: add, relabel, set attributes and comment, remove."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from annotator.app.operations.base import Context, OnSet, count, start_work
from annotator.app.ports import Write
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.ids import new_id
from annotator.domain.relation import Relation, misfits
from annotator.domain.scheme import Attribute, Scheme, allows
from annotator.domain.span import Fragment, Origin, Span, Value, checked_fragments, quote_of
from annotator.domain.text import trim


@dataclass
class AddSpans(OnSet):
    """Label ranges; a range that already carries the label is left alone, never doubled.

    `ranges`: one entry a span, each a sequence of half-open code point ranges (its fragments).
    After `execute`, `added` has the ids of the new spans, `present` those that stood there already.
    """

    layer: str
    label: str
    ranges: Sequence[Sequence[tuple[int, int]]]
    origin: Origin = "manual"
    added: list[str] = field(default_factory=list, init=False)
    present: list[str] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"label {self.label}" if len(self.added) == 1 else f"label {count(len(self.added), 'span')} {self.label}"

    def apply(self, write: Write, context: Context) -> None:
        """Trim white space off the edges and add what is not there yet."""
        text = write.article(self.ref.article).text
        attributes = default_attributes(write.scheme(), self.layer, self.label)
        wanted = [trimmed(text, ranges) for ranges in self.ranges]
        near = write.spans_starting(self.ref, {fragments[0].start for fragments in wanted})
        standing = {span.place: span.id for span in near}
        spans = []
        for fragments in wanted:
            place = (fragments, self.layer, self.label)
            if place in standing:
                self.present.append(standing[place])
                continue
            span = Span(id=new_id(), layer=self.layer, label=self.label, fragments=fragments,
                        quote=quote_of(text, fragments), origin=self.origin, attributes=attributes,
                        changed_at=context.at, changed_by=context.annotator)
            standing[place] = span.id
            self.added.append(span.id)
            spans.append(span)
        if spans:
            start_work(write, self.ref)
            write.add_spans(self.ref, spans)


@dataclass
class RemoveSpans(OnSet):
    """Remove spans, with the relations that end in them; after `execute`, `relations` has these."""

    ids: Collection[str]
    relations: list[Relation] = field(default_factory=list, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        spans = "delete span" if len(self.ids) == 1 else f"delete {count(len(self.ids), 'span')}"
        return f"{spans} and {count(len(self.relations), 'relation')}" if self.relations else spans

    def apply(self, write: Write, context: Context) -> None:
        """Remove them. Raises NotFound where one is gone already."""
        ids = set(self.ids)
        if len(write.spans(self.ref, self.ids)) != len(ids):
            raise NotFound("That span is no longer there")
        self.relations = write.relations_at(self.ref, ids)
        write.remove_spans(self.ref, self.ids)


@dataclass
class ChangeSpan(OnSet):
    """Base of operations that change one span."""

    id: str

    def change(self, write: Write, context: Context, change: Callable[[Span], Span]) -> None:
        """Write the span as `change` makes it of what it is; the same again writes nothing. Raises NotFound."""
        found = write.spans(self.ref, [self.id])
        if not found:
            raise NotFound("That span is no longer there")
        changed = change(found[0])
        if changed != found[0]:
            write.update_spans(self.ref, [replace(changed, changed_at=context.at, changed_by=context.annotator)])


@dataclass
class Relabel(ChangeSpan):
    """Give a span another label; attributes that the new label has too are kept.

    Relations that the scheme does not allow the new label are named and refused; with `drop_relations` they go.
    """

    layer: str
    label: str
    drop_relations: bool = False

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"relabel as {self.label}"

    def apply(self, write: Write, context: Context) -> None:
        """Relabel. Raises Refused where the same range carries that label already, or a relation would not fit."""
        scheme = write.scheme()

        def change(span: Span) -> Span:
            changed = relabeled(scheme, span, self.layer, self.label)
            if has_twin(write, self.ref, changed):
                raise Refused(f"This range is already labelled {self.label}")
            return changed

        drop_misfits(write, self.ref, self.id, self.label, allowed=self.drop_relations)
        self.change(write, context, change)


@dataclass
class SetAttribute(ChangeSpan):
    """Answer one attribute of a span; None takes the answer away."""

    attribute: str
    value: Value | None
    merge_key: str = ""

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"set {self.attribute}"

    def apply(self, write: Write, context: Context) -> None:
        """Set it. Raises Refused where the scheme does not allow the value."""
        def change(span: Span) -> Span:
            known = {each.name: each for each in _attributes(write.scheme(), span.layer, span.label)}
            if self.value is not None and self.attribute in known and not allows(known[self.attribute], self.value):
                raise Refused(f"{self.attribute} cannot be {self.value!r}")
            rest = {name: value for name, value in span.attributes.items() if name != self.attribute}
            return replace(span, attributes=rest if self.value is None else rest | {self.attribute: self.value})

        self.change(write, context, change)


@dataclass
class SetComment(ChangeSpan):
    """Write a span's comment."""

    comment: str
    merge_key: str = ""
    name = "comment"

    def apply(self, write: Write, context: Context) -> None:
        """Write it."""
        self.change(write, context, lambda span: replace(span, comment=self.comment))


def relabeled(scheme: Scheme, span: Span, layer: str, label: str) -> Span:
    """Return the span with another label; answers that the new label allows are kept, other ones are its defaults.

    Raises NotFound for a label that the scheme does not have.
    """
    known = {each.name: each for each in _attributes(scheme, layer, label)}
    kept = {name: value for name, value in span.attributes.items() if name in known and allows(known[name], value)}
    return replace(span, layer=layer, label=label, attributes=default_attributes(scheme, layer, label) | kept)


def default_attributes(scheme: Scheme, layer: str, label: str) -> dict[str, Value]:
    """Return the answers a fresh span of this label starts with."""
    return {each.name: each.default for each in _attributes(scheme, layer, label)
            if each.default is not None and not each.retired}


def _attributes(scheme: Scheme, layer: str, label: str) -> tuple[Attribute, ...]:
    found = scheme.find(layer, label)
    if found is None:
        raise NotFound(f"The scheme has no label {label} in layer {layer}")
    return found[1].attributes


def drop_misfits(write: Write, ref: SetRef, span: str, label: str, *, allowed: bool) -> list[Relation]:
    """Remove the relations that the scheme would not allow the span under another label; return them.

    Raises Refused, naming them, unless that is `allowed`.
    """
    relations = write.relations_at(ref, [span])
    if not relations:
        return []
    ends = {end for each in relations for end in (each.head, each.tail)}
    spans = {each.id: each for each in write.spans(ref, ends)}
    lost = misfits(write.scheme(), relations, spans, span, label)
    if lost and not allowed:
        names = ", ".join(sorted({each.label for each in lost}))
        raise Refused(f"As {label} this span could not keep {count(len(lost), 'relation')} ({names}); "
                      "remove what does not fit first")
    if lost:
        write.remove_relations(ref, [each.id for each in lost])
    return lost


def has_twin(write: Write, ref: SetRef, span: Span) -> bool:
    """Whether another span of the set has the same fragments, layer and label."""
    return any(other.place == span.place and other.id != span.id for other in write.spans_starting(ref, [span.start]))


def trimmed(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Fragment, ...]:
    """Return the ranges as fragments without white space at their edges, graphemes whole. Raises Refused."""
    fragments = checked_fragments(text, ranges)
    trims = [trim(text, start, end) for start, end in fragments]
    if any(start >= end for start, end in trims):
        raise Refused("Only white space is selected; select some words")
    return checked_fragments(text, trims)
