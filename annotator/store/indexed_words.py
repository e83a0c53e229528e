"""What the index of words holds of a text, and how a search names it in FTS5's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import Connection

from annotator.domain.finding import SPACELESS, is_outside
from annotator.domain.folding import fold
from annotator.domain.query import Problem
from annotator.domain.search import Word
from annotator.store.word_index import is_there

_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_terms USING fts5vocab(main, words, row)"
_MOST_TOKENS = 30
_MOST_TERMS = 300
"""A part of a word that more words have is in so many articles that looking at all of them is as quick."""
_TOKEN = re.compile("[0-9a-z\u0080-\U0010ffff]+")
_RUN = re.compile(f"{SPACELESS.pattern}+")
_PIECE = re.compile(f"{SPACELESS.pattern}+|(?:(?!{SPACELESS.pattern}).)+")
_ASCII = bytes(range(128))
_FEW = 24
_SINGLE = re.compile("[\u0080-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u20cf\u2100-\u2bff\U0001f000-\U0001faff]*")
"""Letters and signs that stand for themselves: none joins the one before, or is taken in pairs."""


def expression(words: Sequence[Word]) -> str:
    """Return what finds the articles that may hold all the words, in FTS5's language; empty where all may."""
    parts = dict.fromkeys(part for word in words for part in _parts(word))
    return " AND ".join(list(parts)[:_MOST_TOKENS])


def expression_within(connection: Connection, pieces: Sequence[str]) -> str:
    """Return what finds the articles that may hold all the pieces (folded, of words or longer), as `expression`."""
    parts = dict.fromkeys(part for piece in pieces
                          for part in _parts(Word(piece, True, True)) or _terms_with(connection, piece))
    return " AND ".join(list(parts)[:_MOST_TOKENS])


def spaced(text: str) -> str:
    """Return a text as FTS5 is to split it at whatever is no letter or digit of ASCII, and no other character:
    folded (but for ASCII, which FTS5 folds itself), other signs gone, scripts without spaces in pairs of characters."""
    if text.isascii():
        return text
    strange = _strange(text)
    if len(strange) <= _FEW and _SINGLE.fullmatch(strange):    # as in most news: a third faster
        for char in strange:
            text = text.replace(char, _seen(char))
        return text
    text = _separated(fold(text))
    return _RUN.sub(_pairs, text) if SPACELESS.search(strange) else text


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield the articles that a search might miss, by their longest words."""
    if not is_there(connection):
        return
    known = {pk: docid for pk, docid in connection.exec_driver_sql("SELECT article_pk, docid FROM indexed")}
    for pk, article, title, body in connection.exec_driver_sql(
            "SELECT articles.pk, id, title, text FROM articles JOIN texts ON article_pk = articles.pk"):
        longest = max(_TOKEN.findall(spaced(f"{title}\n{body}").lower()), key=len, default="")
        if longest and not connection.exec_driver_sql("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?",
                                                      (f'"{longest}"', known.get(pk))).first():
            yield Problem("the index of words does not know its words, so a search may miss it; give it another "
                          "title (and the old one back) to have it indexed anew", f"article {article}")


@lru_cache(maxsize=1024)
def _seen(char: str) -> str:
    """Return what the index sees of a character that stands for itself."""
    return " " if is_outside(char) else fold(char)


def _strange(text: str) -> str:
    """Return the different characters outside ASCII."""
    return "".join(set(text.encode().translate(None, _ASCII).decode()))


def _separated(folded: str) -> str:
    """Return the text with spaces for all signs outside ASCII that belong to no word."""
    for char in _strange(folded):
        if is_outside(char):
            folded = folded.replace(char, " ")
    return folded


def _pairs(run: re.Match[str]) -> str:
    chars = run[0]
    return f" {' '.join([a + b for a, b in pairwise(chars)])} {chars[-1]} "


def _parts(word: Word) -> list[str]:
    """Return what the index has for sure of an article with this word, each in FTS5's language."""
    text = _separated(word.text)
    parts = []
    for token in _TOKEN.finditer(text):
        for piece in _PIECE.finditer(token[0]):
            start, end = token.start() + piece.start(), token.start() + piece.end()
            if SPACELESS.match(piece[0]):
                parts += [f'"{a}{b}"' for a, b in pairwise(piece[0])] or [f'"{piece[0]}"*']
            elif start or not word.open_start:
                parts.append(f'"{piece[0]}"' + "*" * (word.open_end and end == len(text)))
    return parts


def _terms_with(connection: Connection, piece: str) -> list[str]:
    """Return the choice among all words that hold the piece, if it is one of letters and they are not too many."""
    inner = _TOKEN.findall(_separated(piece))
    if len(inner) != 1:
        return []
    connection.exec_driver_sql(_TERMS)
    terms = connection.exec_driver_sql("SELECT term FROM word_terms WHERE instr(term, ?) LIMIT ?",
                                       (inner[0], _MOST_TERMS + 1)).scalars().all()
    if len(terms) > _MOST_TERMS:
        return []
    choice = " OR ".join([f'"{term}"' for term in terms] or [f'"{inner[0]}"'])
    return [f"({choice})"]
