"""Goes through a colleague's file, record by record, and decides what each brings. Reads; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.merge_names import names_said
from annotator.app.merge_source import MergeSource
from annotator.app.ports import Progress, Reader
from annotator.domain.article import Article, SetRef, text_hash
from annotator.domain.errors import NotFound
from annotator.domain.ids import new_id
from annotator.domain.merging import digest
from annotator.domain.merging.base import Base, base_of
from annotator.domain.merging.content import Came, CameRelation, CameSpan, Content, Hindrance, Lack
from annotator.domain.merging.naming import LeftOut, Named, Naming, Unknown, parsed_map
from annotator.domain.merging.placing import Placing, placing_between, where
from annotator.domain.merging.set_merge import Rules, SetMerge
from annotator.domain.merging.threeway import merge_set
from annotator.domain.record import Record, Refusal
from annotator.domain.relation import Relation
from annotator.domain.review import GOLD, Remark, Verdict
from annotator.domain.span import Span
from annotator.domain.verdicts import new_remarks, news


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What one record brings. `article`: it is new here. `new`: the set is."""

    article: Article | None = None
    set: SetMerge | None = None
    new: bool = False
    verdicts: Sequence[Verdict] = ()
    remarks: Sequence[Remark] = ()


class _Place(NamedTuple):
    """Which article here one of theirs is: `id` is empty where it is none that fits."""

    id: str
    new: bool = False
    placing: Placing | None = None


