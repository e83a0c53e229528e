"""Where the words of a span stand again: the other occurrences, which may get its label too.

All ranges are half-open code points of the text. What is found never overlaps itself, never splits a
grapheme, and has no white space at its edges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import annotator.domain.wording as wording
from annotator.domain.errors import Refused
from annotator.domain.patterns import Pattern
from annotator.domain.scheme import Form
from annotator.domain.span import Fragment, Span
from annotator.domain.text import Range, is_boundary, paragraph_range, trim

Fragments = tuple[Fragment, ...]
_LONGEST = 20_000
"""Characters of the longest words that are looked for."""
_LONGEST_NAME = 12
"""Words of a name that may be inflected; what is longer is no name, and its endings would be tried without end."""
_LONGEST_CAPITALS = 3
"""Words in capitals of so many letters (US, WHO) mean something else than the same letters in small ones."""
_MARKS = r"\u200E\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069"
"""Signs without width that do not end a word, by Annex 29, but may stand after it."""
_WORD_END = rf"(?:\b|(?=[{_MARKS}]+\b)"
_APOSTROPHE = "['’]"
_SMALL, _CAPITAL, _ANY = r"[\p{Ll}\p{Lo}]", r"[\p{Lu}\p{Lo}]", r"\p{L}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What counts as the same words.

    match_case: as written or in CAPITALS, and a quote in capitals also with Capital Initials. Otherwise any case.
    whole: bands and lines: whole words (Unicode Standard Annex 29); blocks: whole lines.
    endings: a word may end with up to three letters more, or others than its last vowel; Arabic and Hebrew
        words may have a preposition, conjunction or article written before them.
    numbers: any number stands for any other, as in "Page 3 of 12".
    """

    match_case: bool = True
    whole: bool = True
    endings: bool = False
    numbers: bool = False


def usual_options(form: Form, text: str, span: Span) -> Options:
    """Return the options to begin with: names as written, claims in any case, boilerplate with other numbers too.

    Boilerplate that fills whole lines is looked for as whole lines, else as whole words.
    """
    if form == "block":
        return Options(match_case=False, numbers=True, whole=_fills_lines(text, span.start, span.end))
    return Options(match_case=form == "band")


class Finder:
    """Finds the places of a span's words in texts; made once, asked for many texts."""

    def __init__(self, pieces: tuple[str, ...], form: Form, options: Options) -> None:
        """Look for `pieces`, the words of each fragment.

        Raises Refused where there is nothing to look for, or it is too long.
        """
        if not all(map(wording.words_of, pieces)):
            raise Refused("This span covers only white space; there is nothing to look for")
        if sum(map(len, pieces)) > _LONGEST:
            raise Refused(f"This span is longer than {_LONGEST:,} characters; look for the words of a shorter one")
        self._pieces = [_Piece(piece, form, options) for piece in pieces]

    def may_stand_in(self, text: str) -> bool:
        """Whether it is worth looking closer; cheap, for most texts do not hold the words."""
        return all(piece.may_stand_in(text) for piece in self._pieces)

    def find(self, text: str) -> list[Fragments]:
        """Return all places in the order of the text. The fragments of one stand in one paragraph, in their order."""
        if not self.may_stand_in(text):
            return []
        first, *rest = [list(piece.find(text)) for piece in self._pieces]
        if not rest:
            return [(Fragment(*place),) for place in first]
        return list(_chained(text, first, rest))


