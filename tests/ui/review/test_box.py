"""The decision box with the mouse, proposals in all their parts, and what stands in the panel."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotator.app.operations.review import AddRemark, StartReview
from annotator.app.operations.spans import SetAttribute
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.color import TEXT_RATIO, contrast
from annotator.domain.review import Review
from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.review.list_row import tone
from tests.ui.conftest import press
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

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", "This plugin does not support grabbing",
                                       "This plugin does not support propagateSizeHints")  # the offscreen platform
K, M = Qt.Key, Qt.KeyboardModifier
Make = Callable[[Path], MainWindow]


def box(window: MainWindow) -> dict[str, QPushButton]:
    """Return the buttons of the box that are seen, by what a screen reader says."""
    return {each.accessibleName(): each for each in window.reviewing.panel.box.findChildren(QPushButton)
            if each.isVisible()}


def press_button(window: MainWindow, name: str) -> None:
    """Click a button of the box, once it is where it belongs."""
    QApplication.processEvents()
    QTest.mouseClick(box(window)[name], Qt.MouseButton.LeftButton)


def test_every_decision_by_clicks(compared: MainWindow) -> None:
    assert list(box(compared)) == ["Reject", "Edit", "Ask", "Remark", "Accept ana", "Accept ben"]
    assert [each.words for each in (line._side for line in compared.reviewing.panel.box._sides)] == [
        "ana, GPE", "ben, LOC"]
    press_button(compared, "Accept ben")
    assert compared.view.hasFocus()
    press_button(compared, "Reject")
    press_button(compared, "Too long")
    press_button(compared, "Edit")
    press_button(compared, "Propose this")
    press_button(compared, "Ask")
    keys(compared, "Really?\r")
    assert {quote: each.verdict for quote, each in verdicts(compared, "one", "ben").items()} == {
        "Erbil": "accept", "Jessica": "reject"}
    assert verdicts(compared, "one", "ben")["Jessica"].reason == "Too long"
    assert verdicts(compared, "one", "ana")["CAF"].verdict == "accept"  # the proposal is what ana has
    assert verdicts(compared, "two", "ben")["Defence Department"].comment == "Really?"


def test_who_has_nothing_is_named_so(compared: MainWindow) -> None:
    keys(compared, "..")
    assert {"Accept ana", "Accept ben: nothing"} <= box(compared).keys()
    press_button(compared, "Accept ben: nothing")
    assert verdicts(compared, "one", "ana")["CAF"].verdict == "reject"


def test_a_reason_is_changed_without_another_decision(compared: MainWindow) -> None:
    keys(compared, "B,")
    press_button(compared, "Reason")
    keys(compared, "cities are LOC\r")
    assert {each.reason for each in verdicts(compared, "one", "ben").values()} == {"cities are LOC"}
    assert verdicts(compared, "one", "ben")["Erbil"].verdict == "accept"
    assert at_hand(compared) == "Erbil"
    assert compared.reviewing.panel.box._decided.text() == "✓ ben accepted · cities are LOC"
    press_button(compared, "Take back")
    assert verdicts(compared, "one", "ben") == {}
    assert not compared.reviewing.panel.box._decided.isVisible()


def test_an_end_is_dragged_for_a_proposal(compared: MainWindow) -> None:
    compared.resize(1400, 900)
    QApplication.processEvents()
    view = compared.view
    keys(compared, ".")
    assert view.handles() == []  # nobody's span is dragged by accident
    keys(compared, "E")
    handle = next(each for each in view.handles() if not each.at_start)
    target = view.range_boxes(FIRST.index("Jessica") + 7, FIRST.index("Jessica") + 8)[0]
    start, end = handle.box.center().toPoint(), QPoint(int(target.left()), int(handle.box.center().y()))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 3)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert compared.reviewing.editing.on
    keys(compared, "\r")
    proposal = verdicts(compared, "one", "ana")["Jessica Lamirande"].proposal
    assert proposal is not None
    assert proposal.quote == "Jessica"
    assert verdicts(compared, "one", "ben")["Jessica"].verdict == "accept"  # who has it so already is right


def test_an_earlier_proposal_is_gone_on_with(compared: MainWindow) -> None:
    keys(compared, "E3\r,E")
    page = compared.reviewing.panel.box.edit_page
    assert page._label.currentText() == "ORG"
    page.relabelled.emit("NORP")
    keys(compared, "\r")
    proposal = verdicts(compared, "one", "ben")["Erbil"].proposal
    assert proposal is not None
    assert proposal.label == "NORP"
    assert gold(compared, "one")[1] == ("Erbil", "NORP")


def test_answers_that_differ_are_listed_and_proposed(make_project: MakeProject, make_window: Make,
                                                     qtbot: QtBot) -> None:
    path = make_project({"ana": ANA[:1], "ben": BEN[:1]})
    window = make_window(path)
    session = window.desk.session
    assert session is not None
    ben = Session(session.project, "ben")
    claims = [(0, 25)]
    from annotator.app.operations.spans import AddSpans

    for name in ("ana", "ben"):
        Session(session.project, name).execute(AddSpans(SetRef("one", name), "claim", "FACTUAL", [claims]))
    [claim] = [span for span in session.reader.spans(SetRef("one", "ben")) if span.layer == "claim"]
    ben.execute(SetAttribute(SetRef("one", "ben"), claim.id, "checkworthy", "yes"))
    begin(window, qtbot)
    assert "checkworthy: unsure / yes" in listed(window)[1]
    assert listed(window)[1].startswith("attributes: ")
    keys(window, "E")
    assert set(window.reviewing.panel.box.edit_page._fields) == {"checkworthy", "stance"}
    window.reviewing.panel.box.edit_page.answered.emit("checkworthy", "no")
    window.view.setFocus()
    keys(window, "\r")
    [verdict] = verdicts(window, "one", "ben").values()
    assert verdict.proposal is not None
    assert verdict.proposal.attributes["checkworthy"] == "no"


def test_a_proposal_needs_words(compared: MainWindow) -> None:
    keys(compared, "E")
    for _ in range(8):
        QTest.keyClick(compared.view, K.Key_Left, M.AltModifier)
    assert compared.notice.words == (
        "A span keeps at least one character. Esc gives the proposal up; R then rejects it.")
    keys(compared, "\b")


def test_keys_that_mean_nothing_say_so(compared: MainWindow) -> None:
    keys(compared, "E")
    press(compared, K.Key_Z)
    assert compared.notice.words == "Z means nothing here."
    keys(compared, "\b")
    press(compared, K.Key_Z)
    assert compared.notice.words == "Z means nothing here."


def test_a_click_on_a_label_means_the_proposal_or_selected_words(compared: MainWindow) -> None:
    compared.choose_label("entity", "ORG")
    assert compared.notice.words.startswith("Select the words first that ORG is to label")
    keys(compared, "E")
    compared.choose_label("entity", "ORG")
    keys(compared, "\r")
    proposal = verdicts(compared, "one", "ben")["Erbil"].proposal
    assert proposal is not None
    assert proposal.label == "ORG"


def test_what_the_annotator_says_is_in_the_thread(compared: MainWindow, qtbot: QtBot) -> None:
    session = compared.desk.session
    assert session is not None
    erbil = next(span for span in spans_of(compared, "one", "ben") if span.quote == "Erbil")
    Session(session.project, "ben").execute(AddRemark(SetRef("one", "ben"), erbil.id, "It is a place to us."))
    compared.desk.refresh()
    compared.reviewing.refresh()
    wait(compared, qtbot)
    talk = compared.reviewing.panel.box.talk
    assert [(each.by, each.words, each.remark) for each in talk._shown] == [("ben", "It is a place to us.", None)]
    assert [each.text for each in remarks(compared, "one", "ben")] == ["It is a place to us."]


def test_the_menu_of_the_filter_ticks_its_words(compared: MainWindow, qtbot: QtBot) -> None:
    panel = compared.reviewing.panel
    QTest.mouseClick(panel._menu_button, Qt.MouseButton.LeftButton)
    menu = panel.findChild(QMenu)
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "Missing").trigger()
    menu.close()
    assert panel.field.text() == "kind:missing"
    qtbot.waitUntil(lambda: compared.reviewing.model.shown == 1)


def test_another_review_is_chosen_in_the_menu(compared: MainWindow, qtbot: QtBot) -> None:
    compared.desk.execute(StartReview(Review(id="", name="Check", mode="check", annotators=("ben",), reviewer="ana")))
    panel = compared.reviewing.panel
    QTest.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    menu = panel.choose.findChild(QMenu)
    assert menu is not None
    assert [(each.text(), each.isChecked()) for each in menu.actions()[:2]] == [
        ("ben’s annotations", True), ("Check", False)]
    menu.actions()[1].trigger()
    menu.close()
    wait(compared, qtbot)
    assert listed(compared)[:2] == ["One, 0 of 4 decided", "to check: Ottawa, both: GPE"]
    assert "label: Erbil, ben: LOC · ana: GPE" in listed(compared)


def test_ending_a_review_is_one_step(compared: MainWindow) -> None:
    panel = compared.reviewing.panel
    QTest.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    menu = panel.choose.findChild(QMenu)
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    assert not compared.modes.reviewing
    compared.desk.undo()
    assert len(compared.reviewing.beginning.reviews()) == 1


def test_a_hidden_layer_comes_back_for_its_difference(compared: MainWindow) -> None:
    compared.layers.toggle(0)
    keys(compared, ".")
    assert "entity" in compared.notice.words
    assert at_hand(compared) == "Jessica Lamirande"


def test_the_menu_says_the_keys(compared: MainWindow) -> None:
    assert compared.actions_["review.reject"].text() == "Re&ject…\tR"


def test_the_agreement_is_a_click_away(compared: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(compared.reviewing.panel.agreement, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "agreement" in compared.docks)
    assert not compared.docks["agreement"].isHidden()


def test_what_the_end_of_a_review_offers_is_there(compared: MainWindow) -> None:
    keys(compared, "AAAA")
    offered = [(each.words, each.key) for each in compared.notice.choices]
    assert offered == [("Build the gold sets", "Enter"), ("Save the review", "S"), ("Agreement", "G")]
    keys(compared, "G")
    assert "agreement" in compared.docks


@pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["label", "boundary", "missing", "extra", "reject", "edit", "question", "accept"])
def test_chips_are_readable_also_on_the_chosen_row(colors: theme.Colors, name: str) -> None:
    for ground in (colors.panel, colors.chosen, colors.field):
        assert contrast(tone(name, colors).name(), QColor(ground).name()) >= TEXT_RATIO


def test_two_thousand_differences(make_project: MakeProject, make_window: Make, qtbot: QtBot) -> None:
    """All of them are listed, walked through and decided about as few are."""
    from annotator.app.operations.spans import AddSpans
    from tests.ui.review.conftest import add_articles

    path = make_project({"ana": ANA, "ben": BEN})
    text = " ".join(f"word{n:02d}" for n in range(40))
    project = add_articles(path, {f"many{n:02d}": text for n in range(50)})
    for name in ("ana", "ben"):
        for number in range(50):
            ranges = [[(n * 7, n * 7 + 6)] for n in range(40)]
            Session(project, name).execute(AddSpans(SetRef(f"many{number:02d}", name), "entity",
                                                    "GPE" if name == "ana" else "LOC", ranges))
    project.close()
    window = make_window(path)
    mode = begin(window, qtbot)
    assert (mode.model.total, mode.model.rowCount()) == (2004, 2004 + 52)
    keys(window, "A" * 6)
    assert mode.model.decided == 6
    assert at_hand(window) == "word02"
    keys(window, ",,,")
    assert at_hand(window) == "Defence Department"
    assert mode.panel._count.text() == "6 OF 2,004"
    mode.panel.list.scrollToBottom()
    QTest.mouseClick(mode.panel.list.viewport(), Qt.MouseButton.LeftButton,
                     pos=mode.panel.list.visualRect(mode.model.index(2055)).center())
    assert at_hand(window) == "word39"
    assert window.desk.article is not None
    assert window.desk.article.id == "many49"
