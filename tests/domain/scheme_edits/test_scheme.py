"""Edits of layers, labels, attributes and relation types: what they make of the scheme, and what they refuse."""

from dataclasses import replace

import pytest

from annotator.domain.errors import NotFound, Refused
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Renamed, Scheme
from annotator.domain.scheme_edits import attributes as a
from annotator.domain.scheme_edits import labels as la
from annotator.domain.scheme_edits import layers as ly
from annotator.domain.scheme_edits import relations as r
from annotator.domain.scheme_edits import respans as s
from annotator.domain.scheme_edits.base import Edit, moved, replaced

SURE = Attribute(name="sure", type="choice", values=("yes", "no"), default="yes")
SEEN = Attribute(name="seen", type="boolean")
GPE = Label(name="GPE", key="4", attributes=(SURE, SEEN))
LOC, FACT = Label(name="LOC", key="5"), Label(name="FACT", key="q")
ENTITY = Layer(name="entity", labels=(GPE, LOC))
CLAIM = Layer(name="claim", form="line", labels=(FACT, Label(name="LOC")))
IN = RelationType(name="IN", head=("FACT",), tail=("GPE", "LOC"))
SCHEME = Scheme(layers=(ENTITY, CLAIM), relations=(IN, RelationType(name="NEAR")))


def names(scheme: Scheme) -> dict[str, list[str]]:
    return {layer.name: [label.name for label in layer.labels] for layer in scheme.layers}


def gpe(scheme: Scheme) -> Label:
    return scheme.layers[0].labels[0]


def test_layers():
    assert ly.AddLayer("frame", "block").apply(SCHEME).layers[-1] == Layer(name="frame", form="block")
    assert list(names(ly.RenameLayer("claim", "said").apply(SCHEME))) == ["entity", "said"]
    assert ly.RenameLayer("claim", "said").renamed == Renamed(layers={"claim": "said"})
    assert ly.SetForm("claim", "block").apply(SCHEME).layers[1].form == "block"
    assert list(names(ly.MoveLayer("claim", -1).apply(SCHEME))) == ["claim", "entity"]
    assert list(names(ly.RemoveLayer("entity").apply(replace(SCHEME, relations=())))) == ["claim"]


def test_labels():
    assert names(la.AddLabel("claim", Label(name="GPE")).apply(SCHEME))["claim"] == ["FACT", "LOC", "GPE"]
    assert names(la.MoveLabel("entity", "LOC", -5).apply(SCHEME))["entity"] == ["LOC", "GPE"]
    changed = la.SetLabel("entity", "GPE", "color", "#000000").apply(SCHEME)
    for field in ("description", "guideline"):
        changed = la.SetLabel("entity", "GPE", field, field).apply(changed)
    changed = la.SetLabel("entity", "GPE", "key", "x").apply(changed)
    assert gpe(changed) == replace(GPE, color="#000000", key="x", description="description", guideline="guideline")


def test_renamed_labels_are_followed_by_relation_types():
    assert la.RenameLabel("entity", "GPE", "PLACE").apply(SCHEME).relations[0].tail == ("PLACE", "LOC")
    assert la.RenameLabel("entity", "LOC", "SEA").apply(SCHEME).relations[0].tail == ("GPE", "LOC", "SEA")
    assert la.RenameLabel("entity", "LOC", "LOC").apply(SCHEME) == SCHEME
    assert la.RenameLabel("entity", "LOC", "SEA").renamed.place("entity", "LOC") == ("entity", "SEA")


def test_a_retired_label_gives_its_key_away_and_comes_back_without_it():
    retired = la.RetireLabel("entity", "GPE").apply(SCHEME)
    assert [label.name for _, label in retired.offered()] == ["LOC", "FACT", "LOC"]
    assert [label.name for label in retired.layers[0].offered] == ["LOC"]
    assert retired.by_key("4") is None
    assert la.RetireLabel("entity", "GPE", False).apply(retired) == SCHEME
    taken = la.SetLabel("entity", "LOC", "key", "4").apply(retired)
    assert gpe(la.RetireLabel("entity", "GPE", False).apply(taken)).key == ""
    assert gpe(la.SetLabel("entity", "GPE", "key", "5").apply(retired)).key == "5"


