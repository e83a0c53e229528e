"""What scripts rely on of merging, agreement and gold sets: every key, every value a finite one, every exit code."""

import importlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest

from annotator.app.ports import Progress
from tests.cli.conftest import Run, line

P = "p.annotator"
TEXT = "Iraq said to Ottawa no. Jessica Lamirande waits."
AT, LATER = "2026-11-22T10:00:00Z", "2026-11-23T08:30:00Z"
FIGURES = ["f1_exact", "precision_exact", "recall_exact", "f1_overlap", "precision_overlap", "recall_overlap", "kappa",
           "alpha", "alpha_u"]
LABEL = [*FIGURES, "gamma", "counts", "tokens", "by_article"]
POOLED = [*LABEL, "interval", "labels", "confusion"]
KINDS = ["same", "boundary", "label", "missing", "extra"]
MERGE = ["articles_added", "articles_matched", "spans_added", "relations_added", "refused", "sets_added",
         "sets_updated", "verdicts_added", "conflicts", "spans_updated", "spans_removed", "relations_removed",
         "remarks_added"]


def span(id: str, start: int, end: int, label: str = "GPE", **more: object) -> dict[str, object]:
    layer = "claim" if label == "FACTUAL" else "entity"
    return {"id": id, "start": start, "end": end, "label": label, "layer": layer, "text": TEXT[start:end],
            "origin": "imported", **more}


REVIEWED = {
    "id": "A1", "text": TEXT, "meta": {"title": "<b>Who & what</b>"}, "annotator": "Ána-María, the 1st",
    "status": "done",
    "spans": [span("S1", 0, 4), span("S2", 13, 19),
              {**span("S3", 24, 47, "FACTUAL"), "text": "Jessica waits", "fragments": [[24, 31], [42, 47]]},
              span("S4", 24, 41, "PERSON")],
    "verdicts": [
        {"span": "S1", "verdict": "edit", "reason": "boundary", "comment": "see 3.1", "by": "bob", "at": AT,
         "proposal": span("S1", 0, 9, "ORG", attributes={"certainty": "sure"}, comment="c", confidence=0.5),
         "answer": "dispute", "answered_by": "Ána-María, the 1st", "answered_at": LATER},
        {"span": "S2", "verdict": "accept", "by": "bob", "at": AT},
        {"span": "S2", "verdict": "reject", "reason": "label", "by": "eve", "at": LATER},
        {"span": "gone", "verdict": "question", "comment": "Where?", "by": "bob", "at": AT}],
    "remarks": [{"id": "R1", "span": "S2", "by": "bob", "at": AT, "text": "Hm."},
                {"id": "R2", "span": "S2", "by": "eve", "at": LATER, "text": "Why?\n</script>"}]}
GOLD = {"id": "A1", "text": TEXT, "meta": {"title": "<b>Who & what</b>"}, "annotator": "gold", "status": "done",
        "spans": [{**span("S1", 0, 9, "ORG"), "origin": "adjudicated"}]}


def written(*lines: dict[str, object]) -> bytes:
    return b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in lines)


def finite(text: str) -> object:
    """The object of a text that is JSON to the letter: no NaN, no infinity."""
    def refused(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refused)


@pytest.fixture
def project(run: Run) -> None:
    """Ána-María and bob: same, label, boundary and extra; two articles of one alone; one with nothing in it."""
    ana, other = "Ána-María, the 1st", "bob — b"
    Path("s.jsonl").write_bytes(
        line(TEXT, id="A1", annotator=ana, status="done", spans=[span("1", 0, 4), span("2", 24, 41, "PERSON")])
        + line(TEXT, id="A1", annotator=other, status="done", spans=[
            span("1", 0, 4), span("2", 24, 31, "PERSON"), span("3", 13, 19), span("4", 0, 23, "FACTUAL")])
        + line("Nothing.", id="A2", annotator=ana, status="done", spans=[])
        + line("Nothing.", id="A2", annotator=other, status="done", spans=[])
        + line("Skipped.", id="A3", annotator=ana, status="skipped", spans=[])
        + line("Skipped.", id="A3", annotator=other, status="done", spans=[]))
    assert run("import", P, "s.jsonl").code == 0


