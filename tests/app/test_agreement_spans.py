"""From a figure to its spans: the list is as long as the figure says, and quotes what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app import agreement_spans
from annotator.app.agreement import AgreementRequest, measure
from annotator.app.agreement_report import gather
from annotator.app.agreement_spans import behind, pairs_in_common, worst_quotes
from annotator.app.ports import Reader
from annotator.domain.agreement.behind import Behind, Quote
from annotator.domain.agreement.figures import Figures
from annotator.domain.difference import DIFFERENCE_KINDS
from annotator.domain.errors import Cancelled
from tests.two_annotators import DIFFERING, oppositional, write_project

PAIR = ("ana", "ben")


def quiet(done: int, total: int) -> None:
    """Hear of progress and do nothing."""


def stop(done: int, total: int) -> None:
    """Cancel at once."""
    raise Cancelled


def opened(path: Path) -> Iterator[Reader]:
    """Give a reader of the project."""
    project = bootstrap.open_project(path)
    yield project.reader()
    project.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A reader of a project in which ana and ben differ in every way."""
    yield from opened(write_project(tmp_path / "p.annotator", DIFFERING))


@pytest.fixture
def posts(tmp_path: Path, shared: Path) -> Iterator[Reader]:
    """A reader of the doubly annotated posts in ../shared."""
    yield from opened(oppositional(shared, tmp_path / "p.annotator"))


def listed(reader: Reader, asked: Behind) -> list[Quote]:
    """Return everything behind a figure."""
    found: list[Quote] = []
    assert behind(reader, asked, found.extend, quiet)
    return found


def test_all_differences_are_told_in_the_order_of_the_project(reader: Reader) -> None:
    found = listed(reader, Behind(pair=PAIR, layers=("entity",)))
    assert [(each.article, each.kind, each.words) for each in found] == [
        ("one", "label", "Ottawa"), ("one", "missing", "Monday"), ("one", "same", "Iraq"),
        ("one", "boundary", "Jessica Lamirande"), ("one", "extra", "ministry"),
        ("two", "same", "Erbil"), ("two", "label", "northern Iraq")]
    assert [(each.words_of(0), each.words_of(1)) for each in found[3:5]] == [
        ("Jessica Lamirande", "Lamirande"), ("", "ministry")]
    assert found[0].title == "One"


def test_only_what_is_asked_for_is_told(reader: Reader) -> None:
    found = listed(reader, Behind(pair=PAIR, kinds=frozenset({"boundary", "extra"})))
    assert [each.words for each in found] == ["Jessica Lamirande", "ministry"]


def test_one_article_alone(reader: Reader) -> None:
    assert {each.article for each in listed(reader, Behind(pair=PAIR, articles=("two",)))} == {"two"}
    assert listed(reader, Behind(pair=PAIR, articles=("three",))) == []


def test_what_one_has_not_worked_on_is_never_told(reader: Reader) -> None:
    assert "three" not in {each.article for each in listed(reader, Behind(pair=PAIR))}
    assert listed(reader, Behind(pair=("ana", "nobody"))) == []


