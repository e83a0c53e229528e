"""The editor's forms: guideline with examples, attributes, layers and relations."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.app.operations.spans import SetAttribute
from annotator.domain import guideline
from annotator.domain.scheme import Attribute
from annotator.ui.main_window import MainWindow
from annotator.ui.scheme_editor import applying
from annotator.ui.scheme_editor.editor import SchemeEditor
from annotator.ui.scheme_editor.tree import Path
from tests.ui.acting import K, M, click
from tests.ui.conftest import saved
from tests.ui.scheme_editor.conftest import GPE, changes, choose, field, retype, saved_label, saved_scheme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform says it
CHECK = Path("claim", "FACTUAL", "checkworthy")


def apply(editor: SchemeEditor, counted: Callable[[], None]) -> None:
    counted()
    QTest.keyClick(editor, K.Key_Return, M.ControlModifier)


def attribute(window: MainWindow, name: str = "checkworthy") -> Attribute | None:
    return saved_label(window, Path("claim", "FACTUAL")).attribute(name)


def answered(window: MainWindow) -> object:
    return next(span for span in saved(window) if span.label == "FACTUAL").attributes.get("checkworthy")


def test_examples_are_lists_of_their_own(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    good = field(editor, "Good examples, one a line")
    assert isinstance(good, QPlainTextEdit)
    assert good.toPlainText().splitlines() == ["'LOWMERE' in a dateline", "'Tavrenia' in 'Tavrenia signed the treaty'"]
    retype(good, "'Oslo'.\n\n'Bergen'")
    retype(field(editor, "Guideline"), "Mark it.")
    apply(editor, counted)
    text = saved_label(window, GPE).guideline
    assert text == ("Mark it. Good: 'Oslo'. Good: 'Bergen'. Bad: 'Ansel Sound' (water: LOC). "
                    "Bad: 'the capital' (not a name).")
    assert guideline.parse(text) is not None


def test_a_text_of_its_own_is_edited_whole(editor: SchemeEditor, window: MainWindow,
                                           counted: Callable[[], None]) -> None:
    choose(editor, GPE)
    retype(field(editor, "Good examples, one a line"), "")
    retype(field(editor, "Bad examples, one a line"), "")
    retype(field(editor, "Guideline"), "Bad: a. Good: b")
    choose(editor, Path("entity"))
    choose(editor, GPE)
    text = field(editor, "Guideline")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Bad: a. Good: b"
    assert not [each for each in editor.form.findChildren(QPlainTextEdit)  # type: ignore[union-attr]
                if each.accessibleName().startswith("Good")]
    retype(text, "Bad: a. Good: c")
    apply(editor, counted)
    assert saved_label(window, GPE).guideline == "Bad: a. Good: c"


def test_a_value_is_renamed_and_the_answers_follow(window: MainWindow, editor: SchemeEditor,
                                                   counted: Callable[[], None]) -> None:
    choose(editor, CHECK)
    retype(field(editor, "Values, one a line"), "yes\nno\nunclear")
    choose(editor, GPE)
    counted()
    assert changes(editor) == [("Rename unsure of checkworthy to unclear", "1 span in 1 article by 1 annotator")]
    apply(editor, counted)
    assert answered(window) == "unclear"
    found = attribute(window)
    assert found is not None
    assert (found.values, found.default) == (("yes", "no", "unclear"), "unclear")


def test_a_value_that_goes_names_its_answers(window: MainWindow, editor: SchemeEditor,
                                             counted: Callable[[], None]) -> None:
    choose(editor, CHECK)
    retype(field(editor, "Values, one a line"), "yes\nno")
    apply(editor, counted)  # takes over what was typed, counts, and waits: nobody has seen yet what goes
    counted()
    assert editor.notice.words == "Look at what goes, below; then apply."
    assert changes(editor)[0][0] == "Change checkworthy of FACTUAL"
    row = editor.changes.list.topLevelItem(0)
    assert row is not None
    assert [row.child(n).text(0) for n in range(row.childCount())] == ["checkworthy = unsure of FACTUAL “Iraq is safe”"]
    assert answered(window) == "unsure"
    apply(editor, counted)
    assert answered(window) is None


@pytest.mark.parametrize("back", ["undo", "discard"])
def test_what_was_typed_does_not_come_back(editor: SchemeEditor, back: str) -> None:
    choose(editor, CHECK)
    retype(field(editor, "Values, one a line"), "yes\nno")
    if back == "undo":
        choose(editor, CHECK)
        QTest.keyClick(editor.tree, K.Key_Z, M.ControlModifier)
    else:
        QTest.keyClick(field(editor, "Values, one a line"), K.Key_Escape)
        QTest.keyClick(editor.tree, K.Key_D)
    assert editor.copy_.edits == ()
    assert editor.form is not None
    assert editor.form.findChildren(QPlainTextEdit)[0].toPlainText() == "yes\nno\nunsure"


def test_a_choice_keeps_at_least_one_value(editor: SchemeEditor) -> None:
    choose(editor, CHECK)
    retype(field(editor, "Values, one a line"), "")
    QTest.keyClick(field(editor, "Values, one a line"), K.Key_Tab)
    assert "a choice without values" in editor._state.text()
    assert editor.copy_.edits == ()


def test_a_boolean_can_learn_to_be_unsure(window: MainWindow, editor: SchemeEditor,
                                          counted: Callable[[], None]) -> None:
    choose(editor, CHECK)
    kind = field(editor, "Type")
    QTest.keyClicks(kind, "bool")
    kind.activated.emit(kind.currentIndex())  # type: ignore[attr-defined]
    apply(editor, counted)
    assert attribute(window) == Attribute(name="checkworthy", type="boolean")
    span = next(each for each in window.desk.spans.values() if each.label == "FACTUAL")
    window.desk.execute(SetAttribute(window.desk.ref, span.id, "checkworthy", True))
    choose(editor, CHECK)
    click(editor, "unsure")
    choice = field(editor, "Default")
    QTest.keyClicks(choice, "uns")
    choice.activated.emit(choice.currentIndex())  # type: ignore[attr-defined]
    apply(editor, counted)
    assert attribute(window) == Attribute(name="checkworthy", type="choice", values=("yes", "no", "unsure"),
                                          default="unsure")
    assert answered(window) == "yes"


def test_an_attribute_is_added_named_and_given_a_default(window: MainWindow, editor: SchemeEditor,
                                                         counted: Callable[[], None]) -> None:
    choose(editor, Path("claim", "FACTUAL"))
    QTest.keyClick(editor.tree, K.Key_N, M.ControlModifier | M.ShiftModifier)
    QTest.keyClicks(field(editor, "Name"), "weight")
    kind = field(editor, "Type")
    QTest.keyClicks(kind, "number")
    kind.activated.emit(kind.currentIndex())  # type: ignore[attr-defined]
    retype(field(editor, "Default answer"), "3x")
    assert "no number" in editor._state.text()
    retype(field(editor, "Default answer"), "3")
    choose(editor, Path("claim", "FACTUAL", "weight"))
    QTest.keyClick(editor.tree, K.Key_Insert)
    assert isinstance(kind, QComboBox)
    retype(field(editor, "Name"), "where")
    apply(editor, counted)
    assert attribute(window, "weight") == Attribute(name="weight", type="number", default=3)
    assert [each.name for each in saved_label(window, Path("claim", "FACTUAL")).attributes] == [
        "checkworthy", "stance", "weight", "where"]


def test_a_retired_attribute_is_shown_where_it_is_answered(window: MainWindow, editor: SchemeEditor,
                                                           counted: Callable[[], None]) -> None:
    choose(editor, CHECK)
    QTest.keyClick(editor.tree, K.Key_R, M.ControlModifier)
    apply(editor, counted)
    span = next(each for each in window.desk.spans.values() if each.label == "FACTUAL")
    window.desk.select(span.id)
    assert "checkworthy: unsure" in window.inspector._page._more.text()
    assert "checkworthy" not in window.inspector._page._fields


def test_an_attribute_with_answers_is_not_removed_unasked(window: MainWindow, editor: SchemeEditor,
                                                          counted: Callable[[], None]) -> None:
    choose(editor, CHECK)
    QTest.keyClick(editor.tree, K.Key_Delete)
    assert editor.notice.words == "checkworthy has 1 answer in 1 article by 1 annotator."
    QTest.keyClick(editor.tree, K.Key_D)
    apply(editor, counted)
    assert answered(window) is None
    assert attribute(window) is None


def test_a_layer_is_added_and_drawn(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    click(editor, "+ Layer")
    QTest.keyClicks(field(editor, "Name"), "frame")
    form = field(editor, "Form")
    QTest.keyClicks(form, "line")
    form.activated.emit(form.currentIndex())  # type: ignore[attr-defined]
    QTest.keyClick(form, K.Key_N, M.ControlModifier)
    retype(field(editor, "Name"), "LOSS")
    apply(editor, counted)
    layer = saved_scheme(window).layer("frame")
    assert layer is not None
    assert (layer.form, [label.name for label in layer.labels]) == ("line", ["LOSS"])


def test_a_layer_with_spans_is_asked_for(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None]) -> None:
    choose(editor, Path("entity"))
    QTest.keyClick(editor.tree, K.Key_Delete)
    assert editor.notice.words == "GPE is the only tail of the relation SAID_BY; change that first."
    choose(editor, Path(relation="SAID_BY"))
    QTest.keyClick(editor.tree, K.Key_Delete)
    choose(editor, Path("entity"))
    QTest.keyClick(editor.tree, K.Key_Delete)
    assert editor.notice.words == "entity has 3 spans in 1 article by 1 annotator."
    QTest.keyClick(editor.tree, K.Key_D)
    apply(editor, counted)
    assert [span.label for span in saved(window)] == ["FACTUAL"]


def test_ends_of_a_relation_are_ticked_by_keys(window: MainWindow, editor: SchemeEditor,
                                               counted: Callable[[], None]) -> None:
    choose(editor, Path())
    QTest.keyClick(editor.tree, K.Key_Insert)
    QTest.keyClicks(field(editor, "Name"), "IN")
    for name in ("Head: labels it goes from", "Tail: labels it goes to"):
        ends = field(editor, name)
        assert isinstance(ends, QListWidget)
        ends.setFocus()
        QTest.keyClick(ends, K.Key_Down)
        QTest.keyClick(ends, K.Key_Space)
    retype(field(editor, "Description"), "inside")
    apply(editor, counted)
    found = saved_scheme(window).relation("IN")
    assert found is not None
    assert (found.head, found.tail, found.description) == (("NORP",), ("NORP",), "inside")


def test_many_spans_are_changed_in_a_job(window: MainWindow, editor: SchemeEditor, counted: Callable[[], None],
                                         qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "_AT_ONCE", 0)
    choose(editor, GPE)
    click(editor, "Merge")
    QTest.keyClicks(editor.focusWidget(), "FAC")
    click(editor, "Merge   Enter")
    apply(editor, counted)
    qtbot.waitUntil(lambda: not editor.jobs.busy and not editor.copy_.edits)
    assert sorted(span.label for span in saved(window)) == ["FAC", "FAC", "FACTUAL", "LOC"]
