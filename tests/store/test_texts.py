"""Looking through the texts in parts, and spans in brief."""

import pytest

from annotator.domain.candidates import Labelled
from annotator.domain.query import ArticleText
from annotator.domain.span import Fragment
from annotator.store import texts
from annotator.store.project import ProjectFile
from tests.store.conftest import ANA, AT, BOB, TEXT, add, article, span


def test_the_wanted_texts_come_in_project_order(project: ProjectFile) -> None:
    parts = list(project.reader().texts(lambda text: "a" in text))
    assert [(part.seen, part.total) for part in parts] == [(3, 3)]
    assert [each.id for each in parts[0].texts] == ["a1", "a2", "a3"]
    assert next(iter(project.reader().texts(lambda text: "Iraq" in text))).texts == (ArticleText("a1", "A1", TEXT),)


@pytest.mark.parametrize("snapshot", [True, False])
def test_a_large_project_comes_in_parts_that_grow(project: ProjectFile, monkeypatch: pytest.MonkeyPatch,
                                                  snapshot: bool) -> None:
    monkeypatch.setattr(texts, "_FIRST", 2)
    monkeypatch.setattr(texts, "_ARTICLES", 6)
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article(f"b{number}", f"text {number}") for number in range(11)])

    def seen(reader: texts.ArticleText | object) -> list[int]:
        return [part.seen for part in reader.texts(lambda text: False)]  # type: ignore[attr-defined]

    expected = [2, 6, 12, 14]
    if snapshot:
        with project.snapshot() as reader:
            assert seen(reader) == expected
    else:
        assert seen(project.reader()) == expected


def test_articles_that_came_meanwhile_are_counted(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_FIRST", 3)
    parts = project.reader().texts(lambda text: True)
    assert next(parts).total == 3
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article("new", "text")])
    assert [(part.seen, part.total) for part in parts] == [(4, 4)]


def test_spans_in_brief_are_one_annotator_s_of_one_layer(project: ProjectFile) -> None:
    add(project, span("s1"), span("s2", (5, 9), (10, 12), label="ORG"), span("s3", layer="claim", label="FACTUAL"))
    add(project, span("s1", (0, 9)), ref=BOB)
    reader = project.reader()
    assert reader.labelled("ana", "entity", ["a1", "a2", "gone"]) == {
        "a1": [Labelled("GPE", (Fragment(0, 4),)), Labelled("ORG", (Fragment(5, 9), Fragment(10, 12)))]}
    assert reader.labelled("ana", "claim", ["a1"]) == {"a1": [Labelled("FACTUAL", (Fragment(0, 4),))]}
    assert reader.labelled("ana", "entity", []) == {}
    assert reader.labelled(ANA.annotator, "boilerplate", ["a1"]) == {}
