"""`annotator check`: is the project whole?"""

from pathlib import Path

import click

from annotator.cli.opening import JSON, PROJECT, opened
from annotator.cli.output import say_json


@click.command()
@PROJECT
@JSON
def check(project: Path, as_json: bool) -> int:
    """Check file, rows, offsets and quotes of PROJECT; exit code 1 where something is wrong."""
    with opened(project) as file, file.snapshot() as reader:
        problems = list(reader.problems())
    if as_json:
        say_json({"ok": not problems, "problems": [{"what": each.what, "where": each.where} for each in problems]})
    else:
        for each in problems:
            click.echo(f"{each.where}: {each.what}")
        if not problems:
            click.echo("Nothing is wrong")
    return 1 if problems else 0
