from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.gold import Gold, Sources, checked_policy, gold_of, preferred
from annotator.domain.relation import Relation
from annotator.domain.review import Verdict, VerdictKind
from annotator.domain.scheme import RelationType, Scheme
from annotator.domain.span import Fragment, Span, Value

TEXT = "x" * 100


def span(id: str, start: int, end: int, label: str = "PERSON", **attributes: Value) -> Span:
    return Span(id=id, layer="entity", label=label, fragments=(Fragment(start, end),), quote=TEXT[start:end],
                attributes=attributes)


def judged(name: str, id: str, verdict: VerdictKind, proposal: Span | None = None,
           by: str = "rex") -> dict[tuple[str, str], Verdict]:
    return {(name, id): Verdict(ref=SetRef("a1", name), span=id, verdict=verdict, by=by, proposal=proposal)}


def built(sets: Mapping[str, Sequence[Span]], policy: str, *verdicts: dict[tuple[str, str], Verdict],
          kept: Sequence[Span] = ()) -> Gold:
    merged = {key: verdict for each in verdicts for key, verdict in each.items()}
    return gold_of(Sources(sets=sets, verdicts=merged, kept=kept), policy)


def told(gold: Gold) -> list[tuple[str, str, int, int]]:
    assert all(each.origin == "adjudicated" for each in gold.spans)
    return [(each.id, each.label, each.start, each.end) for each in gold.spans]


SETS = {"ana": [span("1", 0, 4), span("2", 10, 14), span("3", 20, 24, "ORG"), span("4", 30, 34)],
        "bob": [span("5", 0, 4), span("6", 10, 15), span("7", 20, 24, "GPE"), span("8", 40, 44)]}
AGREED = ("1", "PERSON", 0, 4)
OF_ANA = [AGREED, ("2", "PERSON", 10, 14), ("3", "ORG", 20, 24), ("4", "PERSON", 30, 34)]
OF_BOB = [("6", "PERSON", 10, 15), ("7", "GPE", 20, 24), ("8", "PERSON", 40, 44)]


@pytest.mark.parametrize(("policy", "outcome"), [
    ("agreed", [AGREED]),
    ("majority", [AGREED]),
    ("union", sorted([*OF_ANA, *OF_BOB], key=lambda each: (each[2], -each[3], each[0]))),
    ("prefer:ana", OF_ANA),
    ("prefer:bob", [("5", "PERSON", 0, 4), *OF_BOB]),
])
def test_policies_of_two(policy: str, outcome: list[tuple[str, str, int, int]]) -> None:
    gold = built(SETS, policy)
    assert told(gold) == outcome
    assert [each.kind for each in gold.undecided] == ["boundary", "label", "missing", "extra"]


def test_majority_is_more_than_half_of_those_who_worked_on_the_article() -> None:
    sets = {"ana": [span("1", 0, 4), span("2", 10, 14)], "bob": [span("3", 0, 4)], "eve": [span("4", 0, 5)]}
    assert told(built(sets, "majority")) == [("1", "PERSON", 0, 4)]
    assert told(built(sets | {"zoe": []}, "majority")) == []


def test_nobody_agrees_alone() -> None:
    alone = {"ana": [span("1", 0, 4)]}
    assert told(built(alone, "agreed")) == told(built(alone, "majority")) == []
    assert built(alone, "agreed").undecided == ()
    checked = gold_of(Sources(sets=alone), "agreed", check=True)
    assert ([each.first.id for each in checked.undecided], checked.spans) == (["1"], ())
    assert told(built(alone, "agreed", judged("ana", "1", "accept"))) == [("1", "PERSON", 0, 4)]
    assert told(built(alone, "prefer:ana")) == told(built(alone, "union")) == [("1", "PERSON", 0, 4)]


