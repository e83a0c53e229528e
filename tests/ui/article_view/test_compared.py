"""Compared spans as values: which belong together, what is said of them, and names in captions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.article_view.compared import Compared, Comparison, short_names

from .conftest import make_span

TEXT = "The Defence Minister said so in Erbil."
ERBIL = (TEXT.index("Erbil"), TEXT.index("Erbil") + 5)
ANA, BEN, CLEO = (("Ana", "#2A6FBB"), ("Ben", "#C2581A"), ("Cleo", "#6B3FA0"))


def of(who: tuple[str, str], kind: str = "label", partner: str = "", verdict: str = "", **more: object) -> Compared:
    side = (ANA, BEN, CLEO).index(who)
    return Compared(kind, side, *who, verdict=verdict, partner=partner, **more)  # type: ignore[arg-type]


def said(marks: dict[str, Compared], id: str, *spans: Span, names: tuple[str, ...] = ()) -> str:
    return Comparison(marks, names).words(id, {span.id: span for span in spans}.get)


def test_who_has_which_label_and_that_nothing_is_decided() -> None:
    spans = make_span(TEXT, "a", "GPE", ERBIL), make_span(TEXT, "b", "ORG", ERBIL)
    marks = {"a": of(ANA, partner="b"), "b": of(BEN, partner="a")}
    for id in ("a", "b"):
        assert said(marks, id, *spans) == "Ana: GPE · Ben: ORG · undecided"


def test_where_ends_differ_the_words_are_said() -> None:
    start = TEXT.index("Minister")
    spans = (make_span(TEXT, "a", "PERSON", (start, start + 8)),
             make_span(TEXT, "b", "PERSON", (start - 8, start + 8)))
    marks = {"a": of(ANA, "boundary", "b"), "b": of(BEN, "boundary", "a")}
    assert said(marks, "b", *spans) == "Ana: PERSON “Minister” · Ben: PERSON “Defence Minister” · undecided"


def test_of_long_words_both_ends_are_said() -> None:
    text = "word " * 40 + "end"
    spans = make_span(text, "a", "FACTUAL", (0, len(text))), make_span(text, "b", "FACTUAL", (5, 203))
    words = said({"a": of(ANA, "boundary", "b"), "b": of(BEN, "boundary", "a")}, "a", *spans)
    assert "… " in words
    assert words.count("word end”") == 2
    assert len(words) < 200


@pytest.mark.parametrize(("kind", "who", "words"), [
    ("missing", ANA, "Ana: GPE · Ben: nothing · undecided"), ("extra", BEN, "Ben: GPE · Ana: nothing · undecided")])
def test_who_has_nothing_is_named(kind: str, who: tuple[str, str], words: str) -> None:
    span = make_span(TEXT, "a", "GPE", ERBIL)
    assert said({"a": of(who, kind)}, "a", span, names=("Ana", "Ben")) == words
    assert said({"a": of(who, kind)}, "a", span) == f"{who[0]}: GPE · undecided"  # nobody said who else there is


@pytest.mark.parametrize(("verdict", "word"), [
    ("accept", "accepted"), ("reject", "rejected"), ("edit", "edited"), ("question", "question asked")])
def test_what_is_decided_is_said(verdict: str, word: str) -> None:
    span = make_span(TEXT, "a", "GPE", ERBIL)
    assert said({"a": of(ANA, "missing", verdict=verdict)}, "a", span).endswith(f" · {word}")


def test_verdicts_that_differ_are_said_with_their_span() -> None:
    spans = make_span(TEXT, "a", "GPE", ERBIL), make_span(TEXT, "b", "ORG", ERBIL)
    marks = {"a": of(ANA, partner="b", verdict="accept"), "b": of(BEN, partner="a", verdict="edit")}
    assert said(marks, "a", *spans) == "Ana: GPE, accepted · Ben: ORG, edited"
    marks = {"a": of(ANA, partner="b"), "b": of(BEN, partner="a", verdict="reject")}
    assert said(marks, "a", *spans) == "Ana: GPE · Ben: ORG, rejected"  # decided, though not by a verdict on both


def test_a_proposal_is_said_as_one() -> None:
    spans = make_span(TEXT, "b", "ORG", ERBIL), make_span(TEXT, "p", "GPE", ERBIL)
    marks = {"b": of(BEN, "extra", verdict="edit"), "p": Compared("extra", 5, "Dan", "#000000", partner="b",
                                                                  proposed=True)}
    assert said(marks, "b", *spans) == "Ben: ORG · proposed: GPE · edited"
    assert Comparison(marks).names == ("Ben",)


def test_attributes_that_differ_are_named_and_agreement_is_short() -> None:
    spans = make_span(TEXT, "a", "GPE", ERBIL), make_span(TEXT, "b", "GPE", ERBIL)
    marks = {"a": of(ANA, "same", "b", other="certainty"), "b": of(BEN, "same", "a", other="certainty")}
    assert said(marks, "a", *spans) == "Ana: GPE · Ben: GPE · other certainty · undecided"
    assert said({"a": marks["a"]._replace(partner="")}, "a", spans[0], names=("Ana", "Ben")) == (
        "Ana, Ben: GPE · other certainty · undecided")  # only one of them is shown
    assert marks["a"].sign == "≈"
    assert of(ANA, "same").sign == ""
    assert said({"a": of(ANA, "same", quiet=True)}, "a", spans[0]) == "GPE: all the same"
    assert said({}, "a", *spans) == ""
    assert said({"a": of(ANA, "same", quiet=True)}, "a") == ""  # its span is gone


def test_spans_of_a_difference_belong_together_by_side_with_proposals_last() -> None:
    comparison = Comparison({
        "c": of(CLEO, partner="a"), "b": of(BEN, partner="a"), "a": of(ANA, partner="b"),
        "p": Compared("label", 0, "Dan", "#000000", partner="c", proposed=True), "x": of(ANA, "missing")})
    for id in "abcp":
        assert comparison.mates(id) == ["a", "b", "c", "p"]
    assert comparison.mates("x") == ["x"]
    assert comparison.mates("unknown") == []
    assert comparison.names == ("Ana", "Ben", "Cleo")


MARKS = st.dictionaries(st.sampled_from("abcdef"), st.builds(
    of, st.sampled_from((ANA, BEN, CLEO)), partner=st.sampled_from(("", *"abcdefg")),
    verdict=st.sampled_from(("", "accept"))))


@given(MARKS, MARKS, st.sets(st.sampled_from("abcdef")))
def test_patching_is_setting_anew(before: dict[str, Compared], changed: dict[str, Compared], gone: set[str]) -> None:
    patched, after = Comparison(before), {id: mark for id, mark in before.items() if id not in gone} | changed
    old = {id: (patched.mates(id), patched.look(id)) for id in "abcdefg"}
    touched = patched.touched_by(changed, gone)
    patched.patch(changed, gone)
    fresh = Comparison(after)
    for id in "abcdefg":
        assert (patched.mates(id), patched.get(id)) == (fresh.mates(id), fresh.get(id))
        if fresh.get(id):
            assert id in touched or old[id] == (fresh.mates(id), fresh.look(id))
    assert (patched.names, len(patched)) == (fresh.names, len(fresh))


def test_one_mark_of_a_difference_stands_for_it_in_the_overview() -> None:
    comparison = Comparison({
        "a": of(ANA, partner="b"), "b": of(BEN, partner="a"), "d": of(ANA, "missing", verdict="reject"),
        "q": of(BEN, "extra", verdict="question"), "s": of(ANA, "same", quiet=True),
        "p": Compared("extra", 2, "Dan", "#000000", partner="q", proposed=True)})
    assert {id: comparison.look(id) for id in "abdqspx"} == {
        "a": "label", "b": None, "d": "done", "q": "extra", "s": "calm", "p": None, "x": ""}


@pytest.mark.parametrize(("names", "short"), [
    (("Ana", "Ben"), ["Ana", "Ben"]), (("Catherine", "Benedict"), ["Ca", "Be"]), ((), []),
    (("Anders", "Andrea"), ["Ande", "Andr"]), (("Ann", "Annabel"), ["Ann", "Anna"]),
    (("model-a", "model-b"), ["mo1", "mo2"]), (("李小明", "李明"), ["李小明", "李明"]),
])
def test_names_in_captions(names: tuple[str, ...], short: list[str]) -> None:
    assert short_names(names) == short


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=6))
def test_names_in_captions_are_told_apart(names: list[str]) -> None:
    short = short_names(names)
    assert len(set(short)) == len(names)
    assert all(short)
