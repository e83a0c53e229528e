"""The index of words: in step with the articles through every change, and never needed for a right answer."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.domain.errors import UserError
from annotator.domain.folding import fold
from annotator.domain.query import ArticleFilter
from annotator.domain.scheme import Scheme
from annotator.domain.search_words import parse
from annotator.store import indexed_words, migrations, word_index
from annotator.store.project import ProjectFile, create_project, open_project
from tests.store.conftest import AT, add_article, article
from tests.store.test_searching import TEXTS, hits, told

WORDS = ("Iraq", "iraq’s", "Straße", "STRASSE", "北京", "在北京市", "İzmir", "u.s.", "e\u0301", "é", "a-b",
         "🚀", "ไทย", "x", "хлеб")


def indexed(project: ProjectFile | Path) -> dict[str, int]:
    with closing(sqlite3.connect(project if isinstance(project, Path) else project.path)) as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in ("articles", "indexed", "unindexed")}


def naive(project: ProjectFile, words: str) -> list[str]:
    """Look at every text, with the same rules of what a word is."""
    query, _ = parse(words)
    found = []
    for row in project.reader().article_rows("ana"):
        both = [fold(row.title), fold(project.reader().article(row.id).text)]
        if all(any(word.within(part) for part in both) for word in query.words):
            found.append(row.id)
    return found


def by_index(project: ProjectFile, words: str) -> list[str]:
    return list(dict.fromkeys(hit.article for hit in hits(project, words)))


TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), ", ".join(words)]))
CHANGE = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 5), TEXT), st.tuples(st.just("change"), st.integers(0, 5), TEXT),
    st.tuples(st.just("rename"), st.integers(0, 5), TEXT), st.tuples(st.just("remove"), st.integers(0, 5), st.none()),
    st.tuples(st.sampled_from(["undo", "redo", "reopen", "fail"]), st.none(), st.none()))


def fail(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article("lost", "Iraq lost")])
        raise UserError("no")


def do(project: ProjectFile, what: str, number: int | None, text: str | None) -> ProjectFile:
    there = {row.id for row in project.reader().article_rows("ana")}
    name = f"n{number}"
    if what == "undo":
        project.undo()
    elif what == "redo":
        project.redo()
    elif what == "reopen":
        project.close()
        return open_project(project.path)
    elif what == "fail":
        with pytest.raises(UserError):
            fail(project)
    elif (what == "add") != (name in there):
        with project.write(annotator="ana", at=AT) as write:
            write.describe(what)
            if what == "add":
                write.add_articles([article(name, text or "")])
            elif what == "remove":
                write.remove_articles([name])
            else:
                old = write.article(name)
                write.update_article(Article(id=name, title=text or "", text=old.text) if what == "rename"
                                     else Article(id=name, title=old.title, text=text or ""))
    return project


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGE, max_size=12))
def test_the_index_is_in_step_after_any_changes(changes: list[tuple[str, Any, Any]]) -> None:
    with TemporaryDirectory() as folder:
        project = create_project(Path(folder) / "p.annotator", Scheme(), [article("n0", "Iraq in 北京")])
        for change in changes:
            project = do(project, *change)
        counts = indexed(project)
        assert counts["indexed"] == counts["articles"]
        assert counts["unindexed"] == 0
        for word in WORDS:
            for words in (word, f"{word}*", f"*{word}", f'"{word} Iraq"'):
                assert by_index(project, words) == naive(project, words), words
        assert list(project.reader().problems()) == []
        project.close()


def test_a_write_sees_its_own_texts_before_they_are_indexed(project: ProjectFile) -> None:
    query, _ = parse("fresh")
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article("n", "fresh words")])
        assert [hit.article for hit in write.search("ana", query)] == ["n"]
        assert write.matching("ana", ArticleFilter(words=["resh"])) == ["n"]
    assert told(hits(project, "fresh")) == "n:fresh"


@pytest.mark.parametrize(("words", "without", "ids"), [
    (["ock"], [], "quotes"), (["g networks"], [], "quotes"), (["g\u00a0net"], [], "quotes"), (["北京"], [], "zh"),
    (["tras"], [], "a3 de"),
    (["ß"], [], "a3 de"), (["ü"], [], "de"), (["k"], ["iraq"], "quotes"), (["iraq says"], [], "a1"),
    ([","], ["iraq"], "a3 quotes"),
    (["qqq"], [], ""), ([], ["e"], "zh th ja hi"), (["t", "a"], ["iraq"], "a2 a3 de quotes"), (["5g"], [], "quotes"),
])
def test_the_filter_takes_parts_of_words(project: ProjectFile, monkeypatch: pytest.MonkeyPatch, words: list[str],
                                         without: list[str], ids: str) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article(name, text) for name, text in TEXTS.items()])
    wanted = ArticleFilter(words=words, without=without)
    for most in (300, 2):
        monkeypatch.setattr(indexed_words, "_MOST_TERMS", most)
        assert project.reader().matching("ana", wanted) == ids.split()
    monkeypatch.setattr(word_index, "usable", lambda connection: False)
    assert project.reader().matching("ana", wanted) == ids.split()


def test_without_fts5_every_text_is_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file from an SQLite without FTS5 is searched all the same; one with it indexes the file when opening it."""
    with monkeypatch.context() as patch:
        patch.setattr(word_index, "TABLE", "CREATE VIRTUAL TABLE words USING no_such_module(held)")
        with create_project(path, Scheme(), [article("a", "Iraq waits")]) as project:
            add_article(project, "b")
            assert indexed(project) == {"articles": 2, "indexed": 0, "unindexed": 2}
            assert told(hits(project, "waits")) == "a:waits"
            assert list(project.reader().problems()) == []
        open_project(path).close()
    with open_project(path) as project:
        assert indexed(project) == {"articles": 2, "indexed": 2, "unindexed": 0}
        assert told(hits(project, "text")) == "b:text"


