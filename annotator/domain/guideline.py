"""Guidelines: rules followed by good and bad examples, as one text `Rules. Good: 'this'. Bad: 'that'.`

The text is what a scheme stores. One that is written in another way stays as it is: it is shown, but not taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from annotator.domain.sentence import sentence_range
from annotator.domain.text import next_word, previous_word

Part = Literal["rule", "good", "bad"]
_EXAMPLE = re.compile(r"(?:(?<=\s)|\A)(Good|Bad):\s")
_WORDS: dict[Part, str] = {"good": "Good", "bad": "Bad"}
_LONGEST = 160
"""Code points of an example's quote; a longer one is cut."""
_AROUND = 48
"""Code points of a sentence shown with a single word, at least; it is cut at words."""


@dataclass(frozen=True, slots=True)
class Guideline:
    """What a guideline says, taken apart. An example is all that stands between `Good: ` and its period."""

    rules: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


def parse(text: str) -> Guideline | None:
    """Return a text taken apart, None for one that `compose` would write in another way."""
    found = Guideline()
    for part, words in _split(text):
        if part == "rule":
            found = replace(found, rules=words)
        elif part == "good":
            found = replace(found, good=(*found.good, words.removesuffix(".")))
        else:
            found = replace(found, bad=(*found.bad, words.removesuffix(".")))
    return found if compose(found) == text else None


def compose(guideline: Guideline) -> str:
    """Return the text: the rules, then good, then bad examples."""
    good = [f"Good: {example}." for example in guideline.good]
    bad = [f"Bad: {example}." for example in guideline.bad]
    return " ".join([guideline.rules] * bool(guideline.rules) + good + bad)


def parts(text: str) -> list[tuple[Part, str]]:
    """Return any text in parts for display, one line each: rules, and examples with the word before them."""
    found: list[tuple[Part, str]] = []
    for part, words in _split(text):
        if part == "rule":
            found += [("rule", line.strip()) for line in words.splitlines() if line.strip()]
        else:
            found.append((part, f"{_WORDS[part]}: {' '.join(words.split())}"))
    return found


def with_example(text: str, example: str, *, good: bool) -> str:
    """Return the text with one more example, itself where it has that one."""
    guideline = parse(text)
    if guideline is None:
        told = f"{_WORDS['good' if good else 'bad']}: {example}."
        return text if told in text else f"{text.rstrip()} {told}"
    there = guideline.good if good else guideline.bad
    if example in there:
        return text
    more = (*there, example)
    return compose(replace(guideline, good=more) if good else replace(guideline, bad=more))


def example_of(text: str, fragments: Sequence[tuple[int, int]]) -> str:
    """Return a span (half-open ranges of code points) as an example: the quote, for a single word with what stands
    around it in the sentence."""
    quote = " … ".join(_line(text[start:end]) for start, end in fragments)
    if len(quote) > _LONGEST:
        quote = quote[:_LONGEST - 1].rstrip() + "…"
    if len(quote.split()) != 1:
        return f"'{quote}'"
    around = _around(text, *fragments[0])
    return f"'{quote}'" if around == quote else f"'{quote}' in '{around}'"


def _around(text: str, start: int, end: int) -> str:
    low, high = sentence_range(text, start)
    low, high = min(low, start), max(high, end)
    left, right = start, end
    while left > low and start - left < _AROUND // 2:
        left = max(low, previous_word(text, left))
    while right < high and right - end < _AROUND // 2:
        right = min(high, next_word(text, right))
    return f"{'… ' if left > low else ''}{_line(text[left:right]).rstrip('.')}{' …' if right < high else ''}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _split(text: str) -> Iterator[tuple[Part, str]]:
    """Yield the parts; one space between two belongs to neither."""
    marks = list(_EXAMPLE.finditer(text))
    first = marks[0].start() if marks else len(text)
    if first:
        yield "rule", text[:first].removesuffix(" ")
    ends = [*(each.start() for each in marks[1:]), len(text)]
    for mark, following in zip(marks, ends, strict=False):
        yield "good" if mark[1] == "Good" else "bad", text[mark.end():following].removesuffix(" ")
