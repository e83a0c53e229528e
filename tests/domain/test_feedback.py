"""What a review asks of the annotator: what a span was, is and should be, and whether that is answered."""

from dataclasses import replace

import pytest

from annotator.domain.article import SetRef
from annotator.domain.feedback import Feedback, Reviewed, feedback_on
from annotator.domain.review import Remark, Verdict
from annotator.domain.span import Fragment, Span

TEXT = "Ottawa says Iraq is safe. Erbil waits for Canada, and Iraq waits too."
MINE, BOBS = SetRef("a1", "ana"), SetRef("a1", "bob")
AT, LATER, EARLIER = "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z", "2026-11-22T09:00:00Z"


def span(words: str, label: str = "GPE", id: str = "s1", text: str = TEXT, **more: object) -> Span:
    start = text.index(words)
    return Span(id=id, layer="entity", label=label, fragments=(Fragment(start, start + len(words)),), quote=words,
                **more)  # type: ignore[arg-type]


def verdict(kind: str, of: str = "s1", ref: SetRef = MINE, **more: object) -> Verdict:
    return Verdict(ref=ref, span=of, verdict=kind, by="bob", at=AT, **more)  # type: ignore[arg-type]


def only(verdict: Verdict, *spans: Span, **more: object) -> Feedback:
    found = feedback_on(Reviewed(mine=MINE, spans=spans, verdicts=[verdict], **more))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def was(*spans: Span) -> dict[str, Span]:
    return {each.id: each for each in spans}


def test_an_edit_is_a_change_that_can_be_accepted() -> None:
    now, better = span("Erbil"), span("Erbil", "LOC")
    item = only(verdict("edit", proposal=better), now, was=was(now))
    assert (item.kind, item.was, item.now, item.proposed) == ("changed", now, now, better)
    assert (item.since, item.stands, item.answered) == ("", False, False)
    assert item.acceptable
    assert item.plain
    assert item.asks
    assert item.ranges == now.fragments
    assert item.key == (MINE, "s1", "bob")


@pytest.mark.parametrize(("answer", "at", "told"), [
    ("accept", LATER, "accept"), ("dispute", AT, "dispute"), ("accept", EARLIER, ""), ("", "", "")])
def test_an_answer_counts_unless_it_was_given_to_an_earlier_verdict(answer: str, at: str, told: str) -> None:
    item = only(verdict("edit", proposal=span("Erbil", "LOC"), answer=answer, answered_at=at), span("Erbil"))
    assert item.answer == told
    assert item.answered is bool(told)
    assert item.plain is not bool(told)


def test_a_proposal_that_stands_already_says_so() -> None:
    better = span("Erbil", "LOC")
    item = only(verdict("edit", proposal=better), better, was=was(span("Erbil")))
    assert item.stands
    assert item.since == ""


@pytest.mark.parametrize("now", [span("Erbil", "ORG"), span("Erbil waits"), span("Erbil", attributes={"sure": True})])
def test_a_span_that_was_changed_since_the_review_says_so_and_waits_for_a_look(now: Span) -> None:
    item = only(verdict("edit", proposal=span("Erbil", "LOC")), now, was=was(span("Erbil")))
    assert item.since == "changed"
    assert item.acceptable
    assert not item.plain


@pytest.mark.parametrize(("changed_at", "since"), [(LATER, "changed"), (EARLIER, ""), ("", "")])
def test_without_knowing_what_it_was_the_time_of_the_last_change_tells(changed_at: str, since: str) -> None:
    item = only(verdict("edit", proposal=span("Erbil", "LOC")), span("Erbil", changed_at=changed_at))
    assert (item.was, item.since) == (None, since)


def test_a_span_that_is_gone_shows_where_it_should_be() -> None:
    before, better = span("Erbil"), span("Erbil waits")
    item = only(verdict("edit", proposal=better), was=was(before))
    assert (item.kind, item.now, item.since) == ("changed", None, "gone")
    assert item.shown == better
    assert item.ranges == better.fragments
    assert not item.plain


def test_a_rejected_span_that_is_gone_is_as_wanted() -> None:
    assert not only(verdict("reject"), span("Erbil")).stands
    gone = only(verdict("reject"), was=was(span("Erbil")))
    assert (gone.kind, gone.stands, gone.since, gone.ranges) == ("rejected", True, "", ())
    assert gone.shown == span("Erbil")


def test_a_rejected_span_that_was_changed_since_says_so() -> None:
    assert only(verdict("reject"), span("Erbil waits"), was=was(span("Erbil"))).since == "changed"


def test_an_accepted_span_asks_nothing() -> None:
    item = only(verdict("accept"), span("Erbil"))
    assert item.kind == "accepted"
    assert item.answered
    assert not item.asks
    assert not item.acceptable


def remark(by: str, at: str, of: str = "s1", ref: SetRef = MINE) -> Remark:
    return Remark(id=f"{by}{at}", ref=ref, span=of, by=by, at=at, text="…")


