"""Marker mode, repeating the last label, and the last five labels at hand: what is saved."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.operations.project import ReplaceScheme
from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import TEXT, press, quotes, saved, select

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    return window


def at(window: MainWindow, word: str, into: int = 0) -> QPoint:
    """Return where a character stands in the view, once that has its size."""
    QApplication.processEvents()
    start = TEXT.index(word) + into
    window.view.ensure_visible(TEXT.index(word), TEXT.index(word) + len(word))
    box = window.view.range_boxes(start, start + 1)[0]
    return QPoint(round(box.left()) + 1, round(box.center().y()))


def drag(window: MainWindow, word: str) -> None:
    """Select a word by dragging over it."""
    viewport, end, start = window.view.viewport(), at(window, word, len(word)), at(window, word)
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, end - QPoint(6, 0))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def click(window: MainWindow, word: str, times: int) -> None:
    """Click on a word, several times in a row at the pace of a hand (QTest leaves too long a pause)."""
    port, point, kinds = window.view.viewport(), QPointF(at(window, word, 1)), QMouseEvent.Type
    for number in range(times):
        press = kinds.MouseButtonDblClick if number % 2 else kinds.MouseButtonPress
        for step, kind in enumerate((press, kinds.MouseButtonRelease)):
            event = QMouseEvent(kind, point, port.mapToGlobal(point), LEFT, LEFT, M.NoModifier)
            event.setTimestamp(1_000_000 + 100 * number + 40 * step)
            QApplication.sendEvent(port, event)


def arm(window: MainWindow, key: Qt.Key) -> None:
    ctrl(window, K.Key_M)
    press(window, key)


def test_every_selection_takes_the_armed_label_until_escape(window: MainWindow) -> None:
    arm(window, K.Key_4)
    assert window.notice.words.startswith("Marker: GPE.")
    assert quotes(window) == []
    drag(window, "Ottawa")
    click(window, "Iraq", 2)
    assert quotes(window) == [("GPE", "Ottawa"), ("GPE", "Iraq")]
    press(window, K.Key_Escape)
    drag(window, "Monday")
    assert len(saved(window)) == 2


def test_ctrl_m_ends_it_too(window: MainWindow) -> None:
    arm(window, K.Key_4)
    ctrl(window, K.Key_M)
    drag(window, "Ottawa")
    assert quotes(window) == []
    assert window.marker.armed is None


def test_a_click_without_a_selection_labels_nothing(window: MainWindow) -> None:
    arm(window, K.Key_4)
    click(window, "Ottawa", 1)
    assert saved(window) == []


@pytest.mark.parametrize("ending", [K.Key_Return, K.Key_Space])
def test_a_selection_by_keyboard_is_ended_with_enter_or_space(window: MainWindow, ending: Qt.Key) -> None:
    arm(window, K.Key_4)
    for _ in range(6):
        press(window, K.Key_Right, M.ShiftModifier)
        assert saved(window) == []
    press(window, ending)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_another_labels_key_arms_that_one(window: MainWindow) -> None:
    arm(window, K.Key_4)
    press(window, K.Key_1)
    assert saved(window) == []
    drag(window, "Jessica")
    row = next(row for row in window.tags._rows if row.label.name == "ORG")
    QTest.mouseClick(row, LEFT)
    drag(window, "Monday")
    assert quotes(window) == [("ORG", "Monday"), ("PERSON", "Jessica")]


def test_the_selected_spans_label_is_armed_else_the_last_one(window: MainWindow) -> None:
    select(window, "Jessica")
    press(window, K.Key_1)
    select(window, "Ottawa")
    press(window, K.Key_4)
    window.view.set_selection(TEXT.index("Jessica") + 1, TEXT.index("Jessica") + 1)
    press(window, K.Key_Return)
    ctrl(window, K.Key_M)
    assert [each.name for each in window.marker.armed or ()] == ["entity", "PERSON"]
    ctrl(window, K.Key_M)
    window.desk.select(None)
    ctrl(window, K.Key_M)
    assert [each.name for each in window.marker.armed or ()] == ["entity", "GPE"]


def test_a_third_click_takes_the_sentence_and_not_the_word_as_well(window: MainWindow, qtbot: QtBot) -> None:
    arm(window, K.Key_Q)
    click(window, "safe", 3)
    qtbot.waitUntil(lambda: saved(window) != [])
    assert quotes(window) == [("FACTUAL", "“Iraq is safe,” said Jessica Lamirande.")]


def test_a_fourth_click_takes_the_paragraph_at_once(window: MainWindow) -> None:
    arm(window, K.Key_A)
    click(window, "advertisement", 4)
    assert quotes(window) == [("AD", "Story continues below advertisement")]


def test_twins_are_not_doubled(window: MainWindow) -> None:
    arm(window, K.Key_4)
    drag(window, "Ottawa")
    drag_again = TEXT.index("Ottawa")
    window.view.set_selection(drag_again, drag_again + 6)
    press(window, K.Key_Return)
    assert quotes(window) == [("GPE", "Ottawa")]
    assert "already" in window.notice.words
    press(window, K.Key_1)
    window.view.set_selection(drag_again, drag_again + 6)
    press(window, K.Key_Return)
    assert "is GPE already" in window.notice.words
    press(window, K.Key_1)
    assert quotes(window) == [("PERSON", "Ottawa")]


def test_escape_answers_an_offer_before_it_ends_marker_mode(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    window.desk.select(None)
    ctrl(window, K.Key_M)
    press(window, K.Key_1)
    select(window, "Ottawa")
    press(window, K.Key_Return)
    assert window.notice.choices
    press(window, K.Key_Escape)
    assert not window.notice.choices
    assert window.marker.armed is not None
    press(window, K.Key_Escape)
    assert window.marker.armed is None
    assert quotes(window) == [("GPE", "Ottawa")]


def test_words_selected_for_another_fragment_are_not_labelled(window: MainWindow) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    ctrl(window, K.Key_M)
    press(window, K.Key_Plus)
    drag(window, "Iraq")
    assert quotes(window) == [("GPE", "Ottawa")]
    press(window, K.Key_Plus)
    assert quotes(window) == [("GPE", "Ottawa Iraq")]
    press(window, K.Key_Escape)
    assert window.marker.armed is None


def test_the_armed_label_can_be_seen(window: MainWindow) -> None:
    viewport = window.view.viewport()
    row = next(row for row in window.tags._rows if row.label.name == "GPE")
    before = row.grab().toImage()
    assert not window.status._marker.isVisible()
    arm(window, K.Key_4)
    assert window.status._marker.text() == "Marker: GPE"
    assert window.status._marker.isVisible()
    assert viewport.cursor().shape() == Qt.CursorShape.BitmapCursor
    assert row.grab().toImage() != before
    assert "armed" in row.accessibleName()
    QTest.mouseMove(viewport, at(window, "Ottawa"))
    assert viewport.cursor().shape() == Qt.CursorShape.BitmapCursor
    press(window, K.Key_Escape)
    assert row.grab().toImage() == before
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_sign_in_the_panel_is_in_the_accent_color(window: MainWindow, name: str) -> None:
    theme.choose(QApplication.instance(), name)  # type: ignore[arg-type]
    arm(window, K.Key_4)
    picture = next(row for row in window.tags._rows if row.label.name == "GPE").grab().toImage()
    seen = {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}
    assert {theme.current().accent, theme.current().on_accent} <= seen


def test_a_scheme_without_the_armed_label_ends_marker_mode(window: MainWindow) -> None:
    arm(window, K.Key_8)
    window.desk.execute(ReplaceScheme(window.desk.scheme))
    scheme = window.desk.scheme
    assert window.marker.armed is not None
    layers = tuple(replace(layer, labels=tuple(each for each in layer.labels if each.name != "DATE"))
                   for layer in scheme.layers)
    window.desk.execute(ReplaceScheme(replace(scheme, layers=layers)))
    assert window.marker.armed is None
    assert not window.status._marker.isVisible()


def test_space_repeats_the_last_label_as_its_key_would(window: MainWindow) -> None:
    press(window, K.Key_Space)
    assert window.notice.words == "Space repeats the last label; none was used yet."
    assert saved(window) == []
    select(window, "Ottawa")
    press(window, K.Key_4)
    window.view.set_selection(TEXT.index("Iraq") + 1, TEXT.index("Iraq") + 1)
    press(window, K.Key_Space)
    select(window, "Jessica Lamirande")
    press(window, K.Key_Space)
    press(window, K.Key_Q)
    window.view.set_selection(len(TEXT) - 1, len(TEXT) - 1)
    press(window, K.Key_Space)
    assert quotes(window) == [
        ("GPE", "Ottawa"), ("FACTUAL", "“Iraq is safe,” said Jessica Lamirande."), ("GPE", "Iraq"),
        ("GPE", "Jessica Lamirande"), ("FACTUAL", "Iraq waits for Canada’s troops.")]


def test_the_last_five_labels_by_key_and_by_click(window: MainWindow) -> None:
    for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5, K.Key_6):
        select(window, "Ottawa")
        press(window, key)
        if window.notice.choices:
            press(window, K.Key_Plus)
    names = [label.name for _, label in window.recent.labels()]
    assert names == ["FAC", "LOC", "GPE", "ORG", "NORP"]
    assert window.actions_["label.recent.3"].text() == "Recent label &3: GPE"
    select(window, "Monday")
    ctrl(window, K.Key_3)
    assert ("GPE", "Monday") in quotes(window)
    assert [label.name for _, label in window.recent.labels()][:3] == ["GPE", "FAC", "LOC"]
    select(window, "Jessica")
    chip = next(chip for chip in window.recent_row._chips if chip.text() == "NORP")
    assert chip.accessibleName() == "NORP, used lately, key Ctrl+5"
    QTest.mouseClick(chip, LEFT)
    assert ("NORP", "Jessica") in quotes(window)
    assert window.view.hasFocus()


def test_recent_labels_are_kept_from_start_to_start_for_each_project(
        window: MainWindow, make_window: Callable[[Path | None], MainWindow], project: Path, tmp_path: Path) -> None:
    height = window.recent_row.height()
    assert not window.actions_["label.recent.1"].isEnabled()
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert window.actions_["label.recent.1"].isEnabled()
    assert not window.actions_["label.recent.2"].isEnabled()
    assert window.recent_row.height() == height
    window.settings.sync()
    assert [label for _, label in Settings().last_labels(project)] == ["GPE"]
    assert [chip.text() for chip in make_window(project).recent_row._chips] == ["GPE"]
    window.projects.create(tmp_path / "fresh.annotator")
    assert window.recent_row._chips == []
    assert window.recent_row.height() == height


@pytest.mark.parametrize("kept", ["{", "[]", '{"last": 1}', '{"last": ["GPE", ["entity"], [1, 2]]}',
                                  '{"last": [["entity", "GONE"]]}'])
def test_broken_memories_of_labels_and_commands_do_no_harm(
        make_window: Callable[[Path | None], MainWindow], project: Path, caplog: pytest.LogCaptureFixture,
        kept: str) -> None:
    settings = Settings()
    settings.put_last_labels(project, [])
    name = next(key for key in settings._store.allKeys() if key.startswith("labels/"))
    settings.put(name, kept)
    settings.put("palette", kept)
    settings.sync()
    window = make_window(project)
    assert window.recent.labels() == []
    assert all(isinstance(each, str) for each in window.settings.last_commands())
    for record in caplog.records:
        record.expected = True


def test_chips_that_do_not_fit_are_shortened_and_the_oldest_left_out(window: MainWindow) -> None:
    for layer, label in (("claim", "PREDICTION"), ("boilerplate", "NAVIGATION"), ("claim", "FACTUAL"),
                         ("entity", "PERSON"), ("entity", "GPE")):
        window.recent.use(layer, label)
    for width, shown in ((620, 5), (220, 2), (60, 1)):
        window.recent_row.resize(width, window.recent_row.height())
        chips = [chip for chip in window.recent_row._chips if not chip.isHidden()]
        assert [chip.text() for chip in chips] == ["GPE", "PERSON", "FACTUAL", "NAVIGATION", "PREDICTION"][:shown]
        assert all(chip.geometry().right() <= width for chip in chips)
        assert all(before.geometry().right() < after.geometry().left() for before, after in pairwise(chips))
    select(window, "Ottawa")
    QTest.keyClick(window, K.Key_5, M.ControlModifier)
    assert quotes(window) == [("PREDICTION", "Ottawa")]
