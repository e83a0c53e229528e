"""The article list, its filter, what an export takes, counts."""

import pytest

from annotator.domain.article import AnnotationSet, ArticleRow, SetRef
from annotator.domain.query import AnnotatorStats, ArticleFilter, Selection, Stats
from annotator.domain.record import Record
from annotator.domain.review import Review
from annotator.store import records
from annotator.store.project import ProjectFile
from tests.store.conftest import ANA, AT, BOB, add, article, link, span


@pytest.fixture
def worked(project: ProjectFile) -> ProjectFile:
    """ana has a1 (done, three spans, a relation), bob a1 and a2; nobody a3."""
    with project.write(annotator="ana", at=AT) as write:
        write.add_spans(ANA, [span("s2", (5, 9), label="ORG"), span("s1"),
                              span("s3", layer="claim", label="FACTUAL")])
        write.add_relations(ANA, [link("r2", "s3", "s1"), link("r1", "s1", "s2", "NEXT_TO")])
        write.put_set(AnnotationSet(ref=ANA, status="done", notes="n"))
        write.add_spans(BOB, [span("s1")])
        write.put_set(AnnotationSet(ref=SetRef("a2", "bob"), status="in_progress"))
        write.update_article(article("a2", "Ottawa reacted.", meta={"b": [1, None], "a": {}}))
    return project


def test_article_rows_are_those_of_one_annotator(worked: ProjectFile) -> None:
    reader = worked.reader()
    meta = {"b": [1, None], "a": {}}
    assert reader.article_rows("ana") == [
        ArticleRow(id="a1", title="A1", status="done", spans=3), ArticleRow(id="a2", title="A2", status="new", spans=0,
                                                                           meta=meta),
        ArticleRow(id="a3", title="A3", status="new", spans=0)]
    assert [(row.status, row.spans) for row in reader.article_rows("bob")] == [
        ("new", 1), ("in_progress", 0), ("new", 0)]
    assert [(row.status, row.spans) for row in reader.article_rows("nobody")] == [("new", 0)] * 3


@pytest.mark.parametrize(("wanted", "ids"), [
    (ArticleFilter(), "a1 a2 a3"),
    (ArticleFilter(words=["IRAQ"]), "a1"),
    (ArticleFilter(words=["", "a"]), "a1 a2 a3"),
    (ArticleFilter(words=["reacted", "OTTAWA"]), "a2"),
    (ArticleFilter(words=["reacted", "iraq"]), ""),
    (ArticleFilter(words=["strasse"]), "a3"),
    (ArticleFilter(words=["STRASSE"]), "a3"),
    (ArticleFilter(words=["Straße"]), "a3"),
    (ArticleFilter(words=["évian"]), "a3"),
    (ArticleFilter(words=["İZMİR"]), "a3"),
    (ArticleFilter(words=["izmir"]), "a3"),
    (ArticleFilter(words=["العراق"]), "a1"),
    (ArticleFilter(words=["%"]), ""),
    (ArticleFilter(words=["a2"]), "a2"),
    (ArticleFilter(statuses=["done"]), "a1"),
    (ArticleFilter(statuses=["new"]), "a2 a3"),
    (ArticleFilter(statuses=["done", "new"]), "a1 a2 a3"),
    (ArticleFilter(labels=["ORG"]), "a1"),
    (ArticleFilter(labels=["ORG", "FACTUAL"]), "a1"),
    (ArticleFilter(labels=["TIME"]), ""),
    (ArticleFilter(labels=["ORG"], statuses=["new"]), ""),
    (ArticleFilter(labels=["GPE"], statuses=["done"], words=["says"]), "a1"),
])
def test_the_filter_of_the_article_list(worked: ProjectFile, wanted: ArticleFilter, ids: str) -> None:
    assert worked.reader().matching("ana", wanted) == ids.split()


def test_the_filter_takes_the_annotators_own_spans(worked: ProjectFile) -> None:
    assert worked.reader().matching("bob", ArticleFilter(labels=["ORG"])) == []
    assert worked.reader().matching("bob", ArticleFilter(statuses=["new"])) == ["a1", "a3"]


def test_the_filter_takes_the_articles_of_reviews(worked: ProjectFile) -> None:
    with worked.write(annotator="bob", at="2026-11-22T10:00:00Z") as write:
        for id, name, articles in (("v1", 'Ana "again"', ("a3", "a1")), ("v2", "All", ()), ("v3", "Other", ("a2",))):
            write.put_review(Review(id=id, name=name, mode="check", annotators=("ana",), reviewer="bob",
                                    articles=articles, made_at="2026-11-22T10:00:00Z"))

    def fitting(*names: str, **more: list[str]) -> str:
        return " ".join(worked.reader().matching("ana", ArticleFilter(reviews=names, **more)))

    assert (fitting("ana again"), fitting("all"), fitting("nobody's")) == ("a1 a3", "a1 a2 a3", "")
    assert (fitting("other", "Ana again"), fitting("ana again", words=["iraq"])) == ("a1 a2 a3", "a1")


def places(project: ProjectFile, selection: Selection) -> list[str]:
    found = list(project.reader().records(selection))
    assert project.reader().count_records(selection) == len(found)
    return [f"{each.article.id} {each.annotator} {each.status}" for each in found]


