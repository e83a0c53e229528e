"""The scheme editor by keys: what it saves, in one step, and what it says in place."""

from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.ui.main_window import MainWindow
from annotator.ui.palette_entries import entries
from annotator.ui.scheme_editor.editor import SchemeEditor
from annotator.ui.scheme_editor.tree import Path
from tests.ui.acting import K, M, button, click
from tests.ui.conftest import quotes
from tests.ui.scheme_editor.conftest import (
    GPE,
    LOC,
    changes,
    choose,
    field,
    retype,
    saved_label,
    saved_scheme,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it


def apply(editor: SchemeEditor, counted: Callable[[], None]) -> None:
    counted()
    QTest.keyClick(editor, K.Key_Return, M.ControlModifier)


def steps(window: MainWindow) -> list[str]:
    assert window.desk.session is not None
    return [step.name for step in window.desk.session.history()]


def test_renaming_and_merging_by_keys_is_one_step(window: MainWindow, editor: SchemeEditor,
                                                  counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    QTest.keyClick(editor.tree, K.Key_F2)
    name = field(editor, "Name")
    assert name.hasFocus()
    QTest.keyClicks(name, "PLACE")
    choose(editor, LOC)
    QTest.keyClick(editor.tree, K.Key_M, M.ControlModifier)
    target = editor.focusWidget()
    QTest.keyClicks(target, "PLA")
    QTest.keyClick(target, K.Key_Return)
    counted()
    assert changes(editor) == [("Rename GPE to PLACE", "2 spans in 1 article by 1 annotator"),
                               ("Merge LOC into PLACE", "1 span in 1 article by 1 annotator")]
    before = steps(window)
    apply(editor, counted)
    assert sorted(quotes(window)) == [("FACTUAL", "Iraq is safe"), ("PLACE", "Canada"), ("PLACE", "Iraq"),
                                      ("PLACE", "Ottawa")]
    assert steps(window) == [*before, "change scheme: rename GPE to PLACE, merge LOC into PLACE"]
    assert editor.copy_.edits == ()
    window.desk.undo()
    assert saved_scheme(window) == bootstrap.default_scheme()
    assert ("LOC", "Canada") in quotes(window)


def test_nothing_is_saved_before_apply(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    retype(field(editor, "Description"), "A place.")
    assert saved_scheme(window) == bootstrap.default_scheme()
    assert not editor._apply.isEnabled()
    counted()
    assert editor._apply.isEnabled()
    click(editor, "Apply")
    assert saved_label(window, GPE).description == "A place."


def test_a_taken_key_is_said_at_once_and_cannot_be_applied(editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    counted()
    retype(field(editor, "Key"), "1")
    told = field(editor, "Key: what is wrong")
    assert isinstance(told, QLabel)
    assert told.text() == "1 is the key of PERSON; choose another one."
    assert not editor._apply.isEnabled()
    retype(field(editor, "Key"), "z")
    counted()
    assert told.isHidden()
    assert editor._apply.isEnabled()
    assert editor.copy_.scheme.by_key("Z") is not None


@pytest.mark.parametrize(("name", "text", "words"), [
    ("Name", "LOC", "There is a label LOC already; choose another name."),
    ("Name", "", "A label needs a name; write one."),
    ("Color", "#12", "Label GPE has the color '#12'; write it as #RRGGBB."),
    ("Key", "%", "'%' cannot be a key; use one letter or digit.")])
def test_wrong_fields_say_so(editor: SchemeEditor, name: str, text: str, words: str) -> None:
    choose(editor, GPE)
    retype(field(editor, name), text)
    told = field(editor, f"{name}: what is wrong")
    assert isinstance(told, QLabel)
    assert told.text().replace("GP ", "GPE ") == words
    assert not editor._apply.isEnabled()


def test_a_color_is_clicked_in_the_palette(window: MainWindow, editor: SchemeEditor,
                                           counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    QTest.mouseClick(field(editor, "#EE6677, bright"), Qt.MouseButton.LeftButton)
    apply(editor, counted)
    assert saved_label(window, GPE).color == "#EE6677"


def test_arrows_go_through_the_palette(editor: SchemeEditor) -> None:
    choose(editor, GPE)
    line = field(editor, "Color")
    retype(line, "#EE6677")
    QTest.keyClick(line, K.Key_Down)
    assert editor.copy_.scheme.find("entity", "GPE")[1].color == "#228833"  # type: ignore[index]
    retype(line, "#000000")
    QTest.keyClick(line, K.Key_Up)
    assert editor.copy_.scheme.find("entity", "GPE")[1].color == "#4477AA"  # type: ignore[index]


def test_the_sample_is_painted_in_the_color(editor: SchemeEditor) -> None:
    choose(editor, GPE)
    sample = field(editor, "Sample of the label on the light and the dark page")
    before = sample.grab().toImage()
    QTest.mouseClick(field(editor, "#EE6677, bright"), Qt.MouseButton.LeftButton)
    after = sample.grab().toImage()
    found = {after.pixelColor(x, 40).name() for x in range(after.width())}
    assert before != after
    assert any(int(each[1:3], 16) > int(each[5:7], 16) + 20 for each in found)  # reddish, where it was blue


def test_adding_moving_and_taking_back(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, Path("claim", "FACTUAL"))
    QTest.keyClick(editor.tree, K.Key_Insert)
    QTest.keyClicks(field(editor, "Name"), "VALUE")
    retype(field(editor, "Key"), "v")
    choose(editor, Path("claim", "VALUE"))
    for _ in range(2):
        QTest.keyClick(editor.tree, K.Key_Up, M.AltModifier)
    choose(editor, GPE)
    QTest.keyClick(editor.tree, K.Key_R, M.ControlModifier)
    assert editor.copy_.scheme.by_key("4") is None
    QTest.keyClick(editor.tree, K.Key_Z, M.ControlModifier)
    assert editor.copy_.scheme.by_key("4") is not None
    apply(editor, counted)
    claim = saved_scheme(window).layer("claim")
    assert claim is not None
    assert [label.name for label in claim.labels] == ["FACTUAL", "VALUE", "OPINION", "PREDICTION"]
    assert saved_label(window, Path("claim", "VALUE")).key == "V"


def test_splitting_by_words(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    QTest.keyClick(editor.tree, K.Key_B, M.ControlModifier)
    QTest.keyClicks(editor.focusWidget(), "CITY")
    for each in (editor._line.rules, editor._line.words):  # type: ignore[union-attr]
        QTest.keyClick(editor.focusWidget(), K.Key_Tab)
        assert each.hasFocus()
    QTest.keyClicks(editor.focusWidget(), "ottawa")
    QTest.keyClick(editor.focusWidget(), K.Key_Return)
    apply(editor, counted)
    assert {("CITY", "Ottawa"), ("GPE", "Iraq")} <= set(quotes(window))


def test_splitting_asks_for_what_is_missing_and_can_be_left(editor: SchemeEditor) -> None:
    choose(editor, Path("claim", "FACTUAL"))
    QTest.keyClick(editor.tree, K.Key_B, M.ControlModifier)
    line = editor._line
    assert line is not None
    QTest.keyClick(editor.focusWidget(), K.Key_Return)
    QTest.keyClicks(editor.focusWidget(), "X")
    QTest.keyClick(editor.focusWidget(), K.Key_Return)
    assert line.words.hasFocus()  # type: ignore[attr-defined]
    assert [line.rules.itemText(n) for n in range(4)][1] == "checkworthy = yes"  # type: ignore[attr-defined]
    QTest.keyClick(editor.focusWidget(), K.Key_Escape)
    assert editor._line is None
    assert editor.tree.hasFocus()
    assert editor.isVisible()
    assert editor.copy_.edits == ()


def test_removing_a_label_without_spans_asks_nothing(window: MainWindow, editor: SchemeEditor,
                                                     counted: Callable[[], None]) -> None:
    choose(editor, Path("entity", "EVENT"))
    QTest.keyClick(editor.tree, K.Key_Delete)
    apply(editor, counted)
    assert saved_scheme(window).find("entity", "EVENT") is None


def test_removing_spans_is_asked_and_named(window: MainWindow, editor: SchemeEditor,
                                           counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    QTest.keyClick(editor.tree, K.Key_Delete)
    assert editor.notice.words == "GPE has 2 spans in 1 article by 1 annotator."
    assert editor.copy_.edits == ()
    QTest.keyClick(editor.tree, K.Key_D)
    counted()
    row = editor.changes.list.topLevelItem(0)
    assert row is not None
    assert [row.child(n).text(0) for n in range(row.childCount())] == ["GPE “Ottawa”", "GPE “Iraq”"]
    assert row.child(0).text(1).endswith("· ana")
    apply(editor, counted)
    assert sorted(label for label, _ in quotes(window)) == ["FACTUAL", "LOC"]
    window.desk.undo()
    assert len(quotes(window)) == 4


@pytest.mark.parametrize(("key", "merging"), [(K.Key_R, False), (K.Key_M, True)])
def test_removing_offers_to_retire_or_merge(editor: SchemeEditor, key: Qt.Key, merging: bool) -> None:
    choose(editor, GPE)
    QTest.keyClick(editor.tree, K.Key_Delete)
    QTest.keyClick(editor.tree, key)
    assert (editor._line is not None) == merging
    assert (editor.copy_.scheme.by_key("4") is None) != merging


def test_a_retired_label_is_offered_nowhere_and_spans_keep_it(window: MainWindow, editor: SchemeEditor,
                                                              counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    click(editor, "Retire")
    apply(editor, counted)
    assert saved_label(window, GPE).retired
    assert ("GPE", "Iraq") in quotes(window)
    assert "GPE" not in [row.label.name for row in window.tags._rows]
    fold = button(window.tags, "RETIRED")
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert "GPE, 2 in this article" in [row.accessibleName() for row in window.tags._retired if row.isVisible()]
    window.view.setFocus()
    window.view.set_selection(0, 6)
    QTest.keyClick(window.view, K.Key_4)
    assert len(quotes(window)) == 4
    window.labelling.label("entity", "GPE")
    assert "retired" in window.notice.words
    window.marker.arm("entity", "GPE")
    assert window.marker.armed is None
    assert "GPE" not in [each[1].name for each in window.recent.labels()]
    assert "label:entity:GPE" not in [each.id for each in entries(window)]


def test_esc_asks_while_something_is_not_applied(window: MainWindow, editor: SchemeEditor) -> None:
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    QTest.keyClick(editor.focusWidget(), K.Key_Escape)
    assert editor.isVisible()
    assert "not applied" in editor.notice.words
    QTest.keyClick(editor.tree, K.Key_Escape)
    assert editor.isVisible()
    assert editor.notice.words == ""
    QTest.keyClick(editor.tree, K.Key_Escape)
    QTest.keyClick(editor.tree, K.Key_D)
    assert not editor.isVisible()
    assert saved_scheme(window) == bootstrap.default_scheme()


def test_esc_and_enter_apply_and_close(window: MainWindow, editor: SchemeEditor, qtbot: QtBot) -> None:
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    editor.close()
    assert editor.isVisible()
    QTest.keyClick(editor.tree, K.Key_Return)
    qtbot.waitUntil(lambda: not editor.isVisible())
    assert saved_label(window, GPE).description == "x"


def test_the_window_does_not_close_over_edits(window: MainWindow, editor: SchemeEditor) -> None:
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    window.close()
    assert window.isVisible()
    assert "not applied" in editor.notice.words
    QTest.keyClick(editor.tree, K.Key_D)


def test_another_project_is_not_opened_over_edits(window: MainWindow, editor: SchemeEditor, tmp_path: FilePath) -> None:
    bootstrap.create_project(tmp_path / "other.annotator").close()
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    window.projects.open(tmp_path / "other.annotator")
    assert "not applied" in editor.notice.words
    assert window.windowTitle().startswith("work")
    QTest.keyClick(editor.tree, K.Key_D)
    window.projects.open(tmp_path / "other.annotator")
    assert window.windowTitle().startswith("other")
    assert not editor.isVisible()


def test_esc_closes_at_once_where_nothing_changed(window: MainWindow, editor: SchemeEditor, qtbot: QtBot) -> None:
    QTest.keyClick(editor.tree, K.Key_Escape)
    assert not editor.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_S, M.ControlModifier | M.ShiftModifier)
    assert window.scheming.editor is editor
    assert editor.isVisible()


def test_a_scheme_changed_elsewhere_is_followed_or_said(window: MainWindow, editor: SchemeEditor) -> None:
    from annotator.app.operations.scheme_edits import AddExample

    window.desk.execute(AddExample("entity", "GPE", True, "'x'"))
    assert editor.copy_.base == window.desk.scheme
    choose(editor, GPE)
    retype(field(editor, "Description"), "x")
    window.desk.execute(AddExample("entity", "GPE", True, "'y'"))
    assert "changed meanwhile" in editor.notice.words
    QTest.keyClick(editor.tree, K.Key_Return)
    assert editor.copy_.base == window.desk.scheme
    assert editor.copy_.edits == ()


def test_everything_in_the_editor_has_a_name(editor: SchemeEditor) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    for path in (GPE, Path("entity"), Path("claim", "FACTUAL", "checkworthy"), Path(relation="SAID_BY")):
        choose(editor, path)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            assert [each for each in editor.findChildren(kind) if each.isVisible()
                    and not (each.accessibleName() or getattr(each, "text", str)())] == []
