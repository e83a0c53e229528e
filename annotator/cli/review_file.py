"""`annotator review-file`: write the review for an annotator, or an annotator's answers for a reviewer, to a file."""

from pathlib import Path

import click

from annotator import bootstrap
from annotator.app.review_file import save_answers, save_review, suggested_name, undecided
from annotator.cli.opening import JSON, PROJECT, NamedPath, opened
from annotator.cli.output import counted, progress_bar, say_json
from annotator.domain.errors import UserError


@click.command("review-file")
@PROJECT
@click.option("--for", "to", required=True, metavar="NAME", help="Who gets it: whose annotations were reviewed.")
@click.option("--by", "by", default="", metavar="NAME", help="Whose verdicts are written; else your login name.")
@click.option("--answers", is_flag=True, help="The way back: the answers of --by to the reviewer --for.")
@click.option("-o", "--output", "out", metavar="FILE", type=NamedPath(),
              help="The file to write; else one named after project and people, in this folder.")
@JSON
def review_file(project: Path, to: str, by: str, answers: bool, out: Path | None, as_json: bool) -> int:
    """Write what was decided about one annotator's spans to a JSONL file, which that annotator merges."""
    by = by or bootstrap.default_annotator()
    target = (out or Path(suggested_name(project.stem, by, to, answers=answers))).resolve()
    if target.exists() and target.samefile(project):
        raise UserError(f"{target} is the project itself, choose another file")
    with opened(project) as file, file.snapshot() as reader, progress_bar("Writing") as told:
        save = save_answers if answers else save_review
        counts = save(reader, bootstrap.formats(), target, by=by, to=to, progress=told)
        left = 0 if answers else undecided(reader, by, to)
    if as_json:
        say_json({**counts.as_json(), "undecided": left, "file": str(target)})
    else:
        click.echo(f"{counted(counts.verdicts, 'verdict')} ({counts.answered:,} answered) and "
                   f"{counted(counts.remarks, 'remark')} on {counted(counts.articles, 'article')} written to {target}")
        if left:
            click.echo(f"{counted(left, 'span')} of {to} without a verdict yet")
    return 0
