"""Single cases of merging a set."""

from dataclasses import replace

from annotator.domain.merging import digest
from annotator.domain.merging.base import Base, base_of
from annotator.domain.merging.content import Came, CameRelation, CameSpan, Content
from annotator.domain.merging.set_merge import Rules
from annotator.domain.merging.threeway import merge_set
from annotator.domain.relation import Relation
from annotator.domain.review import Verdict
from tests.domain.merging.worlds import REF, Laptop, came, content, done, span

LINK = Relation(id="r", label="NEXT", head="1", tail="2")


def merged(ours: Content | None, theirs: Came, base: Base | None = None, **rules):
    return merge_set(REF, ours, theirs, base, None, Rules(**rules))


def bare(*spans) -> Came:
    """Spans as a file without ids has them."""
    return Came(spans=[CameSpan("", digest.of_span(each), replace(each, id="")) for each in spans])


def test_a_relation_whose_span_was_not_taken_is_refused() -> None:
    theirs = Came(spans=[CameSpan("1", "x", None, "it cannot be placed"), CameSpan("2", "y", span("2", 4))],
                  relations=[CameRelation("r", "z", LINK)])
    plan = merged(None, theirs)
    assert plan.refused == ["it cannot be placed", "relation NEXT: a span that it joins was not taken"]
    assert [each.id for each in plan.add] == ["2"]


def test_a_new_relation_to_a_span_that_was_removed_here_is_a_conflict() -> None:
    ana, bob = Laptop(content(span("1"), span("2", 4))), Laptop()
    bob.take(ana)
    bob.set = content(span("1"))
    ana.set = replace(ana.set, relations={"r": LINK})
    assert [each.why for each in bob.take(ana).conflicts] == ["relation NEXT a span that it joins is not in yours"]


def test_a_relation_goes_with_its_span_and_comes_back_elsewhere() -> None:
    ana, bob = Laptop(content(span("1"), span("2", 4), span("3", 8), relations={"r": LINK})), Laptop()
    bob.take(ana)
    ana.set = content(span("2", 4), span("3", 8), relations={"r": replace(LINK, head="3")})
    assert not bob.take(ana).conflicts
    assert bob.set == ana.set


def test_relations_without_ids_are_known_by_their_ends() -> None:
    there = content(span("1"), span("2", 4))
    theirs = replace(came(there), relations=[CameRelation("", digest.of_relation(LINK), replace(LINK, id=""))])
    plan = merged(None, theirs)
    assert len(plan.add_relations) == 1
    again = merged(done(None, plan), theirs, plan.base)
    assert not again.changes
    assert again.base is None
    fresh = merged(replace(there, relations={"r": LINK}), theirs)
    assert not fresh.conflicts


def test_a_span_without_id_that_says_less_is_the_same_span() -> None:
    ours = content(span("1", comment="sure"), span("2", 4))
    assert not merged(ours, bare(span("", 0), span("", 4))).conflicts
    plan = merged(ours, bare(span("", 0, comment="unsure"), span("", 4)))
    assert [each.span for each in plan.conflicts] == ["1"]


def test_a_span_without_id_that_moved_here_is_still_known() -> None:
    plan = merged(None, bare(span("", 0)))
    (id,) = [each.id for each in plan.add]
    moved = content(span(id, 8))
    again = merged(moved, bare(span("", 0)), plan.base)
    assert not again.changes
    assert not again.conflicts


def test_a_span_without_id_and_without_place_is_refused_once_it_is_new() -> None:
    theirs = Came(spans=[CameSpan("", "x", None, "it cannot be placed")])
    assert merged(None, theirs).refused == ["it cannot be placed"]


def test_a_status_that_is_not_said_begins_as_in_progress() -> None:
    theirs = replace(came(content(span("1"))), status=None)
    assert merged(None, theirs).status == "in_progress"
    assert merged(None, replace(theirs, spans=())).status is None
    skipped = merged(Content(status="skipped"), theirs)
    assert skipped.status is None
    assert not merged(done(Content(status="skipped"), skipped), theirs, skipped.base).changes


def test_an_old_version_is_told_by_its_time() -> None:
    ours = content(span("1", 0, "ORG", at="2026-11-22T10:00:00Z"))
    for at, conflicts in (("2026-11-22T09:00:00Z", 0), ("2026-11-22T11:00:00Z", 1), ("", 1)):
        assert len(merged(ours, came(content(span("1", at=at)))).conflicts) == conflicts


def test_notes_of_an_unmarked_copy_are_in_conflict_unless_there_are_none() -> None:
    ours = content(span("1"), notes="mine")
    assert [each.why for each in merged(ours, came(content(span("1"), notes="hers"))).conflicts] == [
        "the notes are different"]
    assert not merged(ours, came(content(span("1")))).conflicts


def test_strangers_are_two_people_with_one_name() -> None:
    ours = content(span("1"))
    assert merged(ours, came(content(span("x", 4)))).strangers
    assert not merged(ours, came(content(span("x", 0)))).strangers
    assert not merged(ours, came(content(span("x", 4))), same_person=True).strangers
    assert not merged(ours, came(Content(status="done"))).strangers
    assert not merged(replace(ours, spans={}, notes="n"), came(content(span("x", 4)))).strangers


def test_a_verdict_that_was_taken_back_says_nothing_of_whose_the_set_is() -> None:
    ours = content(span("1", 0))
    verdict = Verdict(ref=REF, span="1", verdict="accept", by="bob", at="2026-11-22T10:00:00Z")
    base = Base(own=True).with_withdrawn([verdict])
    assert merged(ours, came(content(span("x", 4))), base).strangers
    assert base_of(base.text()) == base
    assert base.is_withdrawn(verdict)
    assert not base.is_withdrawn(replace(verdict, at="2026-11-22T10:00:01Z"))
    assert not base.is_withdrawn(replace(verdict, by="cem"))


def test_a_set_made_here_that_comes_with_verdicts_is_looked_back_at() -> None:
    plan = merged(content(span("1", 0)), came(content(span("1", 4))), judged={"1"})
    assert not plan.changes
    assert plan.base is not None
    assert plan.base.judged == {"1": span("1", 4)}


def test_a_removed_relation_that_was_kept_here_keeps_its_span() -> None:
    ana, bob = Laptop(content(span("1"), span("2", 4), relations={"r": LINK})), Laptop()
    bob.take(ana)
    bob.set = replace(bob.set, relations={"r": replace(LINK, tail="1")})
    ana.set = content(span("1"), span("2", 4))
    (conflict,) = bob.take(ana).conflicts
    assert conflict.span == "1"
    bob.base = conflict.settled(bob.base, taken=False)
    bob.set = replace(bob.set, relations={"r": LINK})
    ana.set = content(span("2", 4))
    assert [each.key for each in bob.take(ana).conflicts] == ["s1"]


def test_a_base_is_kept_as_text() -> None:
    judged = Base(own=True).with_judged({"1": replace(span("1"), attributes={"sure": True, "n": 3})})
    assert base_of(judged.text()) == judged
    assert judged.with_judged({}) is judged
    assert base_of("") is None


def test_verdicts_that_somebody_else_merges_say_what_was_looked_at_and_change_nothing() -> None:
    ours = content(span("1"), span("2", 4))
    plan = merged(ours, came(content(span("1", 0, "ORG"))), judged=("1",))
    assert not plan.changes
    assert not plan.conflicts
    assert plan.base == Base(own=True, judged={"1": span("1", 0, "ORG")})
