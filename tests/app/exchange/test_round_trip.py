"""A review there and back between two projects, with edits made meanwhile on both sides."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.operations.feedback import AcceptVerdict, Dispute, Reply, TakeBackAnswer
from annotator.app.operations.fragments import MoveBoundary
from annotator.app.operations.review import AddRemark
from annotator.app.operations.spans import RemoveSpans
from annotator.app.operations.text import CorrectText
from annotator.domain.span import Span
from tests.app.exchange.two import TEXT, Person, two


@pytest.fixture
def people(tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Ana has labelled, bob has her sets and has begun to review."""
    with two(tmp_path) as (ana, bob):
        for words in ("Ottawa", "Monday", "Iraq", "Jessica Lamirande", "ministry"):
            ana.label("ORG", words)
        ana.label("GPE", "Erbil", "a2")
        bob.merge(sent(ana))
        bob.begin_review()
        yield ana, bob


def sent(person: Person) -> Path:
    """Return a copy of the project as an e-mail carries it."""
    copy = person.path.with_name(f"sent-by-{person.name}.annotator")
    copy.unlink(missing_ok=True)
    person.session.project.backup(copy)
    return copy


def review(bob: Person) -> Path:
    """Judge some of ana's spans and add one; return the file for her."""
    def hers(words: str, article: str = "a1") -> Span:
        return bob.span(words, article, "ana")

    bob.decide("edit", hers("Ottawa"), proposal=replace(hers("Ottawa"), label="GPE"), reason="wrong label")
    bob.decide("reject", hers("Monday"), reason="not an organization", comment="See 2.3.")
    bob.decide("edit", hers("Iraq"), proposal=replace(hers("Iraq"), label="GPE"))
    bob.decide("edit", hers("Jessica Lamirande"), proposal=replace(hers("Jessica Lamirande"), label="PERSON"))
    bob.decide("question", hers("ministry"), comment="Which one?")
    bob.session.execute(AddRemark(bob.ref("a1", "ana"), hers("ministry").id, "There are two."))
    bob.label("GPE", "Erbil")
    bob.decide("accept", bob.span("Erbil"), whose="bob")
    bob.decide("accept", hers("Erbil", "a2"), "a2")
    target = bob.path.with_name("review.jsonl")
    counts = bob.save_review(target)
    assert (counts.articles, counts.verdicts, counts.remarks) == (2, 7, 1)
    return target


def meanwhile(ana: Person) -> None:
    """Ana goes on: a new span, one that is deleted, one that is moved, and a corrected text."""
    ana.label("EVENT", "safe")
    ana.session.execute(RemoveSpans(ana.ref(), [ana.span("Iraq").id]))
    lamirande = ana.span("Jessica Lamirande")
    ana.session.execute(MoveBoundary(ana.ref(), lamirande.id, 0, lamirande.start + 8, lamirande.end))
    ana.session.execute(CorrectText("a1", TEXT, TEXT.replace("Ottawa reacted", "Here Ottawa reacted")))


def places(person: Person, article: str = "a1", whose: str = "") -> list[tuple[str, str]]:
    return [(each.label, each.quote) for each in person.spans(article, whose)]


def test_a_review_brings_no_edit_of_ana_s_back_and_says_what_changed_since(people: tuple[Person, Person]) -> None:
    ana, bob = people
    file = review(bob)
    meanwhile(ana)
    mine = ana.spans(), ana.spans("a2")
    counts = ana.merge(file)
    assert (ana.spans(), ana.spans("a2")) == mine
    assert (counts.conflicts, counts.refused) == ([], [])
    assert counts.verdicts_added == 7
    asked = ana.feedback()
    assert {words: (each.kind, each.since) for words, each in asked.items() if each.mine.article == "a1"} == {
        "Ottawa": ("changed", ""), "Monday": ("rejected", ""), "Iraq": ("changed", "gone"),
        "Lamirande": ("changed", "changed"), "ministry": ("question", "")}
    assert [(each.kind, each.mine) for each in asked.values() if each.kind in ("accepted", "added")] == [
        ("accepted", ana.ref("a2"))]
    assert asked["Lamirande"].was is not None
    assert asked["Lamirande"].was.quote == "Jessica Lamirande"
    assert asked["Ottawa"].verdict.reason == "wrong label"
    assert places(ana, whose="bob") == [("GPE", "Erbil")]


def test_the_whole_way_there_and_back_and_there_again(people: tuple[Person, Person]) -> None:
    ana, bob = people
    file = review(bob)
    meanwhile(ana)
    ana.merge(file)
    asked = ana.feedback()
    ana.session.execute(AcceptVerdict(*asked["Ottawa"].key))
    ana.session.execute(Dispute(*asked["Monday"].key, "It is the name of a firm."))
    ana.session.execute(AcceptVerdict(*asked["Iraq"].key))
    ana.session.execute(Reply(*asked["ministry"].key, "The first one."))
    ana.session.execute(AcceptVerdict(ana.ref("a1", "bob"), ana.span("Erbil", "a1", "bob").id, "bob"))
    assert ("GPE", "Ottawa") in places(ana)
    assert ("GPE", "Iraq") in places(ana)
    assert ("GPE", "Erbil") in places(ana)

    bob.decide("reject", bob.span("Erbil", "a2", "ana"), "a2", reason="a person")  # meanwhile he has changed his mind
    mine = bob.spans(), bob.spans("a2")
    answers = ana.path.with_name("answers.jsonl")
    assert ana.save_answers(answers).answered == 4
    counts = bob.merge(answers)
    assert (counts.conflicts, counts.refused) == ([], [])
    assert (bob.spans(), bob.spans("a2")) == mine
    assert places(bob, whose="ana") == [each for each in places(ana)]
    verdicts, remarks = bob.threads("a1", "ana")
    assert sorted(each.answer for each in verdicts) == ["", "", "accept", "accept", "dispute"]
    assert [each.text for each in remarks] == ["There are two.", "It is the name of a firm.", "The first one."]
    assert [each.answer for each in bob.threads("a1", "bob")[0]] == ["accept"]
    assert [each.verdict for each in bob.threads("a2", "ana")[0]] == ["reject"]

    second = bob.path.with_name("review-2.jsonl")
    bob.save_review(second)
    ana.merge(second)
    for article, whose in (("a1", "ana"), ("a1", "bob"), ("a2", "ana")):
        assert ana.threads(article, whose)[1] == bob.threads(article, whose)[1]
        assert [(each.key[1:], each.verdict, each.answer, each.at, each.answered_at)
                for each in ana.threads(article, whose)[0]] == [
            (each.key[1:], each.verdict, each.answer, each.at, each.answered_at)
            for each in bob.threads(article, whose)[0]]
    again = next(each for each in ana.feedback().values() if each.mine.article == "a2")
    assert (again.kind, again.answered) == ("rejected", False)


