"""`annotator agreement`: the table that people read, the object that scripts read, and what cannot be measured."""

from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.domain.review import Review
from tests.cli.conftest import Run, line

P = "p.annotator"
TEXT = "Iraq said to Ottawa no"
IRAQ, OTTAWA, LATER = (0, 4), (13, 19), (13, 22)


def spans(*places: tuple[int, int], label: str = "GPE") -> list[dict[str, object]]:
    return [{"start": start, "end": end, "label": label, "layer": "entity"} for start, end in places]


@pytest.fixture
def project(run: Run) -> None:
    """Ana and bob have A1 and A2 in common; A3 is ana's alone; cem has only looked."""
    Path("s.jsonl").write_bytes(b"".join([
        line(TEXT, id="A1", annotator="ana", status="done", spans=spans(IRAQ, OTTAWA)),
        line(TEXT, id="A1", annotator="bob", status="done", spans=spans(IRAQ, LATER)),
        line(TEXT + ".", id="A2", annotator="ana", status="done", spans=spans(IRAQ)),
        line(TEXT + ".", id="A2", annotator="bob", status="in_progress", spans=[]),
        *(line(f"{TEXT}!{number}", id=f"B{number}", annotator="ana", status="done", spans=[]) for number in range(7)),
        line(TEXT, id="A1", annotator="cem", status="new", spans=[]),
    ]))
    assert run("import", P, "s.jsonl").code == 0


def test_the_table(run: Run, project: None) -> None:
    ran = run("agreement", P, "--between", "ana", "bob")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == """\
ana (reference) and bob: 2 articles in common

            F1 exact  precision  recall  F1 overlap  kappa  alpha  alpha u
all layers     0.400      0.500   0.333       0.800  0.524  0.548    0.640
entity         0.400      0.500   0.333       0.800  0.524  0.548    0.640
  GPE          0.400      0.500   0.333       0.800  0.524  0.548    0.640

95 % intervals over articles
            F1 exact      precision     recall        F1 overlap    kappa         alpha          alpha u
all layers  0.000..0.500  0.500..0.500  0.000..0.500  0.000..1.000  0.000..0.615  -0.056..0.620  -0.080..0.739
entity      0.000..0.500  0.500..0.500  0.000..0.500  0.000..1.000  0.000..0.615  -0.056..0.620  -0.080..0.739

differences between spans, and tokens touched by spans
            same  boundary  label  missing  extra  both  only first  only second  neither
all layers     1         1      0        1      0     2           1            1        6
entity         1         1      0        1      0     2           1            1        6
  GPE          1         1      0        1      0     2           1            1        6

Left out where bob has not worked on it: B0, B1, B2, B3, B4 and 2 more
"""


def test_without_intervals_all_pairs_and_what_is_missing(run: Run, project: None) -> None:
    ran = run("agreement", P, "--resamples", "0")
    assert ran.out.count("in common") == 1
    assert "95 %" not in ran.out
    assert "2 pairs are left out: there is no article that both have worked on\n" in ran.out


def test_a_layer_that_nobody_used_is_undefined(run: Run, project: None) -> None:
    rows = run("agreement", P, "--between", "bob", "ana", "--layer", "claim", "--layer", "entity").out.splitlines()
    assert "claim              -          -       -           -      -      -        -" in rows
    assert rows[0] == "bob (reference) and ana: 2 articles in common"


def test_json(run: Run, project: None) -> None:
    found = run("agreement", P, "--between", "ana", "bob", "--json", "--seed", "3", "--resamples", "20").json
    assert found["pairs"][0]["annotators"] == ["ana", "bob"]
    assert found["pairs"][0]["all"]["f1_exact"] == pytest.approx(0.4)
    assert found["pairs"][0]["layers"]["entity"]["labels"]["GPE"]["counts"]["boundary"] == 1
    assert found["pairs"][0]["all"]["by_article"]["A2"]["recall_exact"] == 0
    assert len(found["left_out"]) == 7
    again = run("agreement", P, "--between", "ana", "bob", "--json", "--seed", "3", "--resamples", "20").json
    assert again == found


