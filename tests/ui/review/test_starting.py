"""Starting a review from the window: what is asked, what the file holds then, and what the window shows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QListWidget, QRadioButton
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M
from tests.ui.conftest import press
from tests.ui.review.starting import awaits, button, choose, field, kind, opened, reviews, says, start


def test_checking_one_annotator_is_two_keys(three: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(three, qtbot)
    qtbot.waitUntil(lambda: says(dialog) == "3 articles, 3 spans.")
    start(dialog, qtbot)
    assert [(each.name, each.mode, each.annotators, each.reviewer, each.policy, each.articles)
            for each in reviews(three)] == [("bob’s annotations", "check", ("bob",), "ana", "agreed", ())]
    assert three.reviewing.on
    assert three.reviewing.review == reviews(three)[0]
    assert three.actions_["review.mode"].isChecked()


def test_comparing_several_with_a_policy(three: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(three, qtbot)
    kind(dialog, 1)
    awaits(dialog, qtbot, "3 articles, 7 spans, 4 differences.")
    names = field(dialog, QListWidget, "Whose work")
    names.setFocus()
    names.setCurrentRow(2)
    choose(field(dialog, QComboBox, "Gold set begins with"), "more than half")
    QTest.keyClick(names, K.Key_Space)
    qtbot.waitUntil(lambda: says(dialog) == "3 articles, 6 spans, 2 differences.")
    choose(field(dialog, QComboBox, "Gold set begins with"), "what bob has")
    start(dialog, qtbot)
    assert [(each.annotators, each.policy, each.name) for each in reviews(three)] == [
        (("ana", "bob"), "prefer:bob", "ana and bob")]


def test_a_sample_is_drawn_by_its_seed(three: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(three, qtbot)
    kind(dialog, 1)
    choose(field(dialog, QComboBox, "Articles"), "disagree most")
    size = field(dialog, QLineEdit, "Size of the sample")
    size.selectAll()
    QTest.keyClicks(size, "nonsense")
    qtbot.waitUntil(lambda: "no size of a sample" in says(dialog))
    assert not button(dialog, "Start").isEnabled()
    size.selectAll()
    QTest.keyClicks(size, "1")
    qtbot.waitUntil(lambda: says(dialog).startswith("1 of 3 articles"))
    seed = field(dialog, QLineEdit, "Seed")
    assert seed.text().isdigit()
    seed.selectAll()
    QTest.keyClicks(seed, "x7")
    name = field(dialog, QLineEdit, "Name")
    name.selectAll()
    QTest.keyClicks(name, "The worst")
    start(dialog, qtbot)
    found = reviews(three)[0]
    assert (found.name, found.sampling, found.seed) == ("The worst", "1 with most disagreement", 7)
    assert len(found.articles) == 1
    assert three.desk.article is not None
    assert three.desk.article.id == found.articles[0]


def test_labels_to_sample_by_are_listed_and_ticked(three: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(three, qtbot)
    choose(field(dialog, QComboBox, "Articles"), "certain labels")
    labels = field(dialog, QListWidget, "Labels to sample by")
    qtbot.waitUntil(lambda: labels.count() == 1)
    assert labels.item(0).text() == "GPE   entity, 3 articles"
    labels.setCurrentRow(0)
    QTest.keyClick(labels, K.Key_Space)
    start(dialog, qtbot)
    assert reviews(three)[0].sampling == "10 % by label (GPE)"


def test_what_cannot_be_is_said_in_the_dialog_and_nothing_is_written(three: MainWindow, qtbot: QtBot) -> None:
    start(opened(three, qtbot), qtbot)
    three.modes.label()
    dialog = opened(three, qtbot)
    name = field(dialog, QLineEdit, "Name")
    name.setText("bob’s annotations")
    start(dialog, qtbot)
    assert says(dialog) == "There is a review called bob’s annotations already; choose another name."
    name.clear()
    qtbot.waitUntil(lambda: says(dialog) == "Give the review a name.")
    kind(dialog, 1)
    names = field(dialog, QListWidget, "Whose work")
    for row in (1, 2):
        names.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert says(dialog) == "Tick two annotators or more."
    choose_least_sure(dialog, qtbot)
    QTest.keyClick(dialog, K.Key_Escape)
    assert three.starting.dialog is None
    assert len(reviews(three)) == 1


def choose_least_sure(dialog: QDialog, qtbot: QtBot) -> None:
    kind(dialog, 0)
    choose(field(dialog, QComboBox, "Articles"), "least sure")
    field(dialog, QLineEdit, "Name").setText("x")
    qtbot.waitUntil(lambda: says(dialog) == "No span says how sure it is.")


def test_alone_one_can_only_label_again(window: MainWindow, qtbot: QtBot) -> None:
    press(window, K.Key_Right, M.ControlModifier | M.ShiftModifier)
    press(window, K.Key_4)
    dialog = opened(window, qtbot)
    assert [each.isEnabled() for each in dialog.findChildren(QRadioButton)] == [False, False, True]
    assert any("Only your annotations are here" in each.text() for each in dialog.findChildren(QLabel))
    qtbot.waitUntil(lambda: says(dialog) == "1 article, 1 span.")
    QTest.keyClick(dialog, K.Key_Escape)
