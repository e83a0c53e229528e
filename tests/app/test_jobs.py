"""Jobs: results, errors and cancel come back in the owner's thread, progress not too often."""

import queue
import threading
from collections.abc import Callable

from annotator.app.jobs import Job
from annotator.domain.errors import Cancelled

Told = Callable[[int, int], None]


class Owner:
    """A thread that waits for what its job posts."""

    def __init__(self) -> None:
        self.posts: queue.Queue[Callable[[], None]] = queue.Queue()
        self.results: list[object] = []
        self.progress: list[tuple[int, int]] = []

    def run(self, work: Callable[[Told], object]) -> Job[object]:
        return Job(work, post=self.posts.put, done=self.results.append, failed=self.results.append,
                   progress=lambda done, total: self.progress.append((done, total)))

    def wait(self, job: Job[object]) -> None:
        assert job.join(10)
        while not self.posts.empty():
            self.posts.get()()


def test_a_result_comes_back() -> None:
    owner = Owner()
    job = owner.run(lambda progress: threading.current_thread().name).start()
    owner.wait(job)
    assert owner.results == ["job"]


def test_an_error_comes_back() -> None:
    owner = Owner()
    error = ValueError("x")

    def work(progress: Told) -> None:
        raise error

    owner.wait(owner.run(work).start())
    assert owner.results == [error]


def test_cancel_ends_the_work_at_its_next_step() -> None:
    owner = Owner()
    job = owner.run(lambda progress: [progress(n, 0) for n in range(10)])
    job.cancel()
    owner.wait(job.start())
    assert isinstance(owner.results[0], Cancelled)
    assert owner.progress == []


def test_progress_is_told_at_most_every_tenth_of_a_second() -> None:
    owner = Owner()
    owner.wait(owner.run(lambda progress: [progress(n, 5000) for n in range(5000)]).start())
    assert owner.progress[0] == (0, 5000)
    assert len(owner.progress) < 50
