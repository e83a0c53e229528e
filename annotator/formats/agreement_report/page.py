"""The report as a page: facts, figures, plots, quotes, what was left out, definitions."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.domain.agreement.definitions import DEFINITIONS
from annotator.domain.agreement.figures import Agreement, PairFigures
from annotator.domain.agreement.matrix import matrix
from annotator.domain.agreement.report import AgreementReport
from annotator.domain.words import count
from annotator.formats.agreement_report import tables
from annotator.formats.agreement_report.markup import Markup, joined, name, tag
from annotator.formats.agreement_report.plots import distribution, heat_map, intervals_plot
from annotator.formats.agreement_report.quotes import quotes_section
from annotator.formats.agreement_report.style import style

DETAILED = 10
"""Pairs that have a section of their own; the others are in the table of all pairs only."""


def write_report(report: AgreementReport, out: BinaryIO) -> None:
    """Write the report as UTF-8."""
    out.write(b"<!DOCTYPE html>\n")
    head = tag("head", tag("meta", charset="utf-8"), tag("meta", name_="viewport", content="width=device-width"),
               tag("title", f"{_title(report.agreement)}: {report.project}"), tag("style", Markup(style())))
    body = tag("body", tag("main", *_sections(report)))
    out.write(tag("html", head, body, lang="en").encode("utf-8"))
    out.write(b"\n")


def _sections(report: AgreementReport) -> Iterator[Markup]:
    agreement = report.agreement
    yield tag("h1", _title(agreement))
    yield _facts(report)
    yield from (tag("p", words) for words in agreement.said)
    if len(agreement.pairs) > 1:
        yield tag("h2", "All pairs")
        yield tables.pairs_table(agreement)
    detailed = sorted(agreement.pairs, key=lambda pair: -pair.articles)[:DETAILED]
    if len(agreement.pairs) > len(detailed):
        yield tag("p", f"The {len(detailed)} pairs with the most articles follow one by one.")
    for pair in detailed:
        yield from _pair(pair, report)
    if agreement.left_out:
        yield tag("h2", "What was left out")
        yield tables.left_out_table(agreement.left_out, agreement.titles)
    yield tag("h2", "What the figures count")
    yield tables.definitions_table([each.name for each in DEFINITIONS if any(
        getattr(pair.all, each.name) is not None for pair in agreement.pairs)])
    yield tag("p", "The first annotator of a pair is the reference of precision and recall. Intervals: 95 %, bootstrap "
                   f"over articles with {report.resamples:,} resamples and seed {report.seed} "
                   "(Efron and Tibshirani, An Introduction to the Bootstrap, 1993).")


def _title(agreement: Agreement) -> str:
    if len(agreement.pairs) == 1:
        return "Agreement between {} and {}".format(*agreement.pairs[0].annotators)
    return f"Agreement of {count(len(_annotators(agreement)), 'annotator')}"


def _annotators(agreement: Agreement) -> list[str]:
    return sorted({name for pair in agreement.pairs for name in pair.annotators})


def _facts(report: AgreementReport) -> Markup:
    agreement = report.agreement
    rows = [("Project", name(report.project)), ("Annotators", joined(_listed(_annotators(agreement)))),
            ("Articles", joined(_listed_counts(agreement))),
            ("Made", report.made_at.replace("T", " ").replace("Z", " UTC")),
            ("Program", f"Annotator {report.version}"),
            ("Intervals", f"95 %, bootstrap over articles, {report.resamples:,} resamples, seed {report.seed}")]
    return tag("dl", *(joined((tag("dt", title), tag("dd", value))) for title, value in rows))


def _listed(names: Sequence[str]) -> Iterator[Markup]:
    for place, each in enumerate(names):
        yield joined((", " if place else "", name(each)))


def _listed_counts(agreement: Agreement) -> Iterator[Markup]:
    left_out = len({each.article for each in agreement.left_out})
    counts = sorted({pair.articles for pair in agreement.pairs})
    shown = "–".join(f"{number:,}" for number in counts[:1] + counts[1:][-1:]) or "none"
    whose = "both worked on" if len(agreement.pairs) == 1 else "the two of a pair worked on"
    yield joined((f"{shown} that {whose}; {left_out:,} left out for a pair or for all",))


def _pair(pair: PairFigures, report: AgreementReport) -> Iterator[Markup]:
    first, second = pair.annotators
    quotes = [each for each in report.quotes if each.pair == pair.annotators]
    yield tag("h2", name(first), " and ", name(second))
    bare = pair.articles - len(pair.all.by_article)
    unlabeled = f", on {bare:,} of them neither labeled anything" if bare else ""
    yield tag("p", f"Both worked on {count(pair.articles, 'article')}{unlabeled}. The reference of precision and "
              "recall is ", name(first), ".")
    if not sum(pair.all.counts.values()):
        yield tag("p", "Neither labeled anything on them, so that no figure is defined.")
        return
    yield tables.figures_table(pair)
    yield _figure(intervals_plot(pair.all, f"Figures of {first} and {second} with 95 % intervals"),
                  "The dots are the figures, the lines their 95 % intervals. All layers together.")
    yield tag("h3", "Differences")
    yield tables.counts_table(pair)
    for layer, figures in pair.layers.items():
        if sum(figures.counts.values()):
            yield tag("h3", "Layer ", name(layer))
            yield tables.labels_table(layer, figures)
            found = matrix(figures.confusion)
            yield _figure(heat_map(found, pair.annotators, f"Confusion of the labels of {layer}"),
                          "Confusion of labels: the darker (on a dark page: the lighter), the larger the part of its "
                          "row. Framed: same label. none: that one has no span there.")
            yield tag("details", tag("summary", "The same as a table"), tables.matrix_table(found, pair.annotators))
    yield tag("h3", "Articles")
    yield _figure(distribution(pair.all.by_article, "Articles by their F1 exact"), "Articles by their F1 exact.")
    yield tables.articles_table(pair, report.agreement.titles)
    if quotes:
        yield tag("h3", "Worst disagreements")
        yield quotes_section(quotes, report.chosen)


def _figure(plot: Markup, caption: str) -> Markup:
    return tag("figure", plot, tag("figcaption", caption))
