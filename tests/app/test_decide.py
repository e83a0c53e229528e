from dataclasses import replace

import pytest

from annotator.app.operations.relations import AddRelation
from annotator.app.operations.review import BuildGold, Decide, TakeBack
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import AddSpans, RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.span import Fragment, Span
from tests.app.conftest import TEXT, place
from tests.app.reviewing import GOLD, gold, label, review, status, verdict

BOTH = review("ana", "bob")


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    """Ana and bob agree on Ottawa, have other boundaries of Jessica, and each has one more."""
    return {"ottawa": label(session, "ana", "GPE", "Ottawa"), "bobs ottawa": label(session, "bob", "GPE", "Ottawa"),
            "short": label(session, "ana", "PERSON", "Jessica"),
            "long": label(session, "bob", "PERSON", "Jessica Lamirande"),
            "monday": label(session, "ana", "DATE", "Monday"), "iraq": label(session, "bob", "GPE", "Iraq")}


def proposed(id: str, word: str, name: str = "PERSON") -> Span:
    start, end = place(word)
    return Span(id=id, layer="entity", label=name, fragments=(Fragment(start, end),), quote=TEXT[start:end])


def test_a_verdict_and_the_gold_set_are_one_step_that_can_be_undone_and_redone(session: Session,
                                                                              ids: dict[str, str]) -> None:
    steps = len(session.history())
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept"),
                                  verdict("ana", ids["short"], "edit", proposed(ids["short"], "Jessica Lamirande"))]))
    assert len(session.history()) == steps + 1
    assert (session.history()[-1].name, session.history()[-1].article) == ("accept span", "a1")
    assert gold(session) == [("GPE", "Ottawa"), ("PERSON", "Jessica Lamirande")]
    assert [(each.span, each.verdict, each.by, each.at) for each in session.reader.verdicts_by("rex")] == [
        (ids["short"], "edit", "rex", "2026-11-22T10:00:00Z"), (ids["long"], "accept", "rex", "2026-11-22T10:00:00Z")]
    session.undo()
    assert (gold(session), status(session), list(session.reader.verdicts_by("rex"))) == ([], "", [])
    session.redo()
    assert gold(session) == [("GPE", "Ottawa"), ("PERSON", "Jessica Lamirande")]


def test_nobodys_spans_are_changed(session: Session, ids: dict[str, str]) -> None:
    before = [session.reader.spans(SetRef("a1", name)) for name in ("ana", "bob")]
    session.execute(Decide(BOTH, [verdict("ana", ids["short"], "edit", proposed(ids["short"], "Iraq waits", "ORG"))]))
    assert gold(session) == [("GPE", "Ottawa"), ("ORG", "Iraq waits")]
    assert [session.reader.spans(SetRef("a1", name)) for name in ("ana", "bob")] == before
    assert {span.origin for span in session.reader.spans(GOLD)} == {"adjudicated"}


def test_the_gold_set_is_done_once_nothing_is_undecided(session: Session, ids: dict[str, str]) -> None:
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept")]))
    assert status(session) == "in_progress"
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "reject"), verdict("bob", ids["iraq"], "question")]))
    assert status(session) == "in_progress"
    session.execute(Decide(BOTH, [verdict("bob", ids["iraq"], "reject")]))
    assert status(session) == "done"
    session.execute(TakeBack(BOTH, [(SetRef("a1", "bob"), ids["iraq"], "rex")]))
    assert (status(session), session.history()[-1].name) == ("in_progress", "take back verdict")


def test_a_later_verdict_takes_the_place_of_an_earlier_one(session: Session, ids: dict[str, str]) -> None:
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")]))
    assert ("DATE", "Monday") in gold(session)
    session.execute(Decide(BOTH, [replace(verdict("ana", ids["monday"], "reject"), reason="not_in_guideline")]))
    assert ("DATE", "Monday") not in gold(session)
    assert [(each.verdict, each.reason) for each in session.reader.verdicts(SetRef("a1", "ana"))] == [
        ("reject", "not_in_guideline")]


def test_the_same_verdict_again_is_no_step_and_keeps_its_time(session: Session, ids: dict[str, str]) -> None:
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")]))
    steps = session.history()
    session._clock = lambda: "2026-11-23T10:00:00Z"
    assert session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")])).empty
    assert session.history() == steps


