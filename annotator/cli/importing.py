"""`annotator import`: take files into a project."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from annotator import bootstrap
from annotator.app import importing
from annotator.app.operations.importing import Counts
from annotator.app.ports import Formats, Project
from annotator.app.session import Session
from annotator.cli.opening import JSON, PROJECT, NamedPath, opened
from annotator.cli.output import counted, note, progress_bar, say_json
from annotator.domain.errors import UserError
from annotator.domain.record import Refusal

_STANDARD_INPUT = Path("-")


@click.command(name="import")
@PROJECT
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...",
                type=NamedPath(allow_dash=True))
@click.option("--format", "format", default="", metavar="ID", help="The format, where file names do not tell it.")
@click.option("--annotator", default="", metavar="NAME", help="Whose the annotations are that name nobody.")
@click.option("--strict", is_flag=True, help="Refuse a file as a whole where one of its records is refused.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@JSON
def import_(project: Path, sources: tuple[Path, ...], format: str, annotator: str, strict: bool, dry_run: bool,
            as_json: bool) -> int:
    """Import each SOURCE (a file, a folder, or - for standard input) into PROJECT.

    The project is made if it is missing. Records that are refused are named on standard error.
    """
    formats = bootstrap.formats()
    found, refused = _found(sources, formats, format)
    options = importing.ImportOptions(format=format, annotator=annotator, strict=strict, dry_run=dry_run)
    counts = Counts()
    with suppress(_NothingTaken), _opened_or_made(project, dry_run) as file:
        session = Session(file, bootstrap.default_annotator())
        with progress_bar("Importing") as told:
            counts = importing.import_files(session, formats, found, options, told)
        counts.refused = sorted({*refused, *counts.refused})
        if counts.refused and not _taken(counts):
            raise _NothingTaken
    for each in (*counts.said, *counts.refused):
        note(each)
    if as_json:
        say_json(importing.as_json(counts))
    else:
        click.echo(("Would be done: " if dry_run else "") + _summary(counts))
    if not counts.refused:
        return 0
    return 1 if _taken(counts) else 2


class _NothingTaken(Exception):
    """Everything was refused: a project made for it need not stay."""


def _taken(counts: Counts) -> int:
    return counts.articles_added + counts.articles_matched


def _found(paths: Sequence[Path], formats: Formats, format: str) -> tuple[list[importing.Source], list[Refusal]]:
    """Return what there is to read, in the order named, and what no format reads. Raises UserError."""
    if format and not formats.by_id(format).reads:
        raise UserError(f"the format {format} can only be written")
    sources: list[importing.Source] = []
    refused: list[Refusal] = []
    for path in paths:
        if path == _STANDARD_INPUT:
            if not format:
                raise UserError("say the format of standard input with --format")
            sources.append(importing.Source(path, sys.stdin.buffer))
        else:
            more, unread = importing.find_sources([path], formats, format)
            sources += more
            refused += unread
    return sources, refused


@contextmanager
def _opened_or_made(path: Path, dry_run: bool) -> Iterator[Project]:
    """Open the project, made if it is missing; one that was made in vain goes again."""
    made = None if dry_run else _made(path)
    if made is not None:
        vain = False
        try:
            yield made
        except BaseException:
            vain = not made.reader().stats().articles
            raise
        finally:
            made.close()
            if vain and not path.with_name(f"{path.name}-wal").exists():  # else another program has it open
                path.unlink()
            else:
                note(f"made {path}")
    elif path.exists():
        with opened(path) as project:
            yield project
    else:
        with tempfile.TemporaryDirectory() as folder:
            project = bootstrap.create_project(Path(folder) / path.name)
            try:
                yield project
            finally:
                project.close()


def _made(path: Path) -> Project | None:
    """Make the project; None where it is there, perhaps since a moment ago, made by another program."""
    if path.exists():
        return None
    try:
        return bootstrap.create_project(path)
    except UserError:
        if path.exists():
            return None
        raise


def _summary(counts: Counts) -> str:
    return ", ".join((f"{counted(counts.articles_added, 'article')} added",
                      f"{counts.articles_matched:,} there before",
                      f"{counted(counts.spans_added, 'span')} and {counted(counts.relations_added, 'relation')} added",
                      f"{(counts.refused and len(counts.refused)) or 'nothing'} refused"))
