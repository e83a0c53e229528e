"""Review mode as a whole: on and off, what stands in the window, the place that is remembered, other programs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.operations.review import EndReview, StartReview
from annotator.app.operations.spans import AddSpans, RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.review import Review
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import press
from tests.ui.review.conftest import (
    ANA,
    BEN,
    FIRST,
    MakeProject,
    at_hand,
    begin,
    keys,
    listed,
    spans_of,
    verdicts,
    wait,
)

K, M = Qt.Key, Qt.KeyboardModifier
Make = Callable[[Path], MainWindow]


def shown(window: MainWindow) -> set[str]:
    """Return the ids of the spans in the view."""
    return {span.id for span in window.view._spans.kept()}


def tool(window: MainWindow, words: str) -> QToolButton:
    """Return a button of the tool bar."""
    return next(each for each in window.findChildren(QToolButton) if each.text() == words)


def test_the_switch_in_the_tool_bar_changes_the_mode(make_project: MakeProject, make_window: Make,
                                                     qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA, "ben": BEN}))
    window.resize(1400, 800)
    own = shown(window)
    assert (tool(window, "Label").isChecked(), tool(window, "Review").isChecked()) == (True, False)
    QTest.mouseClick(tool(window, "Review"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    assert (tool(window, "Label").isChecked(), tool(window, "Review").isChecked()) == (False, True)
    assert window.reviewing.panel.isVisible()
    assert window.docks["labels"].isHidden()
    assert any(id.startswith("ben\x1f") for id in shown(window))
    QTest.mouseClick(tool(window, "Label"), Qt.MouseButton.LeftButton)
    assert not window.modes.reviewing
    assert (tool(window, "Label").isChecked(), tool(window, "Review").isChecked()) == (True, False)
    assert not window.reviewing.panel.isVisible()
    assert not window.docks["labels"].isHidden()
    assert shown(window) == own
    wait(window, qtbot)


def test_a_key_pressed_while_the_mode_begins_labels_nothing(make_project: MakeProject, make_window: Make,
                                                            qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA, "ben": BEN}))
    qtbot.waitUntil(window.isActiveWindow)
    before = spans_of(window, "one", "ana")
    QTest.keyClick(window, K.Key_R, M.ControlModifier)
    QTest.keyClicks(window.view, "A4")
    assert spans_of(window, "one", "ana") == before
    qtbot.waitUntil(lambda: window.modes.reviewing)
    wait(window, qtbot)
    assert verdicts(window, "one", "ana") == {}


def test_after_the_mode_keys_label_again(compared: MainWindow) -> None:
    QTest.keyClick(compared, K.Key_R, M.ControlModifier)
    assert not compared.modes.reviewing
    compared.view.set_selection(FIRST.index("Monday"), FIRST.index("Monday"))
    press(compared, K.Key_8)
    assert ("Monday", "DATE") in [(span.quote, span.label) for span in spans_of(compared, "one", "ana")]
    QTest.keyClick(compared.view, K.Key_Left, M.AltModifier)
    assert "Monda" in [span.quote for span in spans_of(compared, "one", "ana")]
    compared.view.walk(-1)
    assert compared.desk.selected_span is not None


def test_the_view_shows_a_span_that_all_have_once_and_others_side_by_side(compared: MainWindow) -> None:
    shown_words = sorted((id.partition("\x1f")[0], span.quote) for id, span in (
        (span.id, span) for span in compared.view._spans.kept()))
    assert shown_words == [("ana", "CAF"), ("ana", "Erbil"), ("ana", "Jessica Lamirande"), ("ana", "Ottawa"),
                           ("ben", "Erbil"), ("ben", "Jessica")]
    assert "ben’s annotations, reviewed by ana" in compared.view._meta


def test_next_and_previous_go_over_article_borders_from_anywhere(compared: MainWindow) -> None:
    compared.articles.filter_field.setFocus()
    for words in ("Jessica Lamirande", "CAF", "Defence Department"):
        QTest.keyClick(compared, K.Key_J, M.ControlModifier)
        assert at_hand(compared) == words
    QTest.keyClick(compared, K.Key_J, M.ControlModifier)
    assert compared.notice.words == "That was the last difference."
    QTest.keyClick(compared, K.Key_J, M.ControlModifier | M.ShiftModifier)
    assert at_hand(compared) == "CAF"
    assert compared.desk.article is not None
    assert compared.desk.article.id == "one"
    compared.view.setFocus()
    keys(compared, ",,")
    keys(compared, ",")
    assert compared.notice.words == "That was the first difference."


def test_space_goes_to_what_is_not_decided(compared: MainWindow) -> None:
    keys(compared, "A,")
    assert at_hand(compared) == "Erbil"
    keys(compared, "  ")
    assert at_hand(compared) == "CAF"
    keys(compared, "  ")  # over the end, and round
    assert at_hand(compared) == "Jessica Lamirande"


def test_a_click_on_a_span_brings_its_difference_up(compared: MainWindow) -> None:
    compared.resize(1400, 900)
    QApplication.processEvents()
    box = compared.view.range_boxes(FIRST.index("CAF"), FIRST.index("CAF") + 3)[0]
    QTest.mouseClick(compared.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint() + QPoint(0, 2))
    assert at_hand(compared) == "CAF"
    box = compared.view.range_boxes(0, 6)[0]
    QTest.mouseClick(compared.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint() + QPoint(0, 2))
    assert at_hand(compared) == "Ottawa"  # both have it; it can be rejected all the same
    keys(compared, "R")
    keys(compared, "\r")
    assert verdicts(compared, "one", "ben")["Ottawa"].verdict == "reject"


def test_walking_in_the_list_shows_the_article(compared: MainWindow) -> None:
    places = compared.reviewing.panel.list
    places.setFocus()
    for _ in range(3):
        QTest.keyClick(places, K.Key_Down)
    assert at_hand(compared) == "Defence Department"
    assert compared.desk.article is not None
    assert compared.desk.article.id == "two"
    assert places.hasFocus()
    QTest.keyClick(places, K.Key_Return)
    assert compared.view.hasFocus()


def test_f6_goes_to_the_list_and_back(compared: MainWindow) -> None:
    stops = []
    for _ in range(4):
        QTest.keyClick(compared, K.Key_F6)
        stops.append(compared.focusWidget())
    assert compared.reviewing.panel.list in stops
    assert compared.view in stops


def test_panels_stay_where_they_were_put(compared: MainWindow, make_window: Make, qtbot: QtBot) -> None:
    """Also where the window is closed in review mode; the review panel stands where it was moved to."""
    path = compared.desk.session.project.path if compared.desk.session else Path()
    QTest.keyClick(compared, K.Key_R, M.ControlModifier)
    compared.docks["guideline"].hide()
    QTest.keyClick(compared, K.Key_R, M.ControlModifier)
    compared.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, compared.docks["review"])
    compared.close()
    again = make_window(path)
    qtbot.waitUntil(lambda: again.modes.reviewing)
    wait(again, qtbot)
    assert again.dockWidgetArea(again.docks["review"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    QTest.keyClick(again, K.Key_R, M.ControlModifier)
    assert not again.modes.reviewing
    hidden = {name for name, dock in again.docks.items() if dock.isHidden()}
    assert hidden == {"occurrences", "guideline", "review"}


def test_letters_decide_from_the_list_too(compared: MainWindow) -> None:
    compared.reviewing.panel.list.setFocus()
    QTest.keyClicks(compared.reviewing.panel.list, "B")
    assert verdicts(compared, "one", "ben")["Erbil"].verdict == "accept"


def test_a_review_goes_on_where_it_stopped(compared: MainWindow, make_window: Make, qtbot: QtBot) -> None:
    path = compared.desk.session.project.path if compared.desk.session else Path()
    keys(compared, "A..")
    assert at_hand(compared) == "Defence Department"
    compared.close()
    again = make_window(path)
    assert not again.docks["labels"].isHidden() or again.modes.reviewing
    qtbot.waitUntil(lambda: again.modes.reviewing)
    wait(again, qtbot)
    assert at_hand(again) == "Defence Department"
    assert listed(again)[:2] == ["One, 1 of 3 decided", "accepted: Erbil, ana: GPE · ben: LOC"]
    assert len(again.reviewing.beginning.reviews()) == 1
    QTest.keyClick(again, K.Key_R, M.ControlModifier)
    assert not again.docks["labels"].isHidden()
    again.close()
    third = make_window(path)
    QApplication.processEvents()
    assert not third.modes.reviewing
    begin(third, qtbot)
    assert at_hand(third) == "Defence Department"


def test_another_program_is_followed(compared: MainWindow, qtbot: QtBot) -> None:
    session = compared.desk.session
    assert session is not None
    with bootstrap.open_project(session.project.path) as project:
        start = FIRST.index("Monday")
        Session(project, "ben").execute(AddSpans(SetRef("one", "ben"), "entity", "DATE", [[(start, start + 6)]]))
    compared.desk.refresh()
    wait(compared, qtbot)
    assert "extra: Monday, only ben: DATE" in listed(compared)
    assert at_hand(compared) == "Erbil"


def test_a_span_that_is_gone_leaves_the_list(compared: MainWindow, qtbot: QtBot) -> None:
    ids = [span.id for span in spans_of(compared, "one", "ana") if span.quote == "Erbil"]
    compared.desk.execute(RemoveSpans(SetRef("one", "ana"), ids))
    wait(compared, qtbot)
    assert "extra: Erbil, only ben: LOC" in listed(compared)
    compared.desk.undo()
    assert "label: Erbil, ana: GPE · ben: LOC" in listed(compared)
    assert at_hand(compared) == "Erbil"


def test_a_review_that_ended_ends_the_mode(compared: MainWindow) -> None:
    assert compared.reviewing.review is not None
    name = compared.reviewing.review.name
    compared.desk.execute(EndReview(compared.reviewing.review.id))
    assert not compared.modes.reviewing
    assert compared.notice.words == f"The review {name} has ended."
    assert not compared.docks["labels"].isHidden()


def test_another_annotator_ends_the_mode(compared: MainWindow) -> None:
    compared.desk.change_annotator("ben")
    assert not compared.modes.reviewing
    assert {span.quote for span in compared.view._spans.kept()} == {"Ottawa", "Erbil", "Jessica"}


# Nothing to review


def test_without_a_colleague_it_says_how_to_get_one(make_project: MakeProject, make_window: Make,
                                                    qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA}))
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_R, M.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.notice.words))
    assert "Open a colleague’s file" in window.notice.words
    assert not window.modes.reviewing
    assert tool(window, "Label").isChecked()


def test_where_nothing_differs_the_list_says_so(make_project: MakeProject, make_window: Make, qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA, "ben": ANA}))
    begin(window, qtbot)
    assert window.reviewing.panel._message.text() == (
        "Nothing differs: what ana and ben have on the articles that both worked on is the same.")
    keys(window, "A")
    assert "Choose a difference first" in window.notice.words
    keys(window, " .")
    assert window.notice.words == "That was the last difference."


def test_an_article_only_one_worked_on_is_left_out_and_named(make_project: MakeProject, make_window: Make,
                                                             qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA, "ben": [each for each in BEN if each[0] == "two"]}))
    mode = begin(window, qtbot)
    assert listed(window) == ["Two, 0 of 1 decided", "extra: Defence Department, only ben: ORG"]
    assert mode.panel._more.text() == "1 article only one of them worked on: One"
    assert "ben has not worked on this article." in mode.panel._foot.text()
    keys(window, ".")
    assert at_hand(window) == "Defence Department"


def test_only_the_sample_is_reviewed(make_project: MakeProject, make_window: Make, qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": ANA, "ben": BEN}))
    window.desk.execute(StartReview(Review(id="", name="Sample", mode="compare", annotators=("ana", "ben"),
                                           reviewer="ana", articles=("two",))))
    mode = begin(window, qtbot)
    assert mode.model.total == 1
    assert "This article is not in the sample of the review." in mode.panel._foot.text()


@pytest.mark.parametrize(("typed", "fitting"), [
    ("erb", ["Erbil"]), ("kind:boundary", ["Jessica Lamirande"]), ("label:org", ["CAF", "Defence Department"]),
    ("is:decided", ["Erbil"]), ("is:open kind:missing", ["CAF"]), ("in:article", ["Erbil", "Jessica Lamirande", "CAF"]),
    ("layer:claim", []), ("-caf label:org", ["Defence Department"]), ("is:acc", ["Erbil"])])
def test_filters(compared: MainWindow, qtbot: QtBot, typed: str, fitting: list[str]) -> None:
    keys(compared, "A")
    panel, model = compared.reviewing.panel, compared.reviewing.model
    panel.field.setFocus()
    QTest.keyClicks(panel.field, typed)
    qtbot.waitUntil(lambda: not panel._typing.isActive())
    assert [row.quote for row in model._shown if hasattr(row, "quote")] == fitting
    assert panel._count.text() == "1 OF 4"
    if not fitting:
        assert "No difference fits the filter" in panel._message.text()


def test_a_filter_that_is_not_understood_says_so(compared: MainWindow, qtbot: QtBot) -> None:
    panel = compared.reviewing.panel
    panel.field.setText("kind:nonsense")
    qtbot.waitUntil(panel._trouble.isVisible)
    assert panel._trouble.text().startswith("kind: can be boundary")


def test_filtering_goes_from_open_to_open(compared: MainWindow, qtbot: QtBot) -> None:
    panel = compared.reviewing.panel
    panel.field.setText("is:open")
    qtbot.waitUntil(lambda: not panel._typing.isActive())
    keys(compared, "A")
    assert at_hand(compared) == "Jessica Lamirande"
    assert listed(compared)[1].startswith("accepted: Erbil")  # stays in sight
    keys(compared, "A" * 3)
    assert "All 4 decided" in compared.notice.words
