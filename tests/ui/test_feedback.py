"""The walk through feedback: real keys, judged by the saved file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.app.operations.spans import Relabel, RemoveSpans
from annotator.domain.article import SetRef
from annotator.domain.review import Remark, Verdict
from annotator.ui.feedback import words
from annotator.ui.main_window import MainWindow
from annotator.ui.stage import Stage
from tests.ui.acting import K, click, ctrl
from tests.ui.conftest import press, quotes, saved, select
from tests.ui.feedback_parts import at, reviewed, settle, take_in, walk
from tests.ui.feedback_parts import quotes as shown_quotes

Make = Callable[[Path | None], MainWindow]


@pytest.fixture
def file(project: Path) -> Path:
    """The file that the reviewer has sent."""
    return reviewed(project)


@pytest.fixture
def window(make_window: Make, project: Path, file: Path) -> MainWindow:
    """Ana's window, the review merged."""
    window = make_window(project)
    take_in(window, file)
    return window


def verdicts(window: MainWindow, whose: str = "ana") -> dict[str, Verdict]:
    """Return the verdicts on the open article by the id of the span."""
    assert window.desk.session is not None
    return {each.span: each for each in window.desk.session.reader.verdicts(SetRef(window.desk.ref.article, whose))}


def remarks(window: MainWindow) -> list[Remark]:
    assert window.desk.session is not None
    return window.desk.session.reader.remarks(window.desk.ref)


def answer(window: MainWindow, words: str, whose: str = "ana") -> str:
    """Return what ana answered about the span with these words."""
    shown = window.feedback
    item = next(each for each in shown.model.items() if each.shown and each.shown.quote == words)
    return item.answer


def write(window: MainWindow, said: str, end: Qt.Key = K.Key_Return) -> None:
    """Write into the field for words, as it asks for them."""
    field = window.feedback.panel.detail.field
    assert field.isVisible()
    QTest.keyClicks(field, said)
    QTest.keyClick(field, end)


def texts(window: MainWindow) -> str:
    """Return all that the box says."""
    return " | ".join(each.text() for each in window.feedback.panel.detail.findChildren(QLabel) if each.isVisible())


def test_the_walk_begins_at_the_first_item_and_shows_what_and_why(window: MainWindow) -> None:
    shown = walk(window)
    assert shown_quotes(shown) == ["Ottawa", "Monday", "Iraq", "Canada", "Erbil"]
    assert at(shown) == "Ottawa"
    assert window.view.hasFocus()
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.quote == "Ottawa"
    assert window.docks["feedback"].isVisible()
    assert not window.docks["labels"].isVisible()
    said = texts(window)
    assert "bob proposes a change" in said
    assert "ORG → GPE." in said
    assert "wrong label\nCities are GPE." in said
    progress = [each.text() for each in shown.panel.findChildren(QLabel) if each.accessibleName() == "Progress"]
    assert progress == ["0 OF 5 ANSWERED"]
    assert window.view._hits.ranges == [(0, 6)]


def test_a_accepts_and_goes_on(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_A)
    assert ("GPE", "Ottawa") in quotes(window)
    assert answer(window, "Ottawa") == "accept"
    assert at(shown) == "Monday"
    press(window, K.Key_A)
    assert not any(quote == "Monday" for _, quote in quotes(window))
    assert at(shown) == "Iraq"
    ctrl(window, K.Key_Z)
    assert ("ORG", "Monday") in quotes(window)
    assert answer(window, "Monday") == ""


def test_an_addition_is_copied(window: MainWindow) -> None:
    shown = walk(window)
    for _ in range(3):
        press(window, K.Key_Period)
    assert at(shown) == "Canada"
    assert shown.current is not None
    assert shown.current.kind == "added"
    article = window.desk.ref.article
    press(window, K.Key_A)
    labels = [span.label for span in saved(window, article) if span.quote == "Canada"]
    assert sorted(labels) == ["GPE", "ORG"]
    assert at(shown) == "Erbil"
    assert window.desk.article is not None
    assert window.desk.article.text.startswith("Erbil")


def test_d_disputes_with_words(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_D)
    write(window, "")
    assert "few words why" in window.notice.words
    write(window, "It is the government.")
    assert answer(window, "Ottawa") == "dispute"
    assert ("ORG", "Ottawa") in quotes(window)
    assert [each.text for each in remarks(window)] == ["It is the government.", "There are two."] or [
        each.text for each in remarks(window)] == ["There are two.", "It is the government."]
    assert at(shown) == "Monday"
    assert window.view.hasFocus()


