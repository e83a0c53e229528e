"""Several readers, threads and programs on one file."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from annotator.domain.query import Selection
from annotator.store.project import ProjectFile, open_project
from tests.store.conftest import ANA, AT, BOB, TEXT, add, article, dump, span


def in_thread(work: Callable[[], Any]) -> Any:
    """Run the work in a thread of its own; returns what it returned or raised."""
    result: list[Any] = []

    def run() -> None:
        try:
            result.append(work())
        except Exception as error:
            result.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    return result[0]


def test_a_reader_always_sees_the_last_commit(project: ProjectFile) -> None:
    with open_project(project.path) as other:
        add(other, span("s1"))
        assert project.reader().spans(ANA) == [span("s1")]
        project.undo()
        assert other.reader().spans(ANA) == []


def test_a_snapshot_does_not_change(project: ProjectFile) -> None:
    add(project, span("s1"))
    with project.snapshot() as snapshot, project.snapshot() as second:
        before = list(snapshot.records(Selection()))
        add(project, span("s2"))
        with project.write(annotator="ana", at=AT) as write:
            write.remove_articles(["a2"])
        assert list(snapshot.records(Selection())) == before
        assert list(second.records(Selection())) == before
        assert len(snapshot.steps()) == 2
    assert len(project.reader().steps()) == 4


def test_a_snapshot_is_over_when_its_block_is(project: ProjectFile) -> None:
    with project.snapshot() as snapshot:
        pass
    with pytest.raises(Exception, match="over"):
        snapshot.scheme()


def test_snapshots_and_writes_in_any_thread(project: ProjectFile) -> None:
    def read() -> int:
        with project.snapshot() as snapshot:
            return len(list(snapshot.records(Selection())))

    assert in_thread(read) == 3
    in_thread(lambda: add(project, span("s1")))
    assert project.reader().spans(ANA) == [span("s1")]
    assert in_thread(project.undo).spans == {ANA: {"s1"}}
    assert in_thread(project.redo).spans == {ANA: {"s1"}}


def test_the_live_reader_belongs_to_its_thread(project: ProjectFile) -> None:
    error = in_thread(project.reader().scheme)
    assert isinstance(error, RuntimeError)
    assert "another thread" in str(error)


def test_writes_of_many_threads_take_turns(project: ProjectFile) -> None:
    def work(who: str) -> None:
        for n in range(10):
            add(project, span(f"{who}{n}"), name=f"{who}{n}")

    threads = [threading.Thread(target=work, args=[who]) for who in "abcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert len(project.reader().spans(ANA)) == 40
    assert len(project.reader().steps()) == 41


def test_two_programs_share_one_journal(project: ProjectFile) -> None:
    start = dump(project)
    with open_project(project.path) as other:
        add(project, span("s1"))
        add(other, span("s1"), ref=BOB)
        add(project, span("s2"))
        full = dump(other)
        for each in (project, other, project):
            each.undo()
        assert dump(other) == start
        for each in (other, other, project):
            each.redo()
        assert dump(project) == full


def test_another_programs_commit_is_noticed_once(project: ProjectFile) -> None:
    add(project, span("s1"))
    assert not project.changed_elsewhere()
    with open_project(project.path) as other:
        assert not project.changed_elsewhere()
        add(other, span("s2"))
        assert project.changed_elsewhere()
        assert not project.changed_elsewhere()
        add(project, span("s3"))
        assert not project.changed_elsewhere()
        assert other.changed_elsewhere()


def test_asking_for_changes_does_not_wait_for_a_write(project: ProjectFile) -> None:
    with open_project(project.path) as other:
        add(other, span("s1"))
        with project.write(annotator="ana", at=AT) as write:
            assert in_thread(project.changed_elsewhere) is False
            write.add_articles([article("b", TEXT + "b")])
        assert project.changed_elsewhere()
