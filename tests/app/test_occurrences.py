"""Looking for other occurrences in a project: which articles, in whose sets, how far."""

from collections.abc import Sequence

import pytest

from annotator.app import occurrences
from annotator.app.occurrences import Found, Question, in_article, in_project
from annotator.app.operations.importing import Counts, ImportRecords
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.candidates import Verdict
from annotator.domain.errors import Cancelled
from annotator.domain.occurrences import Options
from annotator.domain.query import ArticleText
from annotator.domain.record import Record
from annotator.domain.span import Span
from tests.app.conftest import TEXT, place

OTHERS = {"b1": "Erbil is in Iraq. 🇮🇶 Iraq and IRAQ’s north.", "b2": "Nothing here.", "b3": "The Bank of Iraq"}


@pytest.fixture
def source(session: Session, ref: SetRef) -> Span:
    """GPE “Iraq” on the first article, of a project with three more."""
    records = [Record(article=Article(id=name, title=name.upper(), text=text)) for name, text in OTHERS.items()]
    session.execute(ImportRecords([("f", record) for record in records], Counts(), "more"))
    operation = AddSpans(ref, "entity", "GPE", [[place("Iraq")]])
    session.execute(operation)
    return session.reader.spans(ref, operation.added)[0]


def question(span: Span, options: Options = Options()) -> Question:  # noqa: B008
    return Question(span=span, form="band", annotator="ana", article=ArticleText("a1", "One", TEXT), options=options)


def ask(session: Session, asked: Question) -> tuple[list[Found], bool]:
    found: list[Found] = []

    def keep(some: Sequence[Found]) -> None:
        found.extend(some)

    with session.project.snapshot() as reader:
        return found, in_project(asked, reader, keep, lambda done, total: None)


def test_the_span_itself_is_no_candidate(session: Session, source: Span) -> None:
    found = in_article(question(source), session.reader)
    assert [(each.article, each.title, len(each.places)) for each in found] == [("a1", "One", 1)]
    second = found[0].places[0]
    assert (second.start, second.quote) == (TEXT.rindex("Iraq"), "Iraq")
    assert second.context.before.endswith("ministry. 🇨🇦 ")


def test_all_other_articles_are_looked_through(session: Session, source: Span) -> None:
    found, complete = ask(session, question(source))
    assert [(each.article, [place.quote for place in each.places]) for each in found] == [
        ("b1", ["Iraq", "Iraq", "IRAQ"]), ("b3", ["Iraq"])]
    assert complete
    for each in found:
        assert all(OTHERS[each.article][place.start:place.end] == place.quote for place in each.places)


def test_what_stands_there_is_asked_of_the_annotator_s_own_set(session: Session, source: Span) -> None:
    text = OTHERS["b3"]
    session.execute(AddSpans(SetRef("b3", "bob"), "entity", "ORG", [[place("Iraq", text)]]))
    assert ask(session, question(source))[0][1].places[0].verdict == Verdict("free")
    session.execute(AddSpans(SetRef("b3", "ana"), "claim", "FACTUAL", [[(0, len(text))]]))
    assert ask(session, question(source))[0][1].places[0].verdict == Verdict("free")
    session.execute(AddSpans(SetRef("b3", "ana"), "entity", "ORG", [[place("Bank of Iraq", text)]]))
    assert ask(session, question(source))[0][1].places[0].verdict == Verdict("inside", "ORG")
    session.execute(AddSpans(SetRef("b3", "ana"), "entity", "GPE", [[place("Iraq", text)]]))
    assert [each.article for each in ask(session, question(source))[0]] == ["b1"]


def test_a_search_that_finds_too_much_ends(session: Session, source: Span, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "MOST", 2)
    found, complete = ask(session, question(source))
    assert (sum(len(each.places) for each in found) >= 2, complete) == (True, False)


def test_a_search_can_be_cancelled(session: Session, source: Span) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with session.project.snapshot() as reader, pytest.raises(Cancelled):
        in_project(question(source), reader, lambda some: None, stop)


def test_where_nothing_stands_nothing_is_told(session: Session, ref: SetRef) -> None:
    operation = AddSpans(ref, "entity", "PERSON", [[place("Jessica Lamirande")]])
    session.execute(operation)
    span = session.reader.spans(ref, operation.added)[0]
    assert in_article(question(span), session.reader) == []
    assert ask(session, question(span)) == ([], True)
