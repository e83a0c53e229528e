"""`annotator adjudicate`."""

from pathlib import Path

import orjson
import pytest

P = "p.annotator"
TEXT = "Iraq waits for Jessica Lamirande."


def span(id: str, start: int, end: int, label: str = "PERSON") -> dict:
    return {"id": id, "start": start, "end": end, "label": label, "layer": "entity", "text": TEXT[start:end]}


def line(article: str, annotator: str | None, *spans: dict, **more) -> bytes:
    return orjson.dumps(
        {"id": article, "text": TEXT + article, "annotator": annotator, "spans": spans, **more},
        option=orjson.OPT_APPEND_NEWLINE,
    )


GPE = [("T1", 0, 4, "GPE")]


@pytest.fixture
def project(run, tmp_path) -> Path:
    """Ana and bob differ about Jessica; eve agrees with bob; the second article is ana's alone."""
    file = tmp_path / "sets.jsonl"
    said_by = [{"id": "R1", "head": "T2", "tail": "T1", "label": "SAID_BY"}]
    file.write_bytes(
        line("A1", "ana", span("T1", 0, 4, "GPE"), span("T2", 15, 22), relations=said_by)
        + line("A1", "bob", span("U1", 0, 4, "GPE"), span("U2", 15, 32))
        + line("A1", "eve", span("V1", 0, 4, "GPE"), span("V2", 15, 32))
        + line("A2", "ana", span("T1", 0, 4, "GPE"))
    )
    assert run("import", P, file).code == 0
    return file


pytestmark = pytest.mark.usefixtures("project")


def gold(run) -> list[tuple[str, str, str]]:
    """The exported gold sets: article, label, text."""
    records = [orjson.loads(each) for each in run("export", P, "--gold").out.splitlines()]
    assert {record["annotator"] for record in records} <= {"gold"}
    return [
        (record["id"], each["label"], each["text"]) for record in records for each in record["spans"]
    ]


IRAQ = ("A1", "GPE", "Iraq")
SHORT, LONG = ("A1", "PERSON", "Jessica"), ("A1", "PERSON", "Jessica Lamirande")


@pytest.mark.parametrize(
    ("policy", "outcome"),
    [
        ("agreed", [IRAQ]),
        ("union", [IRAQ, LONG, SHORT]),
        ("prefer:ana", [IRAQ, SHORT]),
        ("prefer:bob", [IRAQ, LONG]),
        ("majority", [IRAQ]),
    ],
)
def test_policies_of_two(run, policy, outcome):
    ran = run("adjudicate", P, "--between", "ana", "bob", "--policy", policy, "--json")
    assert (ran.code, gold(run)) == (0, outcome)
    relations = 1 if policy in ("prefer:ana", "union") else 0
    assert ran.json == {
        "articles": 1,
        "spans": len(outcome),
        "relations": relations,
        "undecided": [
            {"article": "A1", "start": 15, "end": 32, "kind": "boundary", "spans": {"ana": "T2", "bob": "U2"}}
        ],
        "left_out": [{"article": "A2", "why": "only ana has worked on it"}],
    }
    assert ran.err == "A2: left out, only ana has worked on it\n"


def test_more_than_two_are_named_in_pairs(run):
    pairs = ("--between", "ana", "bob", "--between", "ana", "eve")
    ran = run("adjudicate", P, *pairs, "--policy", "majority")
    assert ran.out == "1 article, 2 spans, 0 relations in the gold sets; 1 difference undecided\n"
    assert gold(run) == [IRAQ, LONG]


def test_doing_it_again_changes_nothing_and_another_policy_takes_over(run):
    between = ("adjudicate", P, "--between", "ana", "bob")
    assert run(*between, "--policy", "union").code == 0
    first = run("export", P).out
    again = run(*between, "--policy", "union", "--json")
    assert (again.code, again.json["spans"], run("export", P).out) == (0, 3, first)
    assert run(*between, "--policy", "agreed").code == 0
    assert gold(run) == [IRAQ]


