"""Changes of the scheme while something goes on: retired labels are offered nowhere, renamed ones are followed."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.operations.scheme_edits import EditScheme
from annotator.app.scheme_preview import preview
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.labels import RenameLabel, RetireLabel
from annotator.ui.main_window import MainWindow
from annotator.ui.palette import Palette
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import TEXT, press, quotes, saved, select
from tests.ui.test_finding import field, find

RETIRE, RENAME = RetireLabel("entity", "GPE"), RenameLabel("entity", "GPE", "PLACE")


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The first Iraq is a place, and selected."""
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Iraq")
    press(window, K.Key_4)
    return window


def edit(window: MainWindow, *edits: Edit) -> None:
    """Change the scheme as the editor does."""
    session = window.desk.session
    assert session is not None
    effects = preview(session.reader, edits)
    window.desk.execute(EditScheme(session.reader.scheme(), edits, [each.losses for each in effects]))


def look_for_others(window: MainWindow, qtbot: QtBot) -> None:
    press(window, K.Key_L, M.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.view._hits.ranges))


def test_other_places_do_not_get_a_retired_label(window: MainWindow) -> None:
    edit(window, RETIRE)
    press(window, K.Key_L, M.ControlModifier)
    assert "GPE is retired" in window.notice.words
    assert not window.docks["occurrences"].isVisible()


def test_a_label_retired_meanwhile_closes_the_queue(window: MainWindow, qtbot: QtBot) -> None:
    look_for_others(window, qtbot)
    edit(window, RETIRE)
    assert not window.docks["occurrences"].isVisible()
    assert not window.view._hits.ranges


def test_all_hits_cannot_be_labelled_with_a_retired_label(window: MainWindow) -> None:
    edit(window, RETIRE)
    find(window, "Iraq")
    QTest.keyClick(field(window), K.Key_Return, M.AltModifier)
    palette = window.findChildren(Palette)[-1]
    assert "GPE" not in [entry.title for entry in palette._entries]
    assert "LOC" in [entry.title for entry in palette._entries]
    palette.close()


def test_the_marker_takes_the_last_label_instead_of_a_retired_one(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_5)
    edit(window, RETIRE)
    window.view.set_selection(TEXT.index("Iraq"), TEXT.index("Iraq"))
    press(window, K.Key_Return)
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.label == "GPE"
    ctrl(window, K.Key_M)
    assert window.marker.armed is not None
    assert window.marker.armed[1].name == "LOC"


def test_a_queue_opened_in_another_article_follows_a_renamed_label(window: MainWindow, qtbot: QtBot) -> None:
    look_for_others(window, qtbot)
    panel = window.occurrences._made().panel
    ctrl(window, K.Key_PageDown)
    edit(window, RENAME)
    assert "PLACE" in panel._title.text()
    qtbot.waitUntil(lambda: not window.occurrences._made().search.looking)
    first = window.occurrences._source.id
    panel.list.setFocus()
    panel.list.go_first()
    panel.list.accepted.emit()
    assert [span.label for span in saved(window, first)] == ["PLACE", "PLACE"]


def test_undoing_a_rename_with_the_label_armed_and_its_layer_hidden_leaves_all_in_order(window: MainWindow) -> None:
    ctrl(window, K.Key_M)
    edit(window, RENAME)
    assert not window.marker.on
    press(window, K.Key_1, M.AltModifier)
    ctrl(window, K.Key_Z)
    assert quotes(window) == [("GPE", "Iraq")]
    assert window.desk.counts["entity", "GPE"] == 1
    assert window.desk.counts["entity", "PLACE"] == 0
