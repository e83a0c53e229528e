"""The working copy: edits that go on with one another become one, and what comes to nothing is none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme
from annotator.domain.scheme_edits import attributes as a
from annotator.domain.scheme_edits import labels as la
from annotator.domain.scheme_edits import layers as ly
from annotator.domain.scheme_edits import relations as r
from annotator.domain.scheme_edits import respans as s
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.draft import Draft, original_names, original_places
from tests.some_edits import some_edits

Q = Attribute(name="q", type="choice", values=("yes", "no"))
P = Attribute(name="p", type="text")
SCHEME = Scheme(
    layers=(Layer(name="e", labels=(Label(name="A", key="1", attributes=(Q, P)), Label(name="B"), Label(name="C"))),
            Layer(name="f")),
    relations=(RelationType(name="R"), RelationType(name="S")))
NEW = Label(name="N")


def drafted(*edits: Edit) -> Draft:
    draft = Draft(SCHEME)
    for edit in edits:
        draft.do(edit)
    return draft


@pytest.mark.parametrize(("edits", "become"), [
    ([la.RenameLabel("e", "A", "AB"), la.RenameLabel("e", "AB", "ABC")], [la.RenameLabel("e", "A", "ABC")]),
    ([la.RenameLabel("e", "A", "AB"), la.RenameLabel("e", "AB", "A")], []),
    ([la.RenameLabel("e", "A", "A")], []),
    ([la.RenameLabel("e", "A", "X"), la.RenameLabel("e", "B", "Y")],
     [la.RenameLabel("e", "A", "X"), la.RenameLabel("e", "B", "Y")]),
    ([la.AddLabel("e", NEW), la.RenameLabel("e", "N", "O"), la.SetLabel("e", "O", "key", "x")],
     [la.AddLabel("e", Label(name="O", key="x"))]),
    ([la.SetLabel("e", "A", "description", "x"), la.SetLabel("e", "A", "description", "xy")],
     [la.SetLabel("e", "A", "description", "xy")]),
    ([la.SetLabel("e", "A", "description", "x"), la.SetLabel("e", "A", "key", "x")],
     [la.SetLabel("e", "A", "description", "x"), la.SetLabel("e", "A", "key", "x")]),
    ([la.MoveLabel("e", "A", 1), la.MoveLabel("e", "A", 1)], [la.MoveLabel("e", "A", 2)]),
    ([la.MoveLabel("e", "A", 1), la.MoveLabel("e", "C", -1)], [la.MoveLabel("e", "A", 1), la.MoveLabel("e", "C", -1)]),
    ([la.MoveLabel("e", "A", 1), la.MoveLabel("e", "A", -1)], []),
    ([la.RetireLabel("e", "A"), la.RetireLabel("e", "A", False)],
     [la.RetireLabel("e", "A"), la.RetireLabel("e", "A", False)]),
    ([ly.RenameLayer("e", "x"), ly.RenameLayer("x", "y")], [ly.RenameLayer("e", "y")]),
    ([ly.RenameLayer("e", "x"), ly.RenameLayer("f", "y")], [ly.RenameLayer("e", "x"), ly.RenameLayer("f", "y")]),
    ([ly.AddLayer("g"), ly.RenameLayer("g", "h")], [ly.AddLayer("h")]),
    ([ly.SetForm("e", "line"), ly.SetForm("e", "block")], [ly.SetForm("e", "block")]),
    ([ly.SetForm("e", "line"), ly.SetForm("f", "block")], [ly.SetForm("e", "line"), ly.SetForm("f", "block")]),
    ([ly.MoveLayer("e", 1), ly.MoveLayer("e", -1)], []),
    ([ly.SetForm("e", "line"), ly.MoveLayer("e", 1)], [ly.SetForm("e", "line"), ly.MoveLayer("e", 1)]),
    ([a.RenameAttribute("e", "A", "q", "x"), a.RenameAttribute("e", "A", "x", "y")],
     [a.RenameAttribute("e", "A", "q", "y")]),
    ([a.AddAttribute("e", "B", Q), a.RenameAttribute("e", "B", "q", "y"),
      a.ChangeAttribute("e", "B", "y", Attribute(name="z", type="text"))],
     [a.AddAttribute("e", "B", Attribute(name="y", type="text"))]),
    ([a.ChangeAttribute("e", "A", "q", Attribute(name="q", type="text")), a.ChangeAttribute("e", "A", "q", Q)], []),
    ([a.RenameAttribute("e", "A", "q", "x"), a.ChangeAttribute("e", "A", "x", Attribute(name="x", type="text")),
      a.RenameAttribute("e", "A", "x", "y")],
     [a.RenameAttribute("e", "A", "q", "x"), a.ChangeAttribute("e", "A", "x", Attribute(name="x", type="text")),
      a.RenameAttribute("e", "A", "x", "y")]),
    ([a.RenameValue("e", "A", "q", "yes", "y"), a.RenameValue("e", "A", "q", "y", "ye")],
     [a.RenameValue("e", "A", "q", "yes", "ye")]),
    ([a.RenameValue("e", "A", "q", "yes", "y"), a.RenameValue("e", "A", "q", "no", "n")],
     [a.RenameValue("e", "A", "q", "yes", "y"), a.RenameValue("e", "A", "q", "no", "n")]),
    ([a.MoveAttribute("e", "A", "q", 1), a.MoveAttribute("e", "A", "q", -1)], []),
    ([a.MoveAttribute("e", "A", "q", 1), a.MoveAttribute("e", "A", "p", 1)],
     [a.MoveAttribute("e", "A", "q", 1), a.MoveAttribute("e", "A", "p", 1)]),
    ([r.RenameRelation("R", "T"), r.RenameRelation("T", "U")], [r.RenameRelation("R", "U")]),
    ([r.AddRelation(RelationType(name="T")), r.RenameRelation("T", "U"), r.ChangeRelation("U", (), (), "d")],
     [r.AddRelation(RelationType(name="U", description="d"))]),
    ([r.ChangeRelation("R", (), (), "d"), r.ChangeRelation("R", (), (), "")], []),
    ([r.ChangeRelation("R", (), (), "d"), r.RenameRelation("R", "T"), r.ChangeRelation("T", (), (), "e")],
     [r.ChangeRelation("R", (), (), "d"), r.RenameRelation("R", "T"), r.ChangeRelation("T", (), (), "e")]),
    ([r.MoveRelation("R", 1), r.MoveRelation("R", -1)], []),
    ([r.ChangeRelation("R", (), (), "d"), r.MoveRelation("R", 1)],
     [r.ChangeRelation("R", (), (), "d"), r.MoveRelation("R", 1)]),
])
def test_typing_becomes_one_edit(edits, become):
    assert list(drafted(*edits).edits) == become


def test_a_refused_edit_changes_nothing():
    draft = drafted(la.RenameLabel("e", "A", "X"))
    with pytest.raises(Refused):
        draft.do(la.RenameLabel("e", "X", "B"))
    with pytest.raises(Refused, match="color"):
        draft.do(la.SetLabel("e", "X", "color", "red"))
    assert draft.edits == (la.RenameLabel("e", "A", "X"),)


def test_taking_back():
    draft = drafted(la.RenameLabel("e", "A", "X"), s.RemoveLabel("e", "B"))
    assert draft.before(1) == la.RenameLabel("e", "A", "X").apply(SCHEME)
    draft.undo()
    assert draft.scheme == la.RenameLabel("e", "A", "X").apply(SCHEME)
    draft.undo()
    draft.undo()
    assert (draft.scheme, draft.edits) == (SCHEME, ())


@given(seed=st.integers(0, 2**32))
def test_the_edits_of_a_draft_make_its_scheme(seed: int):
    draft = Draft(SCHEME)
    rng = random.Random(seed)
    for _ in range(5):
        for edit in some_edits(rng, draft.scheme, 1):
            draft.do(edit)
    scheme = SCHEME
    for edit in draft.edits:
        scheme = edit.apply(scheme)
    assert scheme == draft.scheme


def test_labels_are_known_by_their_first_names():
    edits = [la.RenameLabel("e", "A", "X"), ly.RenameLayer("e", "z"), la.AddLabel("z", Label(name="A")),
             la.RetireLabel("z", "A"), s.MergeLabels((("z", "B"),), ("z", "X"))]
    assert original_places(SCHEME, edits) == (("e", "A"), ("e", "B"), ("e", "C"))
    assert original_names(SCHEME, edits) == {("z", "X"): ("e", "A"), ("z", "C"): ("e", "C")}
    assert original_names(SCHEME, []) == {("e", name): ("e", name) for name in "ABC"}
