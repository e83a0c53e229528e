"""Correcting a text in the window: what is typed, what is asked, and what is saved."""

import threading

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.correct import dialog as module
from annotator.ui.correct.dialog import CorrectionDialog
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, click, ctrl
from tests.ui.conftest import TEXT, quotes, saved
from tests.ui.correct.conftest import add, article_text, bobs, go, gone, lines, opened, planned

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")]  # the offscreen platform


def test_a_typo_is_fixed_by_keys_alone_and_taken_back(labelled: MainWindow, qtbot: QtBot) -> None:
    before = saved(labelled)
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa", 3)
    QTest.keyClicks(shown.editor, "x")
    QTest.keyClick(shown.editor, K.Key_Backspace)
    QTest.keyClicks(shown.editor, "t")
    planned(shown, qtbot)
    assert lines(shown) == ["✎ GPE “Ottawa” → “Otttawa”", "✎ GPE · bob “Ottawa” → “Otttawa”"]
    assert "2 spans move along, 2 get new words." in shown.affected.words.text()
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    gone(labelled, qtbot)
    assert article_text(labelled) == TEXT.replace("Ottawa", "Otttawa")
    assert quotes(labelled) == [("GPE", "Otttawa"), ("PERSON", "Jessica Lamirande"), ("ORG", "troops")]
    assert [span.quote for span in bobs(labelled)] == ["Otttawa"]
    assert labelled.notice.words == "Text corrected; 2 spans moved along, 2 got new words. Ctrl+Z takes it back."
    assert labelled.view.text.startswith("Otttawa")
    assert labelled.view.caret == 4
    labelled.activateWindow()
    qtbot.waitUntil(labelled.isActiveWindow)
    ctrl(labelled, K.Key_Z)
    assert article_text(labelled) == TEXT
    assert saved(labelled) == before


