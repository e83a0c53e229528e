"""Measuring agreement: which pairs, which articles, what is said, and when it stops."""

import gc
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.app import gamma
from annotator.app.agreement import AgreementRequest, measure
from annotator.app.agreement_json import as_json
from annotator.domain.agreement.scores import SCORES
from annotator.domain.coding import Coded
from annotator.domain.errors import Cancelled, NotFound, Refused
from tests.app.projects import Read, coding
from tests.domain.agreement.some import coded

IRAQ, OTTAWA = coded((0, 4), label="GPE"), coded((13, 19), label="GPE")
OTTAWA_ORG = coded((13, 19), label="ORG")
TEXT = "Iraq said to Ottawa no"
QUICK = AgreementRequest(resamples=0)


def project() -> Read:
    """Three annotators: ana and bob share A1 and A2, ana and cem A2; cem alone has A4; nobody has done A5."""
    return Read([
        coding("A1", TEXT, ana=[IRAQ, OTTAWA], bob=[IRAQ, OTTAWA_ORG]),
        coding("A2", TEXT, ana=[IRAQ], bob=[IRAQ], cem=[]),
        coding("A3", TEXT, ana=[IRAQ]),
        coding("A4", TEXT, cem=[IRAQ]),
        replace(coding("A5", TEXT, ana=[], bob=[]), statuses={"ana": "new", "bob": "skipped"}),
        coding("A6", TEXT, gold=[IRAQ, OTTAWA]),
    ])


def test_all_pairs_are_measured_on_what_both_worked_on() -> None:
    found = measure(project(), QUICK)
    assert [(pair.annotators, pair.articles) for pair in found.pairs] == [
        (("ana", "bob"), 2), (("ana", "cem"), 1), (("bob", "cem"), 1)]
    first = found.pairs[0]
    assert first.all.f1_exact == pytest.approx(2 * 2 / 6)
    assert first.all.counts == {"same": 2, "boundary": 0, "label": 1, "missing": 0, "extra": 0}
    assert first.layers["entity"].confusion == {("GPE", "GPE"): 2, ("GPE", "ORG"): 1}
    assert first.layers["entity"].labels["GPE"].recall_exact == pytest.approx(2 / 3)
    assert first.all.tokens == (3, 0, 0, 7)
    assert list(first.layers) == ["entity"]


def test_what_is_left_out_is_named_with_why() -> None:
    found = measure(project(), QUICK)
    assert [(each.article, each.why) for each in found.left_out] == [
        ("A1", "cem has not worked on it"), ("A3", "bob and cem have not worked on it"),
        ("A4", "ana and bob have not worked on it")]
    assert found.titles["A3"] == "Title of A3"


def test_a_pair_without_an_article_in_common_is_left_out_and_said() -> None:
    held = [coding("A1", TEXT, ana=[IRAQ], bob=[IRAQ]), coding("A2", TEXT, cem=[IRAQ])]
    assert measure(Read(held[:1]), QUICK).said == ()
    found = measure(Read(held), AgreementRequest(pairs=[("ana", "bob"), ("bob", "cem")], resamples=0))
    assert [pair.annotators for pair in found.pairs] == [("ana", "bob")]
    assert found.said == ("bob and cem are left out: there is no article that both have worked on",)
    assert measure(Read(held), QUICK).said == ("2 pairs are left out: there is no article that both have worked on",)


def test_the_gold_set_takes_part_only_when_it_is_named() -> None:
    held = [coding("A1", TEXT, ana=[IRAQ], gold=[IRAQ, OTTAWA], bob=[])]
    assert [pair.annotators for pair in measure(Read(held), QUICK).pairs] == [("ana", "bob")]
    found = measure(Read(held), AgreementRequest(pairs=[("gold", "ana"), ("gold", "ana")], resamples=0))
    (pair,) = found.pairs
    assert (pair.all.precision_exact, pair.all.recall_exact) == (1, 0.5)


