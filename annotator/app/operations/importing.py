"""The import operation: takes the records of some files into the project, in one transaction.

Rules (contract, "The native JSONL line"): an article matches by id, else by the SHA-256 of its text;
the same thing twice adds nothing; a missing label is added to the scheme, and said. Of a verdict, an answer and a
remark that is there already, the newer one stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from annotator.app.operations.base import Context, Plain
from annotator.app.ports import Write
from annotator.domain.article import AnnotationSet, SetRef, checked_text
from annotator.domain.errors import Conflict, UserError
from annotator.domain.ids import new_id
from annotator.domain.record import Record, Refusal
from annotator.domain.relation import Relation
from annotator.domain.review import Remark, Verdict
from annotator.domain.scheme import Label, RelationType, Scheme
from annotator.domain.span import Span, checked_fragments, verify_quote
from annotator.domain.verdicts import checked_remark, checked_verdict, new_remarks, news

DEFAULT_LAYER = "entity"
"""The layer of a label that comes without one and is not in the scheme."""
SPARE_COLORS = ("#88CCEE", "#44AA99", "#DDCC77", "#CC6677", "#AA4499", "#999933")
"""Colors of labels that an import adds, in turn (Paul Tol, "muted" qualitative scheme, SRON/EPS/TN/09-002)."""


@dataclass
class Counts:
    """What an import did."""

    articles_added: int = 0
    articles_matched: int = 0
    spans_added: int = 0
    relations_added: int = 0
    refused: list[Refusal] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class StrictRefusal(Exception):
    """A record was refused and the import is strict: the whole transaction rolls back."""


@dataclass
class ImportRecords(Plain):
    """Take records in. `items` come with the name of their file; refusals are collected in `counts`."""

    items: Iterable[tuple[str, Record | Refusal]]
    counts: Counts
    title: str
    annotator: str = ""
    strict: bool = False
    merge_key: str = ""

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"import {self.title}"

    def apply(self, write: Write, context: Context) -> None:
        """Take every good record. Raises StrictRefusal after the last one where strict and some were refused."""
        taker = _Taker(write, self.counts, self.annotator or context.annotator, context.at)
        refused = 0
        for file, item in self.items:
            if isinstance(item, Refusal):
                self.counts.refused.append(item)
                refused += 1
                continue
            self.counts.said += (f"{file}: {word}" for word in item.said)
            try:
                taker.take(item)
            except UserError as error:
                self.counts.refused.append(Refusal(file, item.line, str(error)))
                refused += 1
        if refused and self.strict:
            raise StrictRefusal


class _Taker:
    """Takes one record after another into a transaction; a refused record leaves nothing behind."""

    def __init__(self, write: Write, counts: Counts, annotator: str, at: str) -> None:
        self._write, self._counts = write, counts
        self._annotator, self._at = annotator, at
        self._scheme = write.scheme()

    def take(self, record: Record) -> None:
        """Check everything first, then write: a refusal must not leave half a record."""
        text = checked_text(record.article.text)
        known = self._match(record)
        ref = SetRef(known or record.article.id or new_id(), record.annotator or self._annotator)
        spans, scheme = self._named(record.spans)
        for span in spans:
            verify_quote(text, checked_fragments(text, span.fragments), span.quote)
        verdicts, scheme = self._verdicts(record, ref, known, scheme)
        remarks = self._remarks(record, ref, known)
        present = {span.id: span for span in self._write.spans(ref)} if known else {}
        fresh = list(_fresh(spans, present))
        links = self._fresh_relations(record, ref, known, {*present, *(span.id for span in fresh)})
        self._keep_scheme(scheme, record, links, {span.id: span.label for span in (*present.values(), *fresh)})
        self._store(record, ref, known, fresh, links)
        self._write.put_verdicts(verdicts)
        self._write.put_remarks(remarks)

    def _match(self, record: Record) -> str | None:
        article = record.article
        try:
            present = self._write.article(article.id) if article.id else None
        except UserError:
            present = None
        if present is None:
            return self._write.article_with_text(article.text)
        if present.text != article.text:
            raise Conflict(f"article {article.id} is in the project with another text; give it another id")
        return present.id

    def _named(self, spans: Iterable[Span]) -> tuple[list[Span], Scheme]:
        """Return the spans with layer, id and author filled in, and the scheme with labels they need."""
        scheme, named = self._scheme, []
        for span in spans:
            layer, scheme = _placed(scheme, span)
            named.append(replace(span, layer=layer, changed_at=span.changed_at or self._at,
                                 changed_by=span.changed_by or self._annotator))
        return named, scheme

    def _verdicts(self, record: Record, ref: SetRef, known: str | None,
                  scheme: Scheme) -> tuple[list[Verdict], Scheme]:
        """Return the verdicts that are new, or newer, and the scheme with the labels that proposals need."""
        given = []
        for verdict in record.verdicts:
            proposal = verdict.proposal
            if proposal is not None:
                layer, scheme = _placed(scheme, proposal)
                proposal = replace(proposal, layer=layer)
            given.append(checked_verdict(record.article.text, replace(verdict, ref=ref, proposal=proposal)))
        return news(given, self._write.verdicts(ref) if given and known else ()), scheme

    def _remarks(self, record: Record, ref: SetRef, known: str | None) -> list[Remark]:
        given = [checked_remark(replace(remark, ref=ref)) for remark in record.remarks]
        return [remark if remark.id else replace(remark, id=new_id())
                for remark in new_remarks(given, self._write.remarks(ref) if given and known else ())]

    def _fresh_relations(self, record: Record, ref: SetRef, known: str | None, ids: set[str]) -> list[Relation]:
        present = self._write.relations(ref) if known else []
        by_id = {relation.id: relation for relation in present}
        places = {(relation.label, relation.head, relation.tail) for relation in present}
        fresh = []
        for relation in record.relations:
            missing = next((end for end in (relation.head, relation.tail) if end not in ids), None)
            if missing is not None:
                raise Conflict(f"relation {relation.label} names the span {missing}, which is not there")
            place = (relation.label, relation.head, relation.tail)
            if relation.id in by_id and by_id[relation.id] != relation:
                raise Conflict(f"relation {relation.id} is in the project with other ends; merge instead of importing")
            if relation.id not in by_id and (relation.id or place not in places):
                places.add(place)
                fresh.append(relation if relation.id else replace(relation, id=new_id()))
        return fresh

    def _keep_scheme(self, scheme: Scheme, record: Record, links: list[Relation], labels: dict[str, str]) -> None:
        known = {relation.name for relation in scheme.relations}
        for link in links:
            if link.label not in known:
                known.add(link.label)
                scheme = replace(scheme, relations=(*scheme.relations, RelationType(name=link.label)))
        if scheme == self._scheme:
            return
        before = {(layer.name, label.name) for layer, label in self._scheme.labels()}
        added = [f"{label.name} ({layer.name})" for layer, label in scheme.labels()
                 if (layer.name, label.name) not in before]
        added += [each.name for each in scheme.relations if each not in self._scheme.relations]
        self._counts.said.append(f"added to the scheme: {', '.join(added)}")
        self._write.put_scheme(scheme)
        self._scheme = scheme

    def _store(self, record: Record, ref: SetRef, known: str | None,
               spans: list[Span], links: list[Relation]) -> None:
        counts = self._counts
        if known is None:
            self._write.add_articles([replace(record.article, id=ref.article)])
            counts.articles_added += 1
        else:
            counts.articles_matched += 1
        if record.touched:
            present = self._write.annotation_set(ref) if known else None
            if present is None:
                status = record.status if record.status != "new" or not spans or record.annotator else "in_progress"
                self._write.put_set(AnnotationSet(ref=ref, status=status, notes=record.notes))
            elif record.notes and not present.notes:
                self._write.put_set(replace(present, notes=record.notes))
        if spans:
            self._write.add_spans(ref, spans)
            counts.spans_added += len(spans)
        if links:
            self._write.add_relations(ref, links)
            counts.relations_added += len(links)


def _fresh(spans: Iterable[Span], present: dict[str, Span]) -> Iterator[Span]:
    """Yield the spans that the set does not have yet. Raises Conflict for an id that means another span."""
    places = {span.place for span in present.values()}
    for span in spans:
        if span.id in present:
            if _content(span) != _content(present[span.id]):
                raise Conflict(f"span {span.id} is in the project with another place, label or content; "
                               "merge instead of importing")
        elif span.id or span.place not in places:
            places.add(span.place)
            yield span if span.id else replace(span, id=new_id())


def _placed(scheme: Scheme, span: Span) -> tuple[str, Scheme]:
    """Return the layer of a span's label, and the scheme with that label."""
    layer = span.layer or scheme.layer_of(span.label) or DEFAULT_LAYER
    if scheme.find(layer, span.label) is None:
        scheme = scheme.with_label(layer, Label(name=span.label, color=_spare_color(scheme)))
    return layer, scheme


def _content(span: Span) -> Span:
    return replace(span, changed_at="", changed_by="")


def _spare_color(scheme: Scheme) -> str:
    return SPARE_COLORS[sum(1 for _ in scheme.labels()) % len(SPARE_COLORS)]
