"""The index of words (SQLite's FTS5): which articles may hold a word. What it names is looked at in the text itself,
so it only has to miss nothing; where it cannot be used, every text is looked at.

`indexed` says which document of `words` stands for which article. Triggers on articles and texts forget that for
whatever is touched, by any program, and note it in `unindexed`; before the commit those articles become new
documents. Documents that stand for nothing any more are left alone until they outnumber the others: FTS5 could
only remove them by being told their words again, which are gone. None of these tables is journaled.
"""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Select, TableClause, Text, column, select, table
from sqlalchemy.exc import OperationalError

from annotator.domain.errors import UserError

TABLE = "CREATE VIRTUAL TABLE words USING fts5(held, content='', detail=none, columnsize=0, tokenize='ascii')"
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
_STALE = 1_000


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
    if not is_there(connection):
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
    if not connection.exec_driver_sql("SELECT 1 FROM unindexed LIMIT 1").first() or not is_there(connection):
        return
    from annotator.store.indexed_words import spaced  # its rules are for writing and searching, not for a start

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
    return is_there(connection) and not connection.exec_driver_sql("SELECT 1 FROM unindexed LIMIT 1").first()


def articles_with(held: str) -> Select[tuple[int]]:
    """Return the query for the keys of the articles that fit such an expression."""
    documents = select(_WORDS.c.rowid).where(_WORDS.c.words.op("MATCH")(held))
    return select(_INDEXED.c.article_pk).where(_INDEXED.c.docid.in_(documents))


def is_there(connection: Connection) -> bool:
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