def test_verdicts_that_are_there_stand_above_the_policy(run, tmp_path):
    verdicts = [
        {"span": "T2", "verdict": "reject", "reason": "boundary", "by": "rex", "at": "2026-11-22T10:00:00Z"},
        {
            "span": "T1",
            "verdict": "edit",
            "by": "rex",
            "at": "2026-11-22T10:00:00Z",
            "proposal": span("T1", 0, 10, "EVENT"),
        },
    ]
    more = tmp_path / "verdicts.jsonl"
    more.write_bytes(line("A1", "ana", span("T1", 0, 4, "GPE"), span("T2", 15, 22), verdicts=verdicts))
    assert run("import", P, more).code == 0
    between = ("adjudicate", P, "--between", "ana", "bob", "--policy", "union")
    assert run(*between).code == 0
    assert gold(run) == [("A1", "EVENT", "Iraq waits"), LONG]
    assert run(*between, "--reviewer", "zoe").code == 0
    assert gold(run) == [IRAQ, LONG, SHORT]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--between", "ana", "zoe", "--policy", "union"), "The project has no annotator zoe; it has: ana, bob, eve"),
        (("--between", "ana", "ana", "--policy", "union"), "Choose two annotators or more to compare"),
        (("--between", "ana", "gold", "--policy", "union"), "gold is what reviews lead to"),
        (("--between", "ana", "bob", "--policy", "prefer:eve"), "eve does not take part"),
        (("--between", "ana", "bob", "--policy", "best"), "There is no policy best"),
        (("--between", "ana", "bob"), "Missing option '--policy'"),
        (("--policy", "union"), "Missing option '--between'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(run, arguments, words):
    before = run("export", P).out
    ran = run("adjudicate", P, *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
    assert run("export", P).out == before


def test_no_article_in_common_is_said(run, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_bytes(line("A2", "zoe", span("W1", 0, 4, "GPE")))
    run("import", P, other)
    ran = run("adjudicate", P, "--between", "bob", "zoe", "--policy", "union")
    assert (ran.code, gold(run)) == (2, [])
    assert "bob and zoe have worked on no article in common" in ran.err


def test_a_published_set_of_two_annotators_and_an_adjudicator(run, tmp_path, shared):
    """50 articles, two annotators and the gold set they ended in (dkorenci/oppositional-discourse, CC BY-SA 4.0)."""
    source = shared / "data" / "dbl-oppositional" / "docs.jsonl"
    documents = [orjson.loads(each) for each in source.read_bytes().splitlines()]
    names = ("annotator1", "annotator2")
    file = tmp_path / "oppositional.jsonl"
    file.write_bytes(b"".join(record(each, name) for each in documents for name in names))
    assert run("import", P, file).code == 0
    one, other = ({place for each in documents for place in places(each, spans_of(each, name))} for name in names)
    theirs = {place for each in documents for place in places(each, each["gold"])}
    outcome = {}
    for policy in ("agreed", "union"):
        ran = run("adjudicate", P, "--between", *names, "--policy", policy, "--json")
        assert (ran.code, ran.json["articles"], ran.json["left_out"]) == (0, 50, [])
        lines = [orjson.loads(each) for each in run("export", P, "--gold").out.splitlines()]
        outcome[policy] = {place for each in lines for place in places(each, each["spans"])}
    assert outcome["agreed"] == one & other
    assert outcome["union"] == one | other
    assert (len(outcome["agreed"]), len(theirs), len(outcome["union"])) == (251, 309, 603)
    assert len(outcome["agreed"] & theirs) == 250, "what both found, their adjudicator kept"
    assert len(outcome["union"] & theirs) == 307, "what their adjudicator kept, one of the two had found"


def record(document: dict, annotator: str) -> bytes:
    spans = [{key: each[key] for key in ("start", "end", "label", "text")} for each in spans_of(document, annotator)]
    line = {"id": document["id"], "text": document["text"], "annotator": annotator, "status": "done", "spans": spans}
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def spans_of(document: dict, annotator: str) -> list[dict]:
    return next(each["spans"] for each in document["annotations"] if each["annotator"] == annotator)


def places(document: dict, spans: list[dict]) -> set[tuple[str, int, int, str]]:
    return {(document["id"], each["start"], each["end"], each["label"]) for each in spans}
