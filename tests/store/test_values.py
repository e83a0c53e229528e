"""What is written comes back: texts code point for code point, spans, relations, sets, metadata."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.errors import NotFound
from annotator.domain.query import Selection
from annotator.store.project import ProjectFile, create_project, open_project
from tests.store.conftest import ANA, AT, BOB, SCHEME, TEXT, add, article, link, span

TORTURE = [
    "👩‍👩‍👧‍👦 family, 🇨🇦 flag, 👍🏽 tone",
    "CRLF\r\nCR\rLF\nNEL\x85VT\x0bFF\x0cLS\u2028PS\u2029",
    "BOM\ufeffinside, ZWSP\u200b, NBSP\u00a0, SHY\u00ad, ORC\ufffc, noncharacters \ufdd0\uffff\U0010ffff",
    "e\u0301 and é, a\u0300\u0316\u0323, Å and Å",
    "The minister said «العراق آمن» and שלום \u202eoverride\u202c.",
    "controls \x01\x02\x07\x08\x1b\x1f\x7f\x80\x9f",
    "\ufeffat the start", " \t leading and trailing \t ", "line " * 5_000, "'quotes\" -- ; DROP TABLE spans; %s ? :x",
]


@pytest.mark.parametrize("text", TORTURE)
def test_torture_texts_come_back_code_point_for_code_point(project: ProjectFile, text: str) -> None:
    places = ((0, 1), (2, 3)) if len(text) > 3 else ((0, len(text)),)
    ref = SetRef("t", text[:40])
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article("t", text, title=text[:50], meta={text[:9]: [text, None, 1.5, {"b": True}]})])
        write.add_spans(ref, [span(text[:20], *places, text=text, comment=text, attributes={text[:5]: text})])
        write.put_set(AnnotationSet(ref=ref, status="done", notes=text))
    project.close()
    with open_project(project.path) as again:
        reader = again.reader()
        assert reader.article("t") == article("t", text, title=text[:50],
                                              meta={text[:9]: [text, None, 1.5, {"b": True}]})
        [found] = reader.spans(ref)
        assert found == span(text[:20], *places, text=text, comment=text, attributes={text[:5]: text})
        assert found.quote == " ".join(text[start:end] for start, end in found.fragments)
        assert reader.annotation_set(ref) == AnnotationSet(ref=ref, status="done", notes=text)
        assert reader.article_with_text(text) == "t"
        assert not list(reader.problems())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_back(project: ProjectFile, text: str) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.remove_articles(["t"])
        write.add_articles([article("t", text)])
    assert project.reader().article("t").text == text


def test_spans_come_in_the_order_of_the_contract_with_all_they_have(project: ProjectFile) -> None:
    spans = [
        span("s3", (0, 4), origin="imported", attributes={"z": 1, "a": 2.5, "m": "x", "b": False}, comment="c",
             confidence=0.1 + 0.2, changed_at=AT, changed_by="ana"),
        span("s2", (0, 4), (5, 9), label="ORG"),
        span("s1", (0, 4)),
        span("s0", (5, 9), layer="claim", label="FACTUAL", confidence=1)]
    add(project, *spans)
    reader = project.reader()
    found = reader.spans(ANA)
    assert [each.id for each in found] == ["s2", "s1", "s3", "s0"]
    assert sorted(found, key=lambda each: each.id) == sorted(spans, key=lambda each: each.id)
    assert list(found[2].attributes) == ["z", "a", "m", "b"]
    assert reader.spans(ANA, ["s0", "nobody"]) == [spans[3]]
    assert reader.spans(ANA, ["s0", *map(str, range(300))]) == [spans[3]]
    assert reader.spans(ANA, []) == []
    assert reader.spans(BOB) == []
    assert reader.relations(BOB) == []


def test_fragments_are_stored_in_order(project: ProjectFile) -> None:
    add(project, span("s", (5, 9), (0, 4), quote="Iraq says"))
    assert project.reader().spans(ANA)[0].fragments == ((0, 4), (5, 9))


def test_relations_come_by_id(project: ProjectFile) -> None:
    add(project, span("s1"), span("s2", (5, 9)))
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r2", "s1", "s2"), link("r1", "s2", "s1", "NEXT_TO")])
        write.add_relations(ANA, [])
    both = [link("r1", "s2", "s1", "NEXT_TO"), link("r2", "s1", "s2")]
    assert project.reader().relations(ANA) == both
    assert project.reader().relations(ANA, ["r2", "gone"]) == both[1:]
    assert project.reader().relations(ANA, ["r2", *map(str, range(500))]) == both[1:]


def test_relations_are_found_by_the_spans_at_their_ends(project: ProjectFile) -> None:
    add(project, *(span(f"s{number}") for number in range(1, 5)))
    add(project, span("s1"), span("s2"), ref=BOB)
    found = [link("r1", "s1", "s2", "NEXT_TO"), link("r2", "s3", "s1", "NEXT_TO"), link("r3", "s2", "s3", "NEXT_TO")]
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, found)
        write.add_relations(BOB, [link("r1", "s2", "s1", "NEXT_TO")])
    reader = project.reader()
    assert reader.relations_at(ANA, ["s1"]) == found[:2]
    assert reader.relations_at(ANA, ["s2", "gone"]) == [found[0], found[2]]
    assert reader.relations_at(ANA, ["s4"]) == []
    assert reader.relations_at(ANA, ["s3", *map(str, range(500))]) == found[1:]
    assert reader.relations_at(SetRef("a2", "ana"), ["s1"]) == []


def test_sets_come_by_annotator(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT) as write:
        for name in ("Zoë", "bob", "Émile", "ana"):
            write.put_set(AnnotationSet(ref=SetRef("a1", name), status="skipped", notes=f"by {name}"))
    reader = project.reader()
    assert [each.ref.annotator for each in reader.sets("a1")] == sorted(["Zoë", "bob", "Émile", "ana"])
    assert reader.annotators() == sorted(["Zoë", "bob", "Émile", "ana"])
    assert reader.sets("a2") == []
    assert reader.annotation_set(SetRef("a2", "bob")) is None


def test_what_is_not_there_is_said(project: ProjectFile) -> None:
    with pytest.raises(NotFound, match=r"no article nine"):
        project.reader().article("nine")
    assert project.reader().article_with_text("another text") is None


def test_a_checksum_that_collides_does_not_find_another_text(project: ProjectFile,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.rows.text_hash", lambda text: "same")
    monkeypatch.setattr("annotator.store.reader.text_hash", lambda text: "same")
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article("h1", "first"), article("h2", "second"), article("h3", "second")])
    assert project.reader().article_with_text("second") == "h2"
    assert project.reader().article_with_text("third") is None


def test_the_transaction_reads_what_it_wrote(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.add_spans(ANA, [span("s1")])
        assert write.spans(ANA) == [span("s1")]
        assert project.reader().spans(ANA) == []
    assert project.reader().spans(ANA) == [span("s1")]


def test_a_scheme_comes_back_whole(project: ProjectFile) -> None:
    assert project.reader().scheme() == SCHEME


def test_an_empty_project_can_be_read(path: Path) -> None:
    with open_project(path, create=True) as empty:
        reader = empty.reader()
        assert not reader.scheme().layers
        assert reader.article_rows("ana") == []
        assert list(reader.records(Selection())) == []
        assert reader.steps() == []
        assert empty.undo() is None
        assert empty.redo() is None


def test_text_of_a_span_is_that_of_the_article(project: ProjectFile) -> None:
    add(project, span("s", (16, 21), (22, 27)))
    assert project.reader().spans(ANA)[0].quote == TEXT[16:21] + " " + TEXT[22:27]


def test_creating_is_not_an_undoable_step(project: ProjectFile) -> None:
    assert [step.name for step in project.reader().steps()] == ["import"]
    with create_project(project.path.with_name("other.annotator"), SCHEME) as other:
        assert other.reader().steps() == []
        assert other.undo() is None
