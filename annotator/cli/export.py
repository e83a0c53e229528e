"""`annotator export`: write a project's articles and annotations in a format."""

import sys
from pathlib import Path

import click

from annotator import bootstrap
from annotator.app.exporting import ExportReport, export_records
from annotator.app.files import whole_file
from annotator.app.ports import Format, Formats, Project
from annotator.cli.opening import JSON, PROJECT, NamedPath, opened
from annotator.cli.output import counted, note, progress_bar, say_json
from annotator.domain.article import STATUSES, Status
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.review import GOLD

_STANDARD_OUTPUT = Path("-")


@click.command()
@PROJECT
@click.option("-o", "--output", "out", default="-", metavar="OUT", type=NamedPath(allow_dash=True),
              help="The file to write; standard output if none or -.")
@click.option("--format", "format", default="", metavar="ID", help="The format; else by the ending of OUT, or jsonl.")
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only this annotator's sets.")
@click.option("--gold", is_flag=True, help="Only the gold sets (the outcome of reviews).")
@click.option("--status", "statuses", multiple=True, metavar="S", type=click.Choice(STATUSES),
              help=f"Only sets of this status: {', '.join(STATUSES)}.")
@click.option("--layer", "layers", multiple=True, metavar="L", help="Only spans of this layer.")
@JSON
def export(project: Path, out: Path, format: str, annotators: tuple[str, ...], gold: bool,
           statuses: tuple[Status, ...], layers: tuple[str, ...], as_json: bool) -> int:
    """Write the articles of PROJECT with their annotations. --annotator, --status and --layer may be repeated."""
    to_output = out == _STANDARD_OUTPUT
    if as_json and to_output:
        raise UserError("with --json the data itself needs a file, name it with -o")
    chosen = _format(bootstrap.formats(), format, out)
    selection = Selection(annotators=(*annotators, GOLD) if gold else annotators, statuses=statuses, layers=layers)
    with opened(project) as file:
        _check_layers(file, layers)
        if to_output:
            report = _write(file, chosen, selection, None)
        elif out.exists() and out.samefile(project):
            raise UserError(f"{out} is the project itself, choose another file")
        else:
            report = _write(file, chosen, selection, out)
    for loss in report.lost:
        note(f"{loss.article}: {loss.span}: {loss.why}")
    if as_json:
        say_json(report.as_json())
    elif not to_output:
        click.echo(", ".join((counted(report.articles, "article"), counted(report.spans, "span"),
                              f"{counted(report.relations, 'relation')} written to {out}")))
    return 1 if report.lost else 0


def _format(formats: Formats, id: str, out: Path) -> Format:
    """Return the format asked for, else the one of the target's ending, else the native one."""
    if id:
        return formats.by_id(id)
    return next((each for each in formats.all() if out.suffix.lower() in each.endings), formats.by_id("jsonl"))


def _check_layers(project: Project, layers: tuple[str, ...]) -> None:
    known = [layer.name for layer in project.reader().scheme().layers]
    for name in layers:
        if name not in known:
            raise UserError(f"the project has no layer {name}; it has: {', '.join(known) or 'none'}")


def _write(project: Project, format: Format, selection: Selection, out: Path | None) -> ExportReport:
    """Write to the file (whole or not at all; a device or pipe directly), else to standard output."""
    with project.snapshot() as reader:
        if out is None:
            stream = sys.stdout.buffer
            with progress_bar("Exporting", quiet=sys.stdout.isatty()) as told:
                report = export_records(reader, format, selection, stream, told)
            stream.flush()
            return report
        direct = out.exists() and not out.is_file() and not out.is_dir()
        with (out.open("wb") if direct else whole_file(out.resolve())) as file, progress_bar("Exporting") as told:
            return export_records(reader, format, selection, file, told)