class _Piece:
    """The words of one fragment."""

    def __init__(self, quote: str, form: Form, options: Options) -> None:
        self._quote, self._form, self._options = quote, form, options
        self._endings = options.endings and form == "band" and len(wording.words_of(quote)) <= _LONGEST_NAME

    def may_stand_in(self, text: str) -> bool:
        if not self._options.match_case:
            return self._hint.search(text) is not None
        return any(hint in text for hint in self._hints)

    def find(self, text: str) -> Iterator[Range]:
        at = 0
        while (found := self._words.search(text, at)) is not None:
            start, end = found.span()
            if self._start.match(text, start) and is_boundary(text, start) and is_boundary(text, end):
                yield start, end
                at = end
            else:
                at = start + 1

    def _lasting(self, quote: str) -> str:
        """Return letters that stand wherever the quote does, its first word worn down and inflected or not."""
        longest = wording.longest_fixed(quote, numbers=self._options.numbers)
        return longest[1:-wording.LONGEST_TAIL] if self._endings else longest

    @cached_property
    def _hints(self) -> frozenset[str]:
        quote = self._quote
        return frozenset(map(self._lasting, (quote, quote.upper(), quote.replace("i", "İ").upper(), quote.title())))

    @cached_property
    def _hint(self) -> Pattern:
        return Pattern("(?i)" + wording.written(self._lasting(self._quote)))

    @cached_property
    def _words(self) -> Pattern:
        """Everything from the first word to the edge after the last one."""
        if not self._options.match_case:
            return Pattern(f"(?i)(?:{self._written(self._quote, _ANY)}){self._end()}{wording.GAPS}", words=True)
        variants = [self._written(self._quote, _SMALL), self._written(self._quote, _CAPITAL, wording.in_capitals)]
        if self._quote.isupper() and max(map(len, wording.words_of(self._quote))) > _LONGEST_CAPITALS:
            variants.append(self._written(self._quote.title(), _SMALL))
        return Pattern(f"(?:{'|'.join(variants)}){self._end()}{wording.GAPS}", words=True)

    def _written(self, quote: str, cased: str, write: wording.Writer = wording.as_written) -> str:
        ending = wording.letters_after(quote, cased=cased) if self._endings else ""

        def written(words: str) -> str:
            return wording.expression(words, write, across=self._form == "block", numbers=self._options.numbers,
                                      ending=ending)

        worn = wording.with_article_worn_down(quote) if self._endings else ""
        return f"(?:{written(quote)}|(?<=ل){written(worn)})" if worn else written(quote)

    @cached_property
    def _start(self) -> Pattern:
        """The edge before the first word. An elided word before an apostrophe (l’Irak) is another one."""
        if self._form == "block" and self._options.whole:
            return Pattern(wording.at_line_start())
        if not (self._options.whole or self._form == "block"):
            return Pattern("")
        clitics = wording.clitics_before(self._quote) if self._endings else ""
        before = rf"|(?<=\b{clitics})" if clitics else ""
        return Pattern(rf"(?:\b|(?<=\p{{L}}{_APOSTROPHE}){before})", words=True)

    def _end(self) -> str:
        """The edge after the last word. A possessive stays outside, and so do Turkish endings after an apostrophe."""
        if self._form == "block" and self._options.whole:
            return wording.at_line_end()
        if not (self._options.whole or self._form == "block"):
            return ""
        if self._form != "band":
            return _WORD_END + ")"
        after = r"\p{L}" if self._endings else r"[sS]\b"
        return rf"{_WORD_END}|(?={_APOSTROPHE}{after}))"


def _chained(text: str, first: list[Range], rest: list[list[Range]]) -> Iterator[Fragments]:
    """Yield the places where one piece after the other stands in one paragraph, the nearest ones first."""
    free = 0
    numbers = [0] * len(rest)
    for place in first:
        chain = [place]
        _, high = paragraph_range(text, place[0])
        for row, places in enumerate(rest):
            while numbers[row] < len(places) and places[numbers[row]][0] <= chain[-1][1]:
                numbers[row] += 1
            if numbers[row] == len(places) or places[numbers[row]][1] > high:
                break
            chain.append(places[numbers[row]])
        if len(chain) == len(rest) + 1 and place[0] >= free:
            free = chain[-1][1]
            yield tuple(Fragment(*each) for each in chain)


def _fills_lines(text: str, start: int, end: int) -> bool:
    """Whether nothing but white space stands before and after a range in its lines."""
    low, high = paragraph_range(text, start)[0], paragraph_range(text, end)[1]
    return trim(text, low, high) == trim(text, start, end)
