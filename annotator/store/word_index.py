"""The index of words (SQLite's FTS5): which articles may hold a word. What it names is looked at in the text itself,
so it only has to miss nothing; where it cannot be used, every text is looked at.

`indexed` says which document of `words` stands for which article. Triggers on articles and texts forget that for
whatever is touched, by any program, and note it in `unindexed`; before the commit those articles become new
documents. Documents that stand for nothing any more are left alone until they outnumber the others: FTS5 could
only remove them by being told their words again, which are gone. None of these tables is journaled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import Connection, Integer, Select, TableClause, Text, column, select, table
from sqlalchemy.exc import OperationalError

from annotator.domain.errors import UserError
from annotator.domain.finding import SPACELESS, is_outside
from annotator.domain.folding import fold
from annotator.domain.query import Problem
from annotator.domain.search import Word

TABLE = "CREATE VIRTUAL TABLE words USING fts5(held, content='', detail=none, columnsize=0, tokenize='ascii')"
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_terms USING fts5vocab(main, words, row)"
_ROOM = "INSERT INTO words(words, rank) VALUES ('hashsize', 16777216)"
"""Bytes of words kept in memory before they are written: half the time of an import, and a smaller file."""
_INDEXED: TableClause = table("indexed", column("docid", Integer), column("article_pk", Integer))
_WORDS: TableClause = table("words", column("rowid", Integer), column("words", Text))
KEPT = ("indexed", "unindexed")
"""Tables that every file has, with FTS5 or without."""
_NOTES = ("CREATE TABLE indexed (docid INTEGER PRIMARY KEY AUTOINCREMENT, article_pk INTEGER NOT NULL UNIQUE)",
          "CREATE TABLE unindexed (article_pk INTEGER PRIMARY KEY)")
_TOUCHED = [("articles", "INSERT", "new.pk"), ("articles", "UPDATE OF title", "new.pk"),
            ("articles", "DELETE", "old.pk"), ("texts", "INSERT", "new.article_pk"),
            ("texts", "UPDATE", "new.article_pk"), ("texts", "DELETE", "old.article_pk")]
_BATCH = 200
_MOST_TOKENS = 30
_MOST_TERMS = 300
"""A part of a word that more words have is in so many articles that looking at all of them is as quick."""
_STALE = 1_000
_TOKEN = re.compile("[0-9a-z\u0080-\U0010ffff]+")
_RUN = re.compile(f"{SPACELESS.pattern}+")
_PIECE = re.compile(f"{SPACELESS.pattern}+|(?:(?!{SPACELESS.pattern}).)+")
_ASCII = bytes(range(128))
_FEW = 24
_SINGLE = re.compile("[\u0080-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u20cf\u2100-\u2bff\U0001f000-\U0001faff]*")
"""Letters and signs that stand for themselves: none joins the one before, or is taken in pairs."""


def make(connection: Connection) -> None:
    """Make the index of a file that has none, of all its articles."""
    there = _made(connection)    # first: SQLite's own check looks less closely where the newest is virtual
    for statement in _NOTES:
        connection.exec_driver_sql(statement)
    for name, event, key in _TOUCHED:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name}_{event.split()[0].lower()} AFTER {event} ON {name} BEGIN "
            f"DELETE FROM indexed WHERE article_pk = {key}; INSERT OR IGNORE INTO unindexed VALUES ({key}); END")
    connection.exec_driver_sql("INSERT INTO unindexed SELECT pk FROM articles")
    if there:
        catch_up(connection)


def attend(connection: Connection) -> None:
    """Bring the index up to date, as far as another program left that to do; build it anew where it is wrong."""
    if not _is_there(connection):
        if not _made(connection):
            return
        connection.exec_driver_sql("DELETE FROM indexed")
    articles, indexed, unindexed, newest = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM indexed), (SELECT count(*) FROM unindexed), "
        "(SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'indexed')").one()
    if articles != indexed + unindexed or newest > 2 * articles + _STALE:
        connection.exec_driver_sql("INSERT INTO words(words) VALUES ('delete-all')")
        connection.exec_driver_sql("DELETE FROM indexed")
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'indexed'")
        connection.exec_driver_sql("INSERT OR IGNORE INTO unindexed SELECT pk FROM articles")
    catch_up(connection)


def catch_up(connection: Connection) -> None:
    """Index what was touched; left for later where this SQLite has no FTS5."""
    if not connection.exec_driver_sql("SELECT 1 FROM unindexed LIMIT 1").first() or not _is_there(connection):
        return
    newest = connection.exec_driver_sql(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'indexed'").scalar_one()
    rows = connection.exec_driver_sql(
        "SELECT articles.pk, CAST(title || char(10) || text AS BLOB) FROM unindexed "
        "JOIN articles ON articles.pk = unindexed.article_pk JOIN texts ON texts.article_pk = articles.pk "
        "ORDER BY position")
    while some := rows.fetchmany(_BATCH):
        documents = [(docid, pk, spaced(body.decode(errors="replace")))    # a damaged text is `check`'s to tell
                     for docid, (pk, body) in enumerate(some, newest + 1)]
        newest += len(some)
        connection.exec_driver_sql("INSERT INTO indexed VALUES (?, ?)", [each[:2] for each in documents])
        connection.exec_driver_sql("INSERT INTO words(rowid, held) VALUES (?, ?)", [each[::2] for each in documents])
    connection.exec_driver_sql("DELETE FROM unindexed")


def usable(connection: Connection) -> bool:
    """Whether the index knows every article."""
    return _is_there(connection) and not connection.exec_driver_sql("SELECT 1 FROM unindexed LIMIT 1").first()


def articles_with(held: str) -> Select[tuple[int]]:
    """Return the query for the keys of the articles that fit such an expression."""
    documents = select(_WORDS.c.rowid).where(_WORDS.c.words.op("MATCH")(held))
    return select(_INDEXED.c.article_pk).where(_INDEXED.c.docid.in_(documents))


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
    if not _is_there(connection):
        return
    known = {pk: docid for pk, docid in connection.exec_driver_sql("SELECT article_pk, docid FROM indexed")}
    for pk, article, title, body in connection.exec_driver_sql(
            "SELECT articles.pk, id, title, text FROM articles JOIN texts ON article_pk = articles.pk"):
        longest = max(_TOKEN.findall(spaced(f"{title}\n{body}").lower()), key=len, default="")
        if longest and not connection.exec_driver_sql("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?",
                                                      (f'"{longest}"', known.get(pk))).first():
            yield Problem("the index of words does not know its words, so a search may miss it; give it another "
                          "title (and the old one back) to have it indexed anew", f"article {article}")


def _is_there(connection: Connection) -> bool:
    """Whether the table of FTS5 can be used: it may be missing, or its module, or be broken."""
    try:
        connection.exec_driver_sql("SELECT rowid FROM words LIMIT 0").close()
    except (OperationalError, UserError):
        return False
    return True


def _made(connection: Connection) -> bool:
    """Make the table of FTS5, empty; return False where this SQLite lacks the module, or a broken table is there."""
    try:
        connection.exec_driver_sql(TABLE)
    except OperationalError:    # a full disk and the like come as UserErrors
        return False
    connection.exec_driver_sql(_ROOM)
    return True


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
