"""Going through a review, as a snapshot of a real project tells it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.operations.review import AddRemark, Decide, StartReview
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import AddSpans
from annotator.app.ports import Project
from annotator.app.reviewing import all_judged, compared, judged, opened
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.deciding import accepting
from annotator.domain.review import Review


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three articles: both worked on the first, only ana on the second, nobody on the third."""
    with bootstrap.create_project(tmp_path / "p.annotator") as made:
        with made.write(annotator="ana", at="2026-11-20T10:00:00Z") as write:
            write.add_articles([Article(id=id, title=id.upper(), text=f"Ottawa and Erbil, {id}.") for id in "abc"])
            write.describe("articles")
        for name, article, words, label in (("ana", "a", "Ottawa", "GPE"), ("ben", "a", "Ottawa", "LOC"),
                                            ("ben", "a", "Erbil", "GPE"), ("ana", "b", "Erbil", "GPE")):
            start = "Ottawa and Erbil".index(words)
            Session(made, name).execute(
                AddSpans(SetRef(article, name), "entity", label, [[(start, start + len(words))]]))
        yield made


def begin(project: Project, *articles: str) -> Review:
    """Begin a review of ana and ben by ana."""
    started = StartReview(Review(id="", name="r", mode="compare", annotators=("ana", "ben"), reviewer="ana",
                                 policy="union", articles=articles))
    Session(project, "ana").execute(started)
    return started.review


def test_articles_in_brief_with_what_is_asked(project: Project) -> None:
    review = begin(project)
    found = list(compared(project.reader(), review))
    assert [(each.coding.title, each.there, [its.kind for its in each.asked]) for each in found] == [
        ("A", ("ana", "ben"), ["label", "extra"]), ("B", (), [])]
    assert found[0].coding.text == "Ottawa and Erbil, a."
    assert [each.coding.article for each in compared(project.reader(), review, ["b"])] == ["b"]


def test_a_sample_has_only_its_articles(project: Project) -> None:
    review = begin(project, "b")
    assert [each.coding.article for each in compared(project.reader(), review)] == ["b"]
    assert list(compared(project.reader(), review, ["a"])) == []
    reader = project.reader()
    outside = opened(reader, review, reader.article("a"))
    assert (outside.worked, outside.there, outside.found) == (("ana", "ben"), (), [])


def test_an_article_in_full(project: Project) -> None:
    review, session = begin(project), Session(project, "ana")
    reader = session.reader
    article = reader.article("a")
    before = opened(reader, review, article)
    assert [each.kind for each in before.found] == ["label", "extra"]
    assert (before.verdicts, before.remarks, before.gold) == ({}, {}, 0)
    spans = before.found[0].spans
    session.execute(Decide(review, accepting(review, "a", spans, "ben")))
    session.execute(AddRemark(SetRef("a", "ben"), spans["ben"].id, "well"))
    after = opened(reader, review, article)
    assert {place[0]: each.verdict for place, each in after.verdicts.items()} == {"ana": "edit", "ben": "accept"}
    assert [each.text for each in after.remarks["ben", spans["ben"].id]] == ["well"]
    assert after.gold == 2
    assert judged(reader, review, "a") == after.verdicts
    assert all_judged(reader, review) == {"a": after.verdicts}


def test_a_second_labelling_is_asked_about_once_it_is_done(project: Project) -> None:
    again = Review(id="r", name="r", mode="again", annotators=("ana", "ben"), reviewer="ben")
    assert [each.asked for each in compared(project.reader(), again)] == [[], []]
    Session(project, "ben").execute(SetStatus(SetRef("a", "ben"), "done"))
    assert [len(each.asked) for each in compared(project.reader(), again)] == [2, 0]
