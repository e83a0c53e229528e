"""Writing JSON Lines: the contract's keys, order and omissions, and that nothing is lost on the way."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from annotator.domain.article import STATUSES, Article, SetRef
from annotator.domain.record import Record
from annotator.domain.relation import Relation
from annotator.domain.review import ANSWERS, VERDICTS, Remark, Verdict
from annotator.domain.span import ORIGINS, Fragment, Span, quote_of
from annotator.formats.jsonl import Jsonl

TORTURE = [
    "😀👨‍👩‍👧‍👦🇫🇷🏴󠁧󠁢󠁳󠁣󠁴󠁿 flags",
    "e\u0301a\u0308\u0323 n\u0303",
    "He said مرحبا بالعالم to me",
    "a\r\nb\rc\n",
    "x\u2028y\u2029z",
    "\u0085next",
    "\ttab\t",
    "\ufeffin\ufefffront",
    "\x01\x02\x1b\x7f\x80\x9f",
    "\u00a0\u202e\u200b\u2066",
    "\ufdd0\uffff\U0010ffff",
    '\\"/\b\f',
    "x" * 300,
]
texts = (
    st.lists(
        st.one_of(
            st.sampled_from(TORTURE),
            st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))),
        ),
        min_size=1,
    )
    .map("".join)
    .filter(str.strip)
)
names = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1).filter(str.strip)
scalars = st.one_of(
    names, st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(allow_nan=False, allow_infinity=False)
)
metas = st.dictionaries(
    names.filter(lambda name: name not in ("title", "_extra")),
    st.recursive(st.none() | scalars, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=5),
    max_size=3,
)


annotators = names.filter(lambda name: name == name.strip())
times = st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z")


def span_on(draw, text: str, id: str) -> Span:
    """Any span on a text."""
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = tuple(Fragment(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))
    return Span(
        id=id,
        layer=draw(names),
        label=draw(names),
        fragments=pairs,
        quote=quote_of(text, pairs),
        origin=draw(st.sampled_from(ORIGINS)),
        attributes=dict(sorted(draw(st.dictionaries(names, scalars, max_size=2)).items())),
        comment=draw(st.just("") | names),
        confidence=draw(st.none() | st.floats(0, 1)),
    )


def verdict_on(draw, text: str, span: str) -> Verdict:
    """Any verdict on a span of an article with this text."""
    kind, answer = draw(st.sampled_from(VERDICTS)), draw(st.sampled_from(ANSWERS))
    return Verdict(
        ref=SetRef("", ""),
        span=span,
        verdict=kind,
        reason=draw(st.just("") | names),
        comment=draw(st.just("") | names),
        by=draw(annotators),
        at=draw(times),
        proposal=span_on(draw, text, span) if kind == "edit" else None,
        answer=answer,
        answered_by=draw(annotators) if answer else "",
        answered_at=draw(times) if answer else "",
    )


@st.composite
def records(draw) -> Record:
    """Any record that a project could hold."""
    text = draw(texts)
    spans = [span_on(draw, text, id) for id in draw(st.lists(names, unique=True, max_size=3))]
    ids = [span.id for span in spans]
    relations = (
        [
            Relation(id=id, label=draw(names), head=draw(st.sampled_from(ids)), tail=draw(st.sampled_from(ids)))
            for id in draw(st.lists(names, unique=True, max_size=2))
        ]
        if ids
        else []
    )
    return Record(
        article=Article(id=draw(names), title=draw(names | st.just("")), text=text, meta=draw(metas)),
        annotator=draw(annotators),
        status=draw(st.sampled_from(STATUSES)),
        spans=tuple(spans),
        relations=tuple(relations),
        notes=draw(st.just("") | names),
        verdicts=tuple(verdict_on(draw, text, id) for id in draw(st.lists(names, unique=True, max_size=2))),
        remarks=tuple(
            Remark(id=id, ref=SetRef("", ""), span=draw(names), by=draw(annotators), at=draw(times), text=draw(names))
            for id in draw(st.lists(names, unique=True, max_size=2))
        ),
    )


@settings(max_examples=150)
@given(st.lists(records(), min_size=1, max_size=3))
def test_what_was_written_reads_back_and_writes_the_same_bytes(read, write, many):
    data = write(Jsonl(), many)
    assert data.count(b"\n") == len(many)
    back = read(Jsonl(), data)
    assert write(Jsonl(), back) == data
    for before, after in zip(many, back, strict=True):
        assert after.article == before.article
        assert sorted(map(repr, after.spans)) == sorted(map(repr, before.spans))
        assert sorted(map(repr, after.verdicts)) == sorted(map(repr, before.verdicts))
        assert sorted(map(repr, after.remarks)) == sorted(map(repr, before.remarks))
        assert (after.annotator, after.status, after.notes) == (before.annotator, before.status, before.notes)


def test_keys_stand_in_the_order_of_the_contract(write):
    text = "Iraq and Iran"
    record = Record(
        article=Article(id="A", title="T", text=text, meta={"source": "iraq.txt"}),
        annotator="ana",
        status="done",
        spans=(
            Span(
                id="S2",
                layer="claim",
                label="FACTUAL",
                fragments=(Fragment(0, 4), Fragment(9, 13)),
                quote="Iraq Iran",
                attributes={"b": 1, "a": True},
                comment="c",
                confidence=1,
            ),
            Span(id="S1", layer="entity", label="GPE", fragments=(Fragment(0, 4),), quote="Iraq"),
            Span(id="S0", layer="entity", label="GPE", fragments=(Fragment(0, 4),), quote="Iraq"),
        ),
        relations=(
            Relation(id="R2", head="S2", tail="S1", label="X"),
            Relation(id="R1", head="S1", tail="S2", label="Y"),
        ),
        notes="n",
    )
    assert write(Jsonl(), [record]).decode() == (
        '{"id":"A","text":"Iraq and Iran","meta":{"title":"T","source":"iraq.txt"},"annotator":"ana",'
        '"status":"done","spans":['
        '{"id":"S2","start":0,"end":13,"label":"FACTUAL","layer":"claim","text":"Iraq Iran",'
        '"origin":"manual",'
        '"fragments":[[0,4],[9,13]],"attributes":{"a":true,"b":1},"comment":"c","confidence":1.0},'
        '{"id":"S0","start":0,"end":4,"label":"GPE","layer":"entity","text":"Iraq","origin":"manual"},'
        '{"id":"S1","start":0,"end":4,"label":"GPE","layer":"entity","text":"Iraq","origin":"manual"}],'
        '"relations":[{"id":"R1","head":"S1","tail":"S2","label":"Y"},'
        '{"id":"R2","head":"S2","tail":"S1","label":"X"}],"notes":"n"}\n'
    )


def test_an_untouched_article_is_one_line_without_annotator(write):
    data = write(Jsonl(), [Record(article=Article(id="A", title="", text="x", meta={"title": "stray"}))])
    assert data == b'{"id":"A","text":"x","meta":{"title":""},"annotator":null,"status":"new","spans":[]}\n'


@pytest.mark.parametrize("name", ["a", "uñí😀", "\u2028"])
def test_json_of_the_standard_library_reads_it(write, name):
    data = write(Jsonl(), [Record(article=Article(id=name, title=name, text=name, meta={name: name}))])
    assert json.loads(data)["meta"] == {"title": name, name: name}
