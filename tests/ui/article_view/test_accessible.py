"""What a screen reader is told: the text, the caret, what is selected, and the spans at the caret by name."""

import gc

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QApplication

from annotator.ui.article_view import ArticleView, accessible, assistive
from tests.ui.article_view.conftest import Hands

TEXT = "😀 Iraq is safe.\nJessica\u2029 said so \ufeffin Erbil."


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    assistive.install()


def seen(hands: Hands) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(hands.view)


def spoken(hands: Hands) -> QAccessibleTextInterface:
    found = seen(hands).textInterface()
    assert found is not None
    return found


def test_the_text_is_there_in_utf_16_units(hands: Hands) -> None:
    hands.show(TEXT)
    text = spoken(hands)
    assert text.characterCount() == len(TEXT.encode("utf-16-le")) // 2
    assert text.text(0, 7) == "😀 Iraq"
    assert text.text(3, 7) == "Iraq"
    assert text.text(0, text.characterCount()).count("\n") == 1
    assert len(text.text(0, text.characterCount())) == len(TEXT)


def test_caret_and_selection_follow_the_screen_reader(hands: Hands) -> None:
    hands.show(TEXT)
    text = spoken(hands)
    text.setCursorPosition(3)
    assert hands.view.caret == TEXT.index("Iraq")
    assert text.cursorPosition() == 3
    text.addSelection(3, 7)
    assert hands.selected_text() == "Iraq"
    assert text.selectionCount() == 0
    text.removeSelection(0)
    assert hands.view.selection() is None


def test_characters_have_boxes_on_the_screen(hands: Hands) -> None:
    hands.show(TEXT)
    text = spoken(hands)
    box = text.characterRect(3)
    here = hands.view.range_boxes(2, 3)[0].toRect()
    assert box.topLeft() == hands.view.viewport().mapToGlobal(here.topLeft())
    assert text.offsetAtPoint(QPoint(box.left() + 1, box.center().y())) == 3
    assert text.characterRect(10_000).isEmpty()


def test_a_far_place_is_brought_into_sight(hands: Hands) -> None:
    hands.show("line\n" * 300 + "end")
    spoken(hands).scrollToSubstring(1500, 1503)
    assert hands.view.range_boxes(1500, 1503)


def test_the_spans_at_the_caret_are_its_value(hands: Hands) -> None:
    hands.show(TEXT, ("Iraq", "GPE"), ("Iraq is safe.", "FACTUAL"))
    assert seen(hands).text(QAccessible.Text.Value) == ""
    hands.view.move_caret(3)
    assert seen(hands).text(QAccessible.Text.Value) == "GPE, entity: Iraq; FACTUAL, claim: Iraq is safe."
    assert seen(hands).text(QAccessible.Text.Name) == "Article"


def test_it_is_a_text_that_can_be_read_but_not_written(hands: Hands) -> None:
    hands.show(TEXT)
    assert seen(hands).role() == QAccessible.Role.EditableText
    state = seen(hands).state()
    assert (state.readOnly, state.multiLine, state.focusable) == (1, 1, 1)


def test_carets_spans_and_selections_are_announced(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
        elif isinstance(event, QAccessibleTextCursorEvent):
            told.append(event.cursorPosition())

    monkeypatch.setattr(accessible.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(accessible.QAccessible, "updateAccessibility", update)
    unseen = ArticleView()
    unseen.accessible = None  # an older PySide may ask on its own
    unseen.set_article("T", "", TEXT)
    unseen.move_caret(3)
    assert told == []  # nobody has asked for this one
    hands.show(TEXT, ("Iraq", "GPE"))
    seen(hands)
    hands.key(Qt.Key.Key_Right)
    told.clear()
    hands.key(Qt.Key.Key_Right)
    assert told == [3, "GPE, entity: Iraq"]
    told.clear()
    hands.key(Qt.Key.Key_Right)
    assert told == [4]
    hands.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told[-1] == "selected: r"
    told.clear()
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert "no span" in told


def test_a_long_quote_is_spoken_short() -> None:
    from tests.ui.article_view.conftest import make_span

    text = "word " * 40
    words = accessible.spans_in_words([make_span(text, "s", "FACTUAL", (0, 199))])
    assert words.endswith("word …")
    assert len(words) < 90


def test_views_come_and_go_with_what_was_seen_of_them() -> None:
    for number in range(30):
        view = ArticleView()
        view.set_article("T", "", TEXT)
        found = QAccessible.queryAccessibleInterface(view)
        text = found.textInterface()
        assert text is not None
        assert text.text(3, 7) == "Iraq"
        if number % 2:
            view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view, found, text
        gc.collect()
