"""The search's and the filter's language in words: `"in Iraq" rocket* -war label:GPE status:done`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from annotator.domain.article import STATUSES, Status
from annotator.domain.folding import fold
from annotator.domain.search import Query, Word
from annotator.domain.span import ORIGINS, Origin

KINDS = ("label", "layer", "attr", "by", "status", "comment", "origin", "relation", "in")
"""Words before a colon that narrow a search."""
FILTER_KINDS = ("label", "status", "review")
"""Those that narrow the list of articles."""
_TOKEN = re.compile(r"(?P<minus>-?)(?:(?P<kind>[^\W\d_]+):)?(?P<value>(?:[^\s\"]*=)?\"[^\"]*\"?\*?|\S*)")
_ODD = re.compile(rf"-?((?!(?:{'|'.join(KINDS)}):)[^\W\d_]+):(?!//)\S", re.IGNORECASE)
_STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Quotation marks as they are typed and pasted."""
_SHORT: dict[str, Status] = {"inprogress": "in_progress", "progress": "in_progress", "in-progress": "in_progress",
                             "open": "in_progress", "skip": "skipped"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it was typed: `kind:value`; kind is empty for a plain word, and value without its quotes."""

    typed: str
    kind: str
    value: str
    without: bool
    quoted: bool


def tokens(words: str, kinds: Collection[str] = KINDS) -> list[Token]:
    """Return what was typed, word by word; a phrase in quotes is one; one nobody closed goes to the end. A word before
    a colon that is none of the `kinds` is part of what it stands before."""
    found = []
    for match in _TOKEN.finditer(words.translate(_STRAIGHT)):
        kind, value = (match["kind"] or "").lower(), match["value"]
        if kind and kind not in kinds:
            kind, value = "", f"{match['kind']}:{value}"
        if match[0]:
            found.append(Token(match[0], kind, value.replace('"', ""), bool(match["minus"]), '"' in value))
    return found


def parse(words: str) -> tuple[Query, list[str]]:
    """Return the query, and a sentence for everything in it that was not understood."""
    query, told = Query(), []
    for token in tokens(words):
        if odd := _ODD.match(token.typed):
            told.append(f"{odd[1]}: is no search word, so “{token.value}” is looked for as it stands.")
        try:
            query = _with(query, token)
        except _Unfit as error:
            told.append(str(error))
    return query, told


class _Unfit(Exception):
    """A word that means nothing, in words."""


def _with(query: Query, token: Token) -> Query:
    if not token.kind:
        return _with_word(query, token)
    if token.without:
        raise _Unfit(f"“{token.typed}” is left aside: - leaves out words, not {token.kind}:.")
    value = token.value
    if not value and token.kind != "comment":
        raise _Unfit(f"{token.kind}: waits for a word right after the colon.")
    match token.kind:
        case "label":
            return replace(query, labels=(*query.labels, value))
        case "layer":
            return replace(query, layers=(*query.layers, value))
        case "attr":
            name, _, answer = value.partition("=")
            return replace(query, attributes=(*query.attributes, (name, answer)))
        case "by":
            return replace(query, annotators=(*query.annotators, value))
        case "comment":
            return replace(query, comments=(*query.comments, fold(value)))
        case "relation":
            return replace(query, relations=(*query.relations, value))
        case "status":
            return replace(query, statuses=(*query.statuses, _status(value)))
        case "origin":
            return replace(query, origins=(*query.origins, _origin(value)))
        case _:
            if fold(value) not in ("title", "text"):
                raise _Unfit(f"in:{value} is no place; there are in:title and in:text.")
            return replace(query, in_title=fold(value) == "title")


def _with_word(query: Query, token: Token) -> Query:
    """Return the query with a plain word; a * at an end lets the word go on there."""
    text = fold(token.value)
    word = Word(text.strip("*").strip(), text.startswith("*"), text.endswith("*"))
    if not word.text:
        raise _Unfit(f"“{token.typed}” alone finds nothing; write letters with it.")
    return (replace(query, without=(*query.without, word)) if token.without
            else replace(query, words=(*query.words, word)))


def status_of(word: str) -> Status | None:
    """Return the status that a word names, however it is written."""
    low = word.lower()
    return next((each for each in STATUSES if each == low), _SHORT.get(low))


def _status(word: str) -> Status:
    found = status_of(word)
    if found is None:
        raise _Unfit(f"No status {word}; there are {', '.join(STATUSES)}.")
    return found


def _origin(word: str) -> Origin:
    found: Origin | None = next((each for each in ORIGINS if each == word.lower()), None)
    if found is None:
        raise _Unfit(f"No origin {word}; there are {', '.join(ORIGINS)}.")
    return found
