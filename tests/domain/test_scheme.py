"""The scheme: looking labels up, and what a scheme may say."""

from dataclasses import replace

import pytest

from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme, allows, checked_scheme

PERSON, GPE, FACT = Label(name="PERSON", key="p"), Label(name="GPE"), Label(name="FACT", key="1")
SCHEME = Scheme(
    layers=(
        Layer(name="entity", labels=(PERSON, GPE)),
        Layer(name="claim", form="line", labels=(FACT, Label(name="GPE", color="#12aBcD"))),
    ),
    relations=(RelationType(name="SAID_BY", head=("FACT",), tail=("PERSON",)),),
)
ENTITY, CLAIM = SCHEME.layers


def test_labels_are_found_by_layer_and_name():
    assert [label.name for _, label in SCHEME.labels()] == ["PERSON", "GPE", "FACT", "GPE"]
    assert SCHEME.find("claim", "FACT") == (CLAIM, FACT)
    assert SCHEME.find("entity", "FACT") is None
    assert (SCHEME.layer("claim"), SCHEME.layer("x")) == (CLAIM, None)
    assert (SCHEME.layer_of("GPE"), SCHEME.layer_of("FACT"), SCHEME.layer_of("x")) == ("entity", "claim", None)


def test_labels_are_found_by_key_in_either_case():
    assert SCHEME.by_key("P") == SCHEME.by_key("p") == (ENTITY, PERSON)
    assert SCHEME.by_key("x") is None
    assert SCHEME.by_key("") is None


def test_a_label_can_be_added_to_an_old_or_a_new_layer():
    org = Label(name="ORG")
    assert SCHEME.with_label("entity", org).layers == (replace(ENTITY, labels=(PERSON, GPE, org)), CLAIM)
    assert SCHEME.with_label("new", org).layers == (ENTITY, CLAIM, Layer(name="new", labels=(org,)))


def test_a_sound_scheme_is_returned_unchanged():
    assert checked_scheme(SCHEME) is SCHEME
    asking = with_attribute(name="c", type="choice", values=("x", "y"), default="y")
    assert checked_scheme(asking) is asking


def with_attribute(**keys) -> Scheme:
    return Scheme(layers=(Layer(name="a", labels=(Label(name="B", attributes=(Attribute(**keys),)),)),))


def labelled(**keys) -> Scheme:
    return Scheme(layers=(Layer(name="a", labels=(Label(**keys),)),))


@pytest.mark.parametrize(
    ("scheme", "why"),
    [
        (Scheme(layers=(ENTITY, ENTITY)), "layer entity stands twice in the scheme; names and keys must differ"),
        (Scheme(layers=(Layer(name=" "),)), "a layer has no name; give it one"),
        (Scheme(relations=(RelationType(name=""),)), "a relation has no name; give it one"),
        (Scheme(layers=(Layer(name="a", form="x"),)), "layer a has the form 'x'; use band, line or block"),
        (
            Scheme(layers=(Layer(name="a", labels=(GPE, GPE)),)),
            "label in layer a GPE stands twice in the scheme; names and keys must differ",
        ),
        (
            Scheme(layers=(ENTITY, Layer(name="a", labels=(Label(name="B", key="P"),)))),
            "key P stands twice in the scheme; names and keys must differ",
        ),
        (labelled(name="B", color="red"), "label B has the color 'red'; write it as #RRGGBB"),
        (labelled(name="B", color="#1234567"), "label B has the color '#1234567'; write it as #RRGGBB"),
        (labelled(name="B", key="ab"), "label B has the key 'ab'; use one letter or digit"),
        (labelled(name="B", key="+"), "label B has the key '+'; use one letter or digit"),
        (
            labelled(name="B", attributes=(Attribute(name="c", type="text"),) * 2),
            "attribute of label B c stands twice in the scheme; names and keys must differ",
        ),
        (
            with_attribute(name="c", type="x"),
            "attribute c of label B has the type 'x'; use choice, boolean, text or number",
        ),
        (
            with_attribute(name="c", type="choice"),
            "attribute c of label B is a choice without values; list them under values",
        ),
        (
            with_attribute(name="c", type="choice", values=("x", "x")),
            "value of attribute c of label B x stands twice in the scheme; names and keys must differ",
        ),
        (
            with_attribute(name="c", type="number", default="x"),
            "attribute c of label B has the default 'x', which it does not allow",
        ),
        (
            replace(SCHEME, relations=(RelationType(name="R", tail=("X",)),)),
            "relation R names the label X, which the scheme does not have",
        ),
    ],
)
def test_the_first_thing_wrong_is_named(scheme, why):
    with pytest.raises(Refused) as caught:
        checked_scheme(scheme)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("type", "yes", "no"),
    [
        ("boolean", [True, False], [1, 0.0, "true"]),
        ("number", [1, -1.5, 0, 2**64 - 1, -(2**63)], [True, "1", float("nan"), float("inf"), 2**64, -(2**63) - 1]),
        ("choice", ["sure"], ["x", "", True, 1]),
        ("text", ["", "x"], [True, 1, 1.5]),
    ],
)
def test_attributes_allow_values_of_their_type(type, yes, no):
    attribute = Attribute(name="a", type=type, values=("sure", "unsure"))
    assert all(allows(attribute, value) for value in yes)
    assert not any(allows(attribute, value) for value in no)