@pytest.mark.parametrize(("selection", "expected"), [
    (Selection(), ["a1 ana done", "a1 bob new", "a2 bob in_progress", "a3 None new"]),
    (Selection(annotators=["ana"]), ["a1 ana done"]),
    (Selection(annotators=["bob"]), ["a1 bob new", "a2 bob in_progress"]),
    (Selection(annotators=["ana", "bob"], statuses=["in_progress", "done"]), ["a1 ana done", "a2 bob in_progress"]),
    (Selection(statuses=["new"]), ["a1 bob new", "a3 None new"]),
    (Selection(statuses=["done"]), ["a1 ana done"]),
    (Selection(annotators=["nobody"]), []),
    (Selection(layers=["claim"]), ["a1 ana done", "a1 bob new", "a2 bob in_progress", "a3 None new"]),
])
def test_what_an_export_takes(worked: ProjectFile, selection: Selection, expected: list[str]) -> None:
    assert places(worked, selection) == expected


def test_records_hold_everything_in_order(worked: ProjectFile) -> None:
    first, *_, last = worked.reader().records(Selection())
    reader = worked.reader()
    assert first == Record(article=reader.article("a1"), annotator="ana", status="done", notes="n",
                           spans=tuple(reader.spans(ANA)), relations=tuple(reader.relations(ANA)))
    assert [each.id for each in first.spans] == ["s1", "s3", "s2"]
    assert [each.id for each in first.relations] == ["r1", "r2"]
    assert last == Record(article=reader.article("a3"))


def test_other_layers_go_with_the_relations_that_lose_an_end(worked: ProjectFile) -> None:
    first, *_ = worked.reader().records(Selection(layers=["entity"]))
    assert [each.id for each in first.spans] == ["s1", "s2"]
    assert [each.id for each in first.relations] == ["r1"]
    first, *_ = worked.reader().records(Selection(layers=["claim"]))
    assert [each.id for each in first.spans] == ["s3"]
    assert first.relations == ()


@pytest.mark.parametrize(("articles", "characters"), [(1, 10**6), (2, 10**6), (500, 1), (500, 40), (500, 10**6)])
def test_parts_do_not_change_what_is_exported(worked: ProjectFile, monkeypatch: pytest.MonkeyPatch,
                                              articles: int, characters: int) -> None:
    expected = list(worked.reader().records(Selection()))
    monkeypatch.setattr(records, "_HEADS", records._HEADS.limit(articles))
    monkeypatch.setattr(records, "_CHARACTERS", characters)
    assert list(worked.reader().records(Selection())) == expected
    assert places(worked, Selection(annotators=["bob"])) == ["a1 bob new", "a2 bob in_progress"]


def test_records_of_a_long_article_come_alone(worked: ProjectFile) -> None:
    with worked.write(annotator="ana", at=AT) as write:
        write.add_articles([article(f"n{n}", "x" * 1_500_000) for n in range(3)])
        part, after = records.part(write._connection, Selection(), 0)
        assert [each.article.id for each in part] == ["a1", "a1", "a2", "a3", "n0"]
        assert after == 4


def test_records_may_be_read_while_others_write(worked: ProjectFile) -> None:
    found = worked.reader().records(Selection())
    first = next(found)
    add(worked, span("late", (0, 2), text="Straße"), ref=SetRef("a3", "eve"))
    assert [first.article.id, *[each.article.id for each in found]] == ["a1", "a1", "a2", "a3"]


def test_stats_count_everything(worked: ProjectFile) -> None:
    assert worked.reader().stats() == Stats(
        articles=3, spans=4, relations=2,
        annotators={"ana": AnnotatorStats(articles=1, done=1, spans=3),
                    "bob": AnnotatorStats(articles=2, done=0, spans=1)},
        labels={"entity": {"GPE": 2, "ORG": 1}, "claim": {"FACTUAL": 1}})


def test_spans_are_found_by_where_their_first_fragment_starts(worked: ProjectFile) -> None:
    reader = worked.reader()
    add(worked, span("pieces", (1, 2), (5, 7)))
    everything = reader.spans(ANA)
    for starts in ([0], [5], [1, 5], [99], list(range(300)), []):
        assert reader.spans_starting(ANA, starts) == [each for each in everything if each.start in starts]
    assert reader.spans_starting(SetRef("a3", "ana"), [0]) == []


def test_spans_of_a_set_are_counted(worked: ProjectFile) -> None:
    reader = worked.reader()
    assert [reader.span_count(ref) for ref in (ANA, BOB, SetRef("a2", "bob"), SetRef("a3", "ana"))] == [3, 1, 0, 0]


def test_a_change_sees_what_it_has_written_itself(worked: ProjectFile) -> None:
    """What was looked up before is not believed after a write."""
    ref = SetRef("a3", "eve")
    with worked.write(annotator="ana", at=AT) as write:
        assert write.annotation_set(ref) is None
        write.put_set(AnnotationSet(ref=ref, status="done"))
        assert write.annotation_set(ref) == AnnotationSet(ref=ref, status="done")
        write.put_set(AnnotationSet(ref=ref, status="in_progress"))
        assert write.annotation_set(ref) == AnnotationSet(ref=ref, status="in_progress")
        write.rename_annotator("eve", "zoe")
        assert write.annotation_set(ref) is None
        write.add_spans(SetRef("a3", "eve"), [span("s1", quote="Stra")])
        write.remove_articles(["a3"])
        write.add_articles([article("a3", "Iraq again.")])
        write.add_spans(ref, [span("s9")])
        assert [each.id for each in write.spans(ref)] == ["s9"]
    assert [each.id for each in worked.reader().spans(ref)] == ["s9"]
    assert worked.reader().sets("a3") == [AnnotationSet(ref=ref, status="new")]
