"""Opening a project for the time of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator import bootstrap
from annotator.app.ports import Project


class NamedPath(click.Path):
    """A path; an empty one, as an unset shell variable gives, is refused and not taken for this folder.

    Whether it can be read or written is found out where that is done, and said in the program's words.
    """

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(allow_dash=allow_dash, path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        if not value:
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


PROJECT = click.argument("project", type=NamedPath())
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """Open the project, and close it in any case. Raises UserError where it is none."""
    project = bootstrap.open_project(path)
    try:
        yield project
    finally:
        project.close()
