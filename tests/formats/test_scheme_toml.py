"""The scheme in TOML."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.domain.errors import Refused
from annotator.domain.scheme import FORMS, Attribute, Label, Layer, RelationType, Scheme, checked_scheme
from annotator.formats.scheme_toml import dumps, loads

names = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1).filter(str.strip)
texts = st.just("") | names
retired = st.booleans()
attributes = st.one_of(
    st.builds(Attribute, name=names, type=st.just("boolean"), default=st.none() | st.booleans(), retired=retired),
    st.builds(Attribute, name=names, type=st.just("text"), default=st.none() | texts),
    st.builds(
        Attribute,
        name=names,
        type=st.just("number"),
        default=st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False),
    ),
    st.lists(names, min_size=1, max_size=3, unique=True).flatmap(
        lambda values: st.builds(
            Attribute,
            name=names,
            type=st.just("choice"),
            values=st.just(tuple(values)),
            default=st.none() | st.sampled_from(values),
        )
    ),
)
labels = st.builds(
    Label,
    name=names,
    color=st.sampled_from(["#777777", "#4477AA"]),
    description=texts,
    guideline=texts,
    attributes=st.lists(attributes, max_size=2, unique_by=lambda each: each.name).map(tuple),
    retired=retired,
)
layers = st.builds(
    Layer,
    name=names,
    form=st.sampled_from(FORMS),
    labels=st.lists(labels, max_size=3, unique_by=lambda each: each.name).map(tuple),
)


@st.composite
def schemes(draw) -> Scheme:
    chosen = tuple(draw(st.lists(layers, max_size=3, unique_by=lambda each: each.name)))
    known = sorted({label.name for layer in chosen for label in layer.labels})
    ends = st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple) if known else st.just(())
    relations = draw(
        st.lists(
            st.builds(RelationType, name=names, head=ends, tail=ends, description=texts),
            max_size=2,
            unique_by=lambda each: each.name,
        )
    )
    return checked_scheme(Scheme(layers=chosen, relations=tuple(relations)))


@given(schemes())
def test_what_is_written_reads_back_the_same(scheme):
    text = dumps(scheme)
    assert loads(text) == scheme
    assert dumps(loads(text)) == text


def test_the_example_of_the_contract_is_read():
    scheme = loads("""
[[layers]]
name = "entity"
form = "band"
[[layers.labels]]
name = "PERSON"
key = "1"
color = "#4477AA"
description = "A named person, real or fictional."
guideline = "Without titles."
attributes = [{ name = "certainty", type = "choice", values = ["sure", "unsure"], default = "sure" }]
[[relations]]
name = "SAID_BY"
head = ["PERSON"]
tail = ["PERSON"]
""")
    certainty = Attribute(name="certainty", type="choice", values=("sure", "unsure"), default="sure")
    assert scheme == Scheme(
        layers=(
            Layer(
                name="entity",
                form="band",
                labels=(
                    Label(
                        name="PERSON",
                        key="1",
                        color="#4477AA",
                        description="A named person, real or fictional.",
                        guideline="Without titles.",
                        attributes=(certainty,),
                    ),
                ),
            ),
        ),
        relations=(RelationType(name="SAID_BY", head=("PERSON",), tail=("PERSON",)),),
    )


def test_what_is_not_said_has_its_default():
    assert loads("") == Scheme()
    assert loads('[[layers]]\nname="a"\n[[layers.labels]]\nname="b"') == Scheme(
        layers=(Layer(name="a", labels=(Label(name="b"),)),)
    )


LABEL = '[[layers]]\nname="a"\n[[layers.labels]]\nname="b"\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[layers", "the scheme is no valid TOML: "),
        ("a=" + "[" * 2000, "the scheme is no valid TOML: it is nested too deeply"),
        ("colour = 1", "the scheme has the unknown key colour; there are layers, relations"),
        ("layers = 5", "the scheme: layers is not a list of tables"),
        ("layers = [5]", "the scheme: layers is not a list of tables"),
        ("[[layers]]\n[[layers]]", "layer 1 of the scheme has no name"),
        ("[[layers]]\nname=5", "layer 1 of the scheme: name is not a string"),
        ('[[layers]]\nname=""', "a layer has no name; give it one"),
        ('[[layers]]\nname="a\\u0000"', "layer 1 of the scheme: name holds a NUL character"),
        ('[[layers]]\nname="a"\nform="box"', "layer a has the form 'box'; use band, line or block"),
        ('[[layers]]\nname="a"\nlabel=5', "layer a has the unknown key label; there are name, form, labels"),
        ('[[layers]]\nname="a"\n[[layers.labels]]', "label 1 of layer a has no name"),
        (LABEL + "colour=1", "label b has the unknown key colour; "),
        (
            LABEL + 'attributes=[{name="c"}]',
            "attribute c of label b has the type ''; use choice, boolean, text or number",
        ),
        (
            LABEL + 'attributes=[{name="c",type="text",default=1979-05-27}]',
            "attribute c: default is neither string, number nor true or false",
        ),
        (
            LABEL + 'attributes=[{name="c",type="choice",values=[1]}]',
            "attribute c: values is not a list of strings",
        ),
        ('[[relations]]\nname="a"\nhead="b"', "relation a: head is not a list of strings"),
        ('[[layers]]\nname="a"\nlabels=[{name="b", retired="yes"}]', "label b: retired is neither true nor false"),
        (
            '[[relations]]\nname="a"\nhead=["b"]',
            "relation a names the label b, which the scheme does not have",
        ),
    ],
)
def test_the_first_thing_wrong_is_named(text, why):
    with pytest.raises(Refused) as caught:
        loads(text)
    assert str(caught.value).startswith(why)
    assert "\n" not in str(caught.value)


def test_what_is_retired_says_so_and_nothing_else_does():
    old = '[[layers]]\nname = "e"\n[[layers.labels]]\nname = "A"\nattributes = [{name = "q", type = "text"}]\n'
    label = loads(old).layers[0].labels[0]
    assert (label.retired, label.attributes[0].retired) == (False, False)
    assert "retired" not in dumps(loads(old))
    new = loads(old.replace('"text"', '"text", retired = true') + "retired = true\n")
    assert (new.layers[0].labels[0].retired, new.layers[0].labels[0].asked) == (True, ())
    assert loads(dumps(new)) == new
