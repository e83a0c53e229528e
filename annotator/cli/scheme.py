"""`annotator scheme`: print the label scheme, or put another in place."""

from pathlib import Path

import click

from annotator import bootstrap
from annotator.app.operations.project import ReplaceScheme
from annotator.app.session import Session
from annotator.cli.opening import PROJECT, NamedPath, opened
from annotator.domain.errors import UserError


@click.command()
@PROJECT
@click.option("--set", "file", type=NamedPath(), help="Replace the scheme by this one (TOML).")
def scheme(project: Path, file: Path | None) -> None:
    """Print the label scheme of PROJECT as TOML, or replace it."""
    formats = bootstrap.formats()
    with opened(project) as opening:
        if file is None:
            click.echo(formats.scheme_to_toml(opening.reader().scheme()).encode(), nl=False)
            return
        wanted = formats.scheme_from_toml(bootstrap.read_text(file))
        reader = opening.reader()
        if not wanted.layers and reader.scheme().layers and not reader.stats().spans:  # spans are refused with a count
            raise UserError(f"{file} names no layer; the scheme was left as it is")
        changes = Session(opening, bootstrap.default_annotator()).execute(ReplaceScheme(wanted))
        click.echo("The scheme is the same as before" if changes.empty else "The scheme was replaced")
