"""Accepting, disputing and answering verdicts: one step each, and one's own set follows."""

from dataclasses import replace

import pytest

from annotator.app.feedback import feedback_item
from annotator.app.operations.feedback import AcceptVerdict, AcceptVerdicts, Dispute, Reply, TakeBackAnswer
from annotator.app.operations.relations import AddRelation
from annotator.app.operations.spans import RemoveSpans, SetComment
from annotator.app.session import Session
from annotator.domain.errors import NotFound, Refused
from annotator.domain.feedback import Feedback
from annotator.domain.review import Verdict
from annotator.domain.span import Fragment, Span, quote_of
from tests.app.conftest import TEXT, place
from tests.app.feedback import ANA, AT, BOB, Put, judge, label

NOW = "2026-11-22T10:00:00Z"


def spans(session: Session) -> list[tuple[str, str]]:
    return [(each.label, each.quote) for each in session.reader.spans(ANA)]


def item(session: Session, verdict: Verdict) -> Feedback:
    return feedback_item(session.reader, *verdict.key, "ana")


def said(session: Session) -> Span:
    """Return a person of whom something is said."""
    [claim] = label(session, "FACTUAL", "Iraq is safe", layer="claim")
    [who] = label(session, "PERSON", "Jessica Lamirande")
    session.execute(AddRelation(ANA, "SAID_BY", claim.id, who.id))
    return who


def widened(span: Span, words: str, **more: object) -> Span:
    fragments = (Fragment(*place(words)),)
    return replace(span, fragments=fragments, quote=quote_of(TEXT, fragments), **more)  # type: ignore[arg-type]


