from dataclasses import replace

import pytest

from annotator.app.operations.review import BuildGold, ChangeReview, Decide, EndReview, StartReview
from annotator.app.operations.sets import SetStatus
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import Cancelled, Conflict, NotFound, Refused, UserError
from annotator.domain.review import Review
from annotator.domain.span import Fragment, Span
from tests.app.conftest import TEXT, place
from tests.app.reviewing import GOLD, gold, label, review, status, verdict


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    """Ana and bob agree on Ottawa; each has one more; of the second article only ana has something."""
    return {"ottawa": label(session, "ana", "GPE", "Ottawa"), "bobs ottawa": label(session, "bob", "GPE", "Ottawa"),
            "monday": label(session, "ana", "DATE", "Monday"), "iraq": label(session, "bob", "GPE", "Iraq"),
            "erbil": label(session, "ana", "GPE", "Erbil", "a2")}


def started(session: Session, **what: object) -> Review:
    operation = StartReview(replace(review("ana", "bob"), id="", **what))
    session.execute(operation)
    return operation.review


def test_a_review_is_begun_changed_and_ended_one_step_each(session: Session, ids: dict[str, str]) -> None:
    begun = started(session, name=" Ana's ", reviewer="", seed=7, sampling="20 at random")
    assert session.reader.reviews() == [begun]
    assert (begun.name, begun.reviewer, begun.made_at, len(begun.id)) == ("Ana's", "ana", "2026-11-22T10:00:00Z", 26)
    assert session.history()[-1].name == "start review Ana's"
    changed = replace(begun, name="Bob's", articles=("a1",))
    assert session.execute(ChangeReview(changed)).reviews
    assert session.reader.reviews() == [changed]
    assert session.execute(ChangeReview(changed)).empty
    session.execute(EndReview(begun.id))
    assert (session.reader.reviews(), session.history()[-1].name) == ([], "end review Bob's")
    session.undo()
    session.undo()
    assert session.reader.reviews() == [begun]


@pytest.mark.parametrize(("wrong", "error", "words"), [
    ({"name": " "}, Refused, "Give the review a name"),
    ({"annotators": ("ana", "ana")}, Refused, "Each annotator takes part in a review once"),
    ({"annotators": ("ana", "gold")}, Refused, "gold is what reviews lead to"),
    ({"annotators": ("ana",)}, Refused, "Choose two annotators or more"),
    ({"mode": "check"}, Refused, "Choose the one annotator"),
    ({"annotators": ("ana", "zoe")}, NotFound, "no annotator zoe; it has: ana, bob"),
    ({"policy": "prefer:zoe"}, Refused, "zoe does not take part"),
    ({"articles": ("a1", "a9")}, NotFound, "There is no article a9"),
])
@pytest.mark.usefixtures("ids")
def test_a_review_that_cannot_be_is_refused_in_a_sentence(session: Session, wrong: dict[str, object],
                                                          error: type[UserError], words: str) -> None:
    with pytest.raises(error, match=words):
        started(session, **wrong)
    assert session.reader.reviews() == []


def test_two_reviews_have_two_names(session: Session, ids: dict[str, str]) -> None:
    started(session)
    with pytest.raises(Conflict, match="called First already"):
        started(session)


def test_who_labels_again_need_not_have_begun(session: Session, ids: dict[str, str]) -> None:
    begun = started(session, mode="again", annotators=("ana", "ana (again 2026-11-24)"))
    assert begun in session.reader.reviews()


def test_a_review_that_has_ended_cannot_be_changed(session: Session, ids: dict[str, str]) -> None:
    begun = started(session)
    session.execute(EndReview(begun.id))
    for operation in (ChangeReview(begun), EndReview(begun.id)):
        with pytest.raises(NotFound, match="has ended already"):
            session.execute(operation)


def test_another_policy_changes_the_gold_sets_that_are_there(session: Session, ids: dict[str, str]) -> None:
    begun = started(session)
    session.execute(ChangeReview(replace(begun, policy="majority")))
    assert status(session) == ""
    session.execute(Decide(begun, [verdict("bob", ids["iraq"], "reject")]))
    assert gold(session) == [("GPE", "Ottawa")]
    steps = len(session.history())
    session.execute(ChangeReview(replace(begun, policy="union")))
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday")]
    assert len(session.history()) == steps + 1
    assert status(session, SetRef("a2", "gold")) == ""
    session.undo()
    assert gold(session) == [("GPE", "Ottawa")]