def test_esc_gives_up_the_words_and_only_then_the_walk(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_D)
    write(window, "It", K.Key_Escape)
    assert answer(window, "Ottawa") == ""
    assert window.view.hasFocus()
    assert shown.on
    press(window, K.Key_Escape)
    assert window.desk.selected is None
    press(window, K.Key_Escape)
    assert not shown.on
    assert not window.docks["feedback"].isVisible()
    assert window.docks["labels"].isVisible()
    assert window.view._hits.ranges == []
    select(window, "Story")
    press(window, K.Key_A)
    assert ("AD", "Story") in quotes(window)


def test_c_answers_a_question_and_u_takes_that_back(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_Period)
    press(window, K.Key_Period)
    assert at(shown) == "Iraq"
    assert "The country?" in texts(window)
    assert "There are two." in texts(window)
    press(window, K.Key_A)
    assert "answered with words" in window.notice.words
    press(window, K.Key_D)
    assert "answered, not disputed" in window.notice.words
    press(window, K.Key_C)
    write(window, "Yes, the country.")
    assert "Yes, the country." in [each.text for each in remarks(window)]
    press(window, K.Key_Comma)
    assert at(shown) == "Iraq"
    assert "You answered." in texts(window)
    press(window, K.Key_U)
    assert [each.text for each in remarks(window)] == ["There are two."]


def test_u_right_after_a_undoes_all_of_it_and_later_the_answer_alone(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_A)
    press(window, K.Key_Comma)
    assert at(shown) == "Ottawa"
    press(window, K.Key_U)
    assert ("ORG", "Ottawa") in quotes(window)
    assert "as it was before" in window.notice.words
    press(window, K.Key_A)
    press(window, K.Key_A)
    press(window, K.Key_Comma)
    press(window, K.Key_Comma)
    press(window, K.Key_U)
    assert answer(window, "Ottawa") == ""
    assert ("GPE", "Ottawa") in quotes(window)
    assert "Your span stays" in window.notice.words
    press(window, K.Key_U)
    assert "no answer to take back" in window.notice.words


def test_space_goes_to_what_is_not_answered_and_around(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_A)
    press(window, K.Key_Comma)
    assert at(shown) == "Ottawa"
    for said in ("Monday", "Iraq", "Canada", "Erbil", "Monday"):
        press(window, K.Key_Space)
        assert at(shown) == said
    press(window, K.Key_Comma)
    press(window, K.Key_Comma)
    assert "first item" in window.notice.words


def test_words_that_are_selected_are_labelled_as_ever(window: MainWindow) -> None:
    walk(window)
    select(window, "Story")
    press(window, K.Key_A)
    assert ("AD", "Story") in quotes(window)
    assert answer(window, "Ottawa") == ""


def test_what_was_changed_since_is_said_and_waits_when_all_are_accepted(window: MainWindow) -> None:
    spans = {each.quote: each for each in window.desk.spans.values()}
    window.desk.execute(Relabel(window.desk.ref, spans["Ottawa"].id, "entity", "LOC"))
    window.desk.execute(RemoveSpans(window.desk.ref, [spans["Iraq"].id]))
    shown = walk(window)
    said = texts(window)
    assert "Reviewed | ORG  “Ottawa” | Now | LOC  “Ottawa” | Proposed | GPE  “Ottawa”" in said
    assert "You changed this span since" in said
    click(shown.panel, "Accept all")
    assert window.notice.words.startswith("Accept 1 change, 1 removal, 1 addition at once, in one step?")
    assert "1 that was changed since" in window.notice.words
    press(window, K.Key_Return)
    assert "Accepted 3 verdicts." in window.notice.words
    assert [each.answer for each in shown.model.shown()].count("accept") == 3
    ctrl(window, K.Key_Z)
    assert [each.answer for each in shown.model.shown()].count("accept") == 0


def test_choosing_what_to_show_leaves_the_item_that_was_just_answered(window: MainWindow) -> None:
    shown = walk(window)
    shown.panel.choose("changed")
    assert shown_quotes(shown) == ["Ottawa", "Erbil"]
    shown.panel.choose("accepted")
    assert shown_quotes(shown) == ["Jessica Lamirande"]
    shown.panel.choose("disputed")
    assert shown_quotes(shown) == []
    shown.panel.choose("open")
    press(window, K.Key_Space)
    press(window, K.Key_C)
    write(window, "Well.")
    assert at(shown) in shown_quotes(shown)
    assert shown.panel.show_box.currentText() == "Not answered yet  5"


