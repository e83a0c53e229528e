"""The same words, written a little differently: expressions that find them wherever they stand.

White space between words, straight and curly apostrophes and quotation marks, and hyphens are always alike.
Case, numbers and the endings of inflected words may be, see `domain.occurrences.Options`.
"""

import re
from collections.abc import Callable

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
_PARAGRAPH_END = re.compile("\u2029|(?>\r\n|[\n\r])[^\\S\n\r]*[\n\r]")
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

Writer = Callable[[str], str]
"""Makes the expression of one character, in one case."""


def words_of(quote: str) -> list[str]:
    """Return what stands between the white space of a quote."""
    return [part for part in _GAP.split(quote) if part]


def as_written(char: str) -> str:
    """Write a character as it is."""
    kind = _KINDS.get(char)
    return f"[{re.escape(kind)}]" if kind else re.escape(char)


def in_capitals(char: str) -> str:
    """Write a character as capitals have it, in Turkish too."""
    return "[Iİ]" if char == "i" else "".join(map(as_written, char.upper()))


def expression(quote: str, write: Writer, *, across: bool, numbers: bool, ending: str = "") -> str:
    """Return the expression that finds the words of a quote; it goes with GAPS.

    across: white space may hold the end of a paragraph. numbers: any number stands for any other.
    ending: expression of one letter that an inflected word may end with; empty for words as they are.
    """
    parts: list[str] = []
    gaps = [*_GAP.findall(quote.strip("".join(BLANK))), ""]
    for word, gap in zip(words_of(quote), gaps, strict=True):
        written = _number_word(word, write) if numbers else "".join(map(write, word))
        parts.append(_inflected(word, write, ending) if ending and script_of(word) else written)
        if gap:
            parts.append("(?&wide)" if across or _PARAGRAPH_END.search(gap) else "(?&gap)")
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


def _inflected(word: str, write: Writer, ending: str) -> str:
    stem = stem_of(word)
    if len(word) < _SHORTEST_STEM:
        return "".join(map(write, word))
    start, rest = "".join(map(write, stem)), "".join(map(write, word[len(stem):]))
    some = f"(?:{ending})"
    return f"{start}(?:{rest}{some}{{0,{_LONGEST_ENDING}}}" + (
        f"|{some}{{1,{_LONGEST_ENDING}}})" if rest else ")")


def _number_word(word: str, write: Writer) -> str:
    """Write a word in which every number stands for any."""
    parts, at = [], 0
    for number in _NUMBER.finditer(word):
        parts += [*map(write, word[at:number.start()]), _ANY_NUMBER]
        at = number.end()
    return "".join([*parts, *map(write, word[at:])])
