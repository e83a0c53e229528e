"""The report on agreement: one file, whole, without script, with all text as text."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree, html

from annotator.domain.agreement.behind import Quote
from annotator.domain.agreement.definitions import BY_NAME
from annotator.domain.agreement.figures import Agreement, Figures, LeftOut, PairFigures
from annotator.domain.agreement.report import AgreementReport
from annotator.formats.agreement_report import write_report
from annotator.formats.agreement_report.markup import tag, text
from annotator.formats.agreement_report.plots import bins_of
from tests.some_quotes import PAIR, coded, quoted

EVIL = "<img src=x onerror=alert(1)>"
TEXT = "The recent attacks on a base in northern Iraq, near Erbil, did not affect coalition forces."
LABEL = Figures(f1_exact=0.5, precision_exact=0.5, recall_exact=0.5, counts={"same": 2, "label": 1})
ENTITY = Figures(
    f1_exact=0.8123, precision_exact=0.8, recall_exact=0.82, f1_overlap=0.9, kappa=0.7, alpha=-0.1, alpha_u=0.6,
    counts={"same": 40, "boundary": 3, "label": 9, "missing": 1, "extra": 4}, tokens=(50, 3, 4, 900),
    intervals={"f1_exact": (0.77, 0.85), "kappa": (0.6, 0.8), "alpha": (-0.3, 0.1)},
    labels={"GPE": LABEL, "LOC": replace(LABEL, f1_exact=None, counts={})},
    by_article={"a1": {"f1_exact": 0.2, "f1_overlap": 0.5}, "a2": {"f1_exact": 1.0, "f1_overlap": 1.0},
                "a3": {"f1_exact": None}},
    confusion={("GPE", "GPE"): 30, ("GPE", "LOC"): 9, ("GPE", ""): 1, ("", "ORG"): 4})
PAIR_FIGURES = PairFigures(annotators=PAIR, articles=3, all=ENTITY,
                           layers={"entity": ENTITY, "claim": Figures(tokens=(0, 0, 0, 0))})


def page(agreement: Agreement, quotes: Sequence[Quote] = (), project: str = "news") -> str:
    """Return the report as text."""
    out = io.BytesIO()
    write_report(AgreementReport(agreement=agreement, quotes=tuple(quotes), project=project,
                                 made_at="2026-11-24T18:00:00Z", version="0.1.0", resamples=1000, seed=7,
                                 chosen="The worst first."), out)
    return out.getvalue().decode("utf-8")


@pytest.fixture
def agreement() -> Agreement:
    """Two annotators' agreement with all there is to say."""
    return Agreement(pairs=(PAIR_FIGURES,), left_out=(LeftOut("a9", "only ana worked on it"),),
                     said=("gamma is missing: its library is not installed",),
                     titles={"a1": "Base attacked", "a2": "Erbil", "a9": "Alone"})


@pytest.fixture
def quotes() -> list[Quote]:
    """One disagreement of each kind that can be quoted."""
    return [quoted(TEXT, coded(TEXT, "northern Iraq", "LOC"), coded(TEXT, "Iraq", "GPE"), title="Base attacked"),
            quoted(TEXT, coded(TEXT, "Erbil", "GPE"), None, title="Base attacked")]


def words(element: etree._Element) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def rows(root: etree._Element, caption: str) -> list[list[str]]:
    """Return the cells of the first table whose caption begins so."""
    found = next(each for each in root.iter("table") if words(each.find("caption")).startswith(caption))
    return [[words(cell) for cell in row] for row in found.iter("tr")]


def test_it_says_what_was_measured_and_how(agreement: Agreement) -> None:
    told = words(html.fromstring(page(agreement)))
    for said in ("Agreement between ana and ben", "news", "2026-11-24 18:00:00 UTC", "Annotator 0.1.0",
                 "1,000 resamples, seed 7", "Both worked on 3 articles", "gamma is missing", "1 left out"):
        assert said in told


def test_the_tables_hold_the_figures(agreement: Agreement) -> None:
    root = html.fromstring(page(agreement))
    figures = rows(root, "Figures with 95 %")
    assert figures[0] == ["figure", "all layers", "entity", "claim"]
    assert figures[1] == ["F1 exact", "0.812 [0.770, 0.850]", "0.812 [0.770, 0.850]", "–"]
    assert ["Recall exact", "0.82", "0.82", "–"] in figures
    assert "Gamma" not in [row[0] for row in figures]
    assert rows(root, "Every span")[1:] == [["entity", "40", "3", "9", "1", "4"], ["claim", "0", "0", "0", "0", "0"],
                                            ["all layers", "40", "3", "9", "1", "4"]]
    assert rows(root, "Tokens annotated")[1] == ["entity", "50", "3", "4", "900"]
    assert rows(root, "Labels of")[1:] == [["GPE", "0.50", "0.50", "0.50", "–", "2", "0", "1", "0", "0"],
                                           ["LOC", "–", "0.50", "0.50", "–", "0", "0", "0", "0", "0"]]
    assert rows(root, "Rows: ana")[-1] == ["none", "0", "0", "4", "–"]
    assert rows(root, "All articles")[1:] == [["Base attacked", "0.20", "0.50"], ["Erbil", "1.00", "1.00"],
                                              ["a3", "–", "–"]]
    assert rows(root, "Articles that do not count")[1] == ["Alone", "only ana worked on it"]


