"""What goes wrong with the file while it is in use: full disk, locks, kills; each in one sentence."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.errors import Refused, UserError
from annotator.store import sqlite
from annotator.store.errors import in_words
from annotator.store.project import ProjectFile, create_project, open_project
from tests.store.conftest import ANA, AT, SCHEME, TEXT, add, add_article, article, dump, span


def writer(project: ProjectFile) -> sqlite3.Connection:
    return sqlite.raw(project._writer)


def test_a_full_disk_is_said_and_changes_nothing(project: ProjectFile) -> None:
    before = dump(project)
    pages = sqlite.pragma_of(writer(project), "page_count")
    writer(project).execute(f"PRAGMA max_page_count = {pages}")
    with (pytest.raises(UserError, match=r"disk is full, so news\.annotator was not changed"),
          project.write(annotator="ana", at=AT) as write):
        write.add_articles([article("long", "x" * 1_000_000)])
    assert dump(project) == before
    writer(project).execute("PRAGMA max_page_count = 1000000")
    add_article(project, "long")


def test_a_locked_file_is_said(project: ProjectFile) -> None:
    writer(project).execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (pytest.raises(UserError, match="in use by another program"),
              project.write(annotator="ana", at=AT)):
            raise AssertionError
        with pytest.raises(UserError, match="in use by another program"):
            project.undo()
    add_article(project)


def test_a_file_that_may_only_be_read_is_said(project: ProjectFile) -> None:
    writer(project).execute("PRAGMA query_only = ON")
    with pytest.raises(UserError, match="cannot be changed where it is"):
        add_article(project)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_PERM, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR_FSYNC,
                                  sqlite3.SQLITE_READONLY_DIRECTORY, sqlite3.SQLITE_CANTOPEN])
def test_each_error_has_one_sentence(code: int) -> None:
    error = sqlite3.OperationalError("?")
    error.sqlite_errorcode = code
    told = in_words(error, Path("/x/news.annotator"))
    assert told
    assert "news.annotator" in str(told)
    assert str(told).count(".") == 2


def test_errors_of_the_program_are_not_dressed_up(project: ProjectFile) -> None:
    assert in_words(KeyError("x"), project.path) is None
    assert in_words(sqlite3.IntegrityError("x"), project.path) is None
    assert "surrogate" in str(in_words(UnicodeEncodeError("utf-8", "\ud800", 0, 1, "?"), project.path))
    with pytest.raises(UserError, match="SQLite says"), sqlite.told(project.path):
        raise sqlite3.ProgrammingError("odd")
    with pytest.raises(Refused, match="surrogate"):
        project.reader().article("\ud800")


def test_a_connection_that_cannot_be_set_up_is_closed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_project(path, SCHEME).close()
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("nonsense(",))
    with pytest.raises(Exception, match="incomplete input"):
        open_project(path)
    monkeypatch.undo()
    assert list(path.parent.iterdir()) == [path]


def test_a_project_whose_log_cannot_be_kept_is_closed_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_project(path, SCHEME).close()

    def fail(*_: object) -> None:
        raise UserError("no")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "keep_log", fail)
        with pytest.raises(UserError, match="no"):
            open_project(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_of_the_files_in_the_middle_of_work_is_whole(project: ProjectFile, tmp_path: Path) -> None:
    """As after a loss of power: everything that was committed is there, nothing else."""
    add(project, span("s1"))
    before = dump(project)
    crash = tmp_path / "crash"
    crash.mkdir()
    with project.write(annotator="ana", at=AT) as write:
        write.add_spans(ANA, [span(f"n{n}") for n in range(3_000)])
        for each in (project.path, *sqlite.leftovers(project.path)):
            if not each.name.endswith("-shm"):
                shutil.copy(each, crash / each.name)
    with open_project(crash / project.path.name) as after:
        assert dump(after) == before
        assert not list(after.reader().problems())
        after.undo()
        assert after.reader().spans(ANA) == []


def test_what_was_committed_survives_a_kill(project: ProjectFile) -> None:
    project.close()
    script = f"""if True:
        import os, signal, sys
        from pathlib import Path
        from tests.store.conftest import *
        from annotator.store.project import open_project
        project = open_project(Path({str(project.path)!r}))
        add(project, span("s1"))
        with project.write(annotator="ana", at=AT) as write:
            write.add_spans(ANA, [span(f"n{{n}}") for n in range(3000)])
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=60,
                          cwd=Path(__file__).parents[2])
    assert done.returncode not in (0, 1), done.stderr
    with open_project(project.path) as again:
        assert again.reader().spans(ANA) == [span("s1")]
        assert again.reader().steps()[-1].name == "label"
        again.undo()
        assert again.reader().spans(ANA) == []
    assert list(project.path.parent.iterdir()) == [project.path]


def test_sqlalchemy_comes_without_its_orm() -> None:
    script = "import sys, annotator.store.project; sys.exit('sqlalchemy.orm' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_the_text_of_a_project_is_on_the_disk(project: ProjectFile) -> None:
    add_article(project)
    project.close()
    assert TEXT.encode() in project.path.read_bytes()