@pytest.mark.parametrize("policy", ["agreed", "union", "majority", "prefer:ana", "prefer:bob"])
def test_a_verdict_decides_its_whole_difference_above_every_policy(policy: str) -> None:
    gold = built(SETS, policy, judged("bob", "6", "accept"), judged("ana", "1", "reject"), judged("bob", "5", "reject"),
                 judged("ana", "3", "edit", span("other", 20, 26, "LOC")), judged("ana", "4", "reject"))
    places = {(each.start, each.end, each.label): each.id for each in gold.spans}
    assert places.pop((10, 15, "PERSON")) == "6"
    assert places.pop((20, 26, "LOC")) == "3"
    assert set(places) <= {(40, 44, "PERSON")}
    assert [each.kind for each in gold.undecided] == ["extra"]


def test_both_sides_of_a_difference_may_be_accepted() -> None:
    gold = built(SETS, "agreed", judged("ana", "3", "accept"), judged("bob", "7", "accept"))
    assert told(gold) == [AGREED, ("3", "ORG", 20, 24), ("7", "GPE", 20, 24)]


def test_accepting_one_and_editing_the_other_to_it_makes_one_span() -> None:
    gold = built(SETS, "union", judged("bob", "6", "accept"), judged("ana", "2", "edit", span("2", 10, 15)))
    assert [each for each in told(gold) if each[2] == 10] == [("6", "PERSON", 10, 15)]


def test_a_question_leaves_it_to_the_policy_and_undecided() -> None:
    gold = built(SETS, "prefer:ana", judged("ana", "4", "question"))
    assert told(gold) == OF_ANA
    assert len(gold.undecided) == 4


def test_a_rejected_place_is_out_whoever_has_it_but_another_place_of_the_difference_is_not() -> None:
    assert told(built(SETS, "union", judged("ana", "1", "reject")))[0][0] != "5"
    assert ("6", "PERSON", 10, 15) in told(built(SETS, "union", judged("ana", "2", "reject")))


def test_a_difference_is_decided_once_all_but_the_reviewers_own_spans_are_rejected() -> None:
    assert len(built(SETS, "agreed", judged("ana", "2", "reject")).undecided) == 4
    assert len(built(SETS, "agreed", judged("ana", "2", "reject", by="bob")).undecided) == 3
    assert len(built(SETS, "agreed", judged("ana", "2", "reject"), judged("bob", "6", "reject")).undecided) == 3


def test_verdicts_on_spans_that_are_gone_count_for_nothing() -> None:
    assert told(built(SETS, "agreed", judged("ana", "gone", "accept"))) == [AGREED]


def test_answers_are_those_that_all_or_most_gave_else_those_of_the_chosen_span() -> None:
    sets = {"ana": [span("1", 0, 4, sure=True, role="x", by="a")],
            "bob": [span("2", 0, 4, sure=True, role="x", by="b")],
            "eve": [span("3", 0, 4, sure=True, role="y", by="c")]}
    answers = {policy: built(sets, policy).spans[0].attributes
               for policy in ("agreed", "majority", "union", "prefer:eve")}
    assert answers == {"agreed": {"sure": True}, "majority": {"sure": True, "role": "x"},
                       "union": {"sure": True, "role": "x", "by": "a"},
                       "prefer:eve": {"sure": True, "role": "y", "by": "c"}}
    assert [each.attributes for each in built(sets, "agreed").undecided] == [("by", "role")]
    accepted = built(sets, "agreed", judged("eve", "3", "accept"))
    assert (accepted.spans[0].attributes["by"], accepted.undecided) == ("c", ())


def test_true_and_one_are_not_the_same_answer() -> None:
    sets = {"ana": [span("1", 0, 4, sure=True)], "bob": [span("2", 0, 4, sure=1)]}
    assert built(sets, "agreed").spans[0].attributes == {}


def test_an_id_that_means_two_spans_names_whose_it_is() -> None:
    sets = {"ana": [span("T1", 0, 4), span("T2", 10, 14)], "bob": [span("T1", 20, 24), span("T2", 10, 14)]}
    assert told(built(sets, "union")) == [
        ("ana:T1", "PERSON", 0, 4), ("T2", "PERSON", 10, 14), ("bob:T1", "PERSON", 20, 24)]