def test_an_answer_stays_with_a_later_verdict(session: Session, ids: dict[str, str]) -> None:
    ref = SetRef("a1", "ana")
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "reject")]))
    given = session.reader.verdicts(ref)[0]
    with session.project.write(annotator="ana", at="2026-11-22T11:00:00Z") as write:
        write.put_verdicts([replace(given, answer="dispute", answered_by="ana", answered_at="2026-11-22T11:00:00Z")])
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")]))
    kept = session.reader.verdicts(ref)[0]
    assert (kept.verdict, kept.answer, kept.answered_by) == ("accept", "dispute", "ana")


def test_what_is_in_the_gold_set_by_hand_stays_and_is_not_doubled(session: Session, ids: dict[str, str]) -> None:
    session.execute(AddSpans(GOLD, "entity", "GPE", [[place("Ottawa")]]))
    session.execute(AddSpans(GOLD, "entity", "ORG", [[place("ministry")]]))
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept")]))
    assert gold(session) == [("GPE", "Ottawa"), ("PERSON", "Jessica Lamirande"), ("ORG", "ministry")]
    assert [span.origin for span in session.reader.spans(GOLD)] == ["manual", "adjudicated", "manual"]
    session.execute(TakeBack(BOTH, [(SetRef("a1", "bob"), ids["long"], "rex")]))
    assert gold(session) == [("GPE", "Ottawa"), ("ORG", "ministry")]


def test_spans_of_the_gold_set_that_stay_are_not_written_again(session: Session, ids: dict[str, str]) -> None:
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept")]))
    changes = session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")]))
    assert changes.spans == {GOLD: frozenset({ids["monday"]})}
    assert set(changes.verdicts) == {SetRef("a1", "ana")}


def test_a_proposal_that_changes_is_changed_in_the_gold_set(session: Session, ids: dict[str, str]) -> None:
    for name in ("ORG", "GPE"):
        session.execute(Decide(BOTH, [verdict("ana", ids["short"], "edit", proposed(ids["short"], "Jessica", name))]))
        assert (name, "Jessica") in gold(session)
    assert ids["short"] in {span.id for span in session.reader.spans(GOLD)}


def test_relations_follow_their_ends(session: Session, ids: dict[str, str]) -> None:
    claim = label(session, "ana", "FACTUAL", "Iraq is safe", layer="claim")
    session.execute(AddRelation(SetRef("a1", "ana"), "SAID_BY", claim, ids["short"]))
    session.execute(Decide(BOTH, [verdict("ana", claim, "accept")]))
    assert session.reader.relations(GOLD) == []
    session.execute(Decide(BOTH, [verdict("ana", ids["short"], "accept")]))
    assert [(each.label, each.head, each.tail) for each in session.reader.relations(GOLD)] == [
        ("SAID_BY", claim, ids["short"])]
    own = label(session, "gold", "PERSON", "ministry")
    session.execute(AddRelation(GOLD, "SAID_BY", claim, own))
    session.execute(Decide(BOTH, [verdict("ana", ids["short"], "edit", proposed(ids["short"], "Jessica", "DATE"))]))
    assert [(each.head, each.tail) for each in session.reader.relations(GOLD)] == [(claim, own)]
    session.undo()
    assert len(session.reader.relations(GOLD)) == 2
    session.execute(Decide(BOTH, [verdict("ana", claim, "reject")]))
    assert session.reader.relations(GOLD) == []


def test_a_reviewer_who_checks_decides_about_own_spans_too(session: Session, ids: dict[str, str]) -> None:
    check = review("ana", mode="check")
    session.execute(Decide(check, [verdict("ana", ids["ottawa"], "accept")]))
    assert gold(session) == [("GPE", "Ottawa")]
    own = label(session, "rex", "ORG", "ministry")
    session.execute(Decide(check, [verdict("rex", own, "accept"), verdict("ana", ids["monday"], "reject")]))
    assert (gold(session), status(session)) == ([("GPE", "Ottawa"), ("ORG", "ministry")], "in_progress")
    session.execute(Decide(check, [verdict("ana", ids["short"], "reject")]))
    assert status(session) == "done"
    with pytest.raises(Refused, match="not about the spans of bob"):
        session.execute(Decide(check, [verdict("bob", ids["long"], "accept")]))


