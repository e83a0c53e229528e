import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.coding import Coded
from annotator.domain.compare import compare, overlap
from annotator.domain.difference import Difference
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment

Sets = dict[str, list[Coded]]


def coded(id: str, *ranges: tuple[int, int], label: str = "PERSON", layer: str = "entity", **attributes: str) -> Coded:
    return Coded(id, layer, label, tuple(Fragment(*each) for each in ranges), attributes)


def told(found: list[Difference[Coded]]) -> list[tuple[str, dict[str, str]]]:
    """The differences as kind and ids, in order."""
    return [(each.kind, {name: span.id for name, span in each.spans.items()}) for each in found]


@st.composite
def spans(draw: st.DrawFn, name: str) -> list[Coded]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        cuts = draw(st.lists(st.integers(0, 14), min_size=2, max_size=4, unique=True).map(sorted))
        fragments = [Fragment(*cuts[:2])] if len(cuts) < 4 else [Fragment(*cuts[:2]), Fragment(*cuts[2:])]
        found.append(Coded(f"{name}{number}", draw(st.sampled_from(["entity", "claim"])),
                           draw(st.sampled_from("XYZ")), tuple(fragments)))
    return sorted(found, key=lambda span: (span.fragments[0].start, -span.fragments[-1].end, span.id))


pairs = st.tuples(spans("a"), spans("b"))
threes = st.tuples(spans("a"), spans("b"), spans("c"))


@given(threes)
def test_every_span_is_in_exactly_one_difference(three: tuple[list[Coded], ...]) -> None:
    sets: Sets = dict(zip(("ana", "bob", "eve"), three, strict=True))
    found = [(name, span.id) for each in compare(sets) for name, span in each.spans.items()]
    assert sorted(found) == sorted((name, span.id) for name, of in sets.items() for span in of)


@given(threes)
def test_kinds_say_what_is_so(three: tuple[list[Coded], ...]) -> None:
    sets: Sets = dict(zip(("ana", "bob", "eve"), three, strict=True))
    for each in compare(sets):
        assert list(each.spans) == [name for name in sets if name in each.spans]
        there = list(each.spans.values())
        assert len({span.layer for span in there}) == 1
        labels, places = {span.label for span in there}, {span.fragments for span in there}
        assert (each.kind == "extra") == ("ana" not in each.spans)
        assert (each.kind == "missing") == ("ana" in each.spans and len(there) < 3)
        if len(there) == 3:
            assert each.kind == ("label" if len(labels) > 1 else "boundary" if len(places) > 1 else "same")


@given(pairs)
def test_nothing_of_two_that_overlaps_within_a_layer_stands_alone(pair: tuple[list[Coded], list[Coded]]) -> None:
    found = compare({"ana": pair[0], "bob": pair[1]})
    missing = [each.first for each in found if each.kind == "missing"]
    extra = [each.first for each in found if each.kind == "extra"]
    assert not [(one, other) for one in missing for other in extra
                if one.layer == other.layer and overlap(one.fragments, other.fragments)]
    for each in found:
        if len(each.spans) == 2:
            assert overlap(each.spans["ana"].fragments, each.spans["bob"].fragments) > 0


@given(pairs)
def test_swapping_two_annotators_swaps_missing_and_extra_only(pair: tuple[list[Coded], list[Coded]]) -> None:
    one = compare({"ana": pair[0], "bob": pair[1]})
    other = compare({"bob": pair[1], "ana": pair[0]})
    swapped = {"missing": "extra", "extra": "missing"}

    def values(found: list[Difference[Coded]]) -> set[tuple[str, str, str]]:
        return {(each.kind, *(each.spans[name].id if name in each.spans else "" for name in ("ana", "bob")))
                for each in found}

    assert {(swapped.get(kind, kind), *ids) for kind, *ids in values(other)} == values(one)
    assert [(each.start, -each.end) for each in one] == [(each.start, -each.end) for each in other]


@given(threes)
def test_what_belongs_together_does_not_depend_on_the_order_of_annotators(three: tuple[list[Coded], ...]) -> None:
    sets: Sets = dict(zip(("ana", "bob", "eve"), three, strict=True))
    turned = {name: sets[name] for name in ("eve", "ana", "bob")}

    def groups(sets: Sets) -> set[frozenset[tuple[str, str]]]:
        return {frozenset((name, span.id) for name, span in each.spans.items()) for each in compare(sets)}

    assert groups(sets) == groups(turned)


@given(spans("a"))
def test_a_set_beside_itself_is_all_the_same(one: list[Coded]) -> None:
    twin = [span._replace(id=span.id.upper()) for span in one]
    assert all(each.quiet for each in compare({"ana": one, "bob": twin, "eve": one}))


@given(pairs)
def test_differences_come_in_the_order_of_the_text(pair: tuple[list[Coded], list[Coded]]) -> None:
    starts = [(each.start, -each.end) for each in compare({"ana": pair[0], "bob": pair[1]})]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("ana", "bob", "kinds"), [
    ([coded("1", (0, 4))], [coded("2", (0, 4))], [("same", {"ana": "1", "bob": "2"})]),
    ([coded("1", (0, 4))], [coded("2", (0, 5))], [("boundary", {"ana": "1", "bob": "2"})]),
    ([coded("1", (0, 4))], [coded("2", (0, 4), label="ORG")], [("label", {"ana": "1", "bob": "2"})]),
    ([coded("1", (0, 4))], [coded("2", (2, 6), label="ORG")], [("label", {"ana": "1", "bob": "2"})]),
    ([coded("1", (0, 4))], [coded("2", (4, 6))], [("missing", {"ana": "1"}), ("extra", {"bob": "2"})]),
    ([coded("1", (0, 4))], [coded("2", (0, 4), layer="claim")], [("extra", {"bob": "2"}), ("missing", {"ana": "1"})]),
    ([], [], []),
])
def test_kinds_by_example(ana: list[Coded], bob: list[Coded], kinds: list[tuple[str, dict[str, str]]]) -> None:
    assert told(compare({"ana": ana, "bob": bob})) == kinds