def test_what_the_gold_set_has_from_elsewhere_is_not_doubled_and_keeps_its_id() -> None:
    kept = [span("own", 0, 4), span("4", 50, 54)]
    assert told(built(SETS, "prefer:ana", kept=kept)) == [
        ("2", "PERSON", 10, 14), ("3", "ORG", 20, 24), ("ana:4", "PERSON", 30, 34)]
    kept.append(span("ana:4", 60, 64))
    assert told(built(SETS, "prefer:ana", kept=kept))[-1][0] == "ana:ana:4"


def test_doubles_of_one_annotator_become_one_span() -> None:
    assert told(built({"ana": [span("1", 0, 4), span("2", 0, 4)], "bob": []}, "union")) == [("1", "PERSON", 0, 4)]


def said_by(id: str, head: str, tail: str) -> Relation:
    return Relation(id=id, label="SAID_BY", head=head, tail=tail)


RELATED = {"ana": [said_by("r", "1", "2"), said_by("s", "2", "4")], "bob": [said_by("t", "5", "6")]}


def relations(policy: str, *verdicts: dict[tuple[str, str], Verdict], kept: Sequence[Relation] = (),
              scheme: Scheme | None = None) -> list[tuple[str, ...]]:
    merged = {key: verdict for each in verdicts for key, verdict in each.items()}
    gold = gold_of(Sources(sets=SETS, relations=RELATED, verdicts=merged, kept_relations=kept),
                   policy, scheme)
    ids = {each.id for each in gold.spans}
    assert {end for each in gold.relations for end in (each.head, each.tail)} <= ids
    return [(each.id, each.head, each.tail) for each in gold.relations]


def test_relations_follow_the_policy_where_both_ends_do() -> None:
    assert relations("agreed") == []
    assert relations("union") == [("gold:r", "1", "2"), ("gold:s", "2", "4"), ("gold:t", "1", "6")]
    assert relations("prefer:bob") == [("gold:t", "5", "6")]


def test_a_relation_whose_end_was_decided_ends_in_what_was_decided() -> None:
    accepted = judged("ana", "2", "accept"), judged("bob", "6", "edit", span("6", 10, 14))
    assert relations("agreed", *accepted) == [("gold:r", "1", "2")]
    assert relations("agreed", *accepted, judged("ana", "4", "accept")) == [("gold:r", "1", "2"), ("gold:s", "2", "4")]


def test_with_an_accepted_span_come_the_relations_that_begin_in_it_and_no_others() -> None:
    both = judged("ana", "1", "accept"), judged("ana", "2", "accept")
    assert relations("union", *both) == [("gold:r", "1", "2"), ("gold:s", "2", "4")]
    other = judged("bob", "5", "accept"), judged("bob", "6", "accept")
    assert relations("agreed", *other) == [("gold:t", "5", "6")]
    edited = judged("ana", "1", "edit", span("1", 0, 5)), judged("ana", "2", "accept")
    assert relations("agreed", *edited) == [("gold:r", "1", "2")]


def test_a_relation_that_no_longer_fits_a_proposed_label_is_left_out() -> None:
    scheme = Scheme(relations=(RelationType(name="SAID_BY", head=("PERSON",), tail=("PERSON",)),))
    edited = judged("ana", "1", "edit", span("1", 0, 4, "DATE")), judged("ana", "2", "accept")
    assert relations("agreed", *edited, scheme=scheme) == []
    assert relations("union", scheme=scheme)[0] == ("gold:r", "1", "2")
    never = Scheme(relations=(RelationType(name="SAID_BY", head=("FACTUAL",)),))
    assert relations("agreed", *edited, scheme=never) == [("gold:r", "1", "2")]


def test_relations_that_the_gold_set_has_are_not_doubled() -> None:
    assert relations("prefer:ana", kept=[said_by("x", "1", "2"), said_by("gold:s", "4", "1")]) == [
        ("gold:ana:s", "2", "4")]


def test_a_relation_between_spans_that_became_one_is_left_out() -> None:
    sets = {"ana": [span("1", 0, 4), span("2", 10, 14)], "bob": []}
    verdicts = judged("ana", "1", "edit", span("1", 10, 14)) | judged("ana", "2", "accept")
    gold = gold_of(Sources(sets=sets, relations={"ana": [said_by("r", "1", "2")]}, verdicts=verdicts), "union")
    assert (told(gold), gold.relations) == ([("2", "PERSON", 10, 14)], ())