def test_a_span_that_is_selected_becomes_the_current_item(window: MainWindow) -> None:
    shown = walk(window)
    span = next(each for each in window.desk.spans.values() if each.quote == "Monday")
    window.view.set_selection(span.start, span.start)
    window.view.choose(span.id)
    assert at(shown) == "Monday"
    lamirande = next(each for each in window.desk.spans.values() if each.quote == "Jessica Lamirande")
    window.view.choose(lamirande.id)
    assert at(shown) == "Monday"


def test_the_list_is_walked_by_arrows_and_has_the_keys_too(window: MainWindow) -> None:
    shown = walk(window)
    shown.panel.list.setFocus()
    QTest.keyClick(shown.panel.list, K.Key_Down)
    assert at(shown) == "Monday"
    QTest.keyClick(shown.panel.list, K.Key_A)
    assert not any(quote == "Monday" for _, quote in quotes(window))
    QTest.keyClick(shown.panel.list, K.Key_Return)
    assert window.view.hasFocus()


def test_buttons_do_what_the_keys_do(window: MainWindow) -> None:
    shown = walk(window)
    assert not shown.panel.detail.take_back.isEnabled()
    click(shown.panel.detail, "Accept")
    assert answer(window, "Ottawa") == "accept"
    press(window, K.Key_Comma)
    assert shown.panel.detail.take_back.isEnabled()
    assert not shown.panel.detail.accept.isEnabled()
    click(shown.panel.detail, "Take back")
    assert answer(window, "Ottawa") == ""


def test_the_end_says_what_comes_next(window: MainWindow) -> None:
    walk(window)
    press(window, K.Key_A)
    press(window, K.Key_A)
    press(window, K.Key_C)
    write(window, "Yes.")
    press(window, K.Key_A)
    press(window, K.Key_A)
    assert window.notice.words == "All 5 answered. Review > Save answers for writes the file for the reviewer."


def test_without_feedback_the_panel_says_how_it_comes(make_window: Make, project: Path) -> None:
    window = make_window(project)
    shown = walk(window)
    said = " ".join(each.text() for each in shown.panel.findChildren(QLabel) if each.isVisible())
    assert "No feedback yet." in said
    assert "Review > Open a colleague’s annotations takes it in" in said
    press(window, K.Key_A)
    assert "No item is chosen" in window.notice.words
    press(window, K.Key_Space)
    assert "Everything shown here is answered." in window.notice.words


def test_a_review_that_comes_while_the_walk_is_on_is_seen_at_once(make_window: Make, project: Path, file: Path) -> None:
    window = make_window(project)
    shown = walk(window)
    take_in(window, file)
    settle(shown)
    assert len(shown.model.shown()) == 5
    assert at(shown) == "Ottawa"


def test_the_layout_is_as_before_after_a_close_within_the_walk(window: MainWindow, make_window: Make,
                                                               project: Path) -> None:
    walk(window)
    window.close()
    again = make_window(project)
    assert again.docks["labels"].isVisible()
    assert "feedback" not in again.docks


def test_f6_reaches_the_list(window: MainWindow) -> None:
    shown = walk(window)
    for _ in range(6):
        QTest.keyClick(window, K.Key_F6)
        if shown.panel.list.hasFocus():
            return
    raise AssertionError("F6 does not reach the list")


def test_ctrl_shift_b_again_goes_on_where_one_was(window: MainWindow) -> None:
    shown = walk(window)
    press(window, K.Key_Period)
    window.inspector.setFocus()
    assert walk(window) is shown
    assert at(shown) == "Monday"
    assert window.view.hasFocus()


def test_the_panel_is_shown_and_hidden_as_others_are(window: MainWindow) -> None:
    shown = walk(window)
    window.docks["feedback"].toggleViewAction().trigger()
    assert not shown.on
    assert window.docks["labels"].isVisible()
    window.docks["feedback"].toggleViewAction().trigger()
    settle(shown)
    assert shown.on
    press(window, K.Key_A)
    assert answer(window, "Ottawa") == "accept"


def test_another_mode_that_takes_the_place_ends_the_walk(window: MainWindow) -> None:
    shown = walk(window)
    other = Stage(window, QLabel("Other"), name="other", title="Other")
    other.enter()
    assert not shown.on
    assert [window.docks[name].isVisible() for name in ("other", "feedback", "labels")] == [True, False, False]
    other.leave()
    assert window.docks["labels"].isVisible()


def test_every_kind_has_a_sign_of_its_own() -> None:
    assert len(set(words.SIGNS.values())) == len(words.SIGNS)