def test_what_another_program_writes_is_indexed_when_the_project_is_opened(project: ProjectFile) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("UPDATE texts SET text = 'Unseen words' WHERE article_pk = 2")
        connection.execute("UPDATE articles SET title = 'Novel title' WHERE pk = 3")
    assert indexed(project) == {"articles": 3, "indexed": 1, "unindexed": 2}
    with open_project(project.path) as again:
        assert told(hits(again, "unseen")) == "a2:Unseen"
        assert told(hits(again, "novel")) == "a3:Novel"
        assert indexed(again) == {"articles": 3, "indexed": 3, "unindexed": 0}


@pytest.mark.parametrize("damage", ["DELETE FROM indexed WHERE article_pk = 1", "DROP TABLE words"])
def test_an_index_that_misses_articles_is_built_anew(project: ProjectFile, damage: str) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        connection.executescript(damage)
    with open_project(project.path) as again:
        assert told(hits(again, "iraq")) == "a1:Iraq"
        assert list(again.reader().problems()) == []
        assert indexed(again)["indexed"] == 3


def test_old_documents_do_not_pile_up(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "_STALE", 2)
    for _ in range(8):
        project.undo()
        project.redo()
    project.close()
    with open_project(project.path) as again:
        assert told(hits(again, "iraq")) == "a1:Iraq"
        with closing(sqlite3.connect(again.path)) as connection:
            assert connection.execute("SELECT max(docid) FROM indexed").fetchone() == (3,)


def test_check_names_an_article_whose_words_the_index_does_not_know(project: ProjectFile) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute("UPDATE indexed SET docid = 99 WHERE article_pk = 2")
        connection.commit()
    with open_project(project.path) as again:
        [problem] = again.reader().problems()
        assert problem.where == "article a2"
        assert "index of words" in problem.what
        with again.write(annotator="ana", at=AT) as write:
            write.update_article(article("a2", "Ottawa reacted.", title="Other"))
        assert list(again.reader().problems()) == []
        assert told(hits(again, "ottawa")) == "a2:Ottawa"


@pytest.mark.parametrize("table", ["words_data", "words_config"])
def test_a_broken_index_only_costs_speed(project: ProjectFile, table: str) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        connection.executescript(f"PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = '{table}'")
    with open_project(project.path) as again:
        assert told(hits(again, "iraq")) == "a1:Iraq"
        add_article(again, "b")
        assert told(hits(again, "text")) == "b:text"


def test_a_file_without_its_notes_on_the_index_is_refused(project: ProjectFile) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute("DROP TABLE indexed")
    with pytest.raises(UserError, match="lacks the table indexed"):
        open_project(project.path)


def test_the_migration_indexes_what_is_there(project: ProjectFile) -> None:
    assert [number for number, _ in migrations.MIGRATIONS][:2] == [1, 2]
    assert indexed(project) == {"articles": 3, "indexed": 3, "unindexed": 0}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.one_of(st.sampled_from("aAiIßİé’“ﬁΣжЖÅ\u0307\u0308ا\u0654\u1100\u1161\u11a8क\u093c北🚀"),
                         st.characters(exclude_categories=["Cs"])), max_size=12))
def test_the_index_sees_the_same_words_the_short_way(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def tokens() -> list[str]:
        return indexed_words._TOKEN.findall(indexed_words.spaced(text).lower())

    short = tokens()
    with monkeypatch.context() as patch:
        patch.setattr(indexed_words, "_FEW", 0)
        if not text.isascii():
            assert tokens() == short


@pytest.mark.parametrize(("text", "expected"), [
    ("Plain, text", "Plain, text"), ("“Iraq’s” é", " Iraq s  é"), ("É", "é"), ("ẞ", "ss"), ("MU\u0308", "mü"),
    ("在北京a", " 在北 北京 京 a"), ("京", "  京 "), ("тест" * 2 + "абвгдежзийклмнопрстуфхцчшщъыьэюя–", None),
])
def test_what_the_index_sees(text: str, expected: str | None) -> None:
    if expected is None:
        expected = text.replace("–", " ")
    assert indexed_words.spaced(text) == expected