def test_of_many_pairs_each_has_a_row_and_of_many_annotators_a_number(run: Run) -> None:
    names = [f"W{number}" for number in range(8)]
    Path("s.jsonl").write_bytes(b"".join([
        *(line(TEXT, id="A1", annotator=name, status="done", spans=spans(IRAQ)) for name in names),
        line(TEXT + ".", id="A2", annotator="W0", status="done", spans=[])]))
    assert run("import", P, "s.jsonl").code == 0
    ran = run("agreement", P)
    rows = ran.out.splitlines()
    assert rows[0].split() == ["reference", "other", "articles", "F1", "exact", "precision", "recall", "F1", "overlap",
                               "kappa", "alpha", "alpha", "u"]
    assert rows[1].split() == ["W0", "W1", "1", *["1.000"] * 7]
    assert rows[-5:] == ["", "28 pairs; --between A B shows one of them by layer and label, with intervals", "",
                         "Left out where 7 of 8 annotators have not worked on it: A2",
                         "Intervals are drawn over articles; a pair with one article in common has none"]
    assert len(rows) == 1 + 28 + 5
    assert len(run("agreement", P, "--json").json["pairs"]) == 28


def test_gamma_where_it_is_not_installed(run: Run, project: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.gamma.available", lambda: False)
    ran = run("agreement", P, "--between", "ana", "bob", "--gamma")
    assert ran.out.endswith("Gamma is left out: it needs pygamma-agreement (pip install 'annotator[gamma]')\n")


def test_gamma_has_a_column(run: Run, project: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.gamma.available", lambda: True)
    monkeypatch.setattr("annotator.app.gamma.disorders", lambda units, seed: (1.0, 2.0))
    rows = run("agreement", P, "--between", "ana", "bob", "--gamma").out.splitlines()
    assert rows[2].endswith("alpha u  gamma")
    assert rows[3].endswith("0.640  0.500")
    assert rows[5].endswith("0.640      -")
    assert not rows[8].endswith("gamma")


def test_the_articles_of_a_review(run: Run, project: None) -> None:
    opened = bootstrap.open_project(Path(P))
    with opened.write(annotator="bob", at="2026-11-22T10:00:00Z") as write:
        write.put_review(Review(id="R1", name="names", mode="compare", annotators=("bob", "ana"), reviewer="bob",
                                articles=("A1",)))
        write.describe("Start a review")
    opened.close()
    ran = run("agreement", P, "--review", "names", "--resamples", "0")
    assert ran.out.startswith("bob (reference) and ana: 1 article in common\n")
    assert run("agreement", P, "--review", "names", "--between", "ana", "bob").out.startswith("ana (reference) and bob")
    wrong = run("agreement", P, "--review", "names 2")
    assert (wrong.code, wrong.err) == (2, "annotator: The project has no review names 2; it has: names\n")


@pytest.mark.parametrize(("arguments", "why"), [
    (["--between", "ana", "dora"], "The project has no annotator dora; it has: ana, bob, cem"),
    (["--layer", "topic"], "The project has no layer topic; it has: entity, claim, boilerplate"),
    (["--between", "ana", "cem"],
     "There is no article that both ana and cem have worked on, so that nothing can be compared"),
    (["--between", "ana"], "Option '--between' requires 2 arguments."),
    (["--resamples", "-1"], "Invalid value for '--resamples'"),
])
def test_what_cannot_be_measured_is_one_line(run: Run, project: None, arguments: list[str], why: str) -> None:
    ran = run("agreement", P, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"annotator: {why}")
    assert ran.err.count("\n") == 1


def test_a_project_of_one_annotator(run: Run, articles: Path) -> None:
    run("import", P, articles)
    ran = run("agreement", P)
    assert (ran.code, ran.err) == (2, "annotator: Agreement needs two annotators; the project has: ana\n")
