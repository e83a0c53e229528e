"""A search gathered: the first hits, a count of all, news as they come, cancel."""

import pytest

from annotator.app.operations.spans import AddSpans
from annotator.app.searching import News, gather
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import Cancelled
from annotator.domain.search_words import parse
from tests.app.conftest import place


def test_the_first_hits_are_kept_and_all_are_counted(session: Session) -> None:
    told: list[News] = []
    times = iter(range(100))
    with session.project.snapshot() as reader:
        found = gather(reader, "ana", parse("a* -nothing")[0], 2, told.append, lambda done, total: None,
                       lambda: next(times) / 20)
    assert [hit.quote for hit in found.hits] == ["Another", "about"]
    assert (found.total, found.articles, found.finished, found.spans) == (2, 1, True, {})
    assert sum((news.hits for news in told), ()) == tuple(found.hits)
    assert told[0] == News(tuple(found.hits[:1]), 1, 1)
    with session.project.snapshot() as reader:
        found = gather(reader, "ana", parse("*e*")[0], 1, told.append, lambda done, total: None, lambda: 0.0)
    assert len(found.hits) == 1
    assert (found.total > 5, found.articles) == (True, 2)


def test_spans_are_named_whether_shown_or_not(session: Session) -> None:
    ref = SetRef("a1", "ana")
    adding = AddSpans(ref, "entity", "GPE", [[place("Ottawa")], [place("Iraq")]])
    session.execute(adding)
    with session.project.snapshot() as reader:
        found = gather(reader, "ana", parse("label:gpe")[0], 1, lambda news: None, lambda done, total: None,
                       lambda: 0.0)
    assert [hit.quote for hit in found.hits] == ["Ottawa"]
    assert found.spans == {ref: set(adding.added)}


def test_a_cancelled_search_ends(session: Session) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    for words in ("nowhere*", "iraq"):
        with session.project.snapshot() as reader, pytest.raises(Cancelled):
            gather(reader, "ana", parse(f"-{words}")[0], 1, lambda news: None, cancel, lambda: 0.0)
