"""The annotators' dialog: names and colors by mouse and keyboard, each change a step, nobody left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from annotator import bootstrap
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.palettes import ANNOTATORS
from annotator.ui.annotators.dialog import AnnotatorsDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.conftest import press, saved, select

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


@pytest.fixture
def shared(project: Path) -> Path:
    """The project with spans of ana's on two articles, of bob's on one, and a set of the outcome."""
    with bootstrap.open_project(project) as opened:
        articles = [row.id for row in opened.reader().article_rows("ana")]
        for who, some in (("ana", articles[:2]), ("bob", articles[:1]), ("gold", articles[:1])):
            session = Session(opened, who)
            for article in some:
                session.execute(AddSpans(SetRef(article, who), "entity", "GPE", [[(0, 3)]]))
    return project


@pytest.fixture
def window(make_window: Callable[[Path | None], MainWindow], shared: Path) -> MainWindow:
    """A window on the shared project, ana at work."""
    Settings().put("annotator", "ana")
    return make_window(shared)


@pytest.fixture
def dialog(window: MainWindow) -> AnnotatorsDialog:
    """The dialog, opened from the menu."""
    return opened(window)


def opened(window: MainWindow) -> AnnotatorsDialog:
    window.actions_["review.annotators"].trigger()
    found = window.findChild(AnnotatorsDialog)
    assert found is not None
    found.activateWindow()
    return found


def rows(dialog: AnnotatorsDialog) -> list[list[str]]:
    model = dialog.model
    return [[model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())]


def choose(dialog: AnnotatorsDialog, row: int) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(row, 0))


def button(dialog: AnnotatorsDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words)


def click(widget: QAbstractButton) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def sentences(dialog: AnnotatorsDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def rename(dialog: AnnotatorsDialog, name: str) -> None:
    """Give the chosen row another name by keys alone."""
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    assert dialog.name_field.hasFocus()
    assert dialog.name_field.selectedText() == dialog.chosen
    QTest.keyClicks(dialog.name_field, name)
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Return)


def on_disk(window: MainWindow) -> dict[str, str]:
    """Return names and colors as another reader of the file sees them."""
    assert window.desk.session
    with bootstrap.open_project(window.desk.session.project.path) as other:
        return other.reader().annotator_colors()


def test_everybody_is_listed_with_what_they_have(dialog: AnnotatorsDialog) -> None:
    assert rows(dialog) == [["ana (at work)", "2", "0", "2"], ["bob", "1", "0", "1"],
                            ["gold (outcome of reviews)", "1", "0", "1"]]
    accessible = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert accessible == f"ana (at work), color {ANNOTATORS[0]}, 2 articles, 2 spans"
    assert dialog.chosen == "ana"
    assert dialog.table.hasFocus()


def test_the_annotator_at_work_goes_on_under_a_new_name(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    before = saved(window)
    rename(dialog, " Anna ")
    assert list(on_disk(window)) == ["Anna", "bob", "gold"]
    assert rows(dialog)[0][0] == "Anna (at work)"
    assert (dialog.chosen, dialog.table.hasFocus()) == ("Anna", True)
    assert dialog.notice.words == "ana is called Anna now."
    assert window.desk.ref.annotator == "Anna"
    assert saved(window) == before
    assert "Anna" in [each.text() for each in window.status.findChildren(QLabel)]
    assert Settings().text("annotator") == "Anna"
    window.activateWindow()
    select(window, "Monday")
    press(window, Qt.Key.Key_8)
    assert len(saved(window)) == len(before) + 1
    assert list(on_disk(window)) == ["Anna", "bob", "gold"]
    window.desk.undo()
    window.desk.undo()
    assert list(on_disk(window)) == ["ana", "bob", "gold"]
    assert (window.desk.ref.annotator, Settings().text("annotator")) == ("ana", "ana")
    assert saved(window) == before
    assert rows(dialog)[0][0] == "ana (at work)"


def test_another_annotators_name_is_not_ones_own(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    rename(dialog, "Ben & <b>Co</b>")
    assert list(on_disk(window)) == ["ana", "Ben & <b>Co</b>", "gold"]
    assert dialog.chosen == "Ben & <b>Co</b>"
    assert (window.desk.ref.annotator, Settings().text("annotator")) == ("ana", "ana")
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(on_disk(window)) == ["ana", "bob", "gold"]
    assert dialog.chosen == "bob"


@pytest.mark.parametrize(("name", "why"), [
    ("bob", "There is an annotator bob already; choose another name."), (" ", "An annotator needs a name."),
    ("gold", "The name gold is that of the sets that reviews make; choose another.")])
def test_a_name_that_cannot_be_given_is_said_before(
        window: MainWindow, dialog: AnnotatorsDialog, name: str, why: str) -> None:
    before = on_disk(window)
    rename(dialog, name)
    assert why in sentences(dialog)
    assert not button(dialog, "Rename").isEnabled()
    assert on_disk(window) == before
    QTest.keyClick(dialog.name_field, Qt.Key.Key_X)
    assert why not in sentences(dialog)
    click(button(dialog, "Rename"))
    assert f"{name.strip()}x" in on_disk(window)


def test_a_name_that_was_taken_meanwhile_is_told_in_place(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    assert window.desk.session
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    QTest.keyClicks(dialog.name_field, "dora")
    with (bootstrap.open_project(window.desk.session.project.path) as other,
          other.write(annotator="x", at="") as write):
        write.put_annotator("dora", "")
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Return)
    assert dialog.notice.words == "There is an annotator dora already; choose another name."
    assert list(on_disk(window)) == ["ana", "bob", "gold", "dora"]


def test_the_outcome_of_reviews_keeps_its_name(dialog: AnnotatorsDialog) -> None:
    choose(dialog, 2)
    assert not dialog.name_field.isEnabled()
    assert "The outcome of reviews always has this name." in sentences(dialog)
    choose(dialog, 1)
    assert dialog.name_field.isEnabled()


def test_colors_are_chosen_typed_and_taken_back_as_one_step(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    choose(dialog, 1)
    steps = len(window.desk.session.history())  # type: ignore[union-attr]
    swatch = next(each for each in dialog.color_field.swatches if each.color == "#CC3311")
    click(swatch)
    assert on_disk(window)["bob"] == "#CC3311"
    icon = dialog.model.index(1, 0).data(Qt.ItemDataRole.DecorationRole)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        assert icon.pixmap(QSize(32, 32), mode).toImage().pixelColor(16, 16).name().upper() == "#CC3311"
    line = dialog.color_field.line
    line.selectAll()
    QTest.keyClicks(line, "#12345")
    assert on_disk(window)["bob"] == "#CC3311"
    QTest.keyClicks(line, "a")
    assert on_disk(window)["bob"] == "#12345A"
    assert line.text() == "#12345a"
    assert dialog.chosen == "bob"
    assert len(window.desk.session.history()) == steps + 1  # type: ignore[union-attr]
    click(button(dialog, "Usual color"))
    assert on_disk(window)["bob"] == ANNOTATORS[1]
    assert line.text() == ANNOTATORS[1]
    window.desk.undo()
    assert on_disk(window)["bob"] == ANNOTATORS[1]
    assert len(window.desk.session.history()) == steps + 1  # type: ignore[union-attr]


def test_an_empty_project_says_so(make_window: Callable[[Path | None], MainWindow], project: Path) -> None:
    window = make_window(project)
    dialog = opened(window)
    assert any(words.startswith("Nobody has annotations in this project yet.") for words in sentences(dialog))
    assert not dialog.table.isVisible()
    assert not dialog.name_field.isVisible()
    window.activateWindow()
    select(window, "Monday")
    press(window, Qt.Key.Key_8)
    assert [row[0] for row in rows(dialog)] == [f"{window.desk.ref.annotator} (at work)"]
    assert dialog.table.isVisible()
    window.desk.undo()
    assert not dialog.table.isVisible()


def test_counts_are_fresh_when_one_comes_back(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    window.activateWindow()
    select(window, "Monday")
    press(window, Qt.Key.Key_8)
    assert rows(dialog)[0][3] == "2"
    dialog.activateWindow()
    QApplication.processEvents()
    assert rows(dialog)[0][3] == "3"


def test_one_dialog_is_opened_and_it_closes_with_the_project(window: MainWindow, dialog: AnnotatorsDialog,
                                                             tmp_path: Path) -> None:
    assert opened(window) is dialog
    window.projects.create(tmp_path / "other.annotator")
    assert not dialog.isVisible()
    window.desk.close()
    window.actions_.refresh()
    assert not window.actions_["review.annotators"].isEnabled()


def test_a_name_at_work_changes_in_the_dialog_too(window: MainWindow, dialog: AnnotatorsDialog) -> None:
    window.desk.change_annotator("bob")
    assert [row[0] for row in rows(dialog)][:2] == ["ana", "bob (at work)"]
