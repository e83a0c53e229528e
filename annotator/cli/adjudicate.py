"""`annotator adjudicate`: build the gold sets from what annotators agree on and what reviewers decided."""

from pathlib import Path
from typing import Any

import click

from annotator import bootstrap
from annotator.app.operations.gold import BuildGold
from annotator.app.session import Session
from annotator.cli.opening import JSON, PROJECT, opened
from annotator.cli.output import counted, note, progress_bar, say_json
from annotator.domain.gold import POLICIES
from annotator.domain.review import Review


@click.command()
@PROJECT
@click.option("--between", "pairs", nargs=2, multiple=True, required=True, metavar="A B",
              help="Two annotators; once more for more of them.")
@click.option("--policy", required=True, metavar="P",
              help=f"What is gold where nobody decided: {', '.join(POLICIES)} or prefer:NAME.")
@click.option("--reviewer", default="", metavar="NAME", help="Only this reviewer's verdicts, else the newest of all.")
@JSON
def adjudicate(project: Path, pairs: tuple[tuple[str, str], ...], policy: str, reviewer: str, as_json: bool) -> None:
    """Build the gold sets of PROJECT. Verdicts of reviewers stand above the policy.

    agreed: what all who worked on an article have at the same place with the same label; majority: what more than half
    have; union: what anybody has; prefer:NAME: that annotator's spans. It is one step that can be undone.
    """
    names = tuple(dict.fromkeys(name for pair in pairs for name in pair))
    review = Review(id="", name="", mode="compare", annotators=names, reviewer=reviewer, policy=policy)
    with opened(project) as file, progress_bar("Adjudicating") as told:
        building = BuildGold(review, told)
        Session(file, reviewer or bootstrap.default_annotator()).execute(building)
    for each in building.left_out:
        note(f"{each.article}: left out, {each.why}")
    if as_json:
        say_json(_object(building))
        return
    undecided = sum(map(len, building.undecided.values()))
    click.echo(f"{counted(building.articles, 'article')}, {counted(building.spans, 'span')}, "
               f"{counted(building.relations, 'relation')} in the gold sets; "
               f"{counted(undecided, 'difference')} undecided")


def _object(building: BuildGold) -> dict[str, Any]:
    return {"articles": building.articles, "spans": building.spans, "relations": building.relations,
            "undecided": [{"article": article, "start": each.start, "end": each.end, "kind": each.kind,
                           "spans": {name: span.id for name, span in each.spans.items()}}
                          for article, differences in building.undecided.items() for each in differences],
            "left_out": [{"article": each.article, "why": each.why} for each in building.left_out]}