def test_the_first_come_at_once_and_no_more_than_can_be_read(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[int] = []
    assert behind(reader, Behind(pair=PAIR), lambda part: parts.append(len(part)), quiet)
    assert parts == [6, 2]
    monkeypatch.setattr(agreement_spans, "MOST", 7)
    parts.clear()
    assert not behind(reader, Behind(pair=PAIR), lambda part: parts.append(len(part)), quiet)
    assert sum(parts) == 7


def test_it_can_be_stopped(reader: Reader) -> None:
    figures = measure(reader, AgreementRequest(pairs=[PAIR])).pairs[0]
    for work in (lambda: behind(reader, Behind(pair=PAIR), lambda part: None, stop),
                 lambda: worst_quotes(reader, figures, (), 5, stop), lambda: pairs_in_common(reader, PAIR, (), stop)):
        with pytest.raises(Cancelled):
            work()


def test_pairs_are_those_who_worked_on_an_article_both(reader: Reader) -> None:
    assert pairs_in_common(reader, ["ana", "ben", "cem"], (), quiet) == {PAIR: 3}
    assert pairs_in_common(reader, ["ana", "ben"], ("two", "three"), quiet) == {PAIR: 1}


def test_of_several_pairs_the_one_with_the_most_articles_comes_first(posts: Reader) -> None:
    found = pairs_in_common(posts, posts.annotators(), (), quiet)
    assert list(found) == [("annotator1", "annotator2"), ("annotator1", "gold"), ("annotator2", "gold")]
    assert set(found.values()) == {50}


def test_every_number_has_as_many_spans_behind_it(posts: Reader) -> None:
    pair = ("annotator1", "annotator2")
    figures = measure(posts, AgreementRequest(pairs=[pair], resamples=0)).pairs[0]
    assert_counted(posts, Behind(pair=pair), figures.all)
    entity = figures.layers["entity"]
    everything = listed(posts, Behind(pair=pair, layers=("entity",)))
    for label, each in entity.labels.items():
        for kind in DIFFERENCE_KINDS:
            asked = Behind(pair=pair, label=label, kinds=frozenset({kind}))
            assert each.counts[kind] == len(some(everything, asked)), (label, kind)
    for cell, number in entity.confusion.items():
        assert number == len(some(everything, Behind(pair=pair, cell=cell))), cell
    assert sum(entity.confusion.values()) == len(everything)


def assert_counted(reader: Reader, asked: Behind, figures: Figures) -> None:
    """Fail unless there are as many differences of each kind as the figures count."""
    found = listed(reader, asked)
    assert {kind: sum(each.kind == kind for each in found) for kind in DIFFERENCE_KINDS} == dict(figures.counts)


def some(quotes: list[Quote], asked: Behind) -> list[Quote]:
    """Return those that fit."""
    from annotator.domain.difference import Difference

    return [each for each in quotes if asked.fits(Difference(each.kind, {
        name: span for name, span in zip(each.pair, (each.first, each.second), strict=True) if span is not None}))]


def test_the_worst_come_article_by_article(reader: Reader) -> None:
    figures = measure(reader, AgreementRequest(pairs=[PAIR], resamples=0)).pairs[0]
    found = worst_quotes(reader, figures, (), 20, quiet)
    assert [(each.article, each.words) for each in found] == [
        ("one", "Ottawa"), ("one", "Jessica Lamirande"), ("one", "ministry"), ("two", "northern Iraq")]
    assert [each.words for each in worst_quotes(reader, figures, (), 2, quiet)] == ["Ottawa", "Jessica Lamirande"]
    assert worst_quotes(reader, figures, ("boilerplate",), 20, quiet) == []


def test_the_search_for_the_worst_ends_with_enough(posts: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement_spans, "_ARTICLES", 4)
    figures = measure(posts, AgreementRequest(pairs=[("annotator1", "annotator2")], resamples=0)).pairs[0]
    few, seen = worst_quotes(posts, figures, (), 5, quiet), list[int]()
    assert len(worst_quotes(posts, figures, (), 5, lambda done, total: seen.append(done))) == 5
    assert len(seen) < 10
    assert worst_quotes(posts, figures, (), 200, quiet)[:5] == few


def test_a_report_gathers_some_of_each_pair(posts: Reader) -> None:
    request = AgreementRequest(pairs=[("annotator1", "annotator2")], resamples=0, seed=3)
    one = gather(posts, measure(posts, request), "posts", request, quiet)
    assert (one.project, one.seed, one.resamples, len(one.quotes)) == ("posts", 3, 0, 20)
    assert "20 in all" in one.chosen
    everybody = AgreementRequest(pairs=[*request.pairs, ("gold", "annotator1")], resamples=0)
    both = gather(posts, measure(posts, everybody), "posts", everybody, quiet)
    assert [pair for pair in everybody.pairs for _ in range(6)] == [each.pair for each in both.quotes]
