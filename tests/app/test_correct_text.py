"""Correcting a text: everybody's spans in one step, refusals that change nothing, undo, and the text before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import bootstrap
from annotator.app.correction import plan_correction, standing, told_apart
from annotator.app.operations.base import Plain
from annotator.app.operations.project import RemoveArticles, RenameArticle
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import AddSpans
from annotator.app.operations.text import CorrectText
from annotator.app.session import Session
from annotator.domain.article import SetRef, text_hash
from annotator.domain.draft import Change, Draft
from annotator.domain.edits import Edit
from annotator.domain.errors import Cancelled, Conflict, NotFound, Refused
from annotator.domain.query import Selection
from annotator.domain.relation import Relation
from annotator.domain.review import Verdict
from annotator.domain.span import Fragment, Span
from tests.app.conftest import TEXT, place

BOB = SetRef("a1", "bob")
NEW = TEXT.replace("Iraq", "Irak", 1)
NO_OTTAWA = TEXT.replace("Ottawa reacted", "It reacted")


def add(session: Session, ref: SetRef, label: str, *words: str, layer: str = "entity") -> Span:
    operation = AddSpans(ref, layer, label, [[place(word)] for word in words])
    session.execute(operation)
    return session.reader.spans(ref, [operation.added[0]])[0]


class Relate:
    """Adds a relation; stands in for what the window offers."""

    name, article, merge_key = "relate", "a1", ""

    def __init__(self, ref: SetRef, relation: Relation) -> None:
        self._ref, self._relation = ref, relation

    def apply(self, write: Any, context: Any) -> None:
        write.add_relations(self._ref, [self._relation])


@pytest.fixture
def spans(session: Session, ref: SetRef) -> dict[str, Span]:
    """Two annotators' spans, and a relation of ana's."""
    found = {"ottawa": add(session, ref, "GPE", "Ottawa"), "iraq": add(session, ref, "GPE", "Iraq"),
             "claim": add(session, ref, "FACTUAL", "“Iraq is safe,”", layer="claim"),
             "jessica": add(session, ref, "PERSON", "Jessica Lamirande"),
             "bob": add(session, BOB, "GPE", "Ottawa")}
    session.execute(Relate(ref, Relation(id="r1", label="SAID_BY", head=found["claim"].id, tail=found["jessica"].id)))
    return found


def quotes(session: Session, ref: SetRef) -> list[str]:
    return [span.quote for span in session.reader.spans(ref)]


def correct(session: Session, text: str, repairs: dict[tuple[str, str], Sequence[tuple[int, int]] | None] | None = None,
            **more: Any) -> CorrectText:
    operation = CorrectText("a1", session.reader.article("a1").text, text, repairs or {}, **more)
    session.execute(operation)
    return operation


def state(session: Session) -> list[object]:
    return list(session.reader.records(Selection()))


def test_text_and_spans_change_in_one_step_and_undo_brings_all_back(
        session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    before, steps = state(session), len(session.history())
    operation = correct(session, NEW)
    assert session.reader.article("a1").text == NEW
    assert quotes(session, ref) == ["Ottawa", "“Irak is safe,”", "Irak", "Jessica Lamirande"]
    assert [(step.name, step.article) for step in session.history()[steps:]] == [("correct text", "a1")]
    assert operation.plan is not None
    assert [each.anchored.span.quote for each in operation.plan.of("changed")] == ["“Iraq is safe,”", "Iraq"]
    assert list(session.reader.problems()) == []
    after = state(session)
    session.undo()
    assert state(session) == before
    session.redo()
    assert state(session) == after
    assert list(session.reader.problems()) == []


def test_who_changed_a_span_last_is_told_only_where_its_words_changed(
        session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    session.annotator = "carl"
    correct(session, "The " + NEW)
    found = {span.quote: (span.changed_by, span.start) for span in session.reader.spans(ref)}
    assert found["Irak"] == ("carl", spans["iraq"].start + 4)
    assert found["Jessica Lamirande"] == ("ana", spans["jessica"].start + 4)


def test_spans_of_others_are_broken_by_name_and_nothing_happens_undecided(
        session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    before = state(session)
    with pytest.raises(Refused, match="2 spans no longer fit the text, such as GPE “Ottawa” by ana"):
        correct(session, NO_OTTAWA)
    with pytest.raises(Refused, match="1 span no longer fits the text, such as GPE “Ottawa” by bob; put it"):
        correct(session, NO_OTTAWA, {("ana", spans["ottawa"].id): None})
    assert state(session) == before


def test_a_decision_puts_a_span_elsewhere_or_deletes_it(session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    correct(session, NO_OTTAWA, {("ana", spans["ottawa"].id): [(0, 3)], ("bob", spans["bob"].id): None})
    assert quotes(session, ref)[0] == "It"
    assert session.reader.spans(ref)[0].id == spans["ottawa"].id
    assert session.reader.spans(BOB) == []
    assert session.reader.annotation_set(BOB) is not None
    session.undo()
    assert quotes(session, BOB) == ["Ottawa"]


def test_relations_that_go_with_a_deleted_span_are_named_first(
        session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    text = TEXT.replace("Jessica Lamirande", "she")
    plan = plan_correction(standing(session.reader, "a1"), text)
    broken = plan.of("broken")
    assert [(each.key, each.relations) for each in broken] == [
        (("ana", spans["jessica"].id), ("SAID_BY: ““Iraq is safe,”” → “Jessica Lamirande”",))]
    assert broken[0].anchored.quote == "she"
    assert plan.shifted() == 0
    correct(session, text, {broken[0].key: None})
    assert session.reader.relations(ref) == []
    session.undo()
    assert [link.id for link in session.reader.relations(ref)] == ["r1"]
    correct(session, text, {broken[0].key: broken[0].anchored.fragments})
    assert [link.id for link in session.reader.relations(ref)] == ["r1"]


@pytest.mark.parametrize(("ranges", "words"), [
    ([(2, 3)], "Only white space"), ([(0, 5000)], "outside the text"), ([], "at least one fragment")])
def test_a_place_that_is_none_is_refused(session: Session, spans: dict[str, Span], ranges: list[tuple[int, int]],
                                         words: str) -> None:
    before = state(session)
    with pytest.raises(Refused, match=words):
        correct(session, NO_OTTAWA, {("ana", spans["ottawa"].id): ranges, ("bob", spans["bob"].id): None})
    assert state(session) == before


def test_a_span_is_not_put_on_another_one_of_its_label(session: Session, spans: dict[str, Span]) -> None:
    start, end = place("Iraq", NO_OTTAWA)
    with pytest.raises(Refused, match="another GPE span has exactly this range"):
        correct(session, NO_OTTAWA, {("ana", spans["ottawa"].id): [(start - 1, start), (start, end)][1:],
                                     ("bob", spans["bob"].id): None})
    correct(session, NO_OTTAWA, {("ana", spans["ottawa"].id): None, ("bob", spans["bob"].id): [(start, end)]})
    assert quotes(session, BOB) == ["Iraq"]


@pytest.mark.parametrize(("text", "words"), [("  \n", "empty"), ("a\0b", "NUL"), ("a\ud800", "surrogate")])
def test_a_text_that_is_no_articles_is_refused(session: Session, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        correct(session, text)
    assert session.reader.article("a1").text == TEXT


def test_the_same_text_is_no_step(session: Session, spans: dict[str, Span]) -> None:
    steps = session.history()
    assert session.execute(CorrectText("a1", TEXT, TEXT)).empty
    assert session.history() == steps


def test_a_text_that_was_changed_meanwhile_is_not_overwritten(session: Session) -> None:
    correct(session, NEW)
    with pytest.raises(Conflict, match="changed in the meantime"):
        session.execute(CorrectText("a1", TEXT, TEXT + "x"))
    with pytest.raises(NotFound):
        session.execute(CorrectText("zz", TEXT, TEXT + "x"))
    assert session.reader.article("a1").text == NEW


def test_what_the_user_did_says_which_of_two_equal_words_went(session: Session, ref: SetRef) -> None:
    correct(session, "Iraq Iraq waits")
    twins = AddSpans(ref, "entity", "GPE", [[(0, 4)], [(5, 9)]])
    session.execute(twins)
    first, second = twins.added
    correct(session, "Iraq waits", {("ana", first): None}, edits=[Edit(0, 5, 0, 0)])
    assert [span.id for span in session.reader.spans(ref)] == [second]
    session.undo()
    correct(session, "Iraq waits", {("ana", second): None}, edits=[Edit(4, 9, 4, 4)])
    assert [span.id for span in session.reader.spans(ref)] == [first]


def test_equal_texts_are_allowed_and_the_checksum_follows(session: Session) -> None:
    other = session.reader.article("a2").text
    correct(session, other)
    assert session.reader.article_with_text(other) == "a1"
    assert session.reader.article_with_text(TEXT) is None
    assert text_hash(other) != text_hash(TEXT)
    assert list(session.reader.problems()) == []


def test_it_can_be_stopped_to_the_last_and_nothing_is_changed(session: Session, spans: dict[str, Span]) -> None:
    before, told = state(session), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        correct(session, NEW, progress=stop)
    assert told == [(1, 3), (2, 3), (1, 1)]
    assert state(session) == before
    assert session.reader.article("a1").text == TEXT


@pytest.mark.parametrize(("old", "new", "told"), [
    ("Irak", "Iraq", "“Irak” → “Iraq”"),
    ("Click to play video: Canada resumes operations in Irak", "Click to play video: Canada resumes operations in Iraq",
     "“…tions in Irak” → “…tions in Iraq”"),
    ("x" * 50, "y" + "x" * 50, f"“{'x' * 39}…” → “y{'x' * 38}…”")])
def test_quotes_are_told_around_the_place_where_they_differ(old: str, new: str, told: str) -> None:
    assert told_apart(old, new) == told


def test_every_character_comes_back_as_it_is(session: Session, ref: SetRef) -> None:
    odd = "\ufeffIraq\u00a0says\r\n“no”\u2028👩‍👩‍👧 العراق\x0b.\ufeff"
    correct(session, odd)
    assert session.reader.article("a1").text == odd
    session.execute(SetStatus(ref, "done"))
    assert session.reader.annotation_set(ref).status == "done"  # type: ignore[union-attr]


def test_the_text_before_stays_in_the_history_after_later_steps(session: Session, ref: SetRef) -> None:
    correct(session, NEW)
    session.execute(RenameArticle("a1", "Another"))
    correct(session, NEW + " More.")
    add_later = AddSpans(ref, "entity", "GPE", [[place("Ottawa")]])
    session.execute(add_later)
    steps = session.reader.corrections("a1")
    assert [step.name for step in steps] == ["correct text", "correct text"]
    texts = [session.reader.text_before(step.seq) for step in steps]
    assert [(each.text, each.title) for each in texts if each] == [(NEW, "Another"), (TEXT, "One")]
    assert session.reader.text_before(session.history()[-1].seq) is None
    assert session.reader.text_before(session.history()[0].seq) is None
    assert session.reader.corrections("a2") == []


def test_an_undone_correction_has_no_text_before_and_a_removed_article_has(session: Session) -> None:
    correct(session, NEW)
    seq = session.history()[-1].seq
    session.undo()
    assert session.reader.corrections("a1") == []
    assert session.reader.text_before(seq) is None
    session.execute(RemoveArticles(["a1"]))
    gone = session.reader.text_before(session.history()[-1].seq)
    assert gone is not None
    assert (gone.id, gone.text) == ("a1", TEXT)
    session.undo()
    session.execute(RemoveArticles(["a1", "a2"]))
    assert session.reader.text_before(session.history()[-1].seq) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 110), st.integers(0, 12), st.sampled_from(["", "x", "\n", "🇨🇦", " a "])),
                max_size=5))
def test_whatever_is_corrected_the_file_is_sound_and_undo_takes_it_back(
        session: Session, ref: SetRef, spans: dict[str, Span], changes: list[tuple[int, int, str]]) -> None:
    draft = Draft(TEXT)
    for start, length, text in changes:
        low = min(start, len(draft.text))
        draft.replace(Change(low, min(low + length, len(draft.text)), text))
    before = state(session)
    plan = plan_correction(standing(session.reader, "a1"), draft.text, draft.edits)
    correct(session, draft.text, {each.key: None for each in plan.of("broken")}, edits=draft.edits)
    assert list(session.reader.problems()) == []
    assert session.reader.article("a1").text == draft.text
    if draft.text != TEXT:
        session.undo()
    assert state(session) == before


def test_another_program_reads_the_corrected_file(session: Session, ref: SetRef, spans: dict[str, Span]) -> None:
    correct(session, "👩‍👩‍👧 " + NEW)
    other = bootstrap.open_project(session.project.path)
    try:
        for span in other.reader().spans(ref):
            assert other.reader().article("a1").text[span.start:span.end] == span.quote
        assert list(other.reader().problems()) == []
    finally:
        other.close()


def test_what_reviewers_proposed_follows_the_text(session: Session, ref: SetRef) -> None:
    """A proposal moves with its words and changes with them; one whose words are gone becomes a question."""
    ottawa = add(session, ref, "GPE", "Ottawa")

    def judge(number: int, words: str | None) -> Verdict:
        proposal = None if words is None else replace(
            ottawa, id=f"s{number}", fragments=(Fragment(*place(words)),), quote=words, changed_at="", changed_by="")
        return Verdict(ref=ref, span=f"s{number}", verdict="edit" if proposal else "accept", reason="r", by="bob",
                       at="2026-11-22T10:00:00Z", proposal=proposal)

    class Judge(Plain):
        name = "judge"

        def apply(self, write: Any, context: Any) -> None:
            write.put_verdicts([judge(0, "Ottawa"), judge(1, "“Iraq is safe,”"), judge(2, "Jessica"), judge(3, None)])

    session.execute(Judge())
    before = session.reader.verdicts(ref)
    session.execute(CorrectText("a1", TEXT, NO_OTTAWA.replace("Iraq", "Irak", 1), repairs={("ana", ottawa.id): None}))
    found = session.reader.verdicts(ref)
    assert [(each.span, each.verdict, each.proposal and each.proposal.quote) for each in found] == [
        ("s0", "question", None), ("s1", "edit", "“Irak is safe,”"), ("s2", "edit", "Jessica"), ("s3", "accept", None)]
    assert found[0].comment == "Proposed was GPE “Ottawa”."
    assert [(each.reason, each.by, each.at) for each in found] == [(each.reason, each.by, each.at) for each in before]
    assert list(session.reader.problems()) == []
    text = session.reader.article("a1").text
    session.execute(CorrectText("a1", text, text.replace("waits", "stays")))
    assert session.reader.verdicts(ref) == found
    session.undo()
    session.undo()
    assert session.reader.verdicts(ref) == before
