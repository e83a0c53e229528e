"""Re-anchoring: no span moves without cause, and none covers something else unsaid."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import reanchor
from annotator.domain import text as places
from annotator.domain.draft import Change, Draft
from annotator.domain.edits import Edit, edits_between, refined
from annotator.domain.reanchor import Anchored, reanchored
from annotator.domain.span import Fragment, Span, checked_fragments, quote_of
from tests.domain.test_text import TEXTS

TEXT = "Ottawa reacted to Irak. Bush said: Irak waits.\nStory continues below\nThe end of it all."


def span(text: str, *ranges: tuple[int, int], label: str = "GPE", id: str = "s") -> Span:
    fragments = tuple(Fragment(*each) for each in ranges)
    return Span(id=id, layer="entity", label=label, fragments=fragments, quote=quote_of(text, fragments))


def at(text: str, word: str, number: int = 0, label: str = "GPE") -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(word, start + 1)
    return span(text, (start, start + len(word)), label=label, id=f"{word}{number}{label}")


def become(old: str, new: str, *spans: Span, edits: tuple[Edit, ...] | None = None) -> list[tuple[str, str]]:
    """Return fate and new quote of each span, checked against the new text."""
    found = reanchored(old, new, edits_between(old, new) if edits is None else edits, spans)
    for each in found:
        assert_sound(new, each)
    return [(each.fate, each.quote) for each in found]


def assert_sound(new: str, each: Anchored) -> None:
    if each.fragments:
        assert checked_fragments(new, each.fragments) == each.fragments
        assert quote_of(new, each.fragments) == each.quote
    if each.fate in ("kept", "moved"):
        assert each.quote == each.span.quote
    assert (each.why != "") == (each.fate == "broken")
    assert each.fragments or each.fate == "broken"


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Draft, list[Span]]:
    text = draw(TEXTS.filter(bool))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
    spans = [span(text, (low, high), id=str(low)) for low, high in pairwise(cuts)]
    if len(cuts) == 4:
        spans.append(span(text, (cuts[0], cuts[1]), (cuts[2], cuts[3]), id="two"))
    draft = Draft(text)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(draft.text)))
        end = draw(st.integers(start, min(len(draft.text), start + 4)))
        draft.replace(Change(start, end, draw(st.sampled_from(["", "a", "\u0301", "\n", "🇨🇦", "م b", "\u200d", "  "]))))
    return draft, spans


@given(corrections())
def test_whatever_is_edited_spans_stay_sound(each: tuple[Draft, list[Span]]) -> None:
    draft, spans = each
    old, new = draft.stored, draft.text
    edits = refined(old, new, draft.edits)
    for found in reanchored(old, new, edits, spans):
        assert_sound(new, found)
        fragments = found.span.fragments
        near = [edit for edit in edits if any(edit.start <= end and edit.end >= start for start, end in fragments)]
        if not near and len(fragments) == 1:
            shift = sum(edit.new_end - edit.new_start - (edit.end - edit.start) for edit in edits
                        if edit.end < found.span.start)
            assert found.fate == "kept"
            assert found.fragments == (Fragment(fragments[0].start + shift, fragments[0].end + shift),)
        if found.fate == "changed":
            start, end = found.fragments[0].start, found.fragments[-1].end
            assert places.is_boundary(new, start) or not places.is_boundary(old, found.span.start)
            assert places.is_boundary(new, end) or not places.is_boundary(old, found.span.end)


@given(TEXTS.filter(lambda text: bool(text) and places.trim(text, 0, len(text)) == (0, len(text))), TEXTS, TEXTS)
def test_text_put_in_around_a_span_never_gets_into_it(text: str, before: str, after: str) -> None:
    new = f"{before}\n{text}\n{after}"
    edits = (Edit(0, 0, 0, len(before) + 1), Edit(len(text), len(text), len(before) + 1 + len(text), len(new)))
    found = reanchored(text, new, edits, [span(text, (0, len(text)))])[0]
    assert text in found.quote
    assert found.fate == "kept" or len(found.quote) > len(text)


def test_a_typo_within_gives_new_words_and_leaves_the_others_alone() -> None:
    assert become(TEXT, TEXT.replace("Irak", "Iraq", 1), at(TEXT, "Ottawa"), at(TEXT, "Irak"), at(TEXT, "Irak", 1)) == [
        ("kept", "Ottawa"), ("changed", "Iraq"), ("kept", "Irak")]


def test_a_word_replaced_as_a_whole_is_broken_with_what_stands_there_now() -> None:
    new = TEXT.replace("Bush", "Trump")
    found = reanchored(TEXT, new, edits_between(TEXT, new), [at(TEXT, "Bush")])[0]
    assert (found.fate, found.quote, found.why) == ("broken", "Trump", "its words were taken out")


def test_a_deleted_mention_never_goes_to_another_one() -> None:
    assert become(TEXT, TEXT.replace("Ottawa reacted to Irak. ", ""), at(TEXT, "Irak"), at(TEXT, "Irak", 1)) == [
        ("broken", ""), ("kept", "Irak")]


@pytest.mark.parametrize(("old", "new", "quote", "expected"), [
    ("in Ira now", "in Iraq now", "Ira", ("changed", "Iraq")),
    ("in raq now", "in Iraq now", "raq", ("changed", "Iraq")),
    ("in Iraq now", "in Iraq, right now", "Iraq", ("kept", "Iraq")),
    ("in Iraq now", "in Iraqnow", "Iraq", ("kept", "Iraq")),
    ("Montreal said", "Montreal Gazette said", "real", ("kept", "real")),
    ("a xe\u0301 b", "a e\u0301 b", "a ", ("kept", "a ")),
    ("ax\u0301 b", "a\u0301 b", "a", ("changed", "a\u0301")),
    ("ax\u0301 b", "a\u0301 b", "x\u0301", ("changed", "a\u0301")),
    ("cafe au lait", "cafe\u0301 au lait", "cafe", ("changed", "cafe\u0301")),
    ("a\nb c d", "a\nc d", "b c d", ("changed", "c d")),
    ("the foo bar end", "the foo end", "foo bar", ("changed", "foo")),
])
def test_edits_at_an_edge(old: str, new: str, quote: str, expected: tuple[str, str]) -> None:
    assert become(old, new, at(old, quote)) == [expected]


def test_letters_beside_a_part_of_a_word_stay_outside() -> None:
    old, new = "Montreal said", "Montrealx said"
    assert become(old, new, span(old, (4, 7))) == [("kept", "rea")]
    assert become(old, "Monxtreal said", span(old, (3, 6)), edits=(Edit(3, 3, 3, 4),)) == [("kept", "tre")]


def test_an_edge_that_splits_a_grapheme_already_is_made_whole_once_its_words_change() -> None:
    old = "e\u0301x b"
    assert become(old, "e\u0301x! b", span(old, (1, 3))) == [("kept", "\u0301x")]
    assert become(old, "e\u0301y b", span(old, (1, 3))) == [("changed", "e\u0301y")]


def test_an_edit_over_an_edge_breaks_and_names_what_is_left() -> None:
    new = TEXT.replace("Bush said: Irak", "rak")
    found = reanchored(TEXT, new, (Edit(24, 36, 24, 24),), [at(TEXT, "Irak", 1), at(TEXT, "Bush said")])
    assert [(each.fate, each.quote, each.why) for each in found] == [
        ("broken", "rak", "the correction reaches over its edge"), ("broken", "", "its words were taken out")]
    cut = reanchored(TEXT, "Ottawa", (Edit(6, len(TEXT), 6, 6),), [span(TEXT, (0, 14))])
    assert [(each.fate, each.quote) for each in cut] == [("broken", "Ottawa")]
    over = reanchored("one two three", "one tree", (Edit(5, 9, 5, 5),), [span("one two three", (0, 7))])
    assert [(each.fate, each.quote) for each in over] == [("broken", "one tree"[:5])]


def test_a_new_line_at_an_edge_is_not_taken_for_its_words() -> None:
    old = "see Iraq now"
    new = "see Ira\nA whole paragraph. now"
    found = reanchored(old, new, (Edit(7, 8, 7, 26),), [at(old, "Iraq")])[0]
    assert (found.fate, found.why) == ("broken", "the correction reaches over its edge")


def test_a_span_whose_words_become_white_space_is_broken() -> None:
    assert become("a xyz b", "a   b", at("a xyz b", "xyz")) == [("broken", "")]
    assert become("a .  b", "a   b", span("a .  b", (2, 4)), edits=(Edit(2, 3, 2, 2),)) == [("broken", "")]


def test_a_moved_line_takes_its_spans_along() -> None:
    lines = TEXT.split("\n")
    new = "\n".join([lines[2], lines[1], lines[0]])
    spans = [at(TEXT, "Bush"), at(TEXT, "Irak", 1), at(TEXT, "end"), at(TEXT, "Story")]
    assert become(TEXT, new, *spans) == [("moved", "Bush"), ("moved", "Irak"), ("moved", "end"), ("kept", "Story")]


def test_moved_words_are_found_by_quote_and_context() -> None:
    old = "The minister Jessica Lamirande said so. A second sentence stands here. The end"
    sentence = "The minister Jessica Lamirande said so. "
    new = old.removeprefix(sentence) + " " + sentence
    spans = [at(old, "Jessica Lamirande"), at(old, "so")]
    assert become(old, new, *spans, edits=(Edit(0, 40, 0, 0), Edit(78, 78, 38, len(new)))) == [
        ("moved", "Jessica Lamirande"), ("moved", "so")]


def test_words_that_come_twice_are_told_apart_by_context_or_left_to_the_user() -> None:
    old = "near Erbil today. Rest"
    assert become(old, "Rest of Erbil x. More near Erbil today. End", at(old, "Erbil"),
                  edits=(Edit(0, 18, 0, 0), Edit(22, 22, 4, 43))) == [("moved", "Erbil")]
    found = reanchored("Ottawa\nRest", "Rest\nOttawa, Ottawa,", (Edit(0, 7, 0, 0), Edit(11, 11, 4, 20)),
                       [at("Ottawa\nRest", "Ottawa")])[0]
    assert (found.fate, found.why) == ("broken", "its words now stand in several places")


def test_short_words_are_not_taken_for_found() -> None:
    assert become("it\nRest", "Rest\na bit of wit", at("it\nRest", "it"), edits=(
        Edit(0, 3, 0, 0), Edit(7, 7, 4, 17))) == [("broken", "")]


def test_a_search_that_would_take_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "The minister Jessica Lamirande said so. Rest"
    new = "Rest The minister Jessica Lamirande said"
    edits = (Edit(0, 40, 0, 0), Edit(44, 44, 4, len(new)))
    assert become(old, new, at(old, "Jessica Lamirande"), edits=edits) == [("moved", "Jessica Lamirande")]
    monkeypatch.setattr(reanchor, "_SEARCHED", 10)
    assert become(old, new, at(old, "Jessica Lamirande"), edits=edits) == [("broken", "")]


def test_equal_quotes_are_looked_for_once_and_graphemes_are_not_cut() -> None:
    old, new = "Ottawa. Ottawa, Rest", "Rest Ottawa\u0301 Ottawa"
    edits = (Edit(0, 16, 0, 0), Edit(20, 20, 4, len(new)))
    assert become(old, new, at(old, "Ottawa"), at(old, "Ottawa", 1), edits=edits) == [
        ("moved", "Ottawa"), ("broken", "Ottawa")]


def test_fragments_share_one_fate() -> None:
    old = "“I go,” he said, “at once.” End"
    two = span(old, (1, 6), (18, 26))
    assert become(old, old.replace("he", "she"), two) == [("kept", "I go, at once.")]
    assert become(old, old.replace("at once", "at last"), two)[0][0] == "changed"
    assert become(old, old.replace("at once.", ""), two) == [("broken", "I go,")]
    touching = "“I go,at once.” End"
    assert become(old, touching, two, edits=(Edit(6, 18, 6, 6),)) == [("changed", "I go,at once.")]


def test_spans_of_one_label_that_would_fall_together_are_broken_apart() -> None:
    old = "the foo bar end"
    inner, outer, other = at(old, "foo"), at(old, "foo bar"), at(old, "foo bar", label="ORG")
    found = reanchored(old, "the foo end", edits_between(old, "the foo end"), [outer, inner, other])
    assert [(each.fate, each.why) for each in found] == [
        ("broken", "another span of this label has the same words now"), ("kept", ""), ("changed", "")]


def test_doubles_that_were_there_before_stay_doubles() -> None:
    old = "in Irak now"
    twins = [span(old, (3, 7), id="a"), span(old, (3, 7), id="b")]
    assert become(old, "in Iraq now", *twins) == [("changed", "Iraq"), ("changed", "Iraq")]