def test_verdicts_remarks_and_gold_come_back_byte_for_byte(run: Run) -> None:
    Path("in.jsonl").write_bytes(written(REVIEWED, GOLD))
    assert run("import", P, "in.jsonl").code == 0
    assert run("export", P).out.encode() == written(GOLD, REVIEWED)
    assert run("export", P, "--gold").out.encode() == written(GOLD)
    assert run("check", P, "--json").json == {"ok": True, "problems": []}
    again = run("import", P, "in.jsonl", "--json").json
    assert [name for name, value in again.items() if value] == ["articles_matched"]
    assert run("export", P).out.encode() == written(GOLD, REVIEWED)


def test_reviewers_are_counted_among_the_annotators(run: Run) -> None:
    Path("in.jsonl").write_bytes(written(REVIEWED, GOLD))
    run("import", P, "in.jsonl")
    found = run("stats", P, "--json").json
    assert list(found) == ["articles", "spans", "relations", "annotators", "labels"]
    assert found["annotators"] == {
        "bob": {"articles": 0, "done": 0, "spans": 0}, "eve": {"articles": 0, "done": 0, "spans": 0},
        "gold": {"articles": 1, "done": 1, "spans": 1}, "Ána-María, the 1st": {"articles": 1, "done": 1, "spans": 4}}


def test_agreement_has_the_keys_of_the_contract_and_finite_numbers(run: Run, project: None) -> None:
    found = finite(run("agreement", P, "--json").out)
    assert list(found) == ["pairs", "left_out", "said"]
    assert found["left_out"] == [{"article": "A3", "why": "Ána-María, the 1st has not worked on it"}]
    [pair] = found["pairs"]
    assert list(pair) == ["annotators", "articles", "layers", "all"]
    assert (pair["annotators"], pair["articles"]) == (["bob — b", "Ána-María, the 1st"], 2)
    assert list(pair["layers"]) == ["entity", "claim"]
    for pooled in (pair["all"], *pair["layers"].values()):
        assert list(pooled) == POOLED
        assert list(pooled["counts"]) == KINDS
        assert pooled["gamma"] is None
        assert pooled["interval"].keys() <= set(FIGURES)
        for low, high in pooled["interval"].values():
            assert low <= high
        assert all(list(each) == FIGURES for each in pooled["by_article"].values())
        for each in pooled["labels"].values():
            assert list(each) == LABEL
    assert pair["layers"]["entity"]["labels"].keys() == {"GPE", "PERSON"}
    assert pair["all"]["counts"] == {"same": 1, "boundary": 1, "label": 0, "missing": 2, "extra": 0}
    assert [pair["all"][name] for name in FIGURES[:3]] == [2 / 6, 1 / 2, 1 / 4]
    assert pair["layers"]["claim"]["precision_exact"] is None


def test_an_article_with_nothing_in_it_does_not_lift_the_figures_of_spans(run: Run, project: None) -> None:
    def all_of(*options: str) -> dict[str, object]:
        return run("agreement", P, "--json", "--resamples", "0", *options).json["pairs"][0]["all"]

    before = all_of()
    more = b"".join(line(f"Nothing {number}.", id=f"N{number}", annotator=name, status="done", spans=[])
                    for number in range(30) for name in ("Ána-María, the 1st", "bob — b"))
    Path("more.jsonl").write_bytes(more)
    run("import", P, "more.jsonl")
    after = all_of()
    for name in FIGURES[:6]:
        assert after[name] == before[name]
    assert after["tokens"]["neither"] > before["tokens"]["neither"], "what lifts kappa and alpha is said beside them"


def test_the_seed_alone_decides_the_intervals(run: Run, project: None) -> None:
    Path("more.jsonl").write_bytes(b"".join(
        line(f"{TEXT} {number}", id=f"M{number}", annotator=name, status="done",
             spans=[span("1", 0, 4)] if (number + shift) % 3 else [span("1", 0, 4), span("2", 13, 19)])
        for number in range(9) for shift, name in enumerate(("Ána-María, the 1st", "bob — b"))))
    run("import", P, "more.jsonl")

    def intervals(*options: str) -> dict[str, object]:
        return run("agreement", P, "--json", *options).json["pairs"][0]["all"]["interval"]

    assert intervals("--seed", "7") == intervals("--seed", "7")
    assert intervals("--seed", "7") != intervals("--seed", "8")
    assert intervals("--resamples", "0") == {}


