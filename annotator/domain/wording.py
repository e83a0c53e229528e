"""The same words, written a little differently: expressions that find them wherever they stand.

White space between words, straight and curly apostrophes and quotation marks, hyphens, and letters written as one
character or with combining marks (Unicode Standard Annex 15) are always alike.
Case, numbers and the endings of inflected words may be, see `domain.occurrences.Options`.
"""

import re
from collections.abc import Callable
from unicodedata import normalize

from annotator.domain.patterns import Pattern
from annotator.domain.text import BLANK

_ALIKE = ("'’‘ʼ＇", "\"“”„‟«»＂", "-\u2010\u2011")
_KINDS = {char: kind for kind in _ALIKE for char in kind}
_BREAKS = "\n\r\u2029"
_GAP = re.compile("[" + "".join(map(re.escape, sorted(BLANK))) + "]+")
_SPACE = "[" + "".join(f"\\u{ord(char):04X}" for char in sorted(BLANK - set(_BREAKS))) + "]"
_BREAK = r"(?:\r\n|[\n\r])"
GAPS = (f"(?(DEFINE)(?P<gap>{_SPACE}+(?:{_BREAK}{_SPACE}*)?|{_BREAK}{_SPACE}*)"
        f"(?P<wide>(?:{_SPACE}|[{_BREAKS}])+))")
"""Names for white space, said once in an expression, after all else: `gap` has at most one line break, as
texts broken at a column have within a paragraph; `wide` has any."""
_BREAK_IN = re.compile(_BREAK)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ANY_NUMBER = r"\p{Nd}+(?:[.,]\p{Nd}+)*"
_SCRIPTS = ("Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Arabic", "Hebrew", "Hangul", "Devanagari", "Bengali",
            "Tamil", "Telugu", "Ethiopic")
"""Scripts whose words are set apart and take endings."""
_SCRIPT_OF = {script: Pattern(rf"(?r)\p{{Script={script}}}\p{{M}}*") for script in _SCRIPTS}
_STEM_END = re.compile("(?:[иіыо]й|[аяую]я|[аеёиіїйоуыьюяa])$", re.IGNORECASE)
"""What the endings of Slavic nouns and names in -ий, -ая, -а and the like take the place of."""
LONGEST_TAIL = 2
"""Letters that an ending may take the place of, at most."""
_SHORTEST_STEM = 3
_LONGEST_ENDING = 3
_ARTICLE = "ال"
_CLITICS = {"Arabic": r"[وف]?[بكلس]?(?:ال)?", "Hebrew": "[והבכלמש]{0,3}"}
"""Words of one letter, and the article, that are written as one with the next word."""

_COMBINING = "\u0300-\u036F\u0653-\u0655\u3099\u309A"
"""Marks that are part of composed letters in use."""
_LETTERS = re.compile(r"\w+")
_CHARACTER = re.compile(f".[{_COMBINING}]*", re.DOTALL)
_HANGUL = range(0xAC00, 0xD7A4)
Writer = Callable[[str], str]
"""Makes the expression of one character with its combining marks, in one case."""


def words_of(quote: str) -> list[str]:
    """Return what stands between the white space of a quote."""
    return [part for part in _GAP.split(quote) if part]


def as_written(char: str) -> str:
    """Write a character as it is, composed or not."""
    kind = _KINDS.get(char)
    if kind:
        return f"[{re.escape(kind)}]"
    if char.isascii() or ord(char[0]) in _HANGUL:
        return re.escape(char)
    apart = normalize("NFD", char)
    ways = sorted({char, apart, normalize("NFC", char), normalize("NFC", apart[:2]) + apart[2:]})
    return re.escape(char) if len(ways) == 1 else f"(?:{'|'.join(map(re.escape, ways))})"


def written(words: str, write: Writer = as_written) -> str:
    """Write words character by character."""
    return "".join(write(each) for each in _CHARACTER.findall(words))


