"""Opening a project for the time of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator import bootstrap
from annotator.app.ports import Project

PROJECT = click.argument("project", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """Open the project, and close it in any case. Raises UserError where it is none."""
    project = bootstrap.open_project(path)
    try:
        yield project
    finally:
        project.close()
