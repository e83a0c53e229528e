"""Relations: which types fit between two labels, what is said where none does, and finding them by their ends."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.relation import (
    Relation,
    RelationIndex,
    misfits,
    permits,
    type_named,
    types_between,
    what_goes,
    why_not,
)
from annotator.domain.scheme import RelationType, Scheme
from annotator.domain.span import Fragment, Span

SAID = RelationType(name="SAID_BY", head=("FACTUAL", "OPINION"), tail=("PERSON",))
NEAR = RelationType(name="NEAR")
PART = RelationType(name="PART_OF", tail=("GPE",))
SCHEME = Scheme(relations=(SAID, PART))


def relation(id: str, head: str, tail: str, label: str = "SAID_BY") -> Relation:
    return Relation(id=id, label=label, head=head, tail=tail)


def span(id: str, label: str) -> Span:
    return Span(id=id, layer="l", label=label, fragments=(Fragment(0, 1),), quote="x")


def test_empty_lists_allow_any_label() -> None:
    assert permits(SAID, "FACTUAL", "PERSON")
    assert not permits(SAID, "PERSON", "FACTUAL")
    assert not permits(SAID, "FACTUAL", "GPE")
    assert permits(NEAR, "X", "Y")
    assert permits(PART, "X", "GPE")
    assert types_between(SCHEME, "FACTUAL", "GPE") == [PART]
    assert type_named(SCHEME, "SAID_BY") == SAID
    assert type_named(SCHEME, "NEAR") is None


def test_what_is_allowed_is_said_in_words() -> None:
    assert what_goes(SAID) == "SAID_BY goes from FACTUAL or OPINION to PERSON"
    assert what_goes(NEAR) == "NEAR goes from any label to any label"
    assert why_not(Scheme(), "A", "B") == "The scheme has no relations; add one to the scheme first."
    assert why_not(SCHEME, "FACTUAL", "DATE") == (
        "No relation goes from FACTUAL to DATE; the scheme allows FACTUAL SAID_BY to PERSON; PART_OF to GPE.")
    assert why_not(Scheme(relations=(SAID,)), "PERSON", "DATE") == (
        "No relation goes from PERSON to DATE; the scheme allows PERSON SAID_BY from FACTUAL or OPINION.")
    assert why_not(Scheme(relations=(SAID,)), "GPE", "DATE") == (
        "No relation goes from GPE to DATE; the scheme has none for GPE.")


def test_only_relations_that_fit_now_can_stop_fitting() -> None:
    spans = {each.id: each for each in (span("c", "FACTUAL"), span("p", "PERSON"), span("d", "DATE"))}
    fits, stray = relation("1", "c", "p"), relation("2", "c", "d")
    lost = [relation("3", "c", "gone"), relation("4", "gone", "p"), relation("5", "c", "p", "OLD")]
    assert misfits(SCHEME, [fits, stray, *lost], spans, "p", "DATE") == [fits]
    assert misfits(SCHEME, [fits, stray, *lost], spans, "c", "DATE") == [fits]
    assert misfits(SCHEME, [fits], spans, "c", "OPINION") == []


def test_relations_of_a_span_begin_with_those_that_leave_it() -> None:
    index = RelationIndex([relation("1", "b", "a"), relation("2", "a", "c", "Z"), relation("3", "a", "b", "Y")])
    assert [each.id for each in index.of("a")] == ["3", "2", "1"]
    assert index.of("x") == []
    assert len(index) == 3
    assert relation("1", "b", "a").other("b") == "a"
    assert relation("1", "b", "a").other("a") == "b"


@given(st.lists(st.tuples(st.sampled_from("12345"), st.sampled_from("abc"), st.sampled_from("abc"), st.booleans())))
def test_the_index_agrees_with_a_plain_list(steps: list[tuple[str, str, str, bool]]) -> None:
    index, plain = RelationIndex(), dict[str, Relation]()
    for id, head, tail, add in steps:
        if add:
            old, new = plain.get(id), relation(id, head, tail)
            plain[id] = new
            assert index.patch([new]) == [each for each in (old, new) if each]
        else:
            assert index.patch((), [id]) == [each for each in (plain.pop(id, None),) if each]
    assert sorted(index.values(), key=lambda each: each.id) == [plain[id] for id in sorted(plain)]
    for end in "abc":
        ends = {each.id for each in plain.values() if end in (each.head, each.tail)}
        assert {each.id for each in index.of(end)} == ends
    assert all(index.get(id) == each for id, each in plain.items())