def test_merging_and_removing():
    merged = s.MergeLabels((("entity", "LOC"), ("claim", "LOC")), ("entity", "GPE")).apply(SCHEME)
    assert names(merged) == {"entity": ["GPE"], "claim": ["FACT"]}
    assert merged.relations[0].tail == ("GPE",)
    assert names(s.RemoveLabel("entity", "LOC").apply(SCHEME))["entity"] == ["GPE"]
    assert s.RemoveLabel("entity", "LOC").apply(SCHEME).relations == SCHEME.relations
    assert s.RemoveLabel("entity", "GPE").apply(SCHEME).relations[0].tail == ("LOC",)


def test_splitting_asks_the_same_and_is_allowed_where_the_label_was():
    split = s.SplitLabel("entity", "GPE", Label(name="CITY"), s.ByWords("x")).apply(SCHEME)
    assert split.layers[0].labels == (GPE, Label(name="CITY", attributes=GPE.attributes), LOC)
    assert split.relations[0].tail == ("GPE", "CITY", "LOC")


def test_attributes():
    number = Attribute(name="n", type="number")
    assert gpe(a.AddAttribute("entity", "GPE", number).apply(SCHEME)).attributes == (SURE, SEEN, number)
    assert [each.name for each in gpe(a.RenameAttribute("entity", "GPE", "sure", "firm").apply(SCHEME)).attributes] == [
        "firm", "seen"]
    assert gpe(a.ChangeAttribute("entity", "GPE", "sure", replace(SEEN, default=True)).apply(SCHEME)).attributes[0] == (
        Attribute(name="sure", type="boolean", default=True))
    assert gpe(a.RenameValue("entity", "GPE", "sure", "yes", "aye").apply(SCHEME)).attributes[0] == (
        replace(SURE, values=("aye", "no"), default="aye"))
    assert gpe(a.RenameValue("entity", "GPE", "sure", "no", "nay").apply(SCHEME)).attributes[0].default == "yes"
    assert gpe(a.MoveAttribute("entity", "GPE", "sure", 1).apply(SCHEME)).attributes == (SEEN, SURE)
    retired = gpe(a.RetireAttribute("entity", "GPE", "sure").apply(SCHEME))
    assert (retired.asked, retired.attribute("sure")) == ((SEEN,), replace(SURE, retired=True))
    assert gpe(a.RemoveAttribute("entity", "GPE", "sure").apply(SCHEME)).attributes == (SEEN,)


def test_relation_types():
    assert r.AddRelation(RelationType(name="OF")).apply(SCHEME).relations[-1].name == "OF"
    assert r.RenameRelation("IN", "INTO").apply(SCHEME).relations[0] == replace(IN, name="INTO")
    assert r.RenameRelation("IN", "INTO").renamed.relations == {"IN": "INTO"}
    assert r.ChangeRelation("IN", ("LOC",), (), "what").apply(SCHEME).relations[0] == RelationType(
        name="IN", head=("LOC",), description="what")
    assert r.MoveRelation("IN", 1).apply(SCHEME).relations[1] == IN
    assert r.RemoveRelation("IN").apply(SCHEME).relations == SCHEME.relations[1:]
    assert r.RemoveRelation("IN").removed_relation() == "IN"


@pytest.mark.parametrize(("edit", "why"), [
    (ly.AddLayer("claim"), "There is a layer claim already; choose another name."),
    (ly.AddLayer(" "), "A layer needs a name; write one."),
    (ly.RenameLayer("claim", "entity"), "There is a layer entity already"),
    (ly.RemoveLayer("claim"), "FACT is the only head of the relation IN; change that first."),
    (la.AddLabel("entity", Label(name="LOC")), "There is a label LOC already"),
    (la.AddLabel("entity", Label(name="X", key="Q")), "Q is the key of FACT; choose another one."),
    (la.RenameLabel("entity", "GPE", "LOC"), "There is a label LOC already"),
    (la.SetLabel("entity", "GPE", "key", "5"), "5 is the key of LOC"),
    (la.SetLabel("entity", "GPE", "key", "%"), "'%' cannot be a key; use one letter or digit."),
    (s.MergeLabels((("entity", "GPE"),), ("entity", "GPE")), "GPE cannot be merged into itself"),
    (s.SplitLabel("entity", "GPE", Label(name="LOC"), s.ByWords("x")), "There is a label LOC already"),
    (s.SplitLabel("entity", "GPE", Label(name="X", key="q"), s.ByWords("x")), "Q is the key of FACT"),
    (s.RemoveLabel("claim", "FACT"), "FACT is the only head of the relation IN"),
    (a.AddAttribute("entity", "GPE", SURE), "There is a attribute sure already"),
    (a.RenameAttribute("entity", "GPE", "sure", "seen"), "There is a attribute seen already"),
    (a.RenameValue("entity", "GPE", "sure", "yes", "no"), "There is a value no already"),
    (r.AddRelation(IN), "There is a relation IN already"),
    (r.RenameRelation("IN", "NEAR"), "There is a relation NEAR already"),
])
def test_what_is_refused(edit: Edit, why: str):
    with pytest.raises(Refused) as refused:
        edit.apply(SCHEME)
    assert why.replace("a attribute", "an attribute") in str(refused.value)


