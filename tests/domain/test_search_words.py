"""The language of search and filter: each word's meaning, and a sentence for what has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.scheme import Label, Layer, RelationType, Scheme
from annotator.domain.search import Query, Word, around, unknown
from annotator.domain.search_words import parse, tokens


@pytest.mark.parametrize(("words", "query"), [
    ("", Query()),
    ("Ferry STORM", Query(words=(Word("ferry"), Word("storm")))),
    ('"in the  Harbor" x', Query(words=(Word("in the  harbor"), Word("x")))),
    ("“in the” «harbor»", Query(words=(Word("in the"), Word("harbor")))),
    ('"never closed', Query(words=(Word("never closed"),))),
    ("ferr* *land *and*", Query(words=(Word("ferr", False, True), Word("land", True), Word("and", True, True)))),
    ('"sea of"*', Query(words=(Word("sea of", False, True),))),
    ("-war -\"a b\"", Query(without=(Word("war"), Word("a b")))),
    ("label:GPE LABEL:Org", Query(labels=("GPE", "Org"))),
    ('label:"NEW LABEL" layer:claim', Query(labels=("NEW LABEL",), layers=("claim",))),
    ("attr:stance=unsure attr:stance attr:=unsure attr:a=\"b c\"",
     Query(attributes=(("stance", "unsure"), ("stance", ""), ("", "unsure"), ("a", "b c")))),
    ("by:ana by:*", Query(annotators=("ana", "*"))),
    ("status:done status:SKIP status:in-progress", Query(statuses=("done", "skipped", "in_progress"))),
    ("comment: comment:Check", Query(comments=("", "check"))),
    ("origin:Propagated relation:SAID_BY", Query(origins=("propagated",), relations=("SAID_BY",))),
    ("in:title war", Query(words=(Word("war"),), in_title=True)),
    ("in:title in:text", Query()),
    ("10:30 http://x.org", Query(words=(Word("10:30"), Word("http://x.org")))),
])
def test_what_is_typed_and_what_it_means(words: str, query: Query) -> None:
    assert parse(words) == (query, [])


@pytest.mark.parametrize(("words", "told"), [
    ("status:gone", "No status gone; there are new, in_progress, done, skipped."),
    ("origin:mars", "No origin mars; there are manual, suggested"),
    ("label:", "label: waits for a word"),
    ("-label:GPE", "“-label:GPE” is left aside"),
    ("in:body", "in:body is no place"),
    ("*", "“*” alone finds nothing"), ("-", "“-” alone finds nothing"), ('""', "alone finds nothing"),
    ("author:ann", "author: is no search word, so “author:ann” is looked for as it stands."),
])
def test_what_is_not_understood_is_said(words: str, told: str) -> None:
    assert any(told in sentence for sentence in parse(words)[1])


@given(st.text(st.one_of(st.sampled_from('"*-:=() labelinby'), st.characters(exclude_categories=["Cs"]))))
def test_nothing_that_can_be_typed_is_an_error(words: str) -> None:
    query, _ = parse(words)
    assert all(word.text for word in (*query.words, *query.without))
    assert tokens("") == []


@pytest.mark.parametrize(("words", "spans"), [
    ("war", False), ("status:done", False), ("by:bob status:done", False), ("by:bob", True), ("label:A war", True),
    ("layer:a", True), ("attr:a", True), ("comment:", True), ("origin:manual", True), ("relation:r", True),
])
def test_conditions_on_spans_find_spans(words: str, spans: bool) -> None:
    assert parse(words)[0].on_spans == spans
    assert not parse(words)[0].empty


def test_nothing_asked() -> None:
    assert parse("in:title")[0].empty
    assert parse("")[0].empty


def test_names_that_the_project_lacks_are_said() -> None:
    scheme = Scheme(layers=(Layer(name="entity", labels=(Label(name="GPE"),)),), relations=(RelationType(name="BY"),))
    query, _ = parse("label:gpe layer:Entity relation:by by:ANA by:*")
    assert unknown(query, scheme, ["ana"]) == []
    query, _ = parse("label:XYZ layer:x relation:x by:bob")
    assert unknown(query, scheme, ["ana"]) == [
        "There is no label XYZ; there are: GPE.", "There is no layer x; there are: entity.",
        "There is no relation x; there are: BY.", "There is no annotator bob; there are: ana."]
    assert unknown(parse("label:A")[0], Scheme(), []) == ["There is no label A."]


@pytest.mark.parametrize(("word", "text", "places"), [
    (Word("ferr", open_end=True), "ferry ferries offer", [(0, 5), (6, 13)]),
    (Word("land", open_start=True), "island land landing", [(0, 6), (7, 11)]),
    (Word("and", True, True), "landing", [(0, 7)]),
    (Word("北京", open_end=True), "在北京市", [(1, 3)]),
])
def test_an_open_word_reaches_to_the_edge_of_its_word(word: Word, text: str, places: list[tuple[int, int]]) -> None:
    assert list(word.places(text)) == places
    assert word.within(text)
    assert not word.within("nothing")


def test_context_stands_on_one_line() -> None:
    assert around("one\n two  three\tfour", 5, 8, before=5, after=7) == ("one ", "two", " three")
    assert around("one two", 0, 7) == ("", "one two", "")
