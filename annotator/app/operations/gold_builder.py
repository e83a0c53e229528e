"""Building gold sets within a transaction: what a review takes into account on an article, and writing what differs.

What a gold set has from elsewhere (spans of another origin than `adjudicated`) is never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import TYPE_CHECKING

from annotator.app.garbage import seldom_collected
from annotator.app.operations.base import Context
from annotator.domain.article import AnnotationSet, SetRef, Status
from annotator.domain.deciding import everybody
from annotator.domain.errors import Refused
from annotator.domain.gold import BUILT, Gold, Sources, gold_of
from annotator.domain.query import Selection
from annotator.domain.record import Record
from annotator.domain.review import GOLD, Review, Verdict
from annotator.domain.span import Span, checked_fragments, verify_quote

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader, Write


_CONTENT = tuple(each.name for each in fields(Span) if each.name not in ("changed_at", "changed_by"))


class Builder:
    """Builds gold sets of one review within a transaction."""

    def __init__(self, write: Write, context: Context, review: Review) -> None:
        self._write, self._context, self._review = write, context, review
        self._scheme = write.scheme()
        self._labels = {(layer.name, label.name) for layer, label in self._scheme.labels()}
        self._sample = set(review.articles)
        self.names = everybody(review)
        self._added_by = "" if review.mode == "check" or review.reviewer in review.annotators else review.reviewer

    def articles(self, progress: Progress) -> Iterator[tuple[str, dict[str, Record]]]:
        """Yield the articles of the review that somebody has a set on, with their records by annotator. The gold set
        of an article may be written while it is at hand."""
        selection = Selection(annotators=(*self.names, GOLD))
        total = self._write.count_records(selection)
        seen = 0
        for article, group in groupby(self._write.records(selection), key=lambda record: record.article.id):
            records = {record.annotator or "": record for record in group}
            if not self._sample or article in self._sample:
                yield article, records
            seen += len(records)
            progress(seen, total)

    def working(self, records: Mapping[str, Record]) -> list[str]:
        """Return whose sets on an article are compared, given its records by annotator: of those who worked on it. A
        second labelling counts once it is done."""
        if self._review.mode == "again":
            later = records.get(self._review.annotators[-1])
            if later is None or later.status != "done":
                return []
        return [name for name in self.names if name in records and self._takes_part(records[name])]

    def is_ready(self, working: Sequence[str]) -> bool:
        """Whether there is something to review where these have worked: one who is checked, else two."""
        if self._review.mode == "check":
            return bool(working) and working[0] in self._review.annotators
        return len(working) > 1

    def build(self, article: str, records: Mapping[str, Record]) -> Gold:
        """Build the gold set of an article, given its records by annotator, and write what differs."""
        ref = SetRef(article, GOLD)
        present = records.get(GOLD)
        spans = present.spans if present else ()
        relations = present.relations if present else ()
        working = {name: records[name] for name in self.working(records)}
        added = {name: record for name, record in records.items() if name == self._added_by and working}
        both = {**working, **added}
        gold = gold_of(Sources(
            sets={name: record.spans for name, record in working.items()},
            added={name: record.spans for name, record in added.items()},
            relations={name: record.relations for name, record in both.items()},
            verdicts=self._verdicts(both.values()),
            kept=[span for span in spans if span.origin != "adjudicated"],
            kept_relations=[relation for relation in relations if not relation.id.startswith(BUILT)],
        ), self._review.policy, self._scheme, check=self._review.mode == "check")
        self._put_set(ref, present, gold)
        self._put_spans(ref, [span for span in spans if span.origin == "adjudicated"], gold)
        self._put_relations(ref, gold)
        return gold

    @seldom_collected()
    def rebuild(self, article: str) -> bool:
        """Build the gold set of one article anew; False (and it stays) where there is nothing to review in it."""
        records = {record.annotator or "": record for record in records_on(self._write, article, (*self.names, GOLD))}
        if not self.is_ready(self.working(records)):
            return False
        self.build(article, records)
        return True

    def _takes_part(self, record: Record) -> bool:
        """Whether the record's annotator has worked on its article; of a reviewer only spans count."""
        if record.annotator not in self._review.annotators:
            return self._review.mode == "check" and bool(record.spans)
        return bool(record.spans) or record.status in ("in_progress", "done")

    def _verdicts(self, records: Iterable[Record]) -> dict[tuple[str, str], Verdict]:
        """Return the verdicts that count; proposals that fit the text or the scheme no more do not."""
        found: dict[tuple[str, str], Verdict] = {}
        for record in records:
            for verdict in record.verdicts:
                key = (str(record.annotator), verdict.span)
                if (verdict.by == (self._review.reviewer or verdict.by) and self._stands(record.article.text, verdict)
                        and (key not in found or found[key].at <= verdict.at)):
                    found[key] = verdict
        return found

    def _stands(self, text: str, verdict: Verdict) -> bool:
        proposal = verdict.proposal
        if proposal is None:
            return verdict.verdict != "edit"
        try:
            verify_quote(text, checked_fragments(text, proposal.fragments), proposal.quote)
        except Refused:
            return False
        return (proposal.layer, proposal.label) in self._labels

    def _put_set(self, ref: SetRef, present: Record | None, gold: Gold) -> None:
        status: Status = "in_progress" if gold.undecided else "done"
        if present is None or present.status != status:
            self._write.put_set(AnnotationSet(ref=ref, status=status, notes=present.notes if present else ""))

    def _put_spans(self, ref: SetRef, present: Iterable[Span], gold: Gold) -> None:
        there = {span.id: span for span in present}
        wanted = {span.id: span for span in gold.spans}
        signed = [replace(span, changed_at=self._context.at, changed_by=self._context.annotator)
                  for span in gold.spans if span.id not in there or _differ(span, there[span.id])]
        gone = [id for id in there if id not in wanted]
        if gone:
            self._write.remove_spans(ref, gone)
        changed = [span for span in signed if span.id in there]
        if changed:
            self._write.update_spans(ref, changed)
        added = [span for span in signed if span.id not in there]
        if added:
            self._write.add_spans(ref, added)

    def _put_relations(self, ref: SetRef, gold: Gold) -> None:
        present = {each.id: each for each in self._write.relations(ref) if each.id.startswith(BUILT)}
        wanted = {each.id: each for each in gold.relations}
        gone = [id for id, each in present.items() if wanted.get(id) != each]
        if gone:
            self._write.remove_relations(ref, gone)
        added = [each for id, each in wanted.items() if present.get(id) != each]
        if added:
            self._write.add_relations(ref, added)


def records_on(reader: Reader, article: str, annotators: Collection[str]) -> Iterator[Record]:
    """Yield what these annotators have on one article."""
    text = reader.article(article)
    for each in reader.sets(article):
        if each.ref.annotator in annotators:
            yield Record(article=text, annotator=each.ref.annotator, status=each.status, notes=each.notes,
                         spans=tuple(reader.spans(each.ref)), relations=tuple(reader.relations(each.ref)),
                         verdicts=tuple(reader.verdicts(each.ref)))


def _differ(span: Span, present: Span) -> bool:
    """Whether two spans of one id differ in more than who changed them, and when."""
    return any([getattr(span, name) != getattr(present, name) for name in _CONTENT])
