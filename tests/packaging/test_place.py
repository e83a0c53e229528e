"""When the environment counts as ready, so that a start costs nothing, and when it does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import runner_place
from runner_place import Place, Refusal, is_ready, remove_stamp, write_stamp


def test_a_finished_environment_is_ready(place: Place) -> None:
    write_stamp(place, ["formats"])
    assert is_ready(place, ["formats"])


def test_an_environment_without_a_stamp_was_never_finished(place: Place) -> None:
    assert not is_ready(place, [])


def test_more_extras_than_asked_for_are_fine_and_fewer_are_not(place: Place) -> None:
    write_stamp(place, ["formats", "dev"])
    assert is_ready(place, ["dev"])
    write_stamp(place, ["formats"])
    assert not is_ready(place, ["formats", "dev"])


def test_a_changed_pyproject_asks_for_another_install(place: Place) -> None:
    write_stamp(place, [])
    Path(place.pyproject).write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert not is_ready(place, [])


def test_another_python_asks_for_another_install(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    write_stamp(place, [])
    monkeypatch.setattr(runner_place, "python_version", lambda: "3.99")
    assert not is_ready(place, [])


def test_a_moved_project_asks_for_another_install(place: Place) -> None:
    write_stamp(place, [])
    moved = place.root + " moved"
    os.rename(place.root, moved)
    assert not is_ready(Place(moved), [])


@pytest.mark.parametrize("program", ["python", "annotator"])
def test_a_missing_program_asks_for_another_install(place: Place, program: str) -> None:
    write_stamp(place, [])
    os.remove(getattr(place, program))
    assert not is_ready(place, [])


def test_a_removed_stamp_can_be_removed_again(place: Place) -> None:
    write_stamp(place, [])
    remove_stamp(place)
    remove_stamp(place)
    assert not is_ready(place, [])


def test_an_incomplete_copy_of_the_project_is_said(place: Place) -> None:
    write_stamp(place, [])
    os.remove(place.pyproject)
    with pytest.raises(Refusal, match="incomplete"):
        is_ready(place, [])


def test_the_runner_belongs_to_the_folder_above_it(root: Path) -> None:
    assert runner_place.here().root == str(root)