def test_what_each_figure_counts_is_said_with_its_source(agreement: Agreement) -> None:
    told = rows(html.fromstring(page(agreement)), "In short")
    assert ["Unitizing alpha", BY_NAME["alpha_u"].counts, BY_NAME["alpha_u"].source] in told


def test_one_layer_needs_one_column(agreement: Agreement) -> None:
    alone = replace(PAIR_FIGURES, layers={"entity": ENTITY})
    root = html.fromstring(page(replace(agreement, pairs=(alone,))))
    assert rows(root, "Figures with 95 %")[0] == ["figure", "entity"]
    assert len(rows(root, "Every span")) == 2
    untold = replace(ENTITY, tokens=(0, 0, 0, 0))
    root = html.fromstring(page(replace(agreement, pairs=(replace(alone, layers={"entity": untold}),))))
    assert "Tokens annotated by whom" not in words(root)


def test_tables_and_plots_can_be_read_aloud(agreement: Agreement) -> None:
    root = html.fromstring(page(agreement))
    assert all(cell.get("scope") in ("row", "col") for cell in root.iter("th"))
    plots = list(root.iter("svg"))
    assert len(plots) == 3
    for plot in plots:
        assert plot.get("role") == "img"
        assert words(plot.find("title"))
        assert words(plot.find("desc"))
        etree.fromstring(etree.tostring(plot))
    cells = [words(each) for each in plots[1].iter("title")]
    assert "ana GPE, ben LOC: 9, 22 % of ana’s GPE." in cells
    assert "ben ORG, ana no span: 4." in cells


def test_intervals_lie_within_the_plot_also_below_zero(agreement: Agreement) -> None:
    plot = next(html.fromstring(page(agreement)).iter("svg"))
    width = float(plot.get("width"))
    lines = [each for each in plot.iter("line") if each.get("class") == "interval"]
    assert len(lines) == 3
    assert all(0 < float(each.get("x1")) < float(each.get("x2")) < width for each in lines)
    dots = {float(each.get("cx")) for each in plot.iter("circle")}
    zero = next(float(each.get("x")) for each in plot.iter("text") if each.text == "0")
    assert min(dots) < zero < max(dots)


def test_disagreements_are_quoted_with_what_both_have(agreement: Agreement, quotes: list[Quote]) -> None:
    root = html.fromstring(page(agreement, quotes))
    told = words(root)
    assert "How they were chosen: The worst first." in told
    first, second = root.iter("blockquote")
    assert [(each.get("class"), each.text) for each in first.iter("u")] == [
        ("first", "northern "), ("first second", "Iraq")]
    assert "≠ label: ana LOC (entity) “northern Iraq” · ben GPE (entity) “Iraq”" in words(first)
    assert "− missing: ana GPE (entity) · ben no span" in words(second)
    assert [words(each) for each in root.iter("h4")] == ["Base attacked"]


def test_long_words_are_said_in_part(agreement: Agreement) -> None:
    long = "Word " * 60 + "end."
    quote = quoted(long, coded(long, long, "FACTUAL", "claim"), coded(long, "end.", "FACTUAL", "claim"))
    told = words(next(html.fromstring(page(agreement, [quote])).iter("blockquote")).findall("p")[1])
    assert told.endswith("· ben FACTUAL (claim) “end.”")
    assert " … " in told
    assert len(told) < 220


def test_whatever_comes_from_the_project_is_shown_as_text(agreement: Agreement) -> None:
    figures = replace(ENTITY, labels={EVIL: LABEL}, confusion={(EVIL, EVIL): 3, (EVIL, ""): 1})
    pair = PairFigures(annotators=(EVIL, '"><script>'), articles=1, all=figures, layers={EVIL: figures})
    quote = quoted(f"{EVIL} said", coded(f"{EVIL} said", EVIL, EVIL, EVIL), None, title=EVIL)
    bad = Agreement(pairs=(pair,), left_out=(LeftOut("a1", EVIL),), said=(EVIL,), titles={"a1": EVIL})
    told = page(bad, [replace(quote, pair=pair.annotators)], project=f"{EVIL}\x07\x85")
    root = html.fromstring(told)
    assert [each.tag for each in root.iter("img", "script", "iframe", "object", "link", "base")] == []
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert words(root).count(EVIL) > 10
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", told) is None


