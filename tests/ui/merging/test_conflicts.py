"""The list of conflicts: what stands on both sides, and choosing by keys; every choice can be undone."""


import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.merging.conflicts import ConflictDialog
from tests.ui.acting import K, M, click, ctrl
from tests.ui.merging.conftest import Change, Colleague, labels
from tests.ui.merging.test_merging import bring_up, merge

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it


@pytest.fixture
def quarrel(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> MainWindow:
    """Both changed two spans of cleo's."""
    merge(window, qtbot, cleo.path)
    session = window.desk.session
    assert session is not None
    here = Colleague.__new__(Colleague)
    here.session, here.ref = session, cleo.ref
    here.relabel("Ottawa", "Iraq", label="LOC")
    cleo.relabel("Ottawa", "Iraq", label="ORG", comment="a team")
    merge(window, qtbot, cleo.path)
    assert window.notice.words == "2 conflicts."
    return window


def opened(window: MainWindow, qtbot: QtBot) -> ConflictDialog:
    QTest.keyClicks(window.view, "!")
    dialog = window.findChild(ConflictDialog)
    assert dialog is not None
    bring_up(qtbot, dialog)
    return dialog


def rows(dialog: ConflictDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_both_sides_are_shown(quarrel: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(quarrel, qtbot)
    assert rows(dialog) == [["“Ottawa”", "LOC", "ORG · “a team”", "changed there and here"],
                            ["“Iraq”", "LOC", "ORG · “a team”", "changed there and here"]]
    assert dialog.table.model().headerData(1, Qt.Orientation.Horizontal) == "Yours"
    dialog.close()
    assert quarrel.actions_["merge.conflicts"].isEnabled()


def test_the_first_one_is_chosen_from_the_start(quarrel: MainWindow) -> None:
    """Also while Shift is down, as it is for the key of the offer."""
    QTest.keyPress(quarrel.view, K.Key_Shift, M.ShiftModifier)
    dialog = ConflictDialog(quarrel, quarrel.merging.conflicts)
    QTest.keyRelease(quarrel.view, K.Key_Shift)
    assert [index.row() for index in dialog.table.selectionModel().selectedRows()] == [0]
    dialog.close()


def test_taking_and_keeping_by_keys(quarrel: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    dialog = opened(quarrel, qtbot)
    QTest.keyClick(dialog.table, K.Key_T)
    assert labels(quarrel, "cleo") == {"Ottawa": "ORG", "Iraq": "LOC"}
    assert [row[0] for row in rows(dialog)] == ["“Iraq”"]
    assert quarrel.notice.words == "1 conflict settled, 1 left. Ctrl+Z takes it back."
    QTest.keyClick(dialog, K.Key_Z, M.ControlModifier)
    assert labels(quarrel, "cleo") == {"Ottawa": "LOC", "Iraq": "LOC"}
    assert len(rows(dialog)) == 2
    QTest.keyClick(dialog, K.Key_Y, M.ControlModifier)
    QTest.keyClick(dialog.table, K.Key_K)
    assert labels(quarrel, "cleo") == {"Ottawa": "ORG", "Iraq": "LOC"}
    assert not quarrel.actions_["merge.conflicts"].isEnabled()
    merge(quarrel, qtbot, cleo.path)
    assert quarrel.notice.words == "cleo.annotator has nothing new."


@pytest.mark.parametrize(("words", "label"), [("Take all theirs", "ORG"), ("Keep all yours", "LOC")])
def test_all_at_once(quarrel: MainWindow, qtbot: QtBot, cleo: Colleague, words: str, label: str) -> None:
    click(opened(quarrel, qtbot), words)
    assert labels(quarrel, "cleo") == {"Ottawa": label, "Iraq": label}
    assert quarrel.notice.words == "2 conflicts settled; none is left. Ctrl+Z takes it back."
    bring_up(qtbot, quarrel)
    ctrl(quarrel, K.Key_Z)
    assert labels(quarrel, "cleo") == {"Ottawa": "LOC", "Iraq": "LOC"}


def test_many_are_settled_in_a_job(quarrel: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.merging.conflicts._AT_ONCE", 1)
    dialog = opened(quarrel, qtbot)
    QTest.keyClick(dialog.table, K.Key_T, M.ShiftModifier)
    qtbot.waitUntil(lambda: not quarrel.merging.conflicts)
    assert labels(quarrel, "cleo") == {"Ottawa": "ORG", "Iraq": "ORG"}


def test_a_choice_that_no_longer_fits_is_told(quarrel: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    dialog = opened(quarrel, qtbot)
    session = quarrel.desk.session
    assert session is not None
    session.execute(Change(lambda write: write.remove_spans(cleo.ref, ["Ottawa"])))
    QTest.keyClick(dialog.table, K.Key_T)
    assert quarrel.notice.words.startswith("This span was changed since the conflict was listed")
    assert len(rows(dialog)) == 2


def test_the_words_are_shown_in_the_article(quarrel: MainWindow, qtbot: QtBot) -> None:
    quarrel.walking.step(1)
    dialog = opened(quarrel, qtbot)
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, K.Key_Return)
    assert quarrel.view.selection() == (27, 31)


def test_a_new_merge_and_another_project_close_the_list(quarrel: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    closed: list[int] = []
    opened(quarrel, qtbot).finished.connect(closed.append)
    merge(quarrel, qtbot, cleo.path)
    assert len(closed) == 1
    quarrel.projects.open(cleo.path)
    assert not quarrel.actions_["merge.conflicts"].isEnabled()
