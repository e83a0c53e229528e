"""Reviews where room is scarce: small windows, and more annotators than fit."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.review.words import whose
from annotator.ui.settings import Settings
from tests.ui.review.conftest import FIRST, MakeProject, begin, keys, listed, wait
from tests.ui.review.conftest import compared as compared
from tests.ui.review.conftest import make_project as make_project
from tests.ui.review.starting import button, field, kind, opened, reviews, start

MANY = [f"w{number:02}" for number in range(12)]
Make = Callable[[Path], MainWindow]


def in_sight(window: MainWindow, part: QWidget) -> bool:
    """Whether a part of the decision box is wholly in sight."""
    QApplication.processEvents()
    view = window.reviewing.panel._box_area.viewport()
    return view.rect().contains(QRect(part.mapTo(view, part.rect().topLeft()), part.size()))


def test_asking_for_a_reason_does_not_make_a_small_window_larger(compared: MainWindow) -> None:
    compared.resize(1024, 560)
    QApplication.processEvents()
    keys(compared, "r")
    assert in_sight(compared, compared.reviewing.panel.box.strip.field)
    assert compared.height() == 560
    keys(compared, "\be")
    QApplication.processEvents()
    assert compared.height() == 560


def crowd(dialog: QDialog) -> str:
    kind(dialog, 1)
    return field(dialog, QLineEdit, "Name").text()


def test_a_reviewer_without_annotations_compares_all_others(make_project: MakeProject, make_window: Make,
                                                            qtbot: QtBot) -> None:
    sets = {name: [("one", "Ottawa" if number % 2 else "Erbil", "GPE")] for number, name in enumerate(MANY)}
    path = make_project(sets)
    Settings().put("annotator", "zoe")
    window = make_window(path)
    dialog = opened(window, qtbot)
    assert crowd(dialog) == "w00, w01, w02 and 9 more"
    names = field(dialog, QListWidget, "Whose work")
    assert [names.item(row).text() for row in range(names.count())] == MANY
    qtbot.waitUntil(lambda: button(dialog, "Start").isEnabled())
    start(dialog, qtbot)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    wait(window, qtbot)
    assert [each.annotators for each in reviews(window)] == [tuple(MANY)]
    assert whose(reviews(window)[0]) == "w00, w01, w02 and 9 more"
    assert [each.text().split("   ")[1:] for each in window.reviewing.panel.box._accepts[7:10]] == [["8"], ["9"], []]
    window.view.setFocus()
    keys(window, "r")
    assert in_sight(window, window.reviewing.panel.box.strip.field)


def test_a_long_name_leaves_key_and_number_in_sight(make_project: MakeProject, make_window: Make, qtbot: QtBot) -> None:
    name = "wilhelmina-alexandra von hohenzollern-sigmaringen the third"
    window = make_window(make_project({"ana": [("one", "Ottawa", "GPE")], name: [("one", "Ottawa", "LOC")]}))
    window.resize(1024, 700)
    box = begin(window, qtbot).panel.box
    QApplication.processEvents()
    accept = box._accepts[1]
    assert accept.text().endswith("   B")
    assert name[1:] in accept.toolTip()
    assert in_sight(window, accept)
    assert in_sight(window, box._place)


def test_the_filter_looks_through_all_words_of_a_long_span(make_project: MakeProject, make_window: Make,
                                                           qtbot: QtBot) -> None:
    window = make_window(make_project({"ana": [("one", FIRST, "GPE"), ("one", "CAF", "ORG")],
                                       "ben": [("two", "Iraq", "GPE"), ("one", "Ottawa", "GPE")]}))
    mode = begin(window, qtbot)
    mode.panel.field.setText("near")
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    assert listed(window)[1].startswith("boundary: Ottawa reacted")