@pytest.mark.parametrize(("held", "request_", "error", "why"), [
    ([], QUICK, Refused, "Agreement needs two annotators; the project has: none"),
    ([coding("A1", TEXT, ana=[], gold=[])], QUICK, Refused, "Agreement needs two annotators; the project has: ana"),
    ([coding("A1", TEXT, ana=[])], AgreementRequest(pairs=[("ana", "bob")]), NotFound,
     "The project has no annotator bob; it has: ana"),
    ([coding("A1", TEXT, ana=[])], AgreementRequest(pairs=[("ana", "ana")]), Refused,
     "ana cannot be compared with ana; name two annotators"),
    ([coding("A1", TEXT, ana=[], bob=[])], AgreementRequest(layers=["topic"]), NotFound,
     "The project has no layer topic; it has: entity, claim, boilerplate"),
    ([coding("A1", TEXT, ana=[]), coding("A2", TEXT, bob=[])], QUICK, Refused,
     "There is no article that both ana and bob have worked on, so that nothing can be compared"),
    ([coding(name, TEXT, **{name: []}) for name in ("ana", "bob", "cem")], QUICK, Refused,
     "There is no article that two of the annotators have worked on, so that nothing can be compared"),
])
def test_what_cannot_be_measured_is_said_plainly(
        held: Sequence, request_: AgreementRequest, error: type[Exception], why: str) -> None:
    with pytest.raises(error) as raised:
        measure(Read(held), request_)
    assert str(raised.value) == why


def test_only_the_layers_and_articles_asked_for() -> None:
    claim = coded((0, 12), layer="claim", label="FACTUAL")
    held = [coding("A1", TEXT, ana=[claim, IRAQ], bob=[IRAQ]), coding("A2", TEXT, ana=[claim], bob=[claim])]
    one = measure(Read(held), AgreementRequest(layers=["claim", "boilerplate"], resamples=0)).pairs[0]
    assert list(one.layers) == ["claim", "boilerplate"]
    assert one.all.counts["same"] == 1
    assert one.layers["boilerplate"].kappa is None
    assert one.layers["boilerplate"].tokens == (0, 0, 0, 10)
    assert measure(Read(held), AgreementRequest(articles=["A2"], resamples=0)).pairs[0].articles == 1


def test_all_layers_pool_the_layers_that_were_used() -> None:
    """A token counts once for each of them, as if the texts were laid one after the other."""
    claim = coded((0, 12), layer="claim", label="FACTUAL")
    pair = measure(Read([coding("A1", TEXT, ana=[claim, IRAQ], bob=[claim])]), QUICK).pairs[0]
    layers = pair.layers["entity"], pair.layers["claim"]
    assert pair.all.tokens == tuple(map(sum, zip(*(each.tokens for each in layers), strict=True)))
    assert sum(pair.all.tokens) == 2 * 5
    twice = coding("A1", TEXT + " " + TEXT, ana=[coded((0, 12), label="FACTUAL"), coded((23, 27), label="GPE")],
                   bob=[coded((0, 12), label="FACTUAL")])
    alone = measure(Read([twice]), QUICK).pairs[0].all
    assert (pair.all.kappa, pair.all.alpha, pair.all.f1_exact) == (alone.kappa, alone.alpha, alone.f1_exact)
    assert pair.all.alpha_u == pytest.approx(alone.alpha_u, abs=0.02)  # but for the space between


def test_each_article_has_figures_of_its_own() -> None:
    pair = measure(project(), QUICK).pairs[0]
    assert {article: each["f1_exact"] for article, each in pair.all.by_article.items()} == {"A1": 0.5, "A2": 1}
    entity = pair.layers["entity"]
    assert len(entity.by_article) == 2
    assert set(entity.by_article["A1"]) == set(SCORES)
    assert {article: each["recall_exact"] for article, each in entity.labels["ORG"].by_article.items()} == {"A1": None}
    assert "A3" not in pair.all.by_article


