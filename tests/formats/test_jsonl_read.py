"""Reading JSON Lines: what is taken, how, and in what words the rest is refused."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.record import Record, Refusal
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span
from annotator.formats.jsonl import Jsonl


def line(**keys) -> bytes:
    return orjson.dumps({"text": "Joe Biden visited Kyiv.", **keys}) + b"\n"


KEYS = {"text", "id", "meta", "annotator", "status", "spans", "relations", "notes", "start", "end", "label", "layer",
        "verdicts", "remarks", "span", "verdict", "by", "at", "proposal"}


def dict_of(value) -> dict:
    return value if isinstance(value, dict) else {}


def span(**keys) -> dict:
    return {"start": 0, "end": 9, "label": "PERSON", **keys}


def test_only_the_text_is_needed(read):
    [record] = read(Jsonl(), b'{"text":"Joe Biden visited Kyiv."}')
    assert record == Record(article=record.article, line=1)
    assert (record.article.id, record.article.title, record.article.meta) == (
        "",
        "Joe Biden visited Kyiv.",
        {},
    )


def test_everything_the_contract_knows_is_read(read):
    [record] = read(
        Jsonl(),
        line(
            id="A1",
            meta={"title": "Visit", "source": "a.txt"},
            annotator="ana",
            status="done",
            notes="well",
            spans=[
                span(
                    id="S1",
                    layer="entity",
                    text="Joe Biden",
                    origin="manual",
                    attributes={"sure": True},
                    comment="him",
                    confidence=0.5,
                ),
                span(id="S2", end=22, fragments=[[18, 22], [0, 3]], text="Joe Kyiv"),
            ],
            relations=[{"id": "R1", "head": "S1", "tail": "S2", "label": "IN"}],
        ),
    )
    assert record.article.id == "A1"
    assert record.article.title == "Visit"
    assert record.article.meta == {"source": "a.txt"}
    assert (record.annotator, record.status, record.notes, record.line) == ("ana", "done", "well", 1)
    assert record.spans == (
        Span(
            id="S1",
            layer="entity",
            label="PERSON",
            fragments=(Fragment(0, 9),),
            quote="Joe Biden",
            attributes={"sure": True},
            comment="him",
            confidence=0.5,
        ),
        Span(
            id="S2",
            layer="",
            label="PERSON",
            fragments=(Fragment(0, 3), Fragment(18, 22)),
            quote="Joe Kyiv",
            origin="imported",
        ),
    )
    assert record.relations == (Relation(id="R1", head="S1", tail="S2", label="IN"),)


def test_a_span_without_text_gets_its_quote(read):
    [record] = read(Jsonl(), line(spans=[span()]))
    assert record.spans[0].quote == "Joe Biden"


def test_null_counts_as_missing(read):
    [record] = read(
        Jsonl(), line(id=None, meta=None, annotator=None, status=None, spans=None, relations=None, notes=None)
    )
    assert record == Record(article=record.article, line=1)
    [record] = read(
        Jsonl(),
        line(
            annotator=" ",
            meta={"title": None},
            spans=[
                span(
                    id=None,
                    layer=None,
                    text=None,
                    origin=None,
                    fragments=None,
                    attributes=None,
                    comment=None,
                    confidence=None,
                )
            ],
        ),
    )
    assert record.annotator is None
    assert record.article.title == "Joe Biden visited Kyiv."
    assert record.spans[0].origin == "imported"


def test_numbered_ids_become_strings(read):
    [record] = read(
        Jsonl(),
        line(id=7, spans=[span(id=1), span(id=2)], relations=[{"id": 3, "head": 1, "tail": 2, "label": "IN"}]),
    )
    assert record.article.id == "7"
    assert [each.id for each in record.spans] == ["1", "2"]
    assert record.relations == (Relation(id="3", head="1", tail="2", label="IN"),)


def test_unknown_keys_are_kept_and_unknown_span_keys_are_named(read):
    [record] = read(
        Jsonl(),
        line(
            answer="accept",
            tokens=[{"span": "S1"}],
            meta={"a": 1},
            spans=[span(token_start=0, token_end=1)],
        ),
    )
    assert record.article.meta == {"a": 1, "_extra": {"answer": "accept", "tokens": [{"span": "S1"}]}}
    assert record.said == ("not kept of the spans: token_end, token_start",)


def test_unknown_keys_join_those_that_were_kept_before(read):
    [record] = read(Jsonl(), line(answer="accept", meta={"_extra": {"answer": "accept", "b": 2}}))
    assert record.article.meta == {"_extra": {"answer": "accept", "b": 2}}


def test_a_title_that_is_no_string_is_kept_beside_the_title(read):
    [record] = read(Jsonl(), line(meta={"title": 7}))
    assert record.article.title == "Joe Biden visited Kyiv."
    assert record.article.meta == {"_extra": {"title": 7}}


def test_an_empty_title_stays_empty(read):
    [record] = read(Jsonl(), line(meta={"title": ""}))
    assert record.article.title == ""


def test_blank_lines_are_skipped_and_counted(read):
    records = read(Jsonl(), b"\n \t\r\n" + line() + b"\r\n" + line())
    assert [each.line for each in records] == [3, 5]


def test_a_byte_order_mark_is_dropped_at_the_start_only(read):
    first, second = read(Jsonl(), b"\xef\xbb\xbf" + line() + b"\xef\xbb\xbf" + line())
    assert isinstance(first, Record)
    assert second == Refusal(
        "in.x", 2, "the line is no valid JSON: UTF-8 byte order mark (BOM) is not supported (character 1)"
    )


@pytest.mark.parametrize("wide", ["\ufeff{}".encode(f"utf-{bits}-{end}") for bits in (16, 32) for end in ("le", "be")])
def test_a_utf_16_file_is_refused_as_a_whole(read, wide):
    with pytest.raises(UserError, match=r"^the file is UTF-16 or UTF-32; JSON Lines are UTF-8, save it so$"):
        read(Jsonl(), wide)


@pytest.mark.parametrize("nothing", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_an_empty_file_is_refused(read, nothing):
    with pytest.raises(UserError, match=r"^the file is empty$"):
        read(Jsonl(), nothing)


def test_lines_end_at_lf_only(read):
    text = "a\u2028b\u0085c\u2029d\x0be\x0cf\r\ng"
    [record] = read(Jsonl(), orjson.dumps({"text": text}))
    assert record.article.text == text


def test_of_doubled_keys_the_last_counts(read):
    [record] = read(Jsonl(), b'{"text":"a","text":"b"}')
    assert record.article.text == "b"


def test_good_lines_beside_bad_ones_are_read(read):
    first, second, third = read(Jsonl(), line() + b'{"text":"cut\n' + line())
    assert isinstance(first, Record)
    assert second == Refusal("in.x", 2, "the JSON is cut off in the middle")
    assert isinstance(third, Record)


def test_a_line_beyond_the_limit_is_skipped(read):
    one, two, three, four = read(
        Jsonl(line_limit=1 << 20), line() + b"x" * (3 << 20) + b"\n" + line() + b"x" * (1 << 20) + b"y"
    )
    assert isinstance(one, Record)
    assert two == Refusal("in.x", 2, "the line is longer than 1 MiB")
    assert isinstance(three, Record)
    assert three.line == 3
    assert four == Refusal("in.x", 4, "the line is longer than 1 MiB")


def test_progress_is_told_in_bytes_and_may_cancel(read):
    told = []
    data = line(notes="x" * 600_000) * 4
    read(Jsonl(), data, progress=told.append)
    assert len(told) == 3
    assert told[-1] == len(data)

    def cancel(done: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(Jsonl(), data, progress=cancel)


def test_integers_of_64_bits_are_kept(read):
    meta = {"a": 2**64 - 1, "b": -(2**63), "c": 1234567890.1234567890123}
    [record] = read(Jsonl(), line(meta=meta, notes="12345678901234567890123"))
    assert record.article.meta == meta


REFUSED = {
    b"\xff{}": "the line is not UTF-8 (byte 1)",
    b"[1]": "the line is JSON, but no object",
    b"{'text':1}": "the line is no valid JSON: unexpected character, expected a string key (character 2)",
    b'{"text":"a"} {}': "more follows after the JSON object; put one object on a line",
    b'{"text":"a","meta":{"a":NaN}}': "the line is no valid JSON: unexpected character, expected a JSON "
    "value (character 25)",
    b'{"text":"a","meta":{"a":1e999}}': "the JSON holds a number too large for any computer",
    b'{"text":"a","b":' + b"[" * 2000: "the JSON is nested too deeply",
    b'{"text":"a\\ud800"}': "the JSON holds a lone surrogate (character 11)",
    b'{"text":"\\udc00"}': "the JSON holds a lone surrogate (character 10)",
    b'{"text":"a\xed\xa0\x80"}': "the line is not UTF-8 (byte 11)",
    b"{}": "the line has no text",
    b'{"text":5}': "text is not a string",
    b'{"text":" \\n"}': "the text is empty",
    b'{"text":"a\\u0000b"}': "the text holds a NUL character at position 1; it is not an article",
    line(id=True): "id is not a string",
    line(id="a\0"): "id holds a NUL character",
    b'{"text":"a","id":18446744073709551616}': (
        "the number 18446744073709551616 has more than 64 bits; write it as a string"
    ),
    b'{"text":"a","n":-9223372036854775809}': (
        "the number -9223372036854775809 has more than 64 bits; write it as a string"
    ),
    b'{"text":"a","n":'
    + b"1" * 300
    + b"}": "the number 11111111111111111111… has more than 64 bits; write it as a string",
    b'{"text":"a","n":"' + b"1" * 19 + b'","b":' + b"[" * 1020 + b"]" * 1020 + b"}": "the JSON is nested too deeply",
    line(meta=[]): "meta is not an object",
    line(meta={"title": "a\0"}): "meta.title holds a NUL character",
    line(meta={"_extra": 5}, answer=1): "unknown keys of the line and meta._extra contradict each other",
    line(meta={"_extra": {"answer": 2}}, answer=1): "unknown keys of the line and meta._extra contradict each other",
    b'{"text":"a","meta":{"b":' + b"[" * 250 + b"]" * 250 + b"}}": "meta is nested too deeply",
    line(annotator=3): "annotator is not a string",
    line(status="finished"): "the status 'finished' is unknown; use one of new, in_progress, done, skipped",
    line(notes={}): "notes is not a string",
    line(spans={}): "spans is not a list of objects",
    line(spans=[3]): "spans is not a list of objects",
    line(spans=[{}]): "span 1 has no start",
    line(spans=[span(start=0.0)]): "span 1: start is not a whole number",
    line(spans=[span(start=True)]): "span 1: start is not a whole number",
    line(spans=[span(), span(end="9")]): "span 2: end is not a whole number",
    line(spans=[span(end=24)]): "span 1: span [0, 24) lies outside the text of 23 characters",
    line(spans=[span(start=-1)]): "span 1: span [-1, 9) lies outside the text of 23 characters",
    line(spans=[span(end=0)]): "span 1: span [0, 0) lies outside the text of 23 characters",
    line(spans=[span(text="Joe")]): "span 1: span text 'Joe' is not what stands at [0, 9): 'Joe Biden'",
    line(spans=[span(text=3)]): "span 1: text is not a string",
    line(spans=[span(label=None)]): "span 1 has no label",
    line(spans=[span(label=" ")]): "span 1 has no label",
    line(spans=[span(label=3)]): "span 1: label is not a string",
    line(spans=[span(label="a\0")]): "span 1: label holds a NUL character",
    line(spans=[span(layer=3)]): "span 1: layer is not a string",
    line(spans=[span(origin="found")]): "span 1 has the unknown origin 'found'; use one of manual, suggested, "
    "propagated, imported, adjudicated",
    line(
        spans=[span(fragments=[[0, 3], [5, 8]])]
    ): "span 1: start and end are [0, 9), but the fragments reach from 0 to 8",
    line(spans=[span(fragments=[[0, 5], [4, 9]])]): "span 1: fragments [0, 5) and [4, 9) overlap or touch",
    line(spans=[span(fragments=[])]): "span 1: fragments is not a list of [start, end] pairs of whole numbers",
    line(spans=[span(fragments=[[0, True]])]): "span 1: fragments is not a list of [start, end] pairs of whole numbers",
    line(spans=[span(fragments=[[0, 1, 2]])]): "span 1: fragments is not a list of [start, end] pairs of whole numbers",
    line(spans=[span(fragments=[5])]): "span 1: fragments is not a list of [start, end] pairs of whole numbers",
    line(spans=[span(fragments={})]): "span 1: fragments is not a list of [start, end] pairs of whole numbers",
    line(spans=[span(attributes=[])]): "span 1: attributes is not an object",
    line(spans=[span(attributes={"a": None})]): "span 1: attribute a is neither string, number nor true or false",
    line(spans=[span(confidence="high")]): "span 1: confidence is not a number",
    line(spans=[span(confidence=True)]): "span 1: confidence is not a number",
    line(spans=[span(id="A"), span(id="A")]): "the span id A stands twice",
    line(relations=[3]): "relations is not a list of objects",
    line(relations=[{"head": "A"}]): "relation 1: its head 'A' is no span of this line",
    line(spans=[span(id="A")], relations=[{"head": "A", "label": "IN"}]): "relation 1 has no tail",
    line(spans=[span(id="A")], relations=[{"head": "A", "tail": "A"}]): "relation 1 has no label",
    line(
        spans=[span(id="A")], relations=[{"id": "R", "head": "A", "tail": "A", "label": "IN"}] * 2
    ): "the relation id R stands twice",
}


@pytest.mark.parametrize(("data", "why"), REFUSED.items(), ids=range(len(REFUSED)))
def test_a_bad_line_is_refused_in_one_sentence(read, data, why):
    assert read(Jsonl(), data) == [Refusal("in.x", 1, why)]


@given(
    st.one_of(
        st.binary(),
        st.text('{}[]":,\n\\textspansidlabelu0123456789-.e', max_size=60).map(str.encode),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(sorted(KEYS)) | st.text(max_size=3), inner)
            ),
            max_leaves=20,
        ).map(lambda value: json.dumps({"text": "some text", "spans": [value], "x": value, **dict_of(value)}).encode()),
    )
)
def test_any_bytes_end_in_records_refusals_or_a_user_error(read, data):
    try:
        items = read(Jsonl(), data)
    except UserError:
        return
    assert all(isinstance(item, Record | Refusal) for item in items)
