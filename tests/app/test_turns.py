"""Short turns while jobs run."""

import sys
import threading
from collections.abc import Callable

import pytest

from annotator.app.jobs import Job
from annotator.app.turns import SHORT, short_turns


def test_turns_are_as_long_as_before_once_all_have_left() -> None:
    before = sys.getswitchinterval()
    with short_turns():
        with pytest.raises(KeyError), short_turns():
            raise KeyError
        assert sys.getswitchinterval() == pytest.approx(SHORT)
    assert sys.getswitchinterval() == before


def test_a_job_takes_short_turns() -> None:
    told: list[float | BaseException] = []
    ended = threading.Event()

    def post(run: Callable[[], None]) -> None:
        run()
        ended.set()

    job = Job(lambda progress: sys.getswitchinterval(), post=post, done=told.append, failed=told.append).start()
    assert ended.wait(10)
    assert job.join(10)
    assert told == [pytest.approx(SHORT)]
    assert sys.getswitchinterval() > SHORT