def test_policies_are_checked_in_plain_sentences() -> None:
    assert checked_policy("union", ["ana"]) == "union"
    assert checked_policy("prefer:ana", ["ana", "bob"]) == "prefer:ana"
    assert (preferred("prefer:ana: x"), preferred("union")) == ("ana: x", "")
    with pytest.raises(Refused, match=r"eve does not take part, .* prefer one of: ana, bob"):
        checked_policy("prefer:eve", ["ana", "bob"])
    for wrong in ("best", "prefer:", ""):
        with pytest.raises(Refused, match="There is no policy"):
            checked_policy(wrong, ["ana", "bob"])


@pytest.mark.parametrize("policy", ["union", "agreed"])
def test_what_the_reviewer_adds_is_in_where_it_was_accepted(policy: str) -> None:
    added = {"rex": [span("9", 12, 14), span("8", 60, 64), span("7", 20, 24, "ORG")]}
    before = gold_of(Sources(sets=SETS, added=added), policy)
    assert not {"9", "rex:8", "rex:7"} & {each.id for each in before.spans}
    assert [list(each.spans) for each in before.undecided if "rex" in each.spans] == [["rex"], ["rex"]]
    verdicts = judged("rex", "9", "accept", by="rex") | judged("rex", "8", "reject", by="rex")
    relations = {"rex": [said_by("r", "9", "9"), said_by("s", "9", "8")]}
    after = gold_of(Sources(sets=SETS, added=added, verdicts=verdicts, relations=relations), policy)
    assert {each.id for each in after.spans} - {each.id for each in before.spans} == {"9"}
    assert not [each for each in after.undecided if "rex" in each.spans]
    verdicts |= judged("rex", "8", "accept", by="rex")
    after = gold_of(Sources(sets=SETS, added=added, verdicts=verdicts, relations=relations), policy)
    assert [(each.id, each.head, each.tail) for each in after.relations] == [("gold:s", "9", "rex:8")]


KINDS: list[VerdictKind | None] = [None, "accept", "reject", "edit", "question"]


@st.composite
def sets(draw: st.DrawFn) -> dict[str, list[Span]]:
    def some(name: str) -> list[Span]:
        cuts = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from("XY")), max_size=6))
        found = [span(f"{name}{at}", start, start + length, label) for at, (start, length, label) in enumerate(cuts)]
        return sorted(found, key=lambda each: (each.start, -each.end, each.id))

    return {name: some(name) for name in ("ana", "bob", "eve")}


@given(sets(), st.sampled_from(["agreed", "union", "majority", "prefer:bob"]), st.randoms(use_true_random=False))
def test_outcomes_come_from_the_sources_and_no_place_twice(sources: dict[str, list[Span]], policy: str,
                                                           chance: Random) -> None:
    all_spans = [(name, each) for name, of in sources.items() for each in of]
    verdicts: dict[tuple[str, str], Verdict] = {}
    for name, each in all_spans:
        kind = chance.choice(KINDS)
        if kind is not None:
            verdicts |= judged(name, each.id, kind, replace(each, label="Z") if kind == "edit" else None)
    gold = built(sources, policy, verdicts)
    places = [each.place for each in gold.spans]
    assert len(set(places)) == len(places)
    assert len({each.id for each in gold.spans}) == len(places)
    for name, each in all_spans:
        kind = verdicts[name, each.id].verdict if (name, each.id) in verdicts else None
        assert kind != "accept" or each.place in places
        assert kind != "edit" or replace(each, label="Z").place in places
    assert set(places) <= {like.place for _, each in all_spans for like in (each, replace(each, label="Z"))}


@given(sets())
def test_agreed_is_part_of_majority_is_part_of_union(sources: dict[str, list[Span]]) -> None:
    agreed, majority, union = ({each.place for each in built(sources, policy).spans}
                               for policy in ("agreed", "majority", "union"))
    assert agreed <= majority <= union
    assert union == {each.place for of in sources.values() for each in of}
    assert {each.place for each in built(sources, "prefer:bob").spans} == {each.place for each in sources["bob"]}