class Merger:
    """Decides for one record after another. `counts` tells what is planned, `naming.scheme` the scheme that takes."""

    def __init__(self, reader: Reader, source: MergeSource, options: MergeOptions, annotator: str) -> None:
        """`reader` sees what is written between two plans, where that is done. Raises UserError for options that make
        no sense."""
        self._reader, self._source, self._annotator = reader, source, annotator
        scheme = reader.scheme()
        self.naming = Naming(scheme, [parsed_map(each, scheme) for each in options.maps], options.add_labels,
                             source.scheme)
        self.counts = MergeCounts(source.name)
        self._names = names_said(options.annotators)
        self._places: dict[str, _Place] = {}
        self._last: tuple[str, _Place] = ("", _Place(""))
        self._seen: set[SetRef] = set()
        self._added: set[str] = set()

    def plans(self, progress: Progress) -> Iterator[Planned]:
        """Yield what each record brings; the next one is read when the last plan was carried out."""
        for record in self._source.records(progress):
            place, fresh = self._place(record)
            if not place.id:
                continue
            article = replace(record.article, id=place.id) if fresh else None
            planned = self._set(record, place) if self._is_whose(record) else Planned()
            yield replace(planned, article=article)
        self.counts.unmet = [str(name) for name in self.naming.unused]

    # ---- articles ----

    def _place(self, record: Record) -> tuple[_Place, bool]:
        """Return where the record's article is here, and whether it is to be added now."""
        key = record.article.id or text_hash(record.article.text)
        if self._last[0] == key:
            return self._last[1], False
        known = self._places.get(key)
        if known is not None and known.placing is None:
            return known, False
        place = self._matched(record)
        if known is None:
            self._count(record, place)
        self._last = (key, place)
        self._places[key] = place._replace(placing=None) if place.placing is None else _AGAIN
        return place, place.new and known is None

    def _matched(self, record: Record) -> _Place:
        article = record.article
        try:
            present = self._reader.article(article.id) if article.id else None
        except NotFound:
            present = None
        if present is not None and present.text == article.text:
            return _Place(present.id)
        same = self._reader.article_with_text(article.text)
        if same is not None:
            return _Place(same)
        if present is None:
            return _Place(article.id or new_id(), new=True)
        placing = placing_between(article.text, present.text)
        return _Place(present.id, placing=placing) if placing.alike else _Place("")

    def _count(self, record: Record, place: _Place) -> None:
        if not place.id:
            self._refuse(record, f"article {record.article.id} has quite another text here, so nothing of it was taken")
        elif place.new:
            self.counts.articles_added += 1
            self._added.add(place.id)
        elif place.id not in self._added:
            self.counts.articles_matched += 1

    # ---- sets ----

    def _is_whose(self, record: Record) -> bool:
        """Whether the record says whose annotations it has, if it has any."""
        if not record.touched:
            return False
        if record.annotator is None and not self._names.of_set(""):
            self.counts.unnamed += 1
            return False
        return True

    def _set(self, record: Record, place: _Place) -> Planned:
        name = self._names.of_set(record.annotator or "")
        ref = SetRef(place.id, name)
        if ref in self._seen:
            self._refuse(record, f"article {place.id} by {name} stands twice in the file; only the first was merged")
            return Planned()
        self._seen.add(ref)
        there = SetRef(record.article.id, record.annotator or "")
        mine = base_of(self._reader.merge_base(ref))
        ours = self._ours(ref)
        verdicts, remarks = self._verdicts(record, ref, place, mine), self._remarks(record, ref)
        if name == GOLD and ours is not None and not ours.empty and (mine is None or mine.own):
            self.counts.gold_left += 1
            return Planned(verdicts=verdicts, remarks=remarks)
        rules = Rules(own=name == self._annotator, same_person=self._names.is_same(name), was=self.naming.was,
                      judged={*(each.span for each in record.verdicts), *(each.span for each in record.remarks)})
        plan = merge_set(ref, ours, self._came(record, place), mine, base_of(self._source.base(there)), rules)
        new = ours is None and plan.changes
        self._told(record, plan, new)
        return Planned(set=plan, new=new, verdicts=verdicts, remarks=remarks)

    def _ours(self, ref: SetRef) -> Content | None:
        present = self._reader.annotation_set(ref)
        if present is None:
            return None
        return Content(spans={span.id: span for span in self._reader.spans(ref)}, status=present.status,
                       relations={each.id: each for each in self._reader.relations(ref)}, notes=present.notes)

    def _told(self, record: Record, plan: SetMerge, new: bool) -> None:
        counts = self.counts
        counts.add(plan, new=new)
        counts.conflicts += plan.conflicts
        for why in plan.refused:
            self._refuse(record, f"article {plan.ref.article}: {why}")
        for lack, number in plan.lacks.items():
            (counts.left_out if lack.chosen else counts.lacks)[lack] += number
        if plan.strangers and plan.ref.annotator not in counts.strangers:
            counts.strangers.append(plan.ref.annotator)

    def _refuse(self, record: Record, why: str) -> None:
        self.counts.refused.append(Refusal(self._source.name, record.line, why))

    # ---- what came, in our text and labels ----

    def _came(self, record: Record, place: _Place) -> Came:
        spans: Sequence[Span | None] = record.spans
        lost: dict[int, str] = {}
        if place.placing is not None:
            spans, found = place.placing.placed(record.spans)
            lost = {number: f"{where(record.spans[number])} cannot be placed: {why}" for number, why in found.items()}
        came = [self._span(there, here, lost.get(number))
                for number, (there, here) in enumerate(zip(record.spans, spans, strict=True))]
        said = self._source.whole or record.status != "new" or not record.spans
        return Came(spans=came, relations=[self._relation(each) for each in record.relations],
                    status=record.status if said else None, notes=record.notes, moved=place.placing is not None)

    def _span(self, there: Span, here: Span | None, why: Hindrance) -> CameSpan:
        code = digest.of_span(there)
        if here is not None:
            try:
                layer, label = self.naming.label(there.layer, there.label)
                if (layer, label) != (here.layer, here.label):
                    here = replace(here, layer=layer, label=label)
            except Unknown as unknown:
                here, why = None, Lack(unknown.name, relation=False)
            except LeftOut:
                here, why = None, Lack(Named(there.layer, there.label), relation=False, chosen=True)
        return CameSpan(there.id, code, here, why)

    def _relation(self, there: Relation) -> CameRelation:
        code = digest.of_relation(there)
        try:
            return CameRelation(there.id, code, replace(there, label=self.naming.relation(there.label)))
        except Unknown as unknown:
            return CameRelation(there.id, code, None, Lack(unknown.name, relation=True))
        except LeftOut:
            return CameRelation(there.id, code, None, Lack(Named("", there.label), relation=True, chosen=True))

    # ---- verdicts and remarks ----

    def _verdicts(self, record: Record, ref: SetRef, place: _Place, mine: Base | None) -> list[Verdict]:
        if not record.verdicts:
            return []
        given = [self._verdict(each, ref, place) for each in record.verdicts]
        present = self._reader.verdicts(ref)
        if mine is not None and mine.withdrawn:
            kept = {each.key for each in present}
            given = [each for each in given if each.key in kept or not mine.is_withdrawn(each)]
        fresh = news(given, present)
        self.counts.verdicts_added += len(fresh)
        if fresh:
            self.counts.judged.add(ref.annotator)
        return fresh

    def _verdict(self, verdict: Verdict, ref: SetRef, place: _Place) -> Verdict:
        proposal = verdict.proposal
        if proposal is not None and place.placing is not None:
            proposal = place.placing.placed([proposal])[0][0] or proposal
        if proposal is not None:
            try:
                layer, label = self.naming.label(proposal.layer, proposal.label)
                proposal = replace(proposal, layer=layer, label=label)
            except (Unknown, LeftOut):
                pass  # a proposal is what somebody said; what it cannot be here is told when it is accepted
        return replace(verdict, ref=ref, by=self._names.of_person(verdict.by), proposal=proposal,
                       answered_by=self._names.of_person(verdict.answered_by))

    def _remarks(self, record: Record, ref: SetRef) -> list[Remark]:
        if not record.remarks:
            return []
        given = [replace(each, ref=ref, by=self._names.of_person(each.by)) for each in record.remarks]
        fresh = [each if each.id else replace(each, id=new_id())
                 for each in new_remarks(given, self._reader.remarks(ref))]
        self.counts.remarks_added += len(fresh)
        if fresh:
            self.counts.judged.add(ref.annotator)
        return fresh


_AGAIN = _Place("", placing=Placing("", "", ()))
"""Stands for an article with another text here, which is compared anew when it is met again: texts are not kept."""