def test_a_new_name_leaves_the_gold_sets_alone(session: Session, ids: dict[str, str]) -> None:
    begun = started(session)
    session.execute(Decide(begun, [verdict("ana", ids["monday"], "accept")]))
    later = label(session, "bob", "PERSON", "Jessica")
    label(session, "ana", "PERSON", "Jessica")
    assert later not in {span.id for span in session.reader.spans(GOLD)}
    session.execute(ChangeReview(replace(begun, name="Second")))
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday")]


def test_ending_keeps_verdicts_and_gold_and_deleting_takes_the_verdicts(session: Session, ids: dict[str, str]) -> None:
    begun = started(session)
    session.execute(Decide(begun, [verdict("ana", ids["monday"], "accept")]))
    session.execute(EndReview(begun.id))
    assert (len(list(session.reader.verdicts_by("rex"))), len(gold(session))) == (1, 2)
    session.undo()
    session.execute(EndReview(begun.id, forget=True))
    assert session.history()[-1].name == "delete review First"
    assert (list(session.reader.verdicts_by("rex")), gold(session)) == ([], [("GPE", "Ottawa")])
    session.undo()
    assert (len(session.reader.reviews()), len(gold(session))) == (1, 2)


def test_deleting_a_review_of_a_sample_leaves_the_verdicts_elsewhere(session: Session, ids: dict[str, str]) -> None:
    begun = started(session, mode="check", annotators=("ana",), articles=("a1",))
    session.execute(Decide(replace(begun, articles=()), [
        verdict("ana", ids["monday"], "accept"), verdict("ana", ids["erbil"], "accept", article="a2")]))
    session.execute(EndReview(begun.id, forget=True))
    assert [each.span for each in session.reader.verdicts_by("rex")] == [ids["erbil"]]


def test_gold_sets_of_all_articles_are_built_in_one_step_and_only_once(session: Session, ids: dict[str, str]) -> None:
    told: list[tuple[int, int]] = []
    building = BuildGold(review("ana", "bob", policy="union"), progress=lambda done, total: told.append((done, total)))
    session.execute(building)
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday"), ("GPE", "Iraq")]
    assert (building.articles, building.spans, building.relations) == (1, 3, 0)
    assert [each.kind for each in building.undecided["a1"]] == ["missing", "extra"]
    assert [(each.article, each.why) for each in building.left_out] == [("a2", "only ana has worked on it")]
    assert session.history()[-1].name == "build the gold sets of 1 article"
    assert told == [(2, 3), (3, 3)]
    assert session.execute(BuildGold(review("ana", "bob", policy="union"))).empty
    session.undo()
    assert (gold(session), status(session)) == ([], "")


def test_where_both_found_nothing_the_gold_set_is_empty_and_done(session: Session, ids: dict[str, str]) -> None:
    for name in ("bob", "eve"):
        session.execute(SetStatus(SetRef("a2", name), "done"))
    session.execute(BuildGold(review("bob", "eve")))
    assert status(session) == ""
    assert (gold(session, SetRef("a2", "gold")), status(session, SetRef("a2", "gold"))) == ([], "done")


def test_an_article_that_all_skipped_is_not_worth_naming(session: Session, ids: dict[str, str]) -> None:
    session.execute(SetStatus(SetRef("a1", "eve"), "done"))
    session.execute(SetStatus(SetRef("a2", "eve"), "skipped"))
    building = BuildGold(review("bob", "eve"))
    session.execute(building)
    assert (building.articles, building.left_out, status(session, SetRef("a2", "gold"))) == (1, [], "")


