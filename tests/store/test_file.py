"""The file: made whole or not at all, recognized or refused in words, one portable file after close."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import Refused, UserError
from annotator.domain.query import ArticleFilter, Selection
from annotator.domain.scheme import Label, Layer, Scheme
from annotator.store import files, sqlite
from annotator.store.project import ProjectFile, create_project, open_project
from tests.store.conftest import ANA, AT, SCHEME, add, add_article, dump, span


def refused(path: Path) -> str:
    """Return the one sentence with which the file is refused; nothing may have changed."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir()) if path.parent.is_dir() else None
    with pytest.raises(UserError) as told:
        open_project(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert (sorted(path.parent.iterdir()) if path.parent.is_dir() else None) == beside
    sentence = str(told.value)
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


def test_what_is_no_project_is_refused_in_words(tmp_path: Path) -> None:
    assert "no project" in refused(tmp_path / "missing.annotator")
    assert "no project" in refused(tmp_path / "nowhere" / "missing.annotator")
    assert "not a file" in refused(tmp_path)
    text = tmp_path / "text.annotator"
    text.write_text("This is not a database, only a longer text file. " * 20)
    assert "not an Annotator project" in refused(text)
    empty = tmp_path / "empty.annotator"
    empty.touch()
    assert "not an Annotator project" in refused(empty)
    other = tmp_path / "other.annotator"
    with closing(sqlite3.connect(other)) as connection:
        connection.executescript("PRAGMA application_id = 7; CREATE TABLE articles (pk)")
    assert "not an Annotator project" in refused(other)


def test_a_project_that_is_not_complete_is_refused(project: ProjectFile) -> None:
    project.close()
    cut = project.path.with_name("cut.annotator")
    cut.write_bytes(project.path.read_bytes()[:5_000])
    assert "damaged" in refused(cut)
    lacking = shutil.copy(project.path, project.path.with_name("lacking.annotator"))
    with closing(sqlite3.connect(lacking)) as connection:
        connection.execute("DROP TABLE changes")
    with pytest.raises(UserError, match="lacks the table changes"):
        open_project(lacking)
    with closing(sqlite3.connect(lacking)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(UserError, match="not a complete"):
        open_project(lacking)


@pytest.mark.parametrize(("right", "which", "words"), [
    (os.R_OK, "news.annotator", "cannot be read"), (os.W_OK, "news.annotator", "cannot be changed"),
    (os.W_OK, "", "cannot be changed")])
def test_a_file_without_rights_is_refused(project: ProjectFile, monkeypatch: pytest.MonkeyPatch, right: int,
                                          which: str, words: str) -> None:
    """Told by os.access, since the tests may run as root, whom no right binds."""
    project.close()
    place = project.path.parent / which
    monkeypatch.setattr(os, "access", lambda path, wanted: not (Path(path) == place and wanted == right))
    assert words in refused(project.path)


def test_a_new_project_needs_a_free_name_in_a_folder_that_can_be_written(tmp_path: Path,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken.annotator"
    taken.write_text("mine")
    with pytest.raises(UserError, match="there already"):
        create_project(taken, SCHEME)
    assert taken.read_text() == "mine"
    with pytest.raises(UserError, match="no folder"):
        create_project(tmp_path / "nowhere" / "p.annotator", SCHEME)
    with pytest.raises(UserError, match="no folder"):
        create_project(taken / "p.annotator", SCHEME)
    left = tmp_path / "p.annotator-wal"
    left.touch()
    with pytest.raises(UserError, match=r"p\.annotator-wal is left over"):
        create_project(tmp_path / "p.annotator", SCHEME)
    left.unlink()
    with pytest.raises(Refused, match="red"):
        create_project(tmp_path / "p.annotator", Scheme(layers=(Layer(name="x", labels=(
            Label(name="X", color="red"),)),)))
    monkeypatch.setattr(os, "access", lambda path, wanted: False)
    with pytest.raises(UserError, match="cannot be written"):
        create_project(tmp_path / "p.annotator", SCHEME)
    assert sorted(tmp_path.iterdir()) == [taken]


def test_open_may_create(path: Path) -> None:
    open_project(path, create=True).close()
    with open_project(path, create=True) as project:
        assert project.path == path
        add_article(project)
    with open_project(path, create=True) as project:
        assert project.reader().article("x").text == "text"


@pytest.mark.parametrize("moment", ["annotator.store.create.write_scheme", "annotator.store.files.sync",
                                    "annotator.store.files.rename_free", "annotator.store.sqlite.start_file"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), UserError("The disk is full"), KeyError()])
def test_a_failure_leaves_no_half_file(path: Path, monkeypatch: pytest.MonkeyPatch, moment: str,
                                       error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(moment, fail)
        with pytest.raises(UserError if not isinstance(error, KeyError) else KeyError):
            create_project(path, SCHEME)
    assert list(path.parent.iterdir()) == []
    create_project(path, SCHEME).close()


def test_sqlite_errors_at_the_start_name_the_file_that_was_asked_for(path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "start_file", lambda new: sqlite.connect(new / "x"))
        with pytest.raises(sqlite3.OperationalError):
            create_project(path, SCHEME)

    def start(new: Path) -> None:
        start_file(new.parent / "nowhere" / new.name)

    start_file = sqlite.start_file
    monkeypatch.setattr(sqlite, "start_file", start)
    with pytest.raises(UserError, match=r"^news\.annotator cannot be opened"):
        create_project(path, SCHEME)


def test_a_file_that_came_in_between_is_kept(path: Path) -> None:
    new = path.with_name("new")
    new.write_text("new")
    path.write_text("came in between")
    with pytest.raises(UserError, match="there already"):
        files.rename_free(new, path)
    assert path.read_text() == "came in between"


def test_file_systems_without_links_and_systems_that_do_not_open_folders(path: Path,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    real = os.open

    def no_folders(name: Any, *rest: Any) -> int:
        if Path(name).is_dir():
            raise PermissionError(13, "Permission denied")
        return real(name, *rest)

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, "open", no_folders)
    create_project(path, SCHEME).close()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["with space.annotator", "100% ?#&;.annotator", "Ünï العراق 😀.annotator",
                                  "file:x?mode=ro.annotator", os.fsdecode(b"bytes\xff.annotator")])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with create_project(path, SCHEME) as project:
        add_article(project)
    assert list(tmp_path.iterdir()) == [path]
    with open_project(path) as project:
        assert project.reader().article("x").text == "text"


def test_a_relative_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    create_project(Path("p.annotator"), SCHEME).close()
    with open_project(Path("p.annotator")) as project:
        monkeypatch.chdir("/")
        with pytest.raises(UserError), project.snapshot():
            pass
    assert (tmp_path / "p.annotator").exists()


def test_one_portable_file_remains(project: ProjectFile) -> None:
    add(project, span("s1"))
    assert sqlite.leftovers(project.path)
    before = dump(project)
    project.close()
    project.close()
    assert list(project.path.parent.iterdir()) == [project.path]
    moved = project.path.rename(project.path.with_name("moved.annotator"))
    with open_project(moved) as again:
        assert dump(again) == before


def test_while_somebody_else_has_it_open_it_stays_whole(project: ProjectFile) -> None:
    with open_project(project.path) as other:
        project.close()
        assert sqlite.leftovers(other.path)
        add(other, span("s1"))
        assert other.reader().spans(ANA) == [span("s1")]
    assert list(other.path.parent.iterdir()) == [other.path]
    with open_project(other.path) as again:
        assert again.reader().spans(ANA) == [span("s1")]


def test_close_does_not_wait_for_others(project: ProjectFile) -> None:
    with closing(sqlite3.connect(project.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM articles").fetchall()
        add(project, span("s1"))
        project.close()
    assert dump(project.path)["spans"]


def test_after_close_everything_is_refused_in_words(project: ProjectFile) -> None:
    reader = project.reader()
    with project.snapshot() as snapshot:
        project.close()
        for call in (
                project.reader, project.undo, project.redo, project.changed_elsewhere,
                lambda: project.backup(project.path.with_name("b")), reader.scheme, reader.stats,
                lambda: list(reader.records(Selection())), lambda: list(reader.problems()),
                lambda: reader.matching("ana", ArticleFilter()), snapshot.scheme,
                project.snapshot().__enter__, project.write(annotator="ana", at=AT).__enter__):
            with pytest.raises(UserError, match=r"news\.annotator is closed"):
                call()
    assert list(project.path.parent.iterdir()) == [project.path]


def test_a_backup_is_one_consistent_file(project: ProjectFile) -> None:
    add(project, span("s1"))
    target = project.path.with_name("backup.annotator")
    with project.write(annotator="ana", at=AT) as write:
        write.add_spans(ANA, [span("s2")])
        project.backup(target)
    assert [each for each in target.parent.iterdir() if "backup" in each.name] == [target]
    with open_project(target) as copy:
        assert copy.reader().spans(ANA) == [span("s1")]
        assert [step.name for step in copy.reader().steps()] == ["import", "label"]
        copy.undo()
        assert copy.reader().spans(ANA) == []
    with pytest.raises(UserError, match="there already"):
        project.backup(target)
    with pytest.raises(UserError, match="no folder"):
        project.backup(target / "x")


def test_a_backup_that_fails_leaves_nothing(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    target = project.path.with_name("backup.annotator")
    beside = sorted(target.parent.iterdir())

    class Full(sqlite3.Connection):
        def execute(self, *_: Any) -> Any:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **more: real(
        name, **more, **({} if more else {"factory": Full})))
    with pytest.raises(UserError, match=r"disk is full, so backup\.annotator"):
        project.backup(target)
    assert sorted(target.parent.iterdir()) == beside
