"""Deciding by keys, judged by the saved file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.article import SetRef
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.conftest import select
from tests.ui.review.conftest import (
    ANA,
    BEN,
    FIRST,
    MakeProject,
    at_hand,
    begin,
    gold,
    keys,
    listed,
    remarks,
    spans_of,
    verdicts,
    wait,
)

K, M = Qt.Key, Qt.KeyboardModifier


def test_a_whole_review_by_keys_alone(compared: MainWindow, qtbot: QtBot) -> None:
    assert listed(compared) == [
        "One, 0 of 3 decided", "label: Erbil, ana: GPE · ben: LOC",
        "boundary: Jessica Lamirande, PERSON · ben ends at “Jessica”", "missing: CAF, only ana: ORG",
        "Two, 0 of 1 decided", "extra: Defence Department, only ben: ORG"]
    before = spans_of(compared, "one", "ana"), spans_of(compared, "one", "ben")
    assert at_hand(compared) == "Erbil"
    keys(compared, "A")  # and on to the next
    assert at_hand(compared) == "Jessica Lamirande"
    keys(compared, "E")
    QTest.keyClick(compared.view, K.Key_Up, M.AltModifier)  # the end one word back
    keys(compared, "3\r")  # ORG, and kept
    assert at_hand(compared) == "CAF"
    keys(compared, "R")
    keys(compared, "4")  # the fourth reason
    assert at_hand(compared) == "Defence Department"
    assert compared.desk.article is not None
    assert compared.desk.article.id == "two"
    keys(compared, "?")
    keys(compared, "Is that a name?\r")
    assert "3 of 4 decided, 1 question asked." in compared.notice.words

    bens, anas = verdicts(compared, "one", "ben"), verdicts(compared, "one", "ana")
    assert {quote: each.verdict for quote, each in anas.items()} == {
        "Erbil": "accept", "Jessica Lamirande": "edit", "CAF": "reject"}
    assert {quote: each.verdict for quote, each in bens.items()} == {"Erbil": "edit", "Jessica": "edit"}
    proposal = bens["Erbil"].proposal
    assert proposal is not None
    assert (proposal.label, proposal.quote, proposal.id) == ("GPE", "Erbil", bens["Erbil"].span)
    other = bens["Jessica"].proposal
    assert other is not None
    assert (other.label, other.quote) == ("ORG", "Jessica")
    assert anas["CAF"].reason == "Not to be labeled by the guideline"
    assert all(each.by == "ana" and each.at for each in (*bens.values(), *anas.values()))
    question = verdicts(compared, "two", "ben")["Defence Department"]
    assert (question.verdict, question.comment) == ("question", "Is that a name?")
    assert gold(compared, "one") == [("Ottawa", "GPE"), ("Erbil", "GPE"), ("Jessica", "ORG")]
    assert (spans_of(compared, "one", "ana"), spans_of(compared, "one", "ben")) == before
    assert compared.reviewing.panel._count.text() == "3 OF 4"


def test_undo_shows_where_it_was_and_redo_too(compared: MainWindow) -> None:
    keys(compared, "A...")  # on to Jessica, CAF, Defence Department in the other article
    assert at_hand(compared) == "Defence Department"
    QTest.keyClick(compared, K.Key_Z, M.ControlModifier)
    assert at_hand(compared) == "Erbil"
    assert compared.desk.article is not None
    assert compared.desk.article.id == "one"
    assert verdicts(compared, "one", "ana") == {}
    assert listed(compared)[1] == "label: Erbil, ana: GPE · ben: LOC"
    QTest.keyClick(compared, K.Key_Y, M.ControlModifier)
    assert verdicts(compared, "one", "ana")["Erbil"].verdict == "accept"
    assert listed(compared)[:2] == ["One, 1 of 3 decided", "accepted: Erbil, ana: GPE · ben: LOC"]


def test_taking_back_is_one_step(compared: MainWindow) -> None:
    keys(compared, "B,")
    assert at_hand(compared) == "Erbil"
    assert verdicts(compared, "one", "ben")["Erbil"].verdict == "accept"
    assert gold(compared, "one")[1] == ("Erbil", "LOC")
    keys(compared, "U")
    assert verdicts(compared, "one", "ben") == {}
    assert at_hand(compared) == "Erbil"
    keys(compared, "U")
    assert compared.notice.words == "Nothing is decided about “Erbil” yet."


@pytest.mark.parametrize(("typed", "reason"), [
    ("R1", "Wrong label"), ("R\r", ""), ("Rcities are GPE\r", "cities are GPE"), ("R2 words too long\r", "Too long")])
def test_reasons(compared: MainWindow, typed: str, reason: str) -> None:
    keys(compared, typed[:1])
    keys(compared, typed[1:2] if reason == "Too long" else typed[1:])
    assert verdicts(compared, "one", "ben")["Erbil"].reason == reason


def test_a_reason_used_is_offered_first_the_next_time(compared: MainWindow) -> None:
    keys(compared, "R")
    keys(compared, "cities are GPE\r")
    keys(compared, "R")
    keys(compared, "1")
    assert verdicts(compared, "one", "ben")["Jessica"].reason == "cities are GPE"


def test_esc_gives_up_a_rejection(compared: MainWindow) -> None:
    keys(compared, "R")
    keys(compared, "no\b")
    assert verdicts(compared, "one", "ben") == {}
    assert compared.view.hasFocus()
    assert at_hand(compared) == "Erbil"


def test_accepting_with_a_reason_and_changing_it(compared: MainWindow) -> None:
    keys(compared, "A,")
    assert verdicts(compared, "one", "ana")["Erbil"].reason == ""
    QTest.keyClick(compared.view, K.Key_A, M.ShiftModifier)
    keys(compared, "guideline 2.3\r")
    assert verdicts(compared, "one", "ana")["Erbil"].reason == "guideline 2.3"
    assert verdicts(compared, "one", "ben")["Erbil"].reason == "guideline 2.3"


def test_accepting_who_has_nothing_is_a_rejection(compared: MainWindow) -> None:
    keys(compared, "..")
    assert at_hand(compared) == "CAF"
    keys(compared, "B")
    assert verdicts(compared, "one", "ana")["CAF"].verdict == "reject"


def test_a_question_needs_words(compared: MainWindow) -> None:
    keys(compared, "?")
    keys(compared, "\r")
    assert verdicts(compared, "one", "ben") == {}
    assert compared.reviewing.panel.box.strip.asking
    keys(compared, "\b")
    assert not compared.reviewing.panel.box.strip.asking


def test_remarks_make_a_thread_and_can_be_removed(compared: MainWindow) -> None:
    keys(compared, "C")
    keys(compared, "See part 2.\r")
    assert [(each.text, each.by) for each in remarks(compared, "one", "ben")] == [("See part 2.", "ana")]
    assert at_hand(compared) == "Erbil"
    assert verdicts(compared, "one", "ben") == {}
    shown = compared.reviewing.panel.box.talk._shown
    assert [entry.words for entry in shown] == ["See part 2."]
    compared.reviewing.panel.box.talk.removed.emit(shown[0].remark)
    assert remarks(compared, "one", "ben") == []


def test_giving_up_a_proposal_changes_nothing(compared: MainWindow) -> None:
    spans = compared.view._spans.kept()
    keys(compared, "E")
    QTest.keyClick(compared.view, K.Key_Right, M.AltModifier)
    keys(compared, "1\b")
    assert verdicts(compared, "one", "ben") == {}
    assert {span.id: span for span in compared.view._spans.kept()} == {span.id: span for span in spans}
    assert not compared.reviewing.editing.on


def test_a_label_of_another_layer_is_no_proposal(compared: MainWindow) -> None:
    keys(compared, "EQ")
    assert compared.notice.words == "FACTUAL is a label of the layer claim; this span is one of entity."
    keys(compared, "\b")


def test_a_label_key_without_words_decides_and_labels_nothing(compared: MainWindow) -> None:
    before = spans_of(compared, "one", "ana")
    keys(compared, "3Q")
    assert "labels selected words only" in compared.notice.words
    assert spans_of(compared, "one", "ana") == before
    assert verdicts(compared, "one", "ana") == {}


def test_with_words_selected_a_key_labels_into_ones_own_set(compared: MainWindow) -> None:
    select(compared, "Monday", FIRST)
    keys(compared, "8")
    assert [(span.quote, span.label) for span in spans_of(compared, "one", "ana")][1] == ("Monday", "DATE")
    assert at_hand(compared) == "Monday"
    assert "missing: Monday, only ana: DATE" in listed(compared)
    keys(compared, "A")
    assert ("Monday", "DATE") in gold(compared, "one")


def test_staying_after_a_decision(compared: MainWindow) -> None:
    compared.reviewing.panel.go_on.setChecked(False)
    keys(compared, "A")
    assert at_hand(compared) == "Erbil"
    assert Settings().text("review_go_on") == "no"


def test_after_the_last_decision_keys_still_decide(compared: MainWindow) -> None:
    keys(compared, "AAAA")
    assert "All 4 decided." in compared.notice.words
    keys(compared, "U")
    assert not compared.notice.asking
    assert verdicts(compared, "two", "ben") == {}
    assert [choice.key for choice in compared.notice.choices] == []


def test_what_the_annotator_answers_is_seen(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "A")
    session = compared.desk.session
    assert session is not None
    later = "2099-01-01T10:00:00Z"
    with bootstrap.open_project(session.project.path) as other, other.write(annotator="ben", at=later) as write:
        [mine] = write.verdicts(SetRef("one", "ben"))
        write.put_verdicts([replace(mine, answer="dispute", answered_by="ben", answered_at=later)])
        write.describe("dispute")
    compared.desk.refresh()
    wait(compared, qtbot)
    keys(compared, ",")
    assert at_hand(compared) == "Erbil"
    assert compared.reviewing.current is not None
    assert compared.reviewing.current.answer == "dispute"
    assert "ben disputes this" in compared.reviewing.panel.box.talk._shown[-1].head
    compared.reviewing.panel.field.setText("is:disputed")
    qtbot.waitUntil(lambda: compared.reviewing.model.shown == 1)


# Check, three annotators


def test_a_check_asks_about_every_span(make_project: MakeProject, make_window: Callable[[Path], MainWindow],
                                       qtbot: QtBot) -> None:
    window = make_window(make_project({"ben": BEN}))
    mode = begin(window, qtbot)
    assert mode.review is not None
    assert (mode.review.mode, mode.review.annotators, mode.review.reviewer) == ("check", ("ben",), "ana")
    assert listed(window) == ["One, 0 of 3 decided", "to check: Ottawa, ben: GPE", "to check: Erbil, ben: LOC",
                              "to check: Jessica, ben: PERSON", "Two, 0 of 2 decided", "to check: Iraq, ben: GPE",
                              "to check: Defence Department, ben: ORG"]
    keys(window, "A")
    assert at_hand(window) == "Erbil"
    keys(window, "B")
    assert verdicts(window, "one", "ben").keys() == {"Ottawa"}
    select(window, "CAF", FIRST)
    keys(window, "3")
    assert "extra: CAF, your own: ORG" in listed(window)
    keys(window, "A")
    assert gold(window, "one") == [("Ottawa", "GPE"), ("CAF", "ORG")]


def test_three_annotators_are_accepted_by_number(make_project: MakeProject, make_window: Callable[[Path], MainWindow],
                                                 qtbot: QtBot) -> None:
    from annotator.app.operations.review import StartReview
    from annotator.domain.review import Review

    cem = [("one", "Ottawa", "GPE"), ("one", "Erbil", "FAC")]
    window = make_window(make_project({"ana": ANA, "ben": BEN, "cem": cem}))
    window.desk.execute(StartReview(Review(id="", name="All three", mode="compare", reviewer="ana",
                                           annotators=("ana", "ben", "cem"), policy="majority")))
    begin(window, qtbot)
    assert listed(window)[1] == "label: Erbil, ana: GPE · ben: LOC · cem: FAC"
    keys(window, "3")
    assert verdicts(window, "one", "cem")["Erbil"].verdict == "accept"
    assert gold(window, "one")[1] == ("Erbil", "FAC")
    keys(window, "1")
    assert verdicts(window, "one", "ana")["Jessica Lamirande"].verdict == "accept"
    wait(window, qtbot)


def test_the_list_of_articles_leaves_the_keys_to_the_review(compared: MainWindow) -> None:
    rows = compared.articles.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton,
                     pos=rows.visualRect(rows.model().index(1, 0)).center())
    assert at_hand(compared) == "Defence Department"
    assert rows.hasFocus()
    keys(compared, "B")
    assert verdicts(compared, "two", "ben")["Defence Department"].verdict == "accept"