def longest_fixed(words: str, *, numbers: bool) -> str:
    """Return the longest stretch of letters that `as_written` leaves as they are; empty where there is none.

    numbers: any number stands for any other, so that digits are no part of it.
    """
    fixed = "".join(each if _is_fixed(each, numbers) else " " for each in _CHARACTER.findall(words))
    return max(_LETTERS.findall(fixed), key=len, default="")


def in_capitals(char: str) -> str:
    """Write a character as capitals have it, in Turkish too."""
    return f"(?:I|{as_written('İ')})" if char == "i" else written(char.upper())


def expression(quote: str, write: Writer, *, across: bool, numbers: bool, ending: str = "") -> str:
    """Return the expression that finds the words of a quote; it goes with GAPS.

    across: white space may hold the end of a paragraph. numbers: any number stands for any other.
    ending: expression of one letter that an inflected word may end with; empty for words as they are.
    """
    parts: list[str] = []
    gaps = [*_GAP.findall(quote.strip("".join(BLANK))), ""]
    for word, gap in zip(words_of(quote), gaps, strict=True):
        plain = _number_word(word, write) if numbers else written(word, write)
        parts.append(_inflected(word, write, ending) if ending and script_of(word) else plain)
        if gap:
            parts.append("(?&wide)" if across or _ends_paragraph(gap) else "(?&gap)")
    return "".join(parts)


def letters_after(quote: str, *, cased: str) -> str:
    """Return the expression of one letter of an ending in the script of the quote; empty where words take none.

    `cased`: which letters, as an expression.
    """
    script = script_of(quote)
    return rf"(?=\p{{Script={script}}}){cased}\p{{M}}*" if script else ""


def script_of(word: str) -> str:
    """Return the script of the word's last letter, if its words are set apart and take endings; else nothing."""
    return next((name for name, last in _SCRIPT_OF.items() if last.match(word, 0, len(word))), "")


def stem_of(word: str) -> str:
    """Return what of a word stays when it is inflected."""
    stem = _STEM_END.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def clitics_before(quote: str) -> str:
    """Return the expression of what may be written as one before the quote's first word; empty where nothing may."""
    return next((some for script, some in _CLITICS.items() if script_of(quote[:1]) == script), "")


def with_article_worn_down(quote: str) -> str:
    """Return the quote as it is written after Arabic ل, which takes the alif of its article; empty without article."""
    return quote[1:] if quote.startswith(_ARTICLE) else ""


def at_line_start() -> str:
    """Return the expression of a place with nothing before it in its line."""
    return rf"(?<=(?:\A|[{_BREAKS}]){_SPACE}*)"


def at_line_end() -> str:
    """Return the expression of a place with nothing after it in its line."""
    return rf"(?={_SPACE}*(?:\Z|[{_BREAKS}]))"


def _ends_paragraph(gap: str) -> bool:
    """Whether white space holds the end of a paragraph: an empty line."""
    return "\u2029" in gap or len(_BREAK_IN.findall(gap)) > 1


def _inflected(word: str, write: Writer, ending: str) -> str:
    stem = stem_of(word)
    if len(word) < _SHORTEST_STEM:
        return written(word, write)
    start, rest = written(stem, write), written(word[len(stem):], write)
    some = f"(?:{ending})"
    return f"{start}(?:{rest}{some}{{0,{_LONGEST_ENDING}}}" + (
        f"|{some}{{1,{_LONGEST_ENDING}}})" if rest else ")")


def _number_word(word: str, write: Writer) -> str:
    """Write a word in which every number stands for any."""
    parts, at = [], 0
    for number in _NUMBER.finditer(word):
        parts += [written(word[at:number.start()], write), _ANY_NUMBER]
        at = number.end()
    return "".join([*parts, written(word[at:], write)])


def _is_fixed(char: str, numbers: bool) -> bool:
    """Whether a character with its marks is written in one way only."""
    if len(char) > 1 or (numbers and char.isdigit()):
        return False
    return char.isascii() or ord(char) in _HANGUL or normalize("NFD", char) == char == normalize("NFC", char)