def test_a_merge_that_is_repeated_changes_nothing_and_one_can_be_undone(people: tuple[Person, Person]) -> None:
    ana, bob = people
    file = review(bob)
    meanwhile(ana)
    before = ana.seen()
    ana.merge(file)
    merged, steps = ana.seen(), len(ana.session.history())
    counts = ana.merge(file)
    assert (counts.verdicts_added, counts.remarks_added, counts.spans_added, counts.sets_updated) == (0, 0, 0, 0)
    assert ana.seen() == merged
    assert len(ana.session.history()) == steps
    ana.session.undo()
    assert ana.seen() == before
    ana.session.redo()
    assert ana.seen() == merged


def test_ana_may_send_her_project_instead_of_her_answers(people: tuple[Person, Person]) -> None:
    ana, bob = people
    ana.merge(review(bob))
    ana.session.execute(AcceptVerdict(*ana.feedback()["Ottawa"].key))
    mine = bob.spans()
    counts = bob.merge(sent(ana))
    assert (counts.conflicts, counts.refused) == ([], [])
    assert bob.spans() == mine
    assert ("GPE", "Ottawa") in places(bob, whose="ana")
    assert "accept" in [each.answer for each in bob.threads("a1", "ana")[0]]
    merged = bob.seen()
    bob.merge(sent(ana))
    assert bob.seen() == merged


def test_an_answer_that_is_taken_back_is_taken_back_on_both_sides(people: tuple[Person, Person]) -> None:
    ana, bob = people
    ana.merge(review(bob))
    key = ana.feedback()["Monday"].key
    ana.session.execute(Dispute(*key, "No."))
    answers = ana.path.with_name("answers.jsonl")
    ana.save_answers(answers)
    bob.merge(answers)
    ana.session.execute(TakeBackAnswer(*key))
    ana.save_answers(answers)
    bob.merge(answers)
    assert {each.answer for each in bob.threads("a1", "ana")[0]} == {""}
    bob.save_review(ana.path.with_name("again.jsonl"))
    ana.merge(ana.path.with_name("again.jsonl"))
    assert not ana.feedback()["Monday"].answered


@pytest.mark.parametrize("fresh", [False, True])
def test_a_review_brings_nothing_back_though_everything_was_deleted_or_replaced(people: tuple[Person, Person],
                                                                               fresh: bool) -> None:
    ana, bob = people
    file = review(bob)
    ana.session.execute(RemoveSpans(ana.ref(), [each.id for each in ana.spans()]))
    if fresh:
        ana.label("EVENT", "safe")
    counts = ana.merge(file)
    assert (counts.conflicts, counts.refused) == ([], [])
    assert places(ana) == ([("EVENT", "safe")] if fresh else [])
    assert {each.since for each in ana.feedback().values() if each.kind == "changed"} == {"gone"}


def test_a_verdict_that_is_taken_back_does_not_come_back_with_the_answer(people: tuple[Person, Person]) -> None:
    ana, bob = people
    ana.merge(review(bob))
    key = ana.feedback()["Monday"].key
    ana.session.execute(Dispute(*key, "No."))
    verdict = next(each for each in bob.threads("a1", "ana")[0] if each.key == key)
    bob.take_back(verdict)
    answers = ana.path.with_name("answers.jsonl")
    ana.save_answers(answers)
    bob.merge(answers)
    assert key not in [each.key for each in bob.threads("a1", "ana")[0]]
    bob.session.undo()
    bob.session.undo()
    assert verdict in bob.threads("a1", "ana")[0]
    bob.take_back(verdict)
    bob.decide("accept", bob.span("Monday", whose="ana"))
    bob.merge(answers)
    assert [each.verdict for each in bob.threads("a1", "ana")[0] if each.key == key] == ["accept"]


def test_whoever_is_renamed_there_is_known_when_that_is_said(people: tuple[Person, Person]) -> None:
    ana, bob = people
    bob.rename(ana, "Ana K.")
    file = ana.path.with_name("review.jsonl")
    bob.decide("reject", bob.span("Monday", whose="Ana K."), whose="Ana K.")
    bob.save_review(file, "Ana K.")
    ana.merge(file)
    ana.session.execute(AcceptVerdict(*ana.feedback()["Monday"].key))
    ana.save_answers(file)
    bob.merge(file)
    assert [each.answer for each in bob.threads("a1", "Ana K.")[0]] == ["accept"]
    assert bob.session.reader.annotators() == ["Ana K.", "bob", "gold"]
