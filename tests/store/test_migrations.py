"""Older files are copied, then brought up to date in one transaction; newer ones are refused."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from annotator.domain.errors import UserError
from annotator.domain.palettes import ANNOTATORS
from annotator.domain.scheme import Scheme
from annotator.domain.search_words import parse
from annotator.store import migrations
from annotator.store.project import create_project, open_project
from tests.store.conftest import ANA, SCHEME, dump, span


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


@pytest.mark.parametrize("version", [1, 2, 3])
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


def test_today_has_the_columns_and_indices_of_the_kept_file(old: Path) -> None:
    """A change of the tables needs a migration: without one the kept file differs from a new one."""
    def tables(path: Path) -> dict[str, list[object]]:
        with closing(sqlite3.connect(path)) as connection:
            names = [name for name, in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            return {name: [sorted(row[1:] for row in connection.execute(f'PRAGMA {what}("{name}")'))
                           for what in ("table_xinfo", "index_list", "foreign_key_list")] for name in names}

    new = old.with_name("new.annotator")
    open_project(new, create=True).close()
    open_project(old).close()
    assert tables(new) == tables(old)


def retired_scheme() -> Scheme:
    """Return the old file's scheme with a label and an attribute retired."""
    entity, *rest = SCHEME.layers
    gpe, org = entity.labels
    sure, seen = gpe.attributes
    gpe = replace(gpe, attributes=(replace(sure, retired=True), seen))
    return replace(SCHEME, layers=(replace(entity, labels=(gpe, replace(org, retired=True))), *rest))


def test_what_version_1_kept_of_a_scheme_is_put_back_by_undo_and_redo(old: Path) -> None:
    """Labels and attributes could not be retired then: the images in the journal learn that they were not."""
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO steps VALUES(4, 'change scheme', '', 'ana', '', 'done', '')")
        for table, pk in (("labels", 2), ("attributes", 1)):
            row = connection.execute(f"SELECT * FROM {table} WHERE pk = {pk}")  # as version 1 wrote an image
            image = json.dumps(dict(zip([each[0] for each in row.description], row.fetchone(), strict=True)))
            connection.execute("INSERT INTO changes(step_seq, table_name, first_pk, last_pk, before) "
                               "VALUES(4, ?, ?, ?, ?)", (table, pk, pk, image))
        connection.execute("UPDATE labels SET color = '#123456' WHERE pk = 2")
        connection.execute("UPDATE attributes SET preset = '\"no\"' WHERE pk = 1")
    with open_project(old) as project:
        changed = project.reader().scheme()
        project.undo()
        assert project.reader().scheme() == SCHEME
        project.redo()
        assert project.reader().scheme() == changed
        project.undo()
        with project.write(annotator="ana", at="") as write:
            write.put_scheme(retired_scheme())
        assert project.reader().scheme() == retired_scheme()
        project.undo()
        assert project.reader().scheme() == SCHEME


@pytest.mark.parametrize("version", [1, 2, 3])
def test_annotators_that_an_older_version_took_back_come_again(path: Path, version: int) -> None:
    """They had no color then: the images in the journal learn that they have the usual one."""
    old = written_by(version, path)
    image = json.dumps({"pk": 1, "name": "ana"})
    with closing(sqlite3.connect(old)) as connection, connection:  # as it was when the second step was undone
        connection.execute("UPDATE steps SET state = 'undone' WHERE seq > 1")
        connection.execute("DELETE FROM changes WHERE step_seq > 1")
        for table in ("annotators", "sets", "span_attributes", "fragments", "spans"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT INTO changes(step_seq, table_name, first_pk, last_pk, before) "
                           "VALUES(2, 'annotators', 1, 1, ?)", (image,))
    with open_project(old) as project:
        assert project.reader().annotators() == []
        project.redo()
        assert project.reader().annotator_colors() == {"ana": ANNOTATORS[0]}
        assert dump(project)["annotators"] == [(1, "ana", "")]
        with project.write(annotator="ana", at="") as write:
            write.put_annotator("ana", "#123456")
        project.undo()
        assert dump(project)["annotators"] == [(1, "ana", "")]


def test_a_file_that_has_the_columns_already_is_left_alone(path: Path) -> None:
    """A new file has today's columns from its first step on."""
    create_project(path, retired_scheme()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with open_project(path) as project:
        assert project.reader().scheme() == retired_scheme()


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