def test_what_the_reviewer_adds_while_comparing_goes_in_once_it_is_accepted(session: Session,
                                                                            ids: dict[str, str]) -> None:
    own = label(session, "rex", "ORG", "ministry")
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept")]))
    assert gold(session) == [("GPE", "Ottawa"), ("PERSON", "Jessica Lamirande")]
    session.execute(Decide(BOTH, [verdict("rex", own, "accept")]))
    assert ("ORG", "ministry") in gold(session)


def test_what_is_labelled_again_counts_once_it_is_done(session: Session, ids: dict[str, str]) -> None:
    again = review("ana", "bob", mode="again")
    with pytest.raises(Refused, match="fewer than two"):
        session.execute(Decide(again, [verdict("ana", ids["monday"], "accept")]))
    session.execute(SetStatus(SetRef("a1", "bob"), "done"))
    session.execute(Decide(again, [verdict("ana", ids["monday"], "accept")]))
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday")]
    label(session, "ana", "GPE", "Erbil", "a2")
    session.execute(BuildGold(again))
    assert status(session, SetRef("a2", "gold")) == ""


def test_verdicts_on_what_is_not_there_are_refused(session: Session, ids: dict[str, str]) -> None:
    session.execute(RemoveSpans(SetRef("a1", "ana"), [ids["monday"]]))
    steps = session.history()
    both = [verdict("bob", ids["long"], "accept"), verdict("ana", ids["monday"], "accept")]
    with pytest.raises(NotFound, match="no longer there"):
        session.execute(Decide(BOTH, both))
    with pytest.raises(Refused, match="not in the sample"):
        session.execute(Decide(review("ana", "bob", articles=("a2",)), both[:1]))
    unknown = proposed(ids["short"], "Iraq", "NONSENSE")
    with pytest.raises(NotFound, match="no label NONSENSE"):
        session.execute(Decide(BOTH, [verdict("ana", ids["short"], "edit", unknown)]))
    wrong = replace(proposed(ids["short"], "Iraq"), quote="Iran")
    with pytest.raises(Refused):
        session.execute(Decide(BOTH, [verdict("ana", ids["short"], "edit", wrong)]))
    assert (session.history(), gold(session)) == (steps, [])


def test_only_ones_own_verdicts_are_taken_back(session: Session, ids: dict[str, str]) -> None:
    with pytest.raises(NotFound, match="no verdict to take back"):
        session.execute(TakeBack(BOTH, [(SetRef("a1", "ana"), ids["monday"], "rex")]))
    with pytest.raises(Refused, match="eve's; only eve"):
        session.execute(TakeBack(BOTH, [(SetRef("a1", "ana"), ids["monday"], "eve")]))
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept"), verdict("ana", ids["short"], "accept")]))
    session.execute(TakeBack(BOTH, [(SetRef("a1", "ana"), ids[name], "rex") for name in ("monday", "short")]))
    assert (session.history()[-1].name, session.history()[-1].article) == ("take back 2 verdicts", "a1")
    assert TakeBack(BOTH, []).article == ""


def test_a_verdict_is_taken_back_though_there_is_nothing_to_compare_any_more(session: Session,
                                                                            ids: dict[str, str]) -> None:
    session.execute(Decide(BOTH, [verdict("ana", ids["monday"], "accept")]))
    session.execute(RemoveSpans(SetRef("a1", "bob"), [ids["bobs ottawa"], ids["long"], ids["iraq"]]))
    session.execute(SetStatus(SetRef("a1", "bob"), "skipped"))
    before = gold(session)
    session.execute(TakeBack(BOTH, [(SetRef("a1", "ana"), ids["monday"], "rex")]))
    assert (list(session.reader.verdicts_by("rex")), gold(session)) == ([], before)


def test_steps_are_named_by_what_leads(session: Session, ids: dict[str, str]) -> None:
    assert Decide(BOTH, [verdict("ana", "1", "reject"), verdict("bob", "2", "reject")]).name == "reject 2 spans"
    assert Decide(BOTH, [verdict("ana", "1", "question")]).name == "question span"


def test_verdicts_of_others_do_not_count_in_this_review(session: Session, ids: dict[str, str]) -> None:
    session.execute(Decide(replace(BOTH, reviewer="eve"), [verdict("ana", ids["monday"], "accept")]))
    session.execute(Decide(BOTH, [verdict("bob", ids["long"], "accept")]))
    assert gold(session) == [("GPE", "Ottawa"), ("PERSON", "Jessica Lamirande")]