def test_gold_is_compared_when_it_is_named_alone(run: Run, project: None) -> None:
    assert run("adjudicate", P, "--between", "bob — b", "Ána-María, the 1st", "--policy", "agreed").code == 0
    assert len(run("agreement", P, "--json").json["pairs"]) == 1
    found = run("agreement", P, "--between", "Ána-María, the 1st", "gold", "--json").json
    assert found["pairs"][0]["all"]["counts"] == {"same": 1, "boundary": 0, "label": 0, "missing": 1, "extra": 0}


@pytest.mark.parametrize("policy", ["agreed", "union", "majority", "prefer:bob — b"])
def test_adjudicate_has_its_keys(run: Run, project: None, policy: str) -> None:
    found = run("adjudicate", P, "--between", "bob — b", "Ána-María, the 1st", "--policy", policy, "--json").json
    assert list(found) == ["articles", "spans", "relations", "undecided", "left_out"]
    assert all(list(each) == ["article", "start", "end", "kind", "spans"] for each in found["undecided"])
    assert found["left_out"] == [{"article": "A3", "why": "only bob — b has worked on it"}]
    assert run("check", P).code == 0


def test_merge_has_the_keys_of_import_and_its_own(run: Run, project: None) -> None:
    Path("theirs.jsonl").write_bytes(written(REVIEWED))
    found = run("merge", P, "theirs.jsonl", "--annotator", "cem", "--json").json
    assert list(found) == MERGE
    assert (found["sets_added"], found["spans_added"], found["verdicts_added"], found["remarks_added"]) == (1, 4, 4, 2)
    again = run("merge", P, "theirs.jsonl", "--annotator", "cem", "--json").json
    assert [name for name, value in again.items() if value] == ["articles_matched"]
    Path("theirs.jsonl").write_bytes(written({**REVIEWED, "annotator": "bob — b", "verdicts": [], "remarks": []}))
    ran = run("merge", P, "theirs.jsonl", "--annotator", "bob — b", "--json")
    assert ran.code == 1
    assert ran.json["conflicts"]
    assert all(list(each)[:3] == ["article", "span", "why"] for each in ran.json["conflicts"])


@pytest.mark.parametrize("command", ["merge", "agreement", "adjudicate", "export", "review-file"])
def test_help_names_the_options_of_the_contract(run: Run, command: str) -> None:
    wanted = {"merge": ["PROJECT OTHER", "--annotator NAME", "--json"],
              "agreement": ["--between A B", "--layer L", "--json", "--html REPORT.html"],
              "adjudicate": ["--between A B", "--policy", "agreed, union, majority", "prefer:NAME", "--json"],
              "export": ["--gold"], "review-file": ["--for NAME", "--by NAME", "--answers", "--json"]}[command]
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    said = re.sub(r"\s+", " ", ran.out)
    for each in wanted:
        assert each in said


@pytest.mark.parametrize(("command", "arguments"), [
    ("adjudicate", ("--between", "bob — b", "Ána-María, the 1st", "--policy", "union")),
    ("agreement", ("--html", "report.html")), ("review-file", ("--for", "bob — b", "--by", "eve", "-o", "report.html")),
])
def test_an_interrupted_command_leaves_everything_as_it_was(
        run: Run, project: None, monkeypatch: pytest.MonkeyPatch, command: str, arguments: tuple[str, ...]) -> None:
    verdict = {"span": "1", "verdict": "accept", "by": "eve", "at": AT}
    Path("v.jsonl").write_bytes(line(TEXT, id="A1", annotator="bob — b", spans=[span("1", 0, 4)], verdicts=[verdict]))
    run("import", P, "v.jsonl")
    before = run("export", P).out
    Path("report.html").write_text("old")

    @contextmanager
    def interrupted(*given: object, **more: object) -> Iterator[Progress]:
        def progress(done: int, total: int) -> None:
            raise KeyboardInterrupt

        yield progress

    module = importlib.import_module(f"annotator.cli.{command.replace('-', '_')}")
    monkeypatch.setattr(module, "progress_bar", interrupted)
    ran = run(command, P, *arguments)
    assert (ran.code, ran.out) == (130, "")
    assert run("export", P).out == before
    assert Path("report.html").read_text() == "old"
    assert not list(Path().glob("*.tmp*"))
