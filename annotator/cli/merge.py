"""`annotator merge`: take a colleague's annotations into a project, beside one's own."""

from pathlib import Path

import click

from annotator import bootstrap
from annotator.app import merging
from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.session import Session
from annotator.cli.opening import JSON, PROJECT, NamedPath, opened
from annotator.cli.output import counted, note, progress_bar, say_json


@click.command()
@PROJECT
@click.argument("other", metavar="OTHER", type=NamedPath())
@click.option("--annotator", "annotators", multiple=True, metavar="NAME",
              help="Whose the annotations of OTHER are here, where it has one annotator; OLD=NEW renames one of "
                   "several, =NEW names what names nobody. May be repeated.")
@click.option("--map", "maps", multiple=True, metavar="OLD=NEW",
              help="What a label or relation of theirs is called here, also LAYER/OLD=LAYER/NEW; OLD= leaves it out. "
                   "May be repeated.")
@click.option("--add-labels", is_flag=True, help="Add labels and relations that the scheme lacks to it.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@JSON
def merge(project: Path, other: Path, annotators: tuple[str, ...], maps: tuple[str, ...], add_labels: bool,
          dry_run: bool, as_json: bool) -> int:
    """Merge the annotations of OTHER, a colleague's project or JSONL file, into PROJECT.

    Articles are matched by id, else by text. Everybody's annotations stay apart. Merging the same file again changes
    nothing; a newer version brings what changed in it; what both sides changed is listed as a conflict, and yours
    stays. Exit codes: 0 done, 1 done, but something was refused or is in conflict, 2 nothing done.
    """
    options = MergeOptions(annotators=annotators, maps=maps, add_labels=add_labels)
    with opened(project) as file:
        session = Session(file, bootstrap.default_annotator())
        with progress_bar("Merging") as told:
            if dry_run:
                counts = merging.foresee(file, bootstrap, other, options, session.annotator, told)
                counts.check()
            else:
                counts = merging.merge(session, bootstrap, other, options, told)
    for each in counts.said:
        note(each)
    for refusal in counts.refused:
        note(refusal)
    for conflict in counts.conflicts:
        note(f"conflict: {conflict.line}; yours was kept")
    if as_json:
        say_json(merging.as_json(counts))
    else:
        click.echo(("Would be done: " if dry_run else "") + _summary(counts))
    return 1 if counts.refused or counts.conflicts else 0


def _summary(counts: MergeCounts) -> str:
    parts = [f"{name}: {counted(share.sets, 'article')}, {counted(share.spans, 'span')}"
             for name, share in sorted(counts.shares.items())]
    parts += [f"{counted(number, thing)}{what}" for number, thing, what in (
        (counts.articles_added, "article", " added"), (counts.verdicts_added, "verdict", ""),
        (counts.remarks_added, "remark", ""), (len(counts.conflicts), "conflict", ""),
        (len(counts.refused), "refusal", "")) if number]
    return "; ".join(parts) or "Nothing new"
