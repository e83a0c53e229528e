"""Guidelines: taken apart and put together again, and examples taken from an article."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator import bootstrap
from annotator.domain.guideline import Guideline, compose, example_of, parse, parts, with_example

TEXT = "Without titles. Good: 'Marta Olsgaard'. Good: 'Olsgaard' in 'Ms. Olsgaard'. Bad: 'the teacher'."
APART = Guideline("Without titles.", ("'Marta Olsgaard'", "'Olsgaard' in 'Ms. Olsgaard'"), ("'the teacher'",))
PIECES = st.sampled_from(["Good: ", "Bad: ", "'x'. ", "'x'.", ".", " ", "\n", "Rule. ", "Good:", "a Good: b"])


def test_a_guideline_is_taken_apart():
    assert parse(TEXT) == APART
    assert compose(APART) == TEXT
    assert parse("") == Guideline()
    assert parse("Only rules") == Guideline("Only rules")
    assert parse("Bad: 'x'.") == Guideline(bad=("'x'",))


@pytest.mark.parametrize("text", ["Good: Iraq", "Bad: 'a'. Good: 'b'.", "Rule.\nGood: 'a'.", "Good: 'a'.  Bad: 'b'.",
                                  "Rule "])
def test_what_is_written_in_another_way_stays(text: str):
    assert parse(text) is None


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("Good: .")
def test_what_was_taken_apart_is_put_together_the_same(text: str):
    found = parse(text)
    assert found is None or compose(found) == text


def test_all_guidelines_of_the_scheme_that_comes_along_can_be_taken_apart():
    for _, label in bootstrap.default_scheme().labels():
        found = parse(label.guideline)
        assert found is not None
        assert found.good
        assert found.bad


def test_parts_for_display():
    assert parts(TEXT) == [("rule", "Without titles."), ("good", "Good: 'Marta Olsgaard'."),
                           ("good", "Good: 'Olsgaard' in 'Ms. Olsgaard'."), ("bad", "Bad: 'the teacher'.")]
    assert parts("One\n\n two\nBad:  x\ny") == [("rule", "One"), ("rule", "two"), ("bad", "Bad: x y")]
    assert parts("") == []


def test_one_more_example():
    assert parse(with_example(TEXT, "'Iraq'", good=True)).good[-1] == "'Iraq'"
    assert parse(with_example(TEXT, "'Iraq'", good=False)).bad[-1] == "'Iraq'"
    assert with_example(TEXT, "'the teacher'", good=False) == TEXT
    assert with_example("Good: Iraq", "'x'", good=False) == "Good: Iraq Bad: 'x'."
    assert with_example("Good: Iraq Bad: 'x'. Y", "'x'", good=False) == "Good: Iraq Bad: 'x'. Y"
    assert with_example("", "'x'", good=True) == "Good: 'x'."


ARTICLE = ("Ottawa reacted on Monday, as everybody had thought it would.  Iraq\nis quiet. One. "
           "The long list of all the many places named here goes on to Erbil and then to very many other towns "
           "of the land.")


@pytest.mark.parametrize(("words", "told"), [
    ("Ottawa reacted", "'Ottawa reacted'"), ("Iraq\nis", "'Iraq is'"), ("One", "'One'"),
    ("Ottawa", "'Ottawa' in 'Ottawa reacted on Monday, as everybody …'"),
    ("Erbil", "'Erbil' in '… places named here goes on to Erbil and then to very many other …'")])
def test_a_span_as_an_example(words: str, told: str):
    start = ARTICLE.index(words)
    assert example_of(ARTICLE, [(start, start + len(words))]) == told


def test_a_span_of_two_fragments_as_an_example():
    iraq = ARTICLE.index("Iraq")
    assert example_of(ARTICLE, [(0, 6), (iraq, iraq + 7)]) == "'Ottawa … Iraq is'"


def test_a_long_quote_is_cut():
    assert example_of("word " * 99, [(0, 480)]) == f"'{('word ' * 99)[:159].rstrip()}…'"
