"""`annotator formats`: what can be read and written."""

import click

from annotator import bootstrap
from annotator.cli.opening import JSON
from annotator.cli.output import say_json, table


@click.command()
@JSON
def formats(as_json: bool) -> None:
    """List the formats that import reads and export writes."""
    known = bootstrap.formats().all()
    if as_json:
        say_json({"formats": [{"id": each.id, "name": each.name, "endings": list(each.endings),
                               "reads": each.reads, "writes": each.writes} for each in known]})
        return
    ways = {(True, True): "in and out", (True, False): "in", (False, True): "out"}
    table((each.id, ways[each.reads, each.writes], " ".join(each.endings), each.name) for each in known)