def test_where_no_reviewer_is_named_the_newest_verdict_counts(session: Session, ids: dict[str, str]) -> None:
    anybody = replace(review("ana", "bob"), reviewer="")
    for hour, reviewer, kind in ((1, "eve", "accept"), (2, "rex", "reject")):
        session._clock = lambda hour=hour: f"2026-11-22T1{hour}:00:00Z"
        session.execute(Decide(replace(anybody, reviewer=reviewer), [verdict("ana", ids["monday"], kind)]))
    session.execute(BuildGold(anybody))
    assert gold(session) == [("GPE", "Ottawa")]
    session.execute(BuildGold(replace(anybody, reviewer="eve")))
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday")]


def test_one_who_is_checked_is_enough(session: Session, ids: dict[str, str]) -> None:
    label(session, "rex", "GPE", "Erbil", "a2")
    rexs = label(session, "rex", "PERSON", "Jessica")
    building = BuildGold(review("ana", mode="check", policy="prefer:ana"))
    session.execute(building)
    assert (building.articles, building.left_out) == (2, [])
    assert gold(session) == [("GPE", "Ottawa"), ("DATE", "Monday")]
    assert [sorted(each.spans) for each in building.undecided["a1"]] == [["ana"], ["ana"], ["rex"]]
    assert [sorted(each.spans) for each in building.undecided["a2"]] == [["ana", "rex"]]
    session.execute(Decide(review("ana", mode="check"), [verdict("ana", ids["erbil"], "accept", article="a2")]))
    assert status(session, SetRef("a2", "gold")) == "done"
    session.execute(SetStatus(SetRef("a1", "ana"), "done"))
    with pytest.raises(Refused, match="nothing to review"):
        session.execute(Decide(review("eve", mode="check"), [verdict("rex", rexs, "accept")]))


def test_nothing_in_common_is_said_and_nothing_changed(session: Session, ids: dict[str, str]) -> None:
    label(session, "eve", "GPE", "Erbil", "a2")
    steps = session.history()
    with pytest.raises(Refused, match="bob and eve have worked on no article in common"):
        session.execute(BuildGold(review("bob", "eve")))
    label(session, "rex", "GPE", "Erbil", "a2")
    with pytest.raises(Refused, match="bob has worked on no article of this review"):
        session.execute(BuildGold(review("bob", mode="check", articles=("a2",))))
    assert len(session.history()) == len(steps) + 1


def test_building_can_be_cancelled_and_leaves_nothing(session: Session, ids: dict[str, str]) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        session.execute(BuildGold(review("ana", "bob"), progress=stop))
    assert status(session) == ""


def test_a_proposal_that_fits_no_more_leaves_the_span_undecided(session: Session, ids: dict[str, str]) -> None:
    span = session.reader.spans(SetRef("a1", "ana"))[1]
    both = review("ana", "bob")
    session.execute(Decide(both, [verdict("ana", ids["monday"], "edit", replace(span, label="EVENT"))]))
    assert ("EVENT", "Monday") in gold(session)
    scheme = session.reader.scheme()
    label(session, "bob", "PERSON", "Jessica")
    with session.project.write(annotator="ana", at="2026-11-22T11:00:00Z") as write:
        write.remove_spans(GOLD, [ids["monday"]])
        write.put_scheme(replace(scheme, layers=tuple(
            replace(layer, labels=tuple(each for each in layer.labels if each.name != "EVENT"))
            for layer in scheme.layers)))
    building = BuildGold(both)
    session.execute(building)
    assert gold(session) == [("GPE", "Ottawa")]
    assert ids["monday"] in {each.first.id for each in building.undecided["a1"]}


def test_a_proposal_whose_text_was_corrected_leaves_the_span_undecided(session: Session, ids: dict[str, str]) -> None:
    start, end = place("reacted")
    both = review("ana", "bob")
    proposal = Span(id=ids["monday"], layer="entity", label="EVENT", fragments=(Fragment(start, end),), quote="reacted")
    session.execute(Decide(both, [verdict("ana", ids["monday"], "edit", proposal)]))
    assert ("EVENT", "reacted") in gold(session)
    with session.project.write(annotator="ana", at="2026-11-22T11:00:00Z") as write:
        write.remove_spans(GOLD, [ids["monday"]])
        write.update_article(replace(write.article("a1"), text=TEXT.replace("reacted", "replied")))
    session.execute(BuildGold(both))
    assert (gold(session), status(session)) == ([("GPE", "Ottawa")], "in_progress")