def test_the_same_place_goes_before_the_same_label() -> None:
    ana = [coded("1", (0, 4), label="ORG")]
    bob = [coded("2", (0, 9), label="ORG"), coded("3", (0, 4), label="PERSON")]
    assert told(compare({"ana": ana, "bob": bob})) == [("extra", {"bob": "2"}), ("label", {"ana": "1", "bob": "3"})]


def test_the_same_label_goes_before_another_that_overlaps_more() -> None:
    ana = [coded("1", (0, 20))]
    bob = [coded("2", (0, 19), label="ORG"), coded("3", (15, 20))]
    assert told(compare({"ana": ana, "bob": bob})) == [("boundary", {"ana": "1", "bob": "3"}), ("extra", {"bob": "2"})]


def test_the_largest_overlap_comes_first_and_of_equal_ones_the_shorter() -> None:
    ana = [coded("1", (0, 10))]
    bob = [coded("2", (0, 30)), coded("3", (0, 12)), coded("4", (0, 6))]
    assert told(compare({"ana": ana, "bob": bob}))[1] == ("boundary", {"ana": "1", "bob": "3"})


def test_of_two_spans_at_one_place_one_is_the_same() -> None:
    ana = [coded("1", (0, 4)), coded("2", (0, 4)), coded("3", (0, 4))]
    bob = [coded("4", (0, 4)), coded("5", (0, 4))]
    assert told(compare({"ana": ana, "bob": bob})) == [
        ("same", {"ana": "1", "bob": "4"}), ("same", {"ana": "2", "bob": "5"}), ("missing", {"ana": "3"})]


def test_what_lies_between_the_fragments_of_a_span_does_not_overlap_it() -> None:
    ana, bob = [coded("1", (0, 4), (8, 12))], [coded("2", (4, 8))]
    assert [each.kind for each in compare({"ana": ana, "bob": bob})] == ["missing", "extra"]
    assert overlap(ana[0].fragments, (Fragment(2, 9),)) == 3


def test_attributes_that_are_not_the_same_are_named() -> None:
    ana = [coded("1", (0, 4), sure="yes", role="", by="x")]
    bob = [coded("2", (0, 4), sure="no", by="x")]
    found = compare({"ana": ana, "bob": bob})
    assert [(each.kind, each.attributes, each.quiet) for each in found] == [("same", ("role", "sure"), False)]


def test_three_annotators_make_one_difference_of_what_belongs_together() -> None:
    ana, bob = [coded("1", (0, 4))], [coded("2", (0, 5))]
    eve = [coded("3", (0, 5), label="ORG"), coded("4", (7, 9))]
    assert told(compare({"ana": ana, "bob": bob, "eve": eve})) == [
        ("label", {"ana": "1", "bob": "2", "eve": "3"}), ("extra", {"eve": "4"})]
    assert told(compare({"ana": ana, "bob": bob, "eve": []})) == [("missing", {"ana": "1", "bob": "2"})]


RELATED = {"ana": [coded("1", (0, 4)), coded("2", (10, 14))], "bob": [coded("3", (0, 4)), coded("4", (10, 15))]}


def test_a_relation_has_its_counterpart_where_type_and_ends_correspond() -> None:
    same = Relation(id="r", label="SAID_BY", head="1", tail="2")
    twin = Relation(id="s", label="SAID_BY", head="3", tail="4")
    assert [dict(each.relations) for each in compare(RELATED, {"ana": [same], "bob": [twin]})] == [{}, {}]


def test_a_relation_without_counterpart_stands_with_its_head() -> None:
    ana = Relation(id="r", label="SAID_BY", head="1", tail="2")
    bob = [Relation(id="s", label="SAID_BY", head="4", tail="3"), Relation(id="t", label="ABOUT", head="4", tail="3")]
    found = compare(RELATED, {"ana": [ana], "bob": bob})
    assert [dict(each.relations) for each in found] == [{"ana": (ana,)}, {"bob": tuple(bob)}]
    assert [each.kind for each in found] == ["same", "boundary"]
    assert not found[0].quiet


def test_a_relation_that_only_two_of_three_have_lacks_a_counterpart() -> None:
    sets = RELATED | {"eve": [coded("5", (0, 4)), coded("6", (10, 14))]}
    ana = Relation(id="r", label="SAID_BY", head="1", tail="2")
    bob = Relation(id="s", label="SAID_BY", head="3", tail="4")
    assert dict(compare(sets, {"ana": [ana], "bob": [bob]})[0].relations) == {"ana": (ana,), "bob": (bob,)}


def test_relations_that_end_outside_what_is_compared_are_left_alone() -> None:
    outside = Relation(id="r", label="SAID_BY", head="1", tail="elsewhere")
    assert all(not each.relations for each in compare(RELATED, {"ana": [outside], "zoe": [outside]}))


def test_texts_full_of_differences_are_compared_in_no_time_worth_mentioning() -> None:
    """Twenty thousand spans of which none is the same must not be compared each with each."""
    ana = [coded(f"a{at}", (at, at + 8)) for at in range(0, 200_000, 10)]
    bob = [coded(f"b{at}", (at + 1, at + 9)) for at in range(0, 200_000, 10)]
    assert {each.kind for each in compare({"ana": ana, "bob": bob})} == {"boundary"}
