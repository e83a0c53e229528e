"""`annotator new`: make an empty project."""

from pathlib import Path

import click

from annotator import bootstrap
from annotator.cli.opening import PROJECT, NamedPath


@click.command()
@PROJECT
@click.option("--scheme", type=NamedPath(), help="Labels to begin with (TOML), else the default ones.")
def new(project: Path, scheme: Path | None) -> None:
    """Make the project file PROJECT, without articles."""
    chosen = None if scheme is None else bootstrap.formats().scheme_from_toml(bootstrap.read_text(scheme))
    bootstrap.create_project(project, chosen).close()
    click.echo(f"Made {project}")