def test_an_article_without_spans_of_a_label_does_not_stand_by_it() -> None:
    held = [coding("A1", TEXT, ana=[OTTAWA_ORG], bob=[]), coding("A2", TEXT, ana=[IRAQ], bob=[IRAQ]),
            coding("A3", TEXT, ana=[OTTAWA_ORG, IRAQ], bob=[])]
    found = measure(Read(held), QUICK).pairs[0].layers["entity"]
    assert list(found.labels["ORG"].by_article) == ["A1", "A3"]
    assert found.by_article["A2"]["alpha_u"] == 1  # GPE alone: what the others have of ORG is not here


def test_progress_is_told_and_cancels() -> None:
    told: list[tuple[int, int]] = []
    measure(project(), QUICK, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 9)
    assert all(before[0] < after[0] for before, after in pairwise(told))

    def cancel(done: int, total: int) -> None:
        if done > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure(project(), QUICK, cancel)
    assert gc.isenabled()


def test_a_search_for_garbage_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        measure(project(), QUICK)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_gamma_is_added_up_over_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[dict[str, list[gamma.Unit]], int]] = []

    def disorders(units: dict[str, list[gamma.Unit]], seed: int) -> tuple[float, float]:
        asked.append((units, seed))
        return 1.0, 4.0 if len(asked) == 1 else 1.0

    monkeypatch.setattr(gamma, "available", lambda: True)
    monkeypatch.setattr(gamma, "disorders", disorders)
    pieces: Coded = coded((0, 4), (13, 19), label="GPE")
    held = [coding("A1", TEXT, ana=[pieces], bob=[]), coding("A2", TEXT, ana=[IRAQ], bob=[IRAQ]),
            coding("A3", TEXT, ana=[], bob=[])]
    found = measure(Read(held), AgreementRequest(resamples=0, gamma=True, seed=5)).pairs[0]
    assert asked == [({"a": [(0, 4, "GPE"), (13, 19, "GPE")], "b": []}, 5),
                     ({"a": [(0, 4, "GPE")], "b": [(0, 4, "GPE")]}, 5)]
    assert found.all.gamma == found.layers["entity"].gamma == 1 - 2 / 5
    assert [each["gamma"] for each in found.all.by_article.values()] == [0.75, 0]


def test_gamma_is_left_out_and_said_where_its_library_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma, "find_spec", lambda name: None)
    found = measure(project(), AgreementRequest(resamples=0, gamma=True))
    assert found.pairs[0].all.gamma is None
    assert found.said == ("Gamma is left out: it needs pygamma-agreement (pip install 'annotator[gamma]')",)


def test_libraries_load_only_when_they_are_needed() -> None:
    """Loading the library of gamma takes seconds, numpy a tenth of one."""
    code = ("import sys; from annotator.app.agreement import measure; from annotator.app import gamma, intervals; "
            "gamma.available(), intervals.available(); "
            "sys.exit(', '.join({'numpy', 'pygamma_agreement', 'regex'} & sys.modules.keys()) or 0)")
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_has_what_the_contract_says() -> None:
    found = as_json(measure(project(), AgreementRequest(pairs=[("ana", "bob")], resamples=10)))
    (pair,) = found["pairs"]
    assert (pair["annotators"], pair["articles"], list(pair["layers"])) == (["ana", "bob"], 2, ["entity"])
    assert found["left_out"] == [{"article": "A3", "why": "bob has not worked on it"}]
    whole = pair["all"]
    assert whole.keys() == {*SCORES, "gamma", "counts", "tokens", "interval", "labels", "by_article", "confusion"}
    assert whole["gamma"] is None
    assert whole["tokens"] == {"both": 3, "only_a": 0, "only_b": 0, "neither": 7}
    assert len(whole["interval"]["f1_exact"]) == 2
    assert pair["layers"]["entity"]["confusion"] == [{"a": "GPE", "b": "GPE", "count": 2},
                                                     {"a": "GPE", "b": "ORG", "count": 1}]
    label = pair["layers"]["entity"]["labels"]["GPE"]
    assert label.keys() == {*SCORES, "gamma", "counts", "tokens", "by_article"}
    assert label["by_article"]["A1"]["f1_exact"] == pytest.approx(2 / 3)
