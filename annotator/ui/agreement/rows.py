"""The rows of the panel's tables, made from the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.domain.agreement.behind import UNLIKE, Behind
from annotator.domain.agreement.definitions import BY_NAME, DEFINITIONS, KIND_SIGNS, KIND_WORDS, Definition
from annotator.domain.agreement.figures import Agreement, Figures, LeftOut, PairFigures
from annotator.domain.difference import DIFFERENCE_KINDS, DifferenceKind
from annotator.ui.agreement.cells import NOT, Bar, Cell, Column

Rows = list[Sequence[Cell]]
Table = tuple[Sequence[Column], Rows]
FIGURE_COLUMNS = (Column("Figure"), Column("Value", number=True), Column("95 % interval"),
                  Column("What is counted", wide=True))
LEFT_OUT_COLUMNS = (Column("Article"), Column("Why", wide=True))
_IN_LABELS = ("f1_exact", "precision_exact", "recall_exact", "f1_overlap")
_BRIEFLY = ("f1_exact", "f1_overlap", "kappa", "alpha", "alpha_u", "gamma")
_OPENS = "Enter or a click shows the spans behind it."


def figure_rows(figures: Figures, asked: Behind) -> Rows:
    """Return a row for each figure, with its interval as a bar and in words."""
    unlike = replace(asked, kinds=UNLIKE)
    return [_figure_row(each, figures, unlike) for each in DEFINITIONS]


def _figure_row(each: Definition, figures: Figures, asked: Behind) -> Sequence[Cell]:
    value, interval = getattr(figures, each.name), figures.intervals.get(each.name)
    said = each.counts
    if value is None:
        return Cell(each.title, each.title, tip=said), Cell(NOT), Cell(""), Cell(said, said, tip=said)
    words = f"{interval[0]:z.2f} to {interval[1]:z.2f}" if interval else "none"
    return (Cell(each.title, each.title, asked, f"{said} {_OPENS}"),
            Cell(f"{value:z.2f}", value, asked, f"{each.title} {value:z.4f}. {_OPENS}"),
            Cell(words, value, asked, f"{each.title}: 95 % interval {words}. {_OPENS}",
                 Bar(value, interval, each.least)),
            Cell(said, said, tip=f"{said} Source: {each.source}."))


def label_table(layers: Mapping[str, Figures], asked: Behind) -> Table:
    """Return the table of the labels of these layers, layer by layer, the most used first."""
    several = len(layers) > 1
    columns = [Column("Label"), *_figure_columns(_IN_LABELS), *(_kind_column(kind) for kind in DIFFERENCE_KINDS),
               *([Column("Layer")] if several else [])]
    rows: Rows = []
    for layer, figures in layers.items():
        for label, each in sorted(figures.labels.items(), key=lambda item: (-sum(item[1].counts.values()), item[0])):
            here = replace(asked, layers=(layer,))
            either, counted = replace(here, either=label), replace(here, label=label)
            rows.append([Cell(label, label.casefold(), either, label),
                         *(_number(getattr(each, name), replace(either, kinds=UNLIKE)) for name in _IN_LABELS),
                         *(_count(each.counts.get(kind, 0), replace(counted, kinds=frozenset({kind})))
                           for kind in DIFFERENCE_KINDS),
                         *([Cell(layer, layer.casefold())] if several else [])])
    return columns, rows


def article_table(figures: Figures, titles: Mapping[str, str], asked: Behind) -> Table:
    """Return the table of articles, those with the least agreement first."""
    scores = sorted(figures.by_article.items(), key=lambda item: (_least(item[1]), item[0]))
    names = [name for name in _BRIEFLY if any(found.get(name) is not None for _, found in scores)]
    rows: Rows = []
    for article, found in scores:
        title = " ".join(titles.get(article, article).split()) or "Untitled"
        mine = replace(asked, articles=(article,), kinds=UNLIKE)
        rows.append([Cell(title, title.casefold(), mine, title), *(_number(found.get(name), mine) for name in names)])
    return [Column("Article", wide=True), *_figure_columns(names)], rows


def pair_table(common: Mapping[tuple[str, str], int], agreement: Agreement | None) -> Table:
    """Return the table of all pairs that have an article in common; figures where they were measured."""
    found = agreement.pairs if agreement else ()
    measured = {frozenset(pair.annotators): pair for pair in found}
    names = [name for name in _BRIEFLY if any(getattr(pair.all, name) is not None for pair in found)]
    columns = [Column("First"), Column("Second"), Column("Articles", number=True), *_figure_columns(names)]
    rows: Rows = []
    for pair, articles in common.items():
        known = measured.get(frozenset(pair))
        shown = known.annotators if known else pair
        tip = f"Enter or a click shows {shown[0]} and {shown[1]}."
        rows.append([Cell(shown[0], shown[0].casefold(), shown, tip), Cell(shown[1], shown[1].casefold(), shown, tip),
                     Cell(f"{articles:,}", articles, shown, tip), *(_of_pair(known, name) for name in names)])
    return columns, rows


def _of_pair(found: PairFigures | None, name: str) -> Cell:
    if found is None:
        return Cell("")
    value, interval = getattr(found.all, name), found.all.intervals.get(name)
    words = f"{found.annotators[0]} and {found.annotators[1]}, {BY_NAME[name].title}"
    tip = f"{words}: 95 % interval {interval[0]:z.2f} to {interval[1]:z.2f}." if interval else words
    return Cell(NOT if value is None else f"{value:z.2f}", value, found.annotators, tip)


def left_out_rows(left_out: Sequence[LeftOut], titles: Mapping[str, str]) -> Rows:
    """Return the articles that do not count, and why; a row opens its article."""
    rows: Rows = []
    for each in left_out:
        title = " ".join(titles.get(each.article, each.article).split()) or "Untitled"
        rows.append([Cell(title, title.casefold(), each.article, "Enter or a click opens the article."),
                     Cell(each.why, each.why, each.article)])
    return rows


def _figure_columns(names: Sequence[str]) -> list[Column]:
    known = [BY_NAME[name] for name in names]
    return [Column(each.brief, f"{each.title}. {each.counts}", number=True) for each in known]


def _kind_column(kind: DifferenceKind) -> Column:
    return Column(f"{KIND_SIGNS[kind]} {kind}", KIND_WORDS[kind], number=True)


def _number(value: float | None, opens: Behind) -> Cell:
    if value is None:
        return Cell(NOT, tip="Not defined: nothing is labeled there.")
    return Cell(f"{value:z.2f}", value, opens, f"{value:z.4f}. {_OPENS}")


def _count(number: int, opens: Behind) -> Cell:
    return Cell(f"{number:,}", number, opens if number else None, _OPENS if number else "")


def _least(figures: Mapping[str, float | None]) -> float:
    value = figures.get("f1_exact")
    return 2.0 if value is None else value