def test_nothing_comes_from_elsewhere(agreement: Agreement, quotes: list[Quote]) -> None:
    told = page(agreement, quotes)
    assert re.search(r"https?:|//|url\(|@import|src=|href=", told) is None
    assert "prefers-color-scheme:dark" in told
    assert "@media print" in told


def test_of_many_pairs_the_largest_have_a_section() -> None:
    pairs = tuple(replace(PAIR_FIGURES, annotators=(f"w{n:02}", "zoe"), articles=n) for n in range(1, 13))
    root = html.fromstring(page(Agreement(pairs=pairs)))
    told = words(root)
    assert "Agreement of 13 annotators" in told
    assert "The 10 pairs with the most articles" in told
    assert rows(root, "All layers together")[1][:3] == ["w01 and zoe", "1", "0.812 [0.770, 0.850]"]
    headings = [words(each) for each in root.iter("h2")]
    assert headings[:3] == ["All pairs", "w12 and zoe", "w11 and zoe"]
    assert "w02 and zoe" not in headings
    assert "1–12 that the two of a pair worked on" in told


def test_nothing_labeled_and_no_pairs_are_said() -> None:
    nothing = PairFigures(annotators=PAIR, articles=2, all=Figures())
    told = words(html.fromstring(page(Agreement(pairs=(nothing,)))))
    assert "Both worked on 2 articles, on 2 of them neither labeled anything." in told
    assert "Neither labeled anything on them" in told
    assert "none that the two of a pair worked on" in words(html.fromstring(page(Agreement(pairs=()))))


def test_long_lists_are_cut_and_say_so() -> None:
    many = replace(ENTITY, by_article={f"a{n:03}": {"f1_exact": n / 100} for n in range(80)})
    pair = replace(PAIR_FIGURES, all=many)
    left_out = tuple(LeftOut(f"b{n}", f"ana{', x' * 90} worked on it") for n in range(503))
    root = html.fromstring(page(Agreement(pairs=(pair,), left_out=left_out)))
    assert len(rows(root, "The 50 of 80 articles")) == 51
    assert "And 3 more." in words(root)
    why = rows(root, "Articles that do not count")[1][1]
    assert (why[:6], " … " in why, why[-12:]) == ("ana, x", True, "worked on it")


def test_long_titles_are_said_in_part(agreement: Agreement) -> None:
    title = f"<b>Breaking</b> {'and so on ' * 200}to the end"
    quote = quoted("Iraq", coded("Iraq", "Iraq", "GPE"), None, title=title)
    root = html.fromstring(page(replace(agreement, titles={**agreement.titles, "a1": title}), [quote]))
    for shown in (rows(root, "All articles")[1][0], words(next(root.iter("h4")))):
        assert (shown[:15], shown[-10:], len(shown) < 170) == ("<b>Breaking</b>", "to the end", True)


def test_a_layer_may_be_called_all_layers(agreement: Agreement) -> None:
    layers = {"all layers": ENTITY, "all": ENTITY}
    figures = replace(PAIR_FIGURES, layers=layers, all=replace(ENTITY, f1_exact=0.125))
    root = html.fromstring(page(replace(agreement, pairs=(figures,))))
    assert rows(root, "Figures with 95 %")[0] == ["figure", "all layers", "all layers", "all"]
    assert [row[0] for row in rows(root, "Every span")[1:]] == ["all layers", "all", "all layers"]


def test_long_labels_are_shortened_in_the_plot_alone(agreement: Agreement) -> None:
    long = "A_VERY_LONG_LABEL_WITHOUT_ANY_END"
    figures = replace(ENTITY, confusion={(long, long): 1}, labels={})
    root = html.fromstring(page(replace(agreement, pairs=(replace(PAIR_FIGURES, layers={"entity": figures}),))))
    plot = list(root.iter("svg"))[1]
    assert f"{long[:21]}…" in [each.text for each in plot.iter("text")]
    assert f"ana {long}, ben {long}: 1, 100 % of ana’s {long}." in words(plot)


def test_tenths_hold_their_lower_border() -> None:
    assert bins_of([0.0, 0.1, 0.3, 0.7, 0.999, 1.0]) == [1, 1, 0, 1, 0, 0, 0, 1, 0, 2]


def test_markup_escapes_and_leaves_out() -> None:
    assert tag("p", "a < b", text("& c"), class_=None, aria_label='"') == '<p aria-label="&quot;">a &lt; b&amp; c</p>'
    assert tag("br") == "<br>"