@pytest.mark.parametrize("edit", [
    ly.SetForm("x", "band"), ly.MoveLayer("x", 1), ly.RemoveLayer("x"), la.MoveLabel("entity", "X", 1),
    la.RetireLabel("x", "GPE"), s.MergeLabels((("entity", "X"),), ("entity", "GPE")), s.RemoveLabel("entity", "X"),
    s.MergeLabels((("entity", "GPE"),), ("entity", "X")), a.RemoveAttribute("entity", "GPE", "x"),
    a.RenameValue("entity", "GPE", "sure", "x", "y"), r.RemoveRelation("X"), r.MoveRelation("X", 1)])
def test_what_is_not_there(edit: Edit):
    with pytest.raises(NotFound, match=r"no (layer|label|attribute|value|relation) \w+"):
        edit.apply(SCHEME)


@pytest.mark.parametrize(("edit", "words"), [
    (ly.AddLayer("x"), "add layer x"), (ly.RenameLayer("x", "y"), "rename layer x to y"),
    (ly.SetForm("x", "line"), "draw x as line"), (ly.MoveLayer("x", -1), "move layer x up"),
    (ly.RemoveLayer("x"), "remove layer x"), (la.AddLabel("x", GPE), "add GPE"),
    (la.RenameLabel("x", "A", "B"), "rename A to B"), (la.SetLabel("x", "A", "key", "q"), "change the key of A to Q"),
    (la.SetLabel("x", "A", "key", ""), "change the key of A"), (la.SetLabel("x", "A", "color", "#"), "recolor A"),
    (la.MoveLabel("x", "A", 1), "move A down"), (la.RetireLabel("x", "A"), "retire A"),
    (la.RetireLabel("x", "A", False), "offer A again"),
    (s.MergeLabels((("x", "A"), ("x", "B")), ("x", "C")), "merge A, B into C"),
    (s.SplitLabel("x", "A", GPE, s.ByWords("one, two  three,")),
     "split GPE off A where the quote has one or two three"),
    (s.SplitLabel("x", "A", GPE, s.ByAnswer("q", True)), "split GPE off A where q = yes"),
    (s.RemoveLabel("x", "A"), "remove A"), (a.AddAttribute("x", "A", SURE), "add sure to A"),
    (a.RenameAttribute("x", "A", "p", "q"), "rename p of A to q"),
    (a.ChangeAttribute("x", "A", "q", SURE), "change q of A"),
    (a.RenameValue("x", "A", "q", "v", "w"), "rename v of q to w"),
    (a.MoveAttribute("x", "A", "q", 1), "move q of A down"),
    (a.RetireAttribute("x", "A", "q"), "retire q of A"), (a.RetireAttribute("x", "A", "q", False), "ask q of A again"),
    (a.RemoveAttribute("x", "A", "q"), "remove q from A"), (r.AddRelation(IN), "add relation IN"),
    (r.RenameRelation("A", "B"), "rename relation A to B"), (r.ChangeRelation("A", (), (), ""), "change relation A"),
    (r.MoveRelation("A", -1), "move relation A up"), (r.RemoveRelation("A"), "remove relation A")])
def test_words(edit: Edit, words: str):
    assert edit.words() == words


def test_an_edit_says_and_does_something():
    for what in (Edit().words, lambda: Edit().apply(SCHEME)):
        with pytest.raises(NotImplementedError):
            what()


def test_moving_and_replacing_in_lists():
    assert [moved("abc", 0, by) for by in (-1, 1, 9)] == [tuple("abc"), tuple("bac"), tuple("bca")]
    assert replaced(("a", "b"), "a", ("b", "c")) == ("b", "c")
