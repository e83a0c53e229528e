"""Verdicts and remarks in JSON Lines: keys and order when written, refusals in words when read."""

import orjson
import pytest

from annotator.domain.article import Article, SetRef
from annotator.domain.record import Record, Refusal
from annotator.domain.review import Remark, Verdict
from annotator.domain.span import Fragment, Span
from annotator.formats.jsonl import Jsonl

TEXT = "Joe Biden visited Kyiv."
AT = "2026-11-22T10:00:00Z"
NOWHERE = SetRef("", "")
PROPOSAL = Span(id="S1", layer="entity", label="GPE", fragments=(Fragment(18, 22),), quote="Kyiv", origin="imported")


def line(**keys) -> bytes:
    return orjson.dumps({"text": TEXT, **keys}) + b"\n"


def verdict(**keys) -> dict:
    return {"span": "S1", "verdict": "reject", "by": "bob", "at": AT, **keys}


def remark(**keys) -> dict:
    return {"id": "R1", "span": "S1", "by": "bob", "at": AT, "text": "Why?", **keys}


def test_everything_of_a_review_is_read(read):
    [record] = read(Jsonl(), line(
        verdicts=[
            verdict(verdict="edit", reason="boundary", comment="only the city",
                    proposal={"start": 18, "end": 22, "label": "GPE", "layer": "entity"},
                    answer="dispute", answered_by="ana", answered_at="2026-11-23T10:00:00Z"),
            verdict(span=2)],
        remarks=[remark()]))
    assert record.verdicts == (
        Verdict(ref=NOWHERE, span="S1", verdict="edit", reason="boundary", comment="only the city", by="bob", at=AT,
                proposal=PROPOSAL, answer="dispute", answered_by="ana", answered_at="2026-11-23T10:00:00Z"),
        Verdict(ref=NOWHERE, span="2", verdict="reject", by="bob", at=AT))
    assert record.remarks == (Remark(id="R1", ref=NOWHERE, span="S1", by="bob", at=AT, text="Why?"),)
    assert record.touched


def test_keys_of_a_review_stand_in_the_order_of_the_contract(write):
    full = Verdict(ref=NOWHERE, span="S1", verdict="edit", reason="r", comment="c", by="bob", at=AT, proposal=PROPOSAL,
                   answer="accept", answered_by="ana", answered_at=AT)
    record = Record(
        article=Article(id="A", title="T", text=TEXT), annotator="ana", notes="n",
        verdicts=(Verdict(ref=NOWHERE, span="S2", verdict="accept", by="bob", at=AT), full),
        remarks=(Remark(id="R2", ref=NOWHERE, span="S1", by="ana", at=AT, text="No."),
                 Remark(id="R1", ref=NOWHERE, span="S1", by="bob", at=AT, text="Why?")))
    assert write(Jsonl(), [record]) == (
        b'{"id":"A","text":"Joe Biden visited Kyiv.","meta":{"title":"T"},"annotator":"ana","status":"new","spans":[],'
        b'"notes":"n","verdicts":[{"span":"S1","verdict":"edit","reason":"r","comment":"c","by":"bob",'
        b'"at":"2026-11-22T10:00:00Z","proposal":{"id":"S1","start":18,"end":22,"label":"GPE","layer":"entity",'
        b'"text":"Kyiv","origin":"imported"},"answer":"accept","answered_by":"ana",'
        b'"answered_at":"2026-11-22T10:00:00Z"},{"span":"S2","verdict":"accept","by":"bob",'
        b'"at":"2026-11-22T10:00:00Z"}],"remarks":[{"id":"R1","span":"S1","by":"bob","at":"2026-11-22T10:00:00Z",'
        b'"text":"Why?"},{"id":"R2","span":"S1","by":"ana","at":"2026-11-22T10:00:00Z","text":"No."}]}\n')


def test_times_come_in_utc_to_the_second_and_names_without_blanks(read):
    [record] = read(Jsonl(), line(
        verdicts=[verdict(at="2026-11-22T12:00:00.75+02:00", by=" bob ")],
        remarks=[remark(at="2026-11-22T05:00-05:00", by="bob ")]))
    assert [(each.at, each.by) for each in (*record.verdicts, *record.remarks)] == [(AT, "bob"), (AT, "bob")]


