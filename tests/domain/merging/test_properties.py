"""Whatever two people do: merging again changes nothing, nobody's edits are lost, and theirs come in."""

from hypothesis import given

from annotator.domain.merging import digest
from annotator.domain.merging.base import NOTES, NOTHING, STATUS
from tests.domain.merging.worlds import EDITS, Laptop, content, done, span

START = content(span("1"), span("2", 4), span("3", 8, "ORG"), status="in_progress")


def quiet(plan) -> bool:
    return not plan.changes and plan.base is None


@given(EDITS, EDITS)
def test_a_set_that_nobody_edits_here_follows_its_annotator(first, second) -> None:
    """And nothing is ever in conflict."""
    ana, bob = Laptop(START), Laptop()
    for edits in ([], first, second):
        ana.edit(edits, "x")
        assert not bob.take(ana).conflicts
        assert bob.set == ana.set
        assert quiet(bob.take(ana))


@given(EDITS, EDITS, EDITS)
def test_what_was_edited_here_stays_and_the_rest_comes_in(hers, his, more) -> None:
    """Three-way: theirs where ours is as it was merged, ours and a conflict where both are changed."""
    ana, bob = Laptop(START), Laptop()
    bob.take(ana)
    for edits in (hers, more):
        merged = bob.base.known
        bob.edit(his, "")
        ana.edit(edits, "")
        before = bob.set
        plan = bob.take(ana)
        listed = {each.key for each in plan.conflicts}
        for id in before.spans.keys() | {key[1:] for key in merged} | ana.set.spans.keys():
            mine, now, theirs = before.spans.get(id), bob.set.spans.get(id), ana.set.spans.get(id)
            if f"s{id}" in listed:
                assert now == mine != theirs
            elif now != theirs:
                assert now == mine
            if digest.of_span(mine) != merged.get(f"s{id}", NOTHING).ours:
                assert now == mine
        for id, relation in before.relations.items():
            if digest.of_relation(relation) != merged.get(f"r{id}", NOTHING).ours:
                assert bob.set.relations.get(id) == relation
        if digest.of_text(before.notes) != merged.get(NOTES, NOTHING).ours:
            assert bob.set.notes == before.notes
        if before.status != merged.get(STATUS, NOTHING).ours:
            assert bob.set.status == before.status
        again = bob.take(ana)
        assert quiet(again)
        assert again.conflicts == plan.conflicts


@given(EDITS, EDITS)
def test_a_conflict_is_asked_until_it_is_settled(hers, his) -> None:
    """Kept ours: never asked again for this version. Taken theirs: both are equal there."""
    for taken in (False, True):
        ana, bob = Laptop(START), Laptop()
        bob.take(ana)
        ana.edit(hers, "")
        bob.edit(his, "")
        plan = bob.take(ana)
        for each in plan.conflicts:
            assert not each.is_settled(bob.base)
            assert not each.is_settled(None)
            bob.base = each.settled(bob.base, taken=taken)
            assert each.is_settled(bob.base)
            if taken and each.key[0] == "s":
                spans = dict(bob.set.spans)
                spans.pop(each.key[1:], None)
                spans.update({} if each.theirs is None else {each.theirs.id: each.theirs})
                bob.set = content(*spans.values(), status=bob.set.status, notes=bob.set.notes)
        left = {each.key for each in bob.take(ana).conflicts}
        assert not left & {each.key for each in plan.conflicts if each.key[0] == "s"}


@given(EDITS, EDITS, EDITS)
def test_edits_in_a_colleagues_copy_come_home_and_nothing_else_does(hers, his, later) -> None:
    """Bob edits his copy of Ana's set; Ana goes on; an unedited span of the copy is no news for her."""
    ana, bob = Laptop(START), Laptop()
    bob.take(ana)
    merged = bob.set
    bob.edit(his, "b")
    for edits in (hers, later):
        ana.edit(edits, "a")
        before = ana.set
        ana.take(bob)
        for id in before.spans.keys() | merged.spans.keys() | bob.set.spans.keys():
            old, mine, his_span = merged.spans.get(id), before.spans.get(id), bob.set.spans.get(id)
            if old == his_span or mine != old:
                assert ana.set.spans.get(id) == mine
        assert quiet(ana.take(bob))


@given(EDITS, EDITS)
def test_an_unmarked_copy_never_changes_a_set_that_was_made_here(hers, copied) -> None:
    """What differs is listed."""
    ana, other = Laptop(START), Laptop(START)
    ana.edit(hers, "a")
    other.edit(copied, "b")
    if ana.set.empty:
        return
    before = ana.set
    plan = ana.take(other, same_person=True)
    assert quiet(plan)
    assert ana.set == before
    assert not plan.strangers


def test_done_is_the_model_of_carrying_out() -> None:
    """The model itself."""
    plan = Laptop().take(Laptop(START))
    assert done(None, plan) == START
