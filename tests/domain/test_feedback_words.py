"""What a proposal changes, in words."""

from dataclasses import replace

import pytest

from annotator.domain.feedback_words import changes_between, value_words
from annotator.domain.span import Fragment, Span, Value

TEXT = "The Canadian base near Erbil in northern Iraq was hit."


def span(*words: str, **more: object) -> Span:
    fragments = tuple(Fragment(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)
    given = {"layer": "entity", "label": "GPE", "id": "s", "quote": " ".join(words), "fragments": fragments, **more}
    return Span(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "after", "told"), [
    (span("Erbil"), span("Erbil"), []),
    (span("Erbil"), span("Erbil", label="LOC"), ["GPE → LOC"]),
    (span("Erbil"), span("Erbil", layer="claim", label="FACTUAL"), ["GPE (entity) → FACTUAL (claim)"]),
    (span("base near Erbil"), span("Erbil"), ["without “base near” at its start"]),
    (span("Erbil in"), span("Erbil"), ["without “in” at its end"]),
    (span("Erbil"), span("near Erbil in northern Iraq"),
     ["with “near” before it", "with “in northern Iraq” after it"]),
    (span("Erbil"), span("Iraq"), ["other words"]),
    (span("Iraq"), span("Erbil"), ["other words"]),
    (span("Erbil"), span("Erbil", "Iraq"), ["1 piece → 2 pieces"]),
    (span("base", "Iraq"), span("base", "Erbil"), ["other pieces"]),
    (span("Erbil", attributes={"a": 1, "sure": True}), span("Erbil", attributes={"a": 1, "sure": False, "n": 2}),
     ["n: no answer → 2", "sure: yes → no"]),
    (span("Erbil", attributes={"n": 1}), span("Erbil", attributes={"n": True}), ["n: 1 → yes"]),
    (span("Erbil"), span("near Erbil", label="LOC"), ["GPE → LOC", "with “near” before it"]),
])
def test_changes_are_told_one_by_one(before: Span, after: Span, told: list[str]) -> None:
    assert changes_between(TEXT, before, after) == told


def test_many_words_are_quoted_at_their_ends() -> None:
    long = " ".join(str(number) for number in range(40))
    whole = Span(id="s", layer="claim", label="FACTUAL", fragments=(Fragment(0, len(long)),), quote=long)
    short = replace(whole, fragments=(Fragment(0, 1),), quote="0")
    assert changes_between(long, whole, short) == ["without “1 2 3 4 … 36 37 38 39” at its end"]


@pytest.mark.parametrize(("value", "words"), [(None, "no answer"), (True, "yes"), (False, "no"), ("sure", "sure"),
                                              (0.5, "0.5")])
def test_answers_are_told_as_people_read_them(value: Value | None, words: str) -> None:
    assert value_words(value) == words