def test_a_proposal_is_for_the_span_that_was_judged(read):
    [record] = read(Jsonl(), line(verdicts=[
        verdict(verdict="edit", proposal={"id": "other", "start": 18, "end": 22, "label": "GPE", "layer": "entity"})]))
    assert record.verdicts[0].proposal == PROPOSAL


def test_what_is_not_kept_is_named(read):
    [record] = read(Jsonl(), line(
        verdicts=[verdict(verdict="edit", score=1, proposal={"start": 0, "end": 3, "label": "X", "color": "red"})],
        remarks=[remark(likes=7)]))
    assert record.said == ("not kept of the verdicts: score", "not kept of the proposals: color",
                           "not kept of the remarks: likes")


@pytest.mark.parametrize(("keys", "why"), [
    ({"verdicts": {}}, "verdicts is not a list of objects"),
    ({"verdicts": [verdict(span="")]}, "verdict 1: it names no span"),
    ({"verdicts": [verdict(by=" ")]}, "verdict 1: nobody is named as giving it (by)"),
    ({"verdicts": [verdict(), verdict(span="S2", verdict="maybe")]},
     "verdict 2: there is no verdict 'maybe'; use one of accept, reject, edit, question"),
    ({"verdicts": [verdict(at=None)]}, "verdict 1: it has no time (at)"),
    ({"verdicts": [verdict(at="2026-11-22")]},
     "verdict 1: '2026-11-22' is no time; write it like 2026-11-22T10:00:00Z"),
    ({"verdicts": [verdict(at="0001-01-01T00:00:00+10:00")]},
     "verdict 1: '0001-01-01T00:00:00+10:00' is no time; write it like 2026-11-22T10:00:00Z"),
    ({"verdicts": [verdict(reason=5)]}, "verdict 1: reason is not a string"),
    ({"verdicts": [verdict(comment="a\0")]}, "verdict 1: comment holds a NUL character"),
    ({"verdicts": [verdict(verdict="edit")]}, "verdict 1: an edit needs a proposal"),
    ({"verdicts": [verdict(proposal={"start": 0, "end": 3, "label": "X"})]},
     "verdict 1: only an edit has a proposal"),
    ({"verdicts": [verdict(verdict="edit", proposal=[])]}, "verdict 1: proposal is not an object"),
    ({"verdicts": [verdict(verdict="edit", proposal={"start": 0, "end": 300, "label": "X"})]},
     "verdict 1, proposal: span [0, 300) lies outside the text of 23 characters"),
    ({"verdicts": [verdict(verdict="edit", proposal={"start": 0, "end": 3, "label": "X", "text": "Jim"})]},
     "verdict 1, proposal: span text 'Jim' is not what stands at [0, 3): 'Joe'"),
    ({"verdicts": [verdict(answer="maybe")]}, "verdict 1: there is no answer 'maybe'; use one of accept, dispute"),
    ({"verdicts": [verdict(answered_by="ana")]}, "verdict 1: it has no time (at)"),
    ({"verdicts": [verdict(answered_at=AT)]}, "verdict 1: nobody is named as giving the answer (answered_by)"),
    ({"verdicts": [verdict(answer="accept", answered_at=AT)]},
     "verdict 1: nobody is named as giving the answer (answered_by)"),
    ({"verdicts": [verdict(answer="accept", answered_by="ana")]}, "verdict 1: it has no time (at)"),
    ({"verdicts": [verdict(), verdict()]}, "bob has two verdicts on the span S1"),
    ({"remarks": ["Why?"]}, "remarks is not a list of objects"),
    ({"remarks": [remark(span=None)]}, "remark 1: it names no span"),
    ({"remarks": [remark(by="")]}, "remark 1: nobody is named as giving it (by)"),
    ({"remarks": [remark(at="yesterday")]}, "remark 1: 'yesterday' is no time; write it like 2026-11-22T10:00:00Z"),
    ({"remarks": [remark(text=" ")]}, "remark 1: the remark says nothing"),
    ({"remarks": [remark(), remark()]}, "the remark id R1 stands twice"),
])
def test_what_cannot_be_is_refused_in_words(read, keys, why):
    assert read(Jsonl(), line(**keys)) == [Refusal("in.x", 1, why)]
