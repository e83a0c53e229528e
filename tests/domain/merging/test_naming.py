"""Labels of a colleague and what they are here."""

import pytest

from annotator.domain.errors import Refused
from annotator.domain.merging.digest import of_label
from annotator.domain.merging.naming import LeftOut, Map, Named, Naming, Unknown, parsed_map
from annotator.domain.scheme import Label, Layer, RelationType, Scheme

SCHEME = Scheme(layers=(Layer(name="entity", labels=(Label(name="GPE", key="1"), Label(name="A=B"), Label(name="X/Y"))),
                        Layer(name="claim", form="line", labels=(Label(name="FACTUAL"), Label(name="GPE")))),
                relations=(RelationType(name="SAID_BY"),))
THEIRS = Scheme(layers=(Layer(name="tone", form="block", labels=(Label(name="IRONY", key="1", description="Says."),)),),
                relations=(RelationType(name="ECHOES", head=("IRONY", "OTHER"), tail=("GPE",)),))


@pytest.mark.parametrize(("text", "old", "new"), [
    ("C=GPE", Named("", "C"), Named("", "GPE")),
    ("entity/C=claim/GPE", Named("entity", "C"), Named("claim", "GPE")),
    ("C=A=B", Named("", "C"), Named("", "A=B")),
    ("C=X/Y", Named("", "C"), Named("", "X/Y")),
    (" C = ", Named("", "C"), None),
    ("tone/C=", Named("tone", "C"), None),
    ("C=NONE", Named("", "C"), Named("", "NONE"))])
def test_maps_are_read(text, old, new) -> None:
    assert parsed_map(text, SCHEME) == Map(old, new)


@pytest.mark.parametrize("text", ["", "GPE", "=GPE"])
def test_what_is_no_map_is_refused(text) -> None:
    with pytest.raises(Refused, match="write OLD=NEW"):
        parsed_map(text, SCHEME)


def test_a_map_gives_layer_and_label() -> None:
    naming = Naming(SCHEME, [parsed_map(each, SCHEME) for each in (
        "C=GPE", "claim/D=GPE", "E=claim/GPE", "F=", "NEAR=SAID_BY", "R=")])
    assert naming.label("other", "C") == ("entity", "GPE")
    assert naming.label("claim", "D") == ("claim", "GPE")
    assert naming.label("entity", "E") == ("claim", "GPE")
    assert naming.label("", "FACTUAL") == ("claim", "FACTUAL")
    assert naming.relation("NEAR") == naming.relation("SAID_BY") == "SAID_BY"
    for call in (lambda: naming.label("entity", "F"), lambda: naming.relation("R")):
        with pytest.raises(LeftOut):
            call()
    assert of_label("claim", "D") in naming.was("claim", "GPE")
    assert naming.was("entity", "X/Y") == {of_label("entity", "X/Y")}


@pytest.mark.parametrize("text", ["C=NONE", "C=claim/SAID_BY", "C=none/GPE"])
def test_a_map_to_what_the_scheme_lacks_is_refused(text) -> None:
    with pytest.raises(Refused, match="the scheme has no label or relation of that name"):
        Naming(SCHEME, [parsed_map(text, SCHEME)])


def test_one_label_cannot_become_two() -> None:
    with pytest.raises(Refused, match="C cannot become both GPE and nothing"):
        Naming(SCHEME, [parsed_map(each, SCHEME) for each in ("C=GPE", "C=GPE", "C=")])


def test_what_was_mapped_and_never_met_is_known() -> None:
    naming = Naming(SCHEME, [parsed_map(each, SCHEME) for each in (
        "C=GPE", "claim/D=GPE", "claim/E=GPE", "F=", "NEAR=SAID_BY")])
    naming.label("other", "C")
    naming.label("claim", "D")
    naming.relation("NEAR")
    assert naming.unused == [Named("claim", "E"), Named("", "F")]


def test_what_is_unknown_is_said() -> None:
    naming = Naming(SCHEME)
    with pytest.raises(Unknown) as label:
        naming.label("", "IRONY")
    with pytest.raises(Unknown) as relation:
        naming.relation("ECHOES")
    assert (label.value.name, label.value.relation) == (("", "IRONY"), False)
    assert (relation.value.name, relation.value.relation) == (("", "ECHOES"), True)


def test_added_labels_keep_what_they_are_but_not_a_key_that_is_taken() -> None:
    naming = Naming(SCHEME, add=True, theirs=THEIRS)
    assert naming.label("tone", "IRONY") == ("tone", "IRONY")
    assert naming.label("", "NEW") == ("entity", "NEW")
    assert naming.relation("ECHOES") == "ECHOES"
    assert naming.relation("PLAIN") == "PLAIN"
    layer, label = naming.scheme.find("tone", "IRONY")
    assert (layer.form, label.key, label.description) == ("block", "", "Says.")
    assert naming.scheme.relation("ECHOES").head == ("IRONY",)