def test_broken_spans_are_listed_and_nothing_is_applied_before_each_is_decided(
        labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa", whole=True)
    QTest.keyClicks(shown.editor, "Quebec")
    planned(shown, qtbot)
    assert lines(shown) == [f"✕ GPE{whose} “Ottawa”: its words were taken out" for whose in ("", " · bob")]
    assert "2 spans are broken." in shown.affected.words.text()
    assert "“Quebec”" in shown.affected.detail.text()
    assert not shown.foot.apply_button.isEnabled()
    assert "Decide about 2 broken spans" in shown.foot.words.text()
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    assert shown.isVisible()
    assert article_text(labelled) == TEXT
    QTest.keyClick(shown.editor, K.Key_U, M.AltModifier)
    assert lines(shown)[0] == "✓ GPE “Ottawa” → “Quebec”"
    assert "Decide about 1 broken span:" in shown.foot.words.text()
    shown.affected.list.setFocus()
    QTest.keyClick(shown.affected.list, K.Key_Delete)
    assert lines(shown)[1] == "✓ GPE · bob “Ottawa” will be deleted"
    assert shown.foot.apply_button.isEnabled()
    QTest.keyClick(shown.affected.list, K.Key_Return, M.ControlModifier)
    gone(labelled, qtbot)
    assert quotes(labelled)[0] == ("GPE", "Quebec")
    assert bobs(labelled) == []
    assert labelled.notice.words == "Text corrected; 2 spans repaired or deleted. Ctrl+Z takes it back."


def test_a_broken_span_is_put_on_the_words_selected(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "Jessica Lamirande", whole=True)
    QTest.keyClick(shown.editor, K.Key_Delete)
    planned(shown, qtbot)
    QTest.keyClick(shown.editor, K.Key_P, M.AltModifier)
    assert "Select words in the text first" in shown.foot.words.text()
    assert not shown.affected.buttons["use"].isEnabled()
    QTest.keyClick(shown.editor, K.Key_U, M.AltModifier)
    assert "✕" in lines(shown)[0]
    go(shown, "Canada", whole=True)
    QTest.keyClick(shown.editor, K.Key_P, M.AltModifier)
    assert lines(shown) == ["✓ PERSON “Jessica Lamirande” → “Canada”"]
    go(shown, "Ottawa")
    QTest.keyClicks(shown.editor, "In ")
    planned(shown, qtbot)
    assert lines(shown) == ["✓ PERSON “Jessica Lamirande” → “Canada”"]
    go(shown, "Canada", 2)
    QTest.keyClicks(shown.editor, "x")
    planned(shown, qtbot)
    assert "✕" in lines(shown)[0]
    assert not shown.foot.apply_button.isEnabled()
    QTest.keyClick(shown.editor, K.Key_Z, M.ControlModifier)
    go(shown, "Canada", whole=True)
    planned(shown, qtbot)
    QTest.keyClick(shown.editor, K.Key_P, M.AltModifier)
    click(shown, "Apply")
    gone(labelled, qtbot)
    assert ("PERSON", "Canada") in quotes(labelled)


def test_a_place_that_another_span_of_the_label_has_is_refused_in_the_dialog(
        labelled: MainWindow, qtbot: QtBot) -> None:
    add(labelled, "ana", "Canada")
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa", whole=True)
    QTest.keyClick(shown.editor, K.Key_Delete)
    planned(shown, qtbot)
    go(shown, "Canada", whole=True)
    QTest.keyClick(shown.editor, K.Key_P, M.AltModifier)
    QTest.keyClick(shown.editor, K.Key_D, M.AltModifier)
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    assert shown.isVisible()
    assert "another GPE span has exactly this range" in shown.foot.words.text()
    assert article_text(labelled) == TEXT
    QTest.keyClick(shown, K.Key_Escape)


def test_escape_asks_in_place_only_where_something_is_lost(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    QTest.keyClick(shown.editor, K.Key_Escape)
    assert not shown.isVisible()
    gone(labelled, qtbot)
    shown = opened(labelled, qtbot)
    QTest.keyClicks(shown.editor, "x")
    QTest.keyClick(shown.editor, K.Key_Escape)
    assert shown.isVisible()
    assert shown.notice.words == "The correction is not applied yet."
    QTest.keyClick(shown.editor, K.Key_Escape)
    assert shown.isVisible()
    assert shown.notice.words == ""
    QTest.keyClick(shown.editor, K.Key_Escape)
    QTest.keyClick(shown.editor, K.Key_Return)
    assert not shown.isVisible()
    assert article_text(labelled) == TEXT


def test_enter_applies_nothing_by_itself(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "reacted")
    QTest.keyClicks(shown.editor, "never ")
    planned(shown, qtbot)
    shown.affected.list.setFocus()
    QTest.keyClick(shown.affected.list, K.Key_Return)
    assert shown.isVisible()
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    gone(labelled, qtbot)
    assert article_text(labelled) == TEXT.replace("reacted", "never reacted")
    assert labelled.notice.words == "Text corrected; 2 spans moved along. Ctrl+Z takes it back."


def test_the_keyboard_reaches_every_part(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa", whole=True)
    QTest.keyClicks(shown.editor, "Quebec")
    planned(shown, qtbot)
    shown.affected.buttons["delete"].click()
    shown.affected.buttons["use"].click()
    reached = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
        reached.add(QApplication.focusWidget().accessibleName())
    assert {"Text of the article", "Spans that are affected", "Put on selection", "Delete span",
            "Use what stands there", "Cancel", "Apply"} <= reached


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_text_that_is_none_cannot_be_applied(labelled: MainWindow, qtbot: QtBot, text: str) -> None:
    shown = opened(labelled, qtbot)
    shown.editor.replace(0, len(TEXT), text)
    planned(shown, qtbot)
    assert shown.foot.words.text() == "This cannot be applied: the text is empty."
    assert not shown.foot.apply_button.isEnabled()
    shown.editor.undo()
    planned(shown, qtbot)
    assert shown.foot.words.text() == "Nothing is changed yet."


def test_another_article_with_the_same_text_is_named(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    shown.editor.replace(0, len(TEXT), "Erbil, second article.")
    planned(shown, qtbot)
    while "✕" in str(lines(shown)):
        click(shown, "Delete span")
    assert "Another article, “Erbil, second article.”, has exactly this text." in shown.foot.words.text()
    assert shown.foot.apply_button.isEnabled()


def test_a_moved_paragraph_takes_its_spans_along(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa")
    QTest.keyClick(shown.editor, K.Key_End, M.ShiftModifier)
    for _ in range(3):
        QTest.keyClick(shown.editor, K.Key_End, M.ShiftModifier)
    start, end = 0, TEXT.index("\n")
    shown.editor.select(start, end)
    QTest.keyClick(shown.editor, K.Key_X, M.ControlModifier)
    QTest.keyClick(shown.editor, K.Key_End, M.ControlModifier)
    QTest.keyClick(shown.editor, K.Key_Return)
    QTest.keyClick(shown.editor, K.Key_V, M.ControlModifier)
    planned(shown, qtbot)
    assert "3 were found again elsewhere" in shown.affected.words.text()
    assert lines(shown)[0] == "→ GPE “Ottawa” found again"
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    gone(labelled, qtbot)
    assert sorted(quotes(labelled)) == [("GPE", "Ottawa"), ("ORG", "troops"), ("PERSON", "Jessica Lamirande")]


def test_long_work_is_done_beside_the_window_and_applied_as_asked(
        labelled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG_TEXT", 10)
    shown = opened(labelled, qtbot)
    go(shown, "reacted")
    QTest.keyClicks(shown.editor, "never ")
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    assert "Looking" in shown.foot.words.text()
    gone(labelled, qtbot)
    new = TEXT.replace("reacted", "never reacted")
    assert article_text(labelled) == new
    qtbot.waitUntil(lambda: labelled.view.text == new)


def test_an_answer_that_is_out_of_date_is_dropped(
        labelled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG_TEXT", 10)
    shown = opened(labelled, qtbot)
    go(shown, "Ottawa", whole=True)
    QTest.keyClicks(shown.editor, "Quebec")
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    QTest.keyClick(shown.editor, K.Key_Z, M.ControlModifier)
    planned(shown, qtbot)
    while shown.editor.draft.text != TEXT:
        QTest.keyClick(shown.editor, K.Key_Z, M.ControlModifier)
    planned(shown, qtbot)
    assert shown.foot.words.text() == "Nothing is changed yet."
    assert lines(shown) == []
    QTest.keyClick(shown.editor, K.Key_Escape)
    assert article_text(labelled) == TEXT


def test_closing_does_not_wait_for_work_under_way(
        labelled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG_TEXT", 10)
    go_on = threading.Event()
    monkeypatch.setattr(module, "plan_correction", lambda *_: go_on.wait(30))
    shown = opened(labelled, qtbot)
    QTest.keyClicks(shown.editor, "x")
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    QTest.keyClick(shown.editor, K.Key_Escape)
    QTest.keyClick(shown.editor, K.Key_Return)
    gone(labelled, qtbot)
    go_on.set()
    qtbot.waitUntil(lambda: not [thread for thread in threading.enumerate() if thread.name == "job"])
    QApplication.processEvents()
    assert article_text(labelled) == TEXT


def test_what_another_program_adds_meanwhile_is_taken_along(labelled: MainWindow, qtbot: QtBot) -> None:
    shown = opened(labelled, qtbot)
    go(shown, "reacted")
    QTest.keyClicks(shown.editor, "never ")
    planned(shown, qtbot)
    add(labelled, "carl", "Monday")
    qtbot.waitUntil(lambda: "4 spans" not in shown.affected.words.text() and "3 spans" in shown.affected.words.text())
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    gone(labelled, qtbot)


def test_a_text_changed_meanwhile_is_not_overwritten(labelled: MainWindow, qtbot: QtBot) -> None:
    from annotator.app.operations.text import CorrectText

    shown = opened(labelled, qtbot)
    go(shown, "reacted")
    QTest.keyClicks(shown.editor, "never ")
    planned(shown, qtbot)
    labelled.desk.execute(CorrectText(labelled.desk.ref.article, TEXT, TEXT + " More."))
    QTest.keyClick(shown.editor, K.Key_Return, M.ControlModifier)
    assert shown.isVisible()
    assert "changed in the meantime" in shown.foot.words.text()
    assert article_text(labelled) == TEXT + " More."


def test_without_an_article_there_is_nothing_to_correct(window: MainWindow) -> None:
    window.desk.open_article(None)
    window.correcting.open()
    assert window.findChild(CorrectionDialog) is None
    assert not window.actions_["article.correct"].isEnabled()
