"""Codings: the same as the sets read one by one, in project order."""

import random

import pytest

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.coding import NOTHING, Coded, Coding
from annotator.domain.span import Span
from annotator.store import codings
from annotator.store.project import ProjectFile
from tests.store.conftest import ANA, AT, BOB, TEXT, add, article, link, span
from tests.store.test_undo import some_span

PLAIN = Coded("s1", "entity", "GPE", span("s1").fragments)


def coded(each: Span) -> Coded:
    return Coded(each.id, each.layer, each.label, each.fragments, each.attributes, each.confidence)


def test_a_coding_has_the_sets_of_those_who_were_asked_for(project: ProjectFile) -> None:
    add(project, span("s2", (5, 9)), span("s1"), span("s3", (5, 9), (12, 14)))
    add(project, span("b1", layer="claim", label="FACTUAL", confidence=0.5), ref=BOB)
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r1", "s2", "s1")])
        write.put_set(AnnotationSet(ref=BOB, status="done"))
        write.put_set(AnnotationSet(ref=SetRef("a3", "bob")))
        write.put_set(AnnotationSet(ref=SetRef("a2", "carl")))
    first, last = project.reader().codings(["bob", "ana", "nobody"])
    assert first == Coding(
        article="a1", title="A1", length=len(TEXT), statuses={"ana": "new", "bob": "done"},
        spans={"ana": (PLAIN, coded(span("s3", (5, 9), (12, 14))), coded(span("s2", (5, 9)))),
               "bob": (coded(span("b1", layer="claim", label="FACTUAL", confidence=0.5)),)})
    assert first.spans["ana"][0].attributes is NOTHING
    assert (last.article, last.statuses, last.spans) == ("a3", {"bob": "new"}, {"bob": ()})
    assert [each.article for each in project.reader().codings(["ana"])] == ["a1"]
    assert [each.article for each in project.reader().codings(["bob"], articles=["a3", "a2"])] == ["a3"]
    assert list(project.reader().codings([])) == []
    [full] = project.reader().codings(["ana", "bob"], articles=["a1"], texts=True, relations=True)
    assert (full.text, full.relations) == (TEXT, {"ana": (link("r1", "s2", "s1"),), "bob": ()})


def test_codings_are_what_the_sets_are_read_one_by_one(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codings, "_ARTICLES", 4)
    rng = random.Random(5)
    names = [f"x{n}" for n in range(11)]
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article(name) for name in names])
        for name in names:
            for who in rng.sample(["ana", "bob", "carl"], rng.randint(0, 3)):
                write.add_spans(SetRef(name, who), [some_span(f"s{n}", rng) for n in range(rng.randint(1, 9))])
    reader = project.reader()
    with project.snapshot() as snapshot:
        found = list(snapshot.codings(["ana", "bob"]))
    assert list(reader.codings(["ana", "bob"])) == found
    assert [each.article for each in found] == [
        name for name in names if {each.ref.annotator for each in reader.sets(name)} & {"ana", "bob"}]
    for each in found:
        for who, spans in each.spans.items():
            assert list(spans) == [coded(one) for one in reader.spans(SetRef(each.article, who))]
