from dataclasses import replace

import pytest

from annotator.app.operations.importing import Counts, ImportRecords
from annotator.app.operations.sets import SetStatus
from annotator.app.sampling import SampleRequest, sample
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.errors import Cancelled
from annotator.domain.record import Record
from annotator.domain.sampling import Size
from annotator.domain.span import Fragment, Span
from tests.app.reviewing import label

COMPARE = SampleRequest(mode="compare", annotators=("ana", "bob"))


@pytest.fixture
def many(session: Session) -> Session:
    """Thirty more articles that ana and bob labelled: on every third they differ; ana is less sure of later ones."""
    records = []
    for number in range(30):
        article = Article(id=f"n{number}", title=f"N {number}", text=f"Oslo and Bergen are {number} towns.")
        for name in ("ana", "bob"):
            end = 4 if name == "ana" or number % 3 else 8
            span = Span(id="s", layer="entity", label="GPE", fragments=(Fragment(0, end),), quote=article.text[:end],
                        confidence=1 - number / 100 if name == "ana" else None)
            records.append(("f", Record(article=article, annotator=name, spans=(span,))))
    session.execute(ImportRecords(records, Counts(), "more"))
    return session


def test_all_that_the_annotators_worked_on_is_the_sample_unless_a_size_is_given(many: Session) -> None:
    label(many, "ana", "GPE", "Ottawa")
    many.execute(SetStatus(SetRef("a2", "ana"), "skipped"))
    found = sample(many.reader, COMPARE)
    assert (len(found.articles), found.there, found.spans, found.differences, found.alone) == (30, 30, 60, 10, 1)
    assert found.says == "30 articles, 60 spans"
    assert found.labels == ((("entity", "GPE"), 30),)
    assert COMPARE.words == ""


def test_the_same_seed_gives_the_same_sample(many: Session) -> None:
    request = replace(COMPARE, size=Size(10, True), seed=3)
    found = sample(many.reader, request)
    assert (len(found.articles), found.says, request.words) == (3, "3 of 30 articles, 6 spans", "10 % at random")
    assert sample(many.reader, request) == found
    assert sample(many.reader, replace(request, seed=4)).articles != found.articles


def test_samples_by_disagreement_confidence_and_label(many: Session) -> None:
    label(many, "ana", "PERSON", "Jessica")
    by_disagreement = replace(COMPARE, way="disagreement", size=Size(40))
    assert sample(many.reader, by_disagreement).articles == tuple(f"n{number}" for number in range(0, 30, 3))
    assert by_disagreement.words == "40 with most disagreement"
    check = SampleRequest(mode="check", annotators=("ana",), size=Size(2), way="confidence")
    assert sample(many.reader, check).articles == ("n28", "n29")
    by_label = replace(check, way="label", labels=(("entity", "PERSON"),))
    assert (sample(many.reader, by_label).articles, by_label.words) == (("a1",), "2 by label (PERSON)")
    assert replace(by_label, labels=()).words == "2 by label"


def test_who_labels_again_starts_from_what_the_first_did(many: Session) -> None:
    again = SampleRequest(mode="again", annotators=("bob", "bob (again)"))
    assert sample(many.reader, again).there == 30
    assert sample(many.reader, replace(again, annotators=("eve", "eve (again)"))).says == "0 articles, 0 spans"
    label(many, "bob", "GPE", "Ottawa")
    assert sample(many.reader, replace(again, annotators=("bob", "ana"))).articles == ("a1",)


def test_looking_can_be_stopped(many: Session) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sample(many.reader, COMPARE, stop)
