"""Deciding what a colleague's version of a set brings, span by span.

Nothing where theirs is as it was at the last merge; theirs where ours is; a conflict where both were changed and are
not equal. Where a set was made here, and theirs is an unmarked copy of it, nothing tells old from new: then ours stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from annotator.domain.article import SetRef
from annotator.domain.ids import new_id
from annotator.domain.merging import digest
from annotator.domain.merging.base import NOTES, NOTHING, STATUS, Base, Pair, relation_key, span_key
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.merging.content import Came, Content, Hindrance, Lack
from annotator.domain.merging.identity import GONE, Identified, identified
from annotator.domain.merging.placing import where
from annotator.domain.merging.set_merge import Rules, SetMerge
from annotator.domain.relation import Relation
from annotator.domain.span import Span


def merge_set(ref: SetRef, ours: Content | None, came: Came, mine: Base | None, theirs: Base | None,
              rules: Rules) -> SetMerge:
    """Decide for one set. `ours` is None where there is none here; `mine`, `theirs`: the bases kept on both sides."""
    kept_here = ours is not None and (mine is None or mine.own)
    made_here = kept_here and ours is not None and not ours.empty
    plan = _Plan(ref, ours or Content(), came, mine, rules)
    if rules.judged and rules.own and kept_here:  # whatever became of it here since: all of it may be other spans now
        plan.look_back(rules.judged)
    elif made_here and _strangers(plan.ours, came, mine, theirs, rules):
        plan.result.strangers = True
        whys = (*(each.why for each in came.spans), *(each.why for each in came.relations))
        plan.result.lacks.update(why for why in whys if isinstance(why, Lack))
    elif made_here and rules.judged:
        plan.look_back(rules.judged)
    elif ours is not None and theirs is not None and _descends(theirs, mine, made_here):
        plan.three_way(theirs.turned(), whole=False)
    elif mine is not None and mine.known is not None:
        plan.three_way(mine.known, whole=True)
    elif ours is None or ours.empty:
        plan.fill()
    else:
        plan.compare()
    plan.result.conflicts.sort(key=lambda each: each.at)
    return plan.result


def _descends(theirs: Base, mine: Base | None, made_here: bool) -> bool:
    """Whether their set was a copy of ours once, or of one that ours is a copy of, too."""
    return theirs.copied or (theirs.known is not None and made_here and (mine is None or mine.known is None))


def _strangers(ours: Content, came: Came, mine: Base | None, theirs: Base | None, rules: Rules) -> bool:
    known = (mine is not None and mine.merged) or (theirs is not None and theirs.known is not None)
    if rules.same_person or known or not came.spans:
        return False
    if any(each.id in ours.spans for each in came.spans):
        return False
    places = {span.place for span in ours.spans.values()}
    return bool(ours.spans) and not all(each.span is not None and each.span.place in places for each in came.spans)


class _Plan:
    """Decides; `result` grows."""

    def __init__(self, ref: SetRef, ours: Content, came: Came, mine: Base | None, rules: Rules) -> None:
        self.ref, self.ours, self.came, self._mine, self._rules = ref, ours, came, mine, rules
        self.result = SetMerge(ref)
        self._known: Mapping[str, Pair] = {}
        self._whole = False
        self._pairs: dict[str, Pair] = {}
        self._settled: dict[str, str] = {}

    def three_way(self, known: Mapping[str, Pair], *, whole: bool) -> None:
        """Merge by what stood on both sides at the last merge; `whole`: that is kept up to date here."""
        self._known, self._whole = known, whole
        self._relations(self._spans(True), True)
        self._status()
        self._notes(True)
        self._keep()

    def fill(self) -> None:
        """Take everything into a set that is not there, or has nothing in it."""
        self._whole = True
        self._relations(self._spans(True), True)
        if self.ours.status == "new" and self.came.status is not None:
            self._status()
        elif self.ours.status == "new":
            self.result.status = "in_progress" if self.result.add else None
        else:
            self._pairs[STATUS] = Pair(self.came.status or "", self.ours.status)
        self._notes(True)
        if self.result.changes:
            mine = self._mine or Base(own=self._rules.own)
            self.result.base = replace(mine, known={}).with_known(self._pairs)

    def compare(self) -> None:
        """Merge an unmarked copy into a set that was made here."""
        self._relations(self._spans(False), False)
        self._notes(False)
        self._keep()

    def look_back(self, judged: Collection[str]) -> None:
        """Keep what was judged as it was then, and change nothing."""
        seen = {each.id: each.span for each in self.came.spans if each.span is not None and each.id in judged}
        base = (self._mine or Base(own=True)).with_judged(seen)
        self.result.base = base if base != self._mine and seen else None

    def _keep(self) -> None:
        base = self._mine or Base(own=True)
        if self._whole:
            base = base.with_known(self._pairs)
        for key, theirs in self._settled.items():
            base = base.with_settled(key, theirs)
        if base != (self._mine or Base(own=True)):
            self.result.base = base

    # ---- spans ----

    def _spans(self, three_way: bool) -> set[str]:
        """Decide about the spans; return the ids of those that came and cannot be here."""
        held = set()
        came = identified(self.came.spans, self._known, self.ours)
        for id, each in came.items():
            if each.why is not None:
                held.add(id)
            self._span(id, each, three_way)
        if three_way:
            for key in self._known:
                if key[0] == "s" and key[1:] not in came:
                    self._span(key[1:], GONE, three_way)
        return held

    def _span(self, id: str, came: Identified, three_way: bool) -> None:
        key, ours = span_key(id), self.ours.spans.get(id)
        theirs, span, _ = came
        if self._is_old(key, theirs) or self._is_hindered(came.why):
            return
        here, new = digest.of_span(ours), digest.of_span(span)
        if new == here:
            self._equal(key, theirs, here, three_way)
        elif three_way and self._unchanged(key, here, ours):
            if ours is not None and span is None and self._held_by_relation(id):
                self._conflict(key, theirs, ours, span, "is gone there, and a relation of yours ends in it")
                return
            self._take_span(id, ours, span)
            self._equal(key, theirs, new, three_way)
        elif not three_way and ours is not None and span is not None and _older(span, ours):
            return
        else:
            self._conflict(key, theirs, ours, span, _why(ours, span, three_way))

    def _take_span(self, id: str, ours: Span | None, span: Span | None) -> None:
        if span is None:
            self.result.remove.append(id)
        else:
            (self.result.add if ours is None else self.result.update).append(span)

    def _unchanged(self, key: str, here: str, ours: Span | None) -> bool:
        """Whether ours is as it was after the last merge; a corrected text and a renamed label are no change of it."""
        before = self._known.get(key, NOTHING).ours
        if before == here:
            return True
        if not before or ours is None:
            return False
        if self.came.moved:
            before, here = digest.but_place(before), digest.but_place(here)
        return (digest.but_label(before) == digest.but_label(here)
                and digest.label_part(before) in self._rules.was(ours.layer, ours.label))

    def _held_by_relation(self, span: str) -> bool:
        """Whether a relation that is only ours, or was changed here, ends in a span."""
        for relation in self.ours.relations.values():
            if span in (relation.head, relation.tail):
                key = relation_key(relation.id)
                kept = self._mine is not None and self._mine.is_settled(key, digest.ABSENT)
                known = self._known.get(key, NOTHING)
                if kept or known.ours != digest.of_relation(relation):
                    return True
        return False

    # ---- relations ----

    def _relations(self, held: set[str], three_way: bool) -> None:
        gone = set(self.result.remove)
        spans = {*(id for id in self.ours.spans if id not in gone), *(span.id for span in self.result.add)}
        by_place = {relation.place: id for id, relation in self.ours.relations.items()}
        before = {pair.theirs: key[1:] for key, pair in self._known.items() if key[0] == "r"}
        seen = set()
        for each in self.came.relations:
            id = each.id or before.get(each.digest, "")
            relation = each.relation
            if relation is not None:
                id = id or by_place.get(relation.place, "") or new_id()
                relation = Relation(id=id, label=relation.label, head=relation.head, tail=relation.tail)
            seen.add(id)
            why = each.why
            if relation is not None and why is None and not {relation.head, relation.tail}.isdisjoint(held):
                why = f"relation {relation.label}: a span that it joins was not taken"
            self._relation(id, each.digest, relation, why, spans, three_way)
        if three_way:
            for key in self._known:
                if key[0] == "r" and key[1:] not in seen:
                    self._relation(key[1:], digest.ABSENT, None, None, spans, three_way)

    def _relation(self, id: str, theirs: str, relation: Relation | None, why: Hindrance, spans: set[str],
                  three_way: bool) -> None:
        key, ours = relation_key(id), self.ours.relations.get(id)
        if ours is not None and not {ours.head, ours.tail} <= spans:
            ours = None  # goes with its span
        if self._is_old(key, theirs) or self._is_hindered(why):
            return
        here, new = digest.of_relation(ours), digest.of_relation(relation)
        there_before = digest.of_relation(self.ours.relations.get(id))
        if new == here:
            self._equal(key, theirs, here, three_way)
        elif not three_way or self._known.get(key, NOTHING).ours != there_before:
            self._conflict(key, theirs, ours, relation, _why(ours, relation, three_way))
        elif relation is not None and not {relation.head, relation.tail} <= spans:
            self._conflict(key, theirs, ours, relation, "a span that it joins is not in yours")
        else:
            if ours is not None:
                self.result.remove_relations.append(id)
            if relation is not None:
                self.result.add_relations.append(relation)
            self._equal(key, theirs, new, three_way)

    # ---- status and notes ----

    def _status(self) -> None:
        theirs, here = self.came.status, self.ours.status
        if theirs is None or self._is_old(STATUS, theirs):
            return
        known = self._known.get(STATUS, Pair("new", "new"))
        if theirs in (here, known.theirs):
            if theirs == here and theirs != known.theirs:
                self._equal(STATUS, theirs, here, True)
        elif here == known.ours:
            self.result.status = theirs
            self._equal(STATUS, theirs, theirs, True)
        else:
            self._conflict(STATUS, theirs, here, theirs, f"the status is {theirs} there and {here} here", _BOTH)

    def _notes(self, three_way: bool) -> None:
        theirs, here = digest.of_text(self.came.notes), digest.of_text(self.ours.notes)
        if self._is_old(NOTES, theirs):
            return
        if theirs == here:
            self._equal(NOTES, theirs, here, three_way)
        elif three_way and self._known.get(NOTES, NOTHING).ours == here:
            self.result.notes = self.came.notes
            self._equal(NOTES, theirs, theirs, True)
        else:
            self._conflict(NOTES, theirs, self.ours.notes, self.came.notes, "the notes are different", _BOTH)

    # ---- what all share ----

    def _is_old(self, key: str, theirs: str) -> bool:
        """Whether theirs is what it was before, or was answered already."""
        return theirs == self._known.get(key, NOTHING).theirs or bool(
            self._mine and self._mine.is_settled(key, theirs))

    def _is_hindered(self, why: Hindrance) -> bool:
        """Whether something that is new in theirs cannot be here; then that is said."""
        if isinstance(why, Lack):
            self.result.lacks[why] += 1
        elif why is not None:
            self.result.refused.append(why)
        return why is not None

    def _equal(self, key: str, theirs: str, here: str, three_way: bool) -> None:
        """Note that both sides are equal now."""
        if self._whole:
            self._pairs[key] = Pair(theirs, here)
        elif three_way and (theirs or here):
            self._settled[key] = theirs

    def _conflict(self, key: str, theirs: str, ours: Span | Relation | str | None,
                  there: Span | Relation | str | None, why: str, reason: str = "") -> None:
        said = _about(ours if ours is not None else there)
        self.result.conflicts.append(MergeConflict(
            ref=self.ref, key=key, why=f"{said} {why}".strip(), reason=reason or why.removeprefix("was "),
            digest=theirs, ours=ours, theirs=there,
            whole=self._whole))


_BOTH = "changed there and here"


def _older(theirs: Span, ours: Span) -> bool:
    return bool(theirs.changed_at and ours.changed_at) and theirs.changed_at <= ours.changed_at


def _why(ours: object, theirs: object, three_way: bool) -> str:
    if not three_way:
        return "is not in yours" if ours is None else "is different there"
    if ours is None:
        return "was changed there and removed here"
    return "was removed there and changed here" if theirs is None else "was changed there and here"


def _about(one: Span | Relation | str | None) -> str:
    if isinstance(one, Span):
        return where(one)
    return f"relation {one.label}" if isinstance(one, Relation) else ""
