"""Two annotators over a large project: reading, comparing and scoring all of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from nervaluate import Evaluator

from annotator import bootstrap
from annotator.app.agreement import AgreementRequest, measure
from annotator.app.ports import Project
from annotator.domain.agreement.figures import Figures
from annotator.domain.coding import Coding
from annotator.domain.compare import compare
from tests.benchmarks.measure import Times, in_turn, report, timed
from tests.benchmarks.reviewed import LABELS, make_reviewed

pytestmark = pytest.mark.timeout(1800)  # the project alone takes a minute
_ARTICLES, _SPANS = 10_000, 40
_WHAT = f"two annotators, {_ARTICLES:,} articles x {_SPANS} spans"
_WHO = ("ana", "bob")
_ROWS = """SELECT sets.pk, spans.id, layers.name, labels.name, confidence, start, "end" FROM sets
    JOIN articles ON articles.pk = article_pk JOIN spans ON set_pk = sets.pk JOIN labels ON labels.pk = label_pk
    JOIN layers ON layers.pk = layer_pk JOIN fragments ON span_pk = spans.pk ORDER BY articles.position, annotator_pk"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = make_reviewed(tmp_path_factory.mktemp("review") / "p.annotator", _ARTICLES, _SPANS)
    with closing(bootstrap.open_project(path)) as opened:
        yield opened


def codings(project: Project) -> Iterator[Coding]:
    with project.snapshot() as reader:
        yield from reader.codings(_WHO)


def test_reading(project: Project) -> None:
    def bare() -> None:
        with closing(sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)) as raw:
            assert sum(1 for _ in raw.execute(_ROWS)) == 2 * _ARTICLES * _SPANS

    times, lower = in_turn(lambda: [None for _ in codings(project)], bare, 5)
    report(f"reading {_WHAT}", times, lower, "2 s; bare: the rows alone")


def test_comparing(project: Project) -> None:
    """Every difference of the project, not kept; and one article's, as the window does it."""
    times, lower = in_turn(lambda: [len(compare(each.spans)) for each in codings(project)],
                           lambda: [None for _ in codings(project)], 3)
    report(f"reading and comparing {_WHAT}", times, lower, "5 s; bare: reading alone")
    some = [each for each, _ in zip(codings(project), range(500), strict=False)]
    one = Times([timed(lambda each=each: compare(each.spans)) for each in some])
    nothing = Times([timed(lambda each=each: dict(each.spans)) for each in some])
    report("comparing one article", one, nothing, "-")


def test_scoring(project: Project) -> None:
    """Against nervaluate, whose spans lie ready in memory while ours are read from the file, and which counts pairs of
    spans only, while ours has kappa, both alphas and 1,000 draws for intervals besides."""
    theirs: tuple[list[list[dict[str, object]]], list[list[dict[str, object]]]] = [], []
    for each in codings(project):
        for who, documents in zip(_WHO, theirs, strict=True):
            documents.append([{"label": span.label, "start": span.fragments[0].start,
                               "end": span.fragments[0].end - 1} for span in each.spans[who]])
    told: list[Figures] = []
    exact: list[float] = []

    def ours() -> None:
        with project.snapshot() as reader:
            told.append(measure(reader, AgreementRequest(pairs=[_WHO])).pairs[0].all)

    def reference() -> None:
        found = Evaluator(*theirs, tags=list(LABELS), loader="dict").evaluate()
        exact.append(found["overall"]["strict"].f1)

    times, lower = in_turn(ours, reference, 3)
    report(f"reading and scoring {_WHAT}", times, lower, "5 s; bare: nervaluate")
    assert told[0].f1_exact == pytest.approx(exact[0], abs=1e-9)
    assert told[0].intervals