def test_an_accepted_edit_becomes_ones_own_span_in_one_step_that_undo_takes_back(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    session.execute(SetComment(ANA, iraq.id, "mine"))
    verdict = judge(session, "edit", iraq.id, proposal=widened(iraq, "Iraq is safe", label="EVENT"))
    before = session.reader.spans(ANA), session.reader.verdicts(ANA)
    operation = AcceptVerdict(*verdict.key)
    session.execute(operation)
    [span] = session.reader.spans(ANA)
    assert (span.id, span.label, span.quote) == (iraq.id, "EVENT", "Iraq is safe")
    assert (span.comment, span.origin, span.changed_by) == ("mine", "manual", "ana")
    assert operation.changed == iraq.id
    answered = item(session, verdict)
    assert (answered.answer, answered.verdict.answered_by, answered.verdict.answered_at) == ("accept", "ana", NOW)
    assert answered.stands
    assert session.history()[-1].name == "accept bob's verdict"
    session.undo()
    assert (session.reader.spans(ANA), session.reader.verdicts(ANA)) == before


def test_an_accepted_rejection_removes_the_span_and_names_its_relations(session: Session) -> None:
    who = said(session)
    operation = AcceptVerdict(*judge(session, "reject", who.id).key)
    session.execute(operation)
    assert spans(session) == [("FACTUAL", "Iraq is safe")]
    assert [each.label for each in operation.relations] == ["SAID_BY"]
    session.undo()
    assert len(session.reader.relations(ANA)) == 1


def test_an_accepted_addition_is_copied_with_an_id_and_an_origin_of_its_own(session: Session) -> None:
    his = Span(id="b1", layer="entity", label="GPE", fragments=(Fragment(*place("Ottawa")),), quote="Ottawa",
               attributes={"certainty": "sure"}, comment="his")
    session.execute(Put([Verdict(ref=BOB, span="b1", verdict="accept", by="bob", at=AT)], spans=[his]))
    operation = AcceptVerdict(BOB, "b1", "bob")
    session.execute(operation)
    [span] = session.reader.spans(ANA)
    assert (span.label, span.quote, span.origin, span.comment) == ("GPE", "Ottawa", "imported", "")
    assert span.attributes == {"certainty": "sure"}
    assert span.id == operation.changed != "b1"
    assert session.reader.annotation_set(ANA).status == "in_progress"  # type: ignore[union-attr]
    assert [each.id for each in session.reader.spans(BOB)] == ["b1"]


def test_what_stands_already_is_only_answered(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    verdict = judge(session, "edit", iraq.id, proposal=iraq)
    session.execute(AcceptVerdict(*verdict.key))
    assert session.reader.spans(ANA) == [iraq]
    assert item(session, verdict).answer == "accept"
    assert session.execute(AcceptVerdict(*verdict.key)).empty


def test_a_deleted_span_comes_back_as_proposed(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    verdict = judge(session, "edit", iraq.id, proposal=replace(iraq, label="LOC"))
    session.execute(Put(was=[iraq]))
    session.execute(RemoveSpans(ANA, [iraq.id]))
    assert item(session, verdict).since == "gone"
    session.execute(AcceptVerdict(*verdict.key))
    assert [(each.id, each.label) for each in session.reader.spans(ANA)] == [(iraq.id, "LOC")]


def test_relations_that_would_not_fit_are_named_and_refused_or_go(session: Session) -> None:
    who = said(session)
    verdict = judge(session, "edit", who.id, proposal=replace(who, label="EVENT"))
    with pytest.raises(Refused, match=r"could not keep 1 relation \(SAID_BY\)"):
        session.execute(AcceptVerdict(*verdict.key))
    assert not item(session, verdict).answered
    operation = AcceptVerdict(*verdict.key, drop_relations=True)
    session.execute(operation)
    assert [each.label for each in operation.relations] == ["SAID_BY"]
    assert session.reader.relations(ANA) == []
    assert ("EVENT", "Jessica Lamirande") in spans(session)


def test_what_does_not_fit_the_set_is_refused_in_words_and_changes_nothing(session: Session) -> None:
    iraq, other = label(session, "GPE", "Iraq") + label(session, "LOC", "Iraq")
    twin = judge(session, "edit", iraq.id, proposal=replace(iraq, label="LOC"))
    with pytest.raises(Refused, match="Another LOC span of yours has exactly this range"):
        session.execute(AcceptVerdict(*twin.key))
    unknown = judge(session, "edit", other.id, proposal=replace(other, label="PLANET"))
    with pytest.raises(Refused, match="The scheme has no label PLANET in the layer entity; add it first"):
        session.execute(AcceptVerdict(*unknown.key))
    question = judge(session, "question", iraq.id)
    with pytest.raises(Refused, match="answered with words"):
        session.execute(AcceptVerdict(*question.key))
    fine = judge(session, "accept", iraq.id)
    with pytest.raises(Refused, match="nothing to accept"):
        session.execute(AcceptVerdict(*fine.key))
    with pytest.raises(NotFound, match="no longer there"):
        session.execute(AcceptVerdict(ANA, iraq.id, "carl"))
    assert session.reader.spans(ANA) == [iraq, other] or session.reader.spans(ANA) == [other, iraq]


def test_a_dispute_has_words_and_leaves_the_span(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    verdict = judge(session, "reject", iraq.id)
    with pytest.raises(Refused, match="few words why"):
        session.execute(Dispute(*verdict.key, "  "))
    session.execute(Dispute(*verdict.key, " It is a country. "))
    disputed = item(session, verdict)
    assert (disputed.answer, [each.text for each in disputed.remarks]) == ("dispute", ["It is a country."])
    assert session.reader.spans(ANA) == [iraq]
    assert session.history()[-1].name == "dispute bob's verdict"
    session.execute(AcceptVerdict(*verdict.key))
    assert spans(session) == []
    with pytest.raises(Refused, match="accepted this; take that back first"):
        session.execute(Dispute(*verdict.key, "No."))


def test_a_question_is_answered_with_words(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    verdict = judge(session, "question", iraq.id)
    with pytest.raises(Refused, match="answered, not disputed"):
        session.execute(Dispute(*verdict.key, "No."))
    with pytest.raises(Refused, match="Write something first"):
        session.execute(Reply(*verdict.key, "\n"))
    session.execute(Reply(*verdict.key, "The country."))
    assert item(session, verdict).answered
    assert session.history()[-1].name == "answer bob"
    session.execute(TakeBackAnswer(*verdict.key))
    assert not item(session, verdict).answered
    with pytest.raises(Refused, match="no answer to take back"):
        session.execute(TakeBackAnswer(*verdict.key))


def test_an_answer_that_is_taken_back_says_when_and_leaves_the_span_and_other_words(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    verdict = judge(session, "reject", iraq.id)
    session.execute(Reply(*verdict.key, "Let me see."))
    session.execute(Dispute(*verdict.key, "It is a country."))
    session.execute(TakeBackAnswer(*verdict.key))
    undecided = item(session, verdict)
    assert (undecided.answer, undecided.verdict.answered_by) == ("", "ana")
    assert undecided.verdict.answered_at > NOW
    assert [each.text for each in undecided.remarks] == ["Let me see."]
    assert session.history()[-1].name == "take back the answer to bob"


def test_an_answer_comes_after_a_verdict_whose_clock_is_ahead(session: Session) -> None:
    [iraq] = label(session, "GPE", "Iraq")
    ahead = Verdict(ref=ANA, span=iraq.id, verdict="reject", by="bob", at="2026-11-22T12:00:00Z")
    session.execute(Put([ahead]))
    session.execute(Dispute(*ahead.key, "No."))
    assert item(session, ahead).answer == "dispute"
    assert item(session, ahead).replied


def test_many_are_accepted_in_one_step_and_the_rest_is_named(session: Session) -> None:
    ottawa, monday, iraq, loc = label(session, "GPE", "Ottawa", "Monday", "Iraq") + label(session, "LOC", "Iraq")
    claim = label(session, "FACTUAL", "Iraq is safe", layer="claim")[0]
    session.execute(AddRelation(ANA, "SAID_BY", claim.id, label(session, "PERSON", "Jessica Lamirande")[0].id))
    keys = [judge(session, "edit", ottawa.id, proposal=replace(ottawa, label="ORG")).key,
            judge(session, "reject", monday.id).key, judge(session, "reject", claim.id).key,
            judge(session, "edit", iraq.id, proposal=replace(iraq, label="LOC")).key]
    session.execute(Put([Verdict(ref=ANA, span=ottawa.id, verdict="reject", by="carl", at=AT)]))
    keys.append((ANA, ottawa.id, "carl"))
    judge(session, "question", loc.id)  # nobody asked for this one
    told: list[tuple[int, int]] = []
    operation = AcceptVerdicts(keys, progress=lambda done, total: told.append((done, total)))
    session.execute(operation)
    assert (operation.accepted, operation.relations, told) == (3, 1, [(0, 5)])
    assert {key[1:]: why for key, why in operation.left} == {
        (iraq.id, "bob"): "Another LOC span of yours has exactly this range; delete one of the two first",
        (ottawa.id, "carl"): "Somebody else judged the same span; look at both"}
    assert spans(session) == [("ORG", "Ottawa"), *([("GPE", "Iraq"), ("LOC", "Iraq")] if iraq.id < loc.id else
                                                   [("LOC", "Iraq"), ("GPE", "Iraq")]),
                              ("PERSON", "Jessica Lamirande")]
    assert (session.history()[-1].name, session.history()[-1].article) == ("accept 3 verdicts", "a1")
    session.undo()
    assert len(spans(session)) == 6
    assert AcceptVerdicts([]).article == ""
