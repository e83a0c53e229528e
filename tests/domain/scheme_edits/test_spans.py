"""What edits do to spans: relabelled, converted, joined, removed, and nothing that goes without a name."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import SetRef
from annotator.domain.relation import Relation
from annotator.domain.scheme import Attribute, Label, Layer, Scheme
from annotator.domain.scheme_edits import attributes as a
from annotator.domain.scheme_edits import labels as la
from annotator.domain.scheme_edits import layers as ly
from annotator.domain.scheme_edits import respans as s
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.effect import Effect, Losses, short
from annotator.domain.scheme_edits.outcome import moved, outcome
from annotator.domain.span import Fragment, Span
from tests.some_edits import some_edits

Q = Attribute(name="q", type="choice", values=("yes", "no"))
SCHEME = Scheme(layers=(Layer(name="e", labels=(Label(name="A", attributes=(Q,)), Label(name="B"), Label(
    name="C", attributes=(replace(Q, type="boolean", values=()),)))),))


def span(id: str, label: str, start: int = 0, end: int = 4, **more) -> Span:
    return Span(id=id, layer="e", label=label, fragments=(Fragment(start, end),), **{"quote": "Iraq", **more})


def test_merging_keeps_answers_that_are_not_forbidden():
    spans = [span("1", "A", attributes={"q": "yes", "x": 1}), span("2", "C", 9, 12)]
    found = outcome(s.MergeLabels((("e", "A"),), ("e", "C")), SCHEME, spans)
    assert found.changed == (span("1", "C", attributes={"x": 1}),)
    assert found.lost == ((spans[0], ("q", "yes")),)
    assert (found.reached, found.removed, found.joined) == ((spans[0],), (), ())
    assert found.spans == (span("1", "C", attributes={"x": 1}), spans[1])


def test_a_double_is_joined_with_the_span_that_is_there():
    there, twin, third = span("1", "B"), span("2", "A", comment="c"), span("3", "C")
    found = outcome(s.MergeLabels((("e", "A"), ("e", "C")), ("e", "B")), SCHEME, [twin, there, third])
    assert [(gone.id, stays.id) for gone, stays in found.joined] == [("2", "1"), ("3", "1")]
    assert found.changed == found.spans == (span("1", "B", comment="c"),)
    assert moved(Relation(id="r", label="x", head="2", tail="9"), found).head == "1"


def test_two_that_become_the_same_are_joined_with_one_another():
    found = outcome(s.MergeLabels((("e", "A"), ("e", "C")), ("e", "B")), SCHEME, [span("1", "A"), span("3", "C")])
    assert found.spans == (span("1", "B"),)


def test_doubles_that_were_there_before_stay_two():
    spans = [span("1", "A"), span("2", "A")]
    assert len(outcome(s.MergeLabels((("e", "A"),), ("e", "B")), SCHEME, spans).spans) == 2
    assert len(outcome(a.RemoveAttribute("e", "A", "q"), SCHEME, spans).spans) == 2


@pytest.mark.parametrize(("rule", "quote", "answers", "taken"), [
    (s.ByWords("new york"), "the New\nYork mayor", {}, True), (s.ByWords("york"), "Yorkshire", {}, False),
    (s.ByWords("iraq, oslo"), "Oslo", {}, True), (s.ByWords(" , "), "Oslo", {}, False),
    (s.ByAnswer("q", "yes"), "x", {"q": "yes"}, True), (s.ByAnswer("q", "yes"), "x", {}, False),
    (s.ByAnswer("q", True), "x", {"q": 1}, False), (s.ByAnswer("q", True), "x", {"q": True}, True)])
def test_split_rules(rule, quote: str, answers, taken: bool):
    edit = s.SplitLabel("e", "A", Label(name="A2"), rule)
    found = outcome(edit, SCHEME, [span("1", "A", quote=quote, attributes=answers)])
    assert [each.label for each in found.spans] == ["A2" if taken else "A"]


@pytest.mark.parametrize(("edit", "before", "after"), [
    (a.RenameAttribute("e", "A", "q", "p"), {"q": "yes", "x": 1}, {"p": "yes", "x": 1}),
    (a.RenameAttribute("e", "A", "q", "q"), {"q": "yes"}, {"q": "yes"}),
    (a.RenameAttribute("e", "A", "q", "p"), {"x": 1}, {"x": 1}),
    (a.RenameAttribute("e", "A", "q", "p"), {"q": "yes", "p": "old"}, {"p": "yes"}),
    (a.RenameValue("e", "A", "q", "yes", "aye"), {"q": "yes"}, {"q": "aye"}),
    (a.RenameValue("e", "A", "q", "yes", "aye"), {"q": "no"}, {"q": "no"}),
    (a.ChangeAttribute("e", "A", "q", Attribute(name="q", type="boolean")), {"q": "yes"}, {"q": True}),
    (a.ChangeAttribute("e", "A", "q", Attribute(name="q", type="number")), {"q": "yes", "x": 1}, {"x": 1}),
    (a.ChangeAttribute("e", "A", "q", Q), {}, {}),
    (a.RemoveAttribute("e", "A", "q"), {"q": "no", "x": 1}, {"x": 1}),
    (a.RemoveAttribute("e", "A", "q"), {"x": 1}, {"x": 1})])
def test_answers_follow(edit: Edit, before, after):
    old = span("1", "A", attributes=before)
    found = outcome(edit, SCHEME, [old, span("2", "B", attributes=before)])
    assert found.spans == (span("1", "A", attributes=after), span("2", "B", attributes=before))


def test_answers_that_go_are_named():
    old = span("1", "A", attributes={"q": "yes", "p": "old"})
    assert outcome(a.RenameAttribute("e", "A", "q", "p"), SCHEME, [old]).lost == ((old, ("p", "old")),)
    assert outcome(a.RemoveAttribute("e", "A", "q"), SCHEME, [old]).lost == ((old, ("q", "yes")),)
    number = a.ChangeAttribute("e", "A", "q", Attribute(name="q", type="number"))
    assert outcome(number, SCHEME, [old]).lost == ((old, ("q", "yes")),)


def test_what_only_renames_reaches_spans_without_changing_more():
    spans = [span("1", "A"), span("2", "B")]
    found = outcome(la.RenameLabel("e", "A", "Z"), SCHEME, spans)
    assert (found.spans, found.reached, found.changed) == ((span("1", "Z"), spans[1]), (spans[0],), ())
    assert len(outcome(ly.RenameLayer("e", "f"), SCHEME, spans).reached) == 2
    assert outcome(ly.RemoveLayer("e"), SCHEME, spans).removed == tuple(spans)
    assert outcome(s.RemoveLabel("e", "B"), SCHEME, spans).removed == (spans[1],)


@given(seed=st.integers(0, 2**32))
def test_no_span_and_no_answer_goes_without_a_name(seed: int):
    rng = random.Random(seed)
    spans = [span(str(n), rng.choice("ABC"), rng.choice([0, 9]), 14, attributes=rng.choice(
        [{}, {"q": "yes"}, {"q": True, "x": 2}])) for n in range(8)]
    for edit in some_edits(rng, SCHEME, 1):
        found = outcome(edit, SCHEME, spans)
        gone = {each.id for each in (*found.removed, *(one for one, _ in found.joined))}
        assert {each.id for each in spans} - gone == {each.id for each in found.spans}
        stay = {each.id: each for each in found.spans}
        for old in spans:
            if old.id in stay:
                lost = sum(1 for one, _ in found.lost if one.id == old.id)
                assert len(stay[old.id].attributes) >= len(old.attributes) - lost


def test_an_effect_counts_and_names():
    ref = SetRef("a", "ana")
    effect = Effect()
    assert (effect.words(), effect.named(), effect.losses) == ("", [], Losses())
    found = outcome(s.MergeLabels((("e", "A"),), ("e", "C")), SCHEME, [
        span("1", "A", attributes={"q": "yes"}), span("2", "A", 5, 9), span("3", "C", 5, 9), span("4", "A"),
        span("5", "C")])
    effect.add(ref, found)
    effect.add(SetRef("b", "bob"), outcome(s.RemoveLabel("e", "A"), SCHEME, []))
    effect.add_relations(ref, ())
    assert effect.words() == ("3 spans in 1 article by 1 annotator; 3 would double a span that is there already and "
                              "are joined with it; 1 answer taken away")
    only = Effect()
    only.add_relations(ref, [Relation(id="r", label="IN", head="1", tail="2")])
    assert only.words() == "1 relation in 1 article by 1 annotator"
    assert [loss.what for loss in only.named()] == ["relation IN"]


def test_an_edit_leaves_spans_alone_unless_it_says_so():
    one = span("1", "A")
    assert la.MoveLabel("e", "A", 1).rewrite(SCHEME, one) is one
    assert outcome(la.MoveLabel("e", "A", 1), SCHEME, [one]).reached == ()


def test_long_quotes_are_cut():
    assert short("a\nb") == "“a b”"
    assert len(short("x" * 99)) == 62
