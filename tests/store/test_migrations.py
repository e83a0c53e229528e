"""Older files are copied, then brought up to date in one transaction; newer ones are refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from annotator.domain.errors import UserError
from annotator.domain.search_words import parse
from annotator.store import migrations
from annotator.store.project import open_project
from tests.store.conftest import ANA, dump, span


@pytest.fixture
def old(path: Path) -> Path:
    """A file as version 1 wrote it: the text of its dump is kept beside this test."""
    return written_by(1, path)


def written_by(version: int, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parent / f"v{version}.sql").read_text(encoding="utf-8"))
    return path


def two_later(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("UPDATE articles SET title = title || '!'")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that writes version 102."""
    monkeypatch.setattr(migrations, "MIGRATIONS", [
        *migrations.MIGRATIONS, (101, two_later),
        (102, lambda connection: connection.exec_driver_sql("UPDATE articles SET title = title || '?'"))])


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_can_be_read_searched_and_undone(path: Path, version: int) -> None:
    old = written_by(version, path)
    query, _ = parse("ir* says")
    with open_project(old) as project:
        assert (project.copy_before_migration is None) == (version == migrations.current())
        assert project.reader().spans(ANA) == [span("s1", attributes={"sure": "yes"}, comment="c")]
        assert [step.name for step in project.reader().steps()] == ["import", "label", "comment"]
        assert not list(project.reader().problems())
        assert [hit.quote for hit in project.reader().search("ana", query)] == ["Iraq", "says"]
        project.undo()
        assert project.reader().spans(ANA) == [span("s1", attributes={"sure": "yes"})]
        project.undo()
        project.undo()
        assert project.reader().article_rows("ana") == []
        assert list(project.reader().search("ana", query)) == []


def test_today_makes_the_tables_of_the_kept_file(path: Path) -> None:
    """A change of the tables needs a migration: then the newest kept file differs from a new one."""
    old = written_by(migrations.current(), path)

    def tables(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return [" ".join(row[0].split()) for row in connection.execute(
                "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name")]

    new = old.with_name("new.annotator")
    open_project(new, create=True).close()
    assert tables(new) == tables(old)


@pytest.mark.usefixtures("newer")
def test_an_older_file_is_copied_and_brought_up_to_date(old: Path) -> None:
    before = dump(old)
    with open_project(old) as project:
        copy = project.copy_before_migration
        assert copy == old.with_name("news.annotator.before-v102")
        assert project.reader().article("a1").title == "A1!?"
    assert dump(copy) == before
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert sorted(old.parent.iterdir()) == [old, copy]
    with open_project(old) as project:
        assert project.copy_before_migration is None
        assert project.reader().article("a1").title == "A1!?"


@pytest.mark.usefixtures("newer")
def test_an_earlier_copy_is_not_lost(old: Path) -> None:
    old.with_name("news.annotator.before-v102").write_text("earlier")
    old.with_name("news.annotator.before-v102-2").write_text("earlier")
    with open_project(old) as project:
        assert project.copy_before_migration == old.with_name("news.annotator.before-v102-3")
    assert old.with_name("news.annotator.before-v102").read_text() == "earlier"


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def third(connection: Connection) -> None:
        raise UserError("The disk is full.")

    before = dump(old)
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, (101, two_later), (102, third)])
    with pytest.raises(UserError, match="full"):
        open_project(old)
    assert dump(old) == before
    assert list(old.parent.iterdir()) == [old]


def test_a_newer_file_is_refused_in_words(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.current() + 1}")
    before = old.read_bytes()
    with pytest.raises(UserError, match=r"^news\.annotator was made by a newer version of Annotator"):
        open_project(old)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]
