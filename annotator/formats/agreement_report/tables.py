"""The tables of the report."""

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.agreement.definitions import BY_NAME, DEFINITIONS, KIND_SIGNS, KIND_WORDS
from annotator.domain.agreement.figures import Agreement, Figures, LeftOut, PairFigures
from annotator.domain.agreement.matrix import Matrix
from annotator.domain.difference import DIFFERENCE_KINDS
from annotator.formats.agreement_report.markup import Markup, joined, name, short, tag

ARTICLES = 50
"""Articles listed of a pair at most, those with the least agreement."""
LEFT_OUT = 500
_ALL = Markup("all layers")
_NOT = "–"
"""Stands where a figure is not defined or was not asked for."""
_BRIEFLY = ("f1_exact", "f1_overlap", "kappa", "alpha", "alpha_u", "gamma")
_IN_LABELS = ("f1_exact", "precision_exact", "recall_exact", "f1_overlap")
_TOKENS = ("both", "only the first", "only the second", "neither")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> Markup:
    """Return a table whose first column names its rows; the columns in `numbers` are aligned to the right."""
    def kind(column: int) -> str | None:
        return "number" if column in numbers else None

    headings = tag("tr", *(tag("th", each, scope="col", class_=kind(place)) for place, each in enumerate(head)))
    body = [tag("tr", tag("th", row[0], scope="row"),
                *(tag("td", cell, class_=kind(place)) for place, cell in enumerate(row[1:], 1))) for row in rows]
    return tag("div", tag("table", tag("caption", caption), tag("thead", headings), tag("tbody", *body)), class_="wide")


def figures_table(pair: PairFigures) -> Markup:
    """Return every figure over all layers, and for each layer, with intervals."""
    several = len(pair.layers) != 1
    columns = [*([(_ALL, pair.all)] if several else []), *((name(layer), each) for layer, each in pair.layers.items())]
    rows = [[each.title, *(_with_interval(figures, each.name) for _, figures in columns)]
            for each in DEFINITIONS
            if any(getattr(figures, each.name) is not None for _, figures in columns)]
    return table("Figures with 95 % intervals", ["figure", *(title for title, _ in columns)], rows)


def counts_table(pair: PairFigures) -> Markup:
    """Return how many differences of each kind there are, and the tokens that kappa and alpha rest on."""
    layers = [(name(layer), figures) for layer, figures in pair.layers.items()]
    if len(layers) != 1:
        layers.append((_ALL, pair.all))
    head = ["layer", *(f"{KIND_SIGNS[kind]} {kind}" for kind in DIFFERENCE_KINDS)]
    rows = [[title, *(f"{figures.counts.get(kind, 0):,}" for kind in DIFFERENCE_KINDS)] for title, figures in layers]
    first = table("Every span is counted once", head, rows, range(1, 6))
    tokens = [[title, *(f"{number:,}" for number in figures.tokens)]
              for title, figures in layers if any(figures.tokens)]
    meanings = tag("p", "; ".join(f"{KIND_SIGNS[kind]} {kind}: {KIND_WORDS[kind]}" for kind in DIFFERENCE_KINDS) + ".",
                   class_="quiet")
    if not tokens:
        return joined((first, meanings))
    return joined((first, meanings, table("Tokens annotated by whom, on which kappa and alpha rest",
                                          ["layer", *_TOKENS], tokens, range(1, 5))))


def labels_table(layer: str, figures: Figures) -> Markup:
    """Return the figures of each label of a layer, the most used first."""
    most_used = sorted(figures.labels.items(), key=lambda item: (-sum(item[1].counts.values()), item[0]))
    rows = [[name(label), *(_number(getattr(each, figure)) for figure in _IN_LABELS),
             *(f"{each.counts.get(kind, 0):,}" for kind in DIFFERENCE_KINDS)] for label, each in most_used]
    head = ["label", *(BY_NAME[figure].brief for figure in _IN_LABELS),
            *(f"{KIND_SIGNS[kind]} {kind}" for kind in DIFFERENCE_KINDS)]
    return table(f"Labels of the layer {layer}", head, rows, range(1, len(head)))


def matrix_table(matrix: Matrix, pair: tuple[str, str]) -> Markup:
    """Return the confusion of labels in numbers."""
    def cell(row: int, column: int) -> str:
        neither = row == column == len(matrix.labels) - 1
        return _NOT if neither else f"{matrix.count(row, column):,}"

    columns = range(len(matrix.labels))
    rows = [[name(matrix.labels[row] or "none"), *(cell(row, column) for column in columns)] for row in columns]
    head = [f"{pair[0]} ↓  {pair[1]} →", *(name(label or "none") for label in matrix.labels)]
    return table(f"Rows: {pair[0]}, columns: {pair[1]}", head, rows, range(1, len(head)))


def articles_table(pair: PairFigures, titles: Mapping[str, str]) -> Markup:
    """Return the articles with the least agreement."""
    scores = sorted(pair.all.by_article.items(), key=lambda item: (_least(item[1]), item[0]))
    names = [each for each in _BRIEFLY if any(each in figures for _, figures in scores)]
    rows = [[name(short(titles.get(article) or article)), *(_number(figures.get(each)) for each in names)]
            for article, figures in scores[:ARTICLES]]
    shown = f"The {len(rows)} of {len(scores):,} articles" if len(scores) > len(rows) else "All articles"
    head = ["article", *(BY_NAME[each].brief for each in names)]
    return table(f"{shown}, those with the least agreement first", head, rows, range(1, len(head)))


def pairs_table(agreement: Agreement) -> Markup:
    """Return all pairs with their main figures."""
    shown = [each for each in _BRIEFLY if any(getattr(pair.all, each) is not None for pair in agreement.pairs)]
    rows = [[joined((name(pair.annotators[0]), " and ", name(pair.annotators[1]))), f"{pair.articles:,}",
             *(_with_interval(pair.all, each) for each in shown)] for pair in agreement.pairs]
    return table("All layers together", ["pair", "articles", *(BY_NAME[each].brief for each in shown)], rows,
                 range(1, len(shown) + 2))


def left_out_table(left_out: Sequence[LeftOut], titles: Mapping[str, str]) -> Markup:
    """Return what does not count, and why."""
    rows = [[name(short(titles.get(each.article) or each.article)), short(each.why)] for each in left_out[:LEFT_OUT]]
    more = len(left_out) - len(rows)
    return joined((table("Articles that do not count, or not for every pair", ["article", "why"], rows),
                   tag("p", f"And {more:,} more.") if more else Markup()))


def definitions_table(names: Iterable[str]) -> Markup:
    """Return what each figure counts, and where it was defined."""
    rows = [[BY_NAME[each].title, BY_NAME[each].counts, BY_NAME[each].source] for each in names]
    return table("In short; the program’s help has the formulas", ["figure", "what it counts", "source"], rows)


def _least(figures: Mapping[str, float | None]) -> float:
    value = figures.get("f1_exact")
    return 2.0 if value is None else value


def _number(value: float | None) -> str:
    return _NOT if value is None else f"{value:z.2f}"


def _with_interval(figures: Figures, figure: str) -> str:
    value = getattr(figures, figure)
    if value is None or figure not in figures.intervals:
        return _number(value)
    low, high = figures.intervals[figure]
    return f"{value:z.3f} [{low:z.3f}, {high:z.3f}]"
