"""`annotator stats`: how much there is, by annotator and by label."""

from pathlib import Path

import click

from annotator.cli.opening import JSON, PROJECT, opened
from annotator.cli.output import counted, say_json, table
from annotator.domain.query import Stats


@click.command()
@PROJECT
@JSON
def stats(project: Path, as_json: bool) -> None:
    """Count articles, spans and relations of PROJECT."""
    with opened(project) as file, file.snapshot() as reader:
        found = reader.stats()
    if as_json:
        say_json(_object(found))
        return
    click.echo(", ".join((counted(found.articles, "article"), counted(found.spans, "span"),
                          counted(found.relations, "relation"))))
    if found.annotators:
        click.echo()
        table([("annotator", "articles", "done", "spans"), *(
            (name, each.articles, each.done, each.spans) for name, each in found.annotators.items())])
    if any(found.labels.values()):
        click.echo()
        table([("layer", "label", "spans"), *((layer, label, count) for layer, labels in found.labels.items()
                                              for label, count in labels.items())])


def _object(found: Stats) -> dict[str, object]:
    return {"articles": found.articles, "spans": found.spans, "relations": found.relations,
            "annotators": {name: {"articles": each.articles, "done": each.done, "spans": each.spans}
                           for name, each in found.annotators.items()},
            "labels": {layer: dict(labels) for layer, labels in found.labels.items()}}
