"""The relations of the selected span in the inspector: listed both ways, and changed by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from annotator.app.operations.relations import AddRelation
from annotator.app.operations.spans import Relabel
from annotator.ui.main_window import MainWindow
from tests.ui.test_relating import K, relate, related, spans

__all__ = ["spans"]  # the fixture


def named(window: MainWindow, name: str) -> QWidget:
    """Return the visible widget of the inspector with this accessible name."""
    return next(each for each in window.inspector.findChildren(QWidget)
                if each.accessibleName().startswith(name) and each.isVisibleTo(window))


def names(window: MainWindow) -> list[str]:
    return [each.accessibleName() for kind in (QComboBox, QPushButton) for each in window.inspector.findChildren(kind)
            if each.isVisibleTo(window) and "“" in each.accessibleName()]


def tab_to(window: MainWindow, name: str) -> QWidget:
    """Go by Tab from the first field to a widget; return it."""
    QTest.keyClick(window, K.Key_F2)
    for _ in range(30):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget.accessibleName().startswith(name):
            return widget
        QTest.keyClick(widget, K.Key_Tab)
    raise AssertionError(f"Tab does not reach {name}")


def test_both_ends_list_the_relation(window: MainWindow, spans: dict[str, str]) -> None:
    window.desk.select(spans["FACTUAL"])
    assert "No relations. F9" in window.inspector.widget().findChild(QWidget, "relationWords").text()  # type: ignore[attr-defined]
    relate(window, spans["FACTUAL"], spans["PERSON"])
    assert "Go to “Jessica Lamirande”" in names(window)
    window.desk.select(spans["PERSON"])
    assert "Go to “Iraq is safe”" in names(window)
    window.desk.undo()
    window.desk.select(spans["PERSON"])
    assert names(window) == []


def test_a_jump_goes_to_the_other_end(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    QTest.keyClick(tab_to(window, "Go to “Jessica"), K.Key_Return)
    assert window.desk.selected == spans["PERSON"]


def test_type_and_ends_are_changed_by_keys(window: MainWindow, spans: dict[str, str]) -> None:
    window.desk.execute(AddRelation(window.desk.ref, "SUPPORTS", spans["FACTUAL"], spans["OPINION"]))
    window.desk.select(spans["FACTUAL"])
    QTest.keyClick(tab_to(window, "Relation with “Iraq waits”"), K.Key_Down)
    assert related(window) == [("ATTACKS", "FACTUAL", "OPINION")]
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    assert focused.accessibleName() == "Relation with “Iraq waits”"
    swap = tab_to(window, "Swap the ends of ATTACKS")
    QTest.keyClick(swap, K.Key_Space)
    assert related(window) == [("ATTACKS", "OPINION", "FACTUAL")]
    window.desk.undo()
    window.desk.undo()
    assert related(window) == [("SUPPORTS", "FACTUAL", "OPINION")]


def test_what_cannot_be_swapped_says_so_by_being_off(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    assert not named(window, "Swap").isEnabled()


def test_a_change_that_is_refused_shows_what_is_there(window: MainWindow, spans: dict[str, str]) -> None:
    for label in ("SUPPORTS", "ATTACKS"):
        window.desk.execute(AddRelation(window.desk.ref, label, spans["FACTUAL"], spans["OPINION"]))
    window.desk.select(spans["FACTUAL"])
    boxes = [each for each in window.inspector.findChildren(QComboBox)
             if each.accessibleName().startswith("Relation with") and each.isVisibleTo(window)]
    QTest.keyClick(boxes[0], K.Key_Down)
    QTest.keyClick(boxes[0], K.Key_Up)
    assert "already" in window.notice.words
    shown = [each.currentText() for each in window.inspector.findChildren(QComboBox)
             if each.accessibleName().startswith("Relation with") and each.isVisibleTo(window)]
    assert shown == ["ATTACKS", "SUPPORTS"]


def test_removing_keeps_the_keyboard_in_the_list(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    window.desk.execute(AddRelation(window.desk.ref, "SUPPORTS", spans["FACTUAL"], spans["OPINION"]))
    QTest.keyClick(tab_to(window, "Remove SAID_BY"), K.Key_Space)
    assert related(window) == [("SUPPORTS", "FACTUAL", "OPINION")]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Remove SUPPORTS, “Iraq waits”"
    QTest.keyClick(focused, K.Key_Space)
    assert related(window) == []


def test_a_relabelled_other_end_is_shown_anew(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    window.desk.execute(Relabel(window.desk.ref, spans["PERSON"], "entity", "ORG"))
    assert "Go to “Jessica Lamirande”" in names(window)


def test_a_refused_relabel_in_the_inspector_shows_the_label_that_holds(window: MainWindow,
                                                                       spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    window.desk.select(spans["PERSON"])
    box = named(window, "Label")
    assert isinstance(box, QComboBox)
    QTest.keyClick(box, Qt.Key.Key_End)
    assert "could not keep 1 relation" in window.notice.words
    assert box.currentText() == "PERSON"
