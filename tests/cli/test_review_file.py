"""`annotator review-file`, and the whole way of a review with commands alone."""

import json

import orjson
import pytest

from tests.cli.conftest import Run, line

TEXT = "Ottawa reacted on Monday. Iraq is safe."
SPAN = {"id": "S1", "start": 0, "end": 6, "label": "ORG", "layer": "entity"}
VERDICT = {"span": "S1", "verdict": "edit", "reason": "wrong label", "by": "bob", "at": "2026-11-22T10:00:00Z",
           "proposal": {**SPAN, "label": "GPE"}}


@pytest.fixture
def bob(run: Run, tmp_path):
    """Bob's project, ana's set reviewed in it."""
    (tmp_path / "in.jsonl").write_bytes(line(TEXT, id="A1", annotator="ana", spans=[
        SPAN, {"id": "S2", "start": 18, "end": 24, "label": "DATE", "layer": "entity"}], verdicts=[VERDICT]))
    assert run("import", "bob.annotator", "in.jsonl").code == 0
    return tmp_path / "bob.annotator"


def test_a_review_goes_to_a_file_named_after_the_people(run, bob, tmp_path):
    ran = run("review-file", bob, "--for", "ana", "--by", "bob")
    target = tmp_path / "bob review by bob for ana.jsonl"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (f"1 verdict (0 answered) and 0 remarks on 1 article written to {target}\n"
                       "1 span of ana without a verdict yet\n")
    [found] = [orjson.loads(each) for each in target.read_bytes().splitlines()]
    assert found["verdicts"][0]["proposal"]["label"] == "GPE"


def test_ana_merges_it_and_sends_her_answers(run, bob, tmp_path):
    (tmp_path / "hers.jsonl").write_bytes(line(TEXT, id="A1", annotator="ana", spans=[SPAN]))
    run("import", "ana.annotator", "hers.jsonl")
    ran = run("review-file", bob, "--for", "ana", "--by", "bob", "-o", "review.jsonl", "--json")
    assert ran.json == {"articles": 1, "spans": 2, "verdicts": 1, "answered": 0, "remarks": 0, "undecided": 1,
                        "file": str(tmp_path / "review.jsonl")}
    assert run("merge", "ana.annotator", "review.jsonl", "--json").json["verdicts_added"] == 1
    ran = run("review-file", "ana.annotator", "--answers", "--for", "bob", "--by", "ana", "-o", "answers.jsonl")
    assert ran.out == f"1 verdict (0 answered) and 0 remarks on 1 article written to {tmp_path / 'answers.jsonl'}\n"
    answered = orjson.loads((tmp_path / "answers.jsonl").read_bytes())
    answered["verdicts"][0] |= {"answer": "accept", "answered_by": "ana", "answered_at": "2026-11-23T10:00:00Z"}
    (tmp_path / "answers.jsonl").write_text(json.dumps(answered), encoding="utf-8")
    for added in (1, 0):
        assert run("merge", bob, "answers.jsonl", "--json").json["verdicts_added"] == added
    out = run("export", bob, "--annotator", "ana").out
    assert json.loads(out)["verdicts"][0]["answer"] == "accept"


def test_mistakes_are_one_line_and_write_nothing(run, bob, tmp_path):
    before = sorted(tmp_path.iterdir())
    ran = run("review-file", bob, "--for", "ana", "--by", "eve")
    assert (ran.code, ran.err) == (2, "annotator: The project has no annotator eve; it has: ana, bob.\n")
    ran = run("review-file", bob, "--for", "ana", "--by", "bob", "-o", bob)
    assert (ran.code, ran.err) == (2, f"annotator: {bob} is the project itself, choose another file\n")
    assert run("review-file", bob).code == 2
    assert sorted(tmp_path.iterdir()) == before
