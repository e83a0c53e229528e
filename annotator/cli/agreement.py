"""`annotator agreement`: how well do annotators agree?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import click

from annotator import bootstrap
from annotator.app import agreement_json
from annotator.app.agreement import AgreementRequest, measure
from annotator.app.agreement_report import gather
from annotator.app.files import whole_file
from annotator.app.ports import Reader
from annotator.cli.opening import JSON, PROJECT, NamedPath, opened
from annotator.cli.output import counted, progress_bar, say_json, table
from annotator.domain.agreement.figures import Agreement, Figures, PairFigures
from annotator.domain.difference import DIFFERENCE_KINDS
from annotator.domain.errors import NotFound, UserError

_COLUMNS = {"f1_exact": "F1 exact", "precision_exact": "precision", "recall_exact": "recall",
            "f1_overlap": "F1 overlap", "kappa": "kappa", "alpha": "alpha", "alpha_u": "alpha u", "gamma": "gamma"}
_TOKENS = "both", "only first", "only second", "neither"
_NAMED = 5
"""So many left out articles are named; --json names all."""
_IN_FULL = 10
"""So many pairs are shown in full, of more only the main figures of each."""


@click.command()
@PROJECT
@click.option("--between", "pairs", nargs=2, multiple=True, metavar="A B",
              help="Two annotators, A the reference; else all pairs (without gold).")
@click.option("--review", "review", default="", metavar="NAME",
              help="Only the articles of this review; between its annotators, unless --between names others.")
@click.option("--layer", "layers", multiple=True, metavar="L", help="Only this layer.")
@click.option("--resamples", default=1000, metavar="N", type=click.IntRange(min=0),
              help="Draws of the 95 % bootstrap intervals over articles: 1000 if not said, 0 for none.")
@click.option("--seed", default=0, metavar="N", type=click.IntRange(0, 2 ** 32 - 1),
              help="Seed of all that is drawn: 0 if not said.")
@click.option("--gamma", is_flag=True, help="Compute gamma too, which takes long and needs pygamma-agreement.")
@click.option("--html", "report", default=None, metavar="REPORT.html", type=NamedPath(),
              help="Write a report with plots and the worst disagreements too, one HTML file.")
@JSON
def agreement(project: Path, pairs: tuple[tuple[str, str], ...], review: str, layers: tuple[str, ...], resamples: int,
              seed: int, gamma: bool, report: Path | None, as_json: bool) -> None:
    """Measure how well annotators of PROJECT agree, on the articles that both worked on.

    --between and --layer may be repeated. What each figure is stands in the help page "Agreement".
    """
    request = AgreementRequest(pairs=pairs, layers=layers, resamples=resamples, seed=seed, gamma=gamma)
    if report is not None and report.exists() and report.samefile(project):
        raise UserError(f"{report} is the project itself, choose another file")
    with opened(project) as file, file.snapshot() as reader, progress_bar("Measuring") as told:
        if review:
            request = _of_review(reader, review, request)
        found = measure(reader, request, told)
        if report is not None:
            gathered = gather(reader, found, project.stem, request, told)
            with whole_file(report.resolve()) as out:
                bootstrap.write_agreement_report(gathered, out)
    if as_json:
        say_json(agreement_json.as_json(found))
        return
    if len(found.pairs) <= _IN_FULL:
        for pair in found.pairs:
            _say_pair(pair)
    else:
        _say_briefly(found.pairs)
    _say_left_out(found)
    for sentence in found.said:
        click.echo(sentence)
    if report is not None:
        click.echo(f"The report was written to {report}")


def _of_review(reader: Reader, name: str, request: AgreementRequest) -> AgreementRequest:
    """Return the request for what a review is about. Raises NotFound for a review nobody began."""
    known = {each.name: each for each in reader.reviews()}
    if name not in known:
        raise NotFound(f"The project has no review {name}; it has: {', '.join(known) or 'none'}")
    return replace(request, articles=known[name].articles,
                   pairs=request.pairs or tuple(combinations(known[name].annotators, 2)))


def _say_pair(pair: PairFigures) -> None:
    a, b = pair.annotators
    click.echo(f"{a} (reference) and {b}: {counted(pair.articles, 'article')} in common\n")
    columns = [name for name in _COLUMNS if name != "gamma" or pair.all.gamma is not None]
    table([("", *(_COLUMNS[name] for name in columns)), *(
        (title, *(_number(getattr(figures, name)) for name in columns)) for title, figures in _rows(pair))])
    if pair.all.intervals:
        click.echo("\n95 % intervals over articles")
        table([("", *(_COLUMNS[name] for name in columns if name != "gamma")), *(
            (title, *(_interval(figures, name) for name in columns if name != "gamma"))
            for title, figures in _rows(pair) if figures.intervals)])
    click.echo("\ndifferences between spans, and tokens touched by spans")
    table([("", *DIFFERENCE_KINDS, *_TOKENS), *(
        (title, *(figures.counts[kind] for kind in DIFFERENCE_KINDS), *figures.tokens)
        for title, figures in _rows(pair))])
    click.echo()


def _say_briefly(pairs: Sequence[PairFigures]) -> None:
    columns = [name for name in _COLUMNS if name != "gamma" or any(pair.all.gamma is not None for pair in pairs)]
    table([("reference", "other", "articles", *(_COLUMNS[name] for name in columns)), *(
        (*pair.annotators, pair.articles, *(_number(getattr(pair.all, name)) for name in columns)) for pair in pairs)])
    click.echo(f"\n{counted(len(pairs), 'pair')}; --between A B shows one of them by layer and label, with intervals\n")


def _rows(pair: PairFigures) -> Iterator[tuple[str, Figures]]:
    yield "all layers", pair.all
    for layer, figures in pair.layers.items():
        yield layer, figures
        yield from ((f"  {label}", each) for label, each in figures.labels.items())


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(figures: Figures, name: str) -> str:
    return "{:.3f}..{:.3f}".format(*figures.intervals[name]) if name in figures.intervals else "-"


def _say_left_out(found: Agreement) -> None:
    reasons: dict[str, list[str]] = {}
    for each in found.left_out:
        reasons.setdefault(each.why, []).append(each.article)
    for why, articles in reasons.items():
        more = f" and {len(articles) - _NAMED:,} more" if len(articles) > _NAMED else ""
        click.echo(f"Left out where {why}: {', '.join(articles[:_NAMED])}{more}")