@pytest.mark.parametrize(("remarks", "answered"), [
    ([], False), ([remark("bob", LATER)], False), ([remark("ana", EARLIER)], False), ([remark("ana", AT)], True)])
def test_a_question_is_answered_by_words_of_the_annotator(remarks: list[Remark], answered: bool) -> None:
    item = only(verdict("question"), span("Erbil"), remarks=remarks)
    assert item.kind == "question"
    assert item.answered is answered
    assert not item.acceptable
    assert item.remarks == tuple(remarks)


def test_a_question_about_a_span_that_is_gone_says_so() -> None:
    assert only(verdict("question")).since == "gone"


def test_the_thread_is_that_of_the_span_in_order_of_time() -> None:
    thread = [remark("ana", LATER), remark("bob", AT), remark("bob", AT, of="s2"), remark("bob", AT, ref=BOBS)]
    assert only(verdict("question"), span("Erbil"), remarks=thread).remarks == (thread[1], thread[0])


# What the reviewer added


def test_a_span_that_the_reviewer_added_is_an_addition() -> None:
    his = span("Canada", id="b1")
    item = only(verdict("accept", "b1", BOBS), span("Erbil"), others={"bob": [his]})
    assert (item.kind, item.mine, item.proposed, item.now) == ("added", MINE, his, None)
    assert item.key == (BOBS, "b1", "bob")
    assert item.plain


def test_a_changed_span_of_the_reviewers_own_is_added_as_proposed() -> None:
    better = span("Canada", "LOC", "b1")
    item = only(verdict("edit", "b1", BOBS, proposal=better), others={"bob": [span("Canada", id="b1")]})
    assert item.proposed == better


@pytest.mark.parametrize("kind", ["reject", "question"])
def test_other_verdicts_on_the_reviewers_own_spans_ask_nothing(kind: str) -> None:
    reviewed = Reviewed(mine=MINE, spans=[], others={"bob": [span("Canada", id="b1")]},
                        verdicts=[verdict(kind, "b1", BOBS)])
    assert feedback_on(reviewed) == []


def test_what_the_annotator_has_or_had_is_no_addition() -> None:
    his, hers = span("Canada", id="b1"), span("Canada", id="s1")
    mine = Reviewed(mine=MINE, spans=[hers], others={"bob": [his]}, verdicts=[verdict("accept", "b1", BOBS)])
    assert feedback_on(mine) == []
    assert feedback_on(replace(mine, spans=[], was=was(hers))) == []
    assert len(feedback_on(replace(mine, spans=[], was={}))) == 1


def test_an_addition_that_was_answered_stays_in_sight() -> None:
    his = span("Canada", id="b1")
    answered = verdict("accept", "b1", BOBS, answer="accept", answered_by="ana", answered_at=LATER)
    item = only(answered, span("Canada", id="s9"), others={"bob": [his]})
    assert item.stands
    assert item.answered


def test_the_same_is_not_asked_twice() -> None:
    """Accepting one's own side of a difference judges both spans: one about hers is enough."""
    his = span("Erbil", "LOC", "b1")
    both = [verdict("edit", proposal=replace(his, id="s1")), verdict("accept", "b1", BOBS)]
    found = feedback_on(Reviewed(mine=MINE, spans=[span("Erbil")], others={"bob": [his]}, verdicts=both))
    assert [each.kind for each in found] == ["changed"]


def test_an_edit_of_a_span_that_never_was_there_is_an_addition() -> None:
    item = only(verdict("edit", "x", proposal=span("Canada", id="x")))
    assert (item.kind, item.stands) == ("added", False)
    assert only(verdict("edit", "x", proposal=span("Canada", id="x")), span("Canada", id="s4")).stands


def test_ones_own_verdicts_and_those_on_other_articles_are_no_feedback() -> None:
    own = Verdict(ref=MINE, span="s1", verdict="reject", by="ana", at=AT)
    far = verdict("accept", "b1", SetRef("a2", "bob"))
    third = verdict("accept", "c1", SetRef("a1", "carl"))
    reviewed = Reviewed(mine=MINE, spans=[span("Erbil")], verdicts=[own, far, third])
    assert feedback_on(reviewed) == []


def test_items_come_in_the_order_of_the_text_and_the_lost_ones_last() -> None:
    spans = [span("Iraq", id="s2"), span("Iraq is safe", id="s3"), span("Canada", id="s4")]
    verdicts = [verdict("reject", each) for each in ("gone", "s4", "s2", "s3")]
    found = feedback_on(Reviewed(mine=MINE, spans=spans, verdicts=verdicts))
    assert [each.verdict.span for each in found] == ["s3", "s2", "s4", "gone"]


def test_a_corrected_text_is_no_change_of_the_span() -> None:
    longer = "Now: " + TEXT
    item = only(verdict("edit", proposal=span("Erbil", "LOC", text=longer)), span("Erbil", text=longer),
                was=was(span("Erbil")))
    assert item.since == ""
