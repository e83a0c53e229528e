"""What the widget shows: positions agree with Qt's own, whatever the text holds."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from annotator.ui.correct.shown import Places, shown_text

TEXTS = st.lists(st.sampled_from([
    "a", "é", "\u00a0", "\n", "\r", "\r\n", "\u2028", "\u2029", "\ufeff", "😀", "م", "\x0b", "\ufdd0", "\U0001ffff",
    "\ufffc", "\t"]), max_size=12).map("".join)


@given(TEXTS)
def test_the_widget_has_one_position_for_each(text: str) -> None:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(shown_text(text))
    assert document.characterCount() - 1 == Places(text).end == Places(text).to_units(len(text))


@given(TEXTS)
def test_positions_come_back(text: str) -> None:
    places = Places(text)
    for point in range(len(text) + 1):
        inside_break = 0 < point < len(text) and text[point - 1:point + 1] == "\r\n"
        assert places.to_points(places.to_units(point)) == (point - 1 if inside_break else point)


def test_half_an_emoji_is_before_it_and_beyond_the_end_is_the_end(qtbot: QtBot) -> None:
    places = Places("a😀\r\nb")
    assert [places.to_points(unit) for unit in range(8)] == [0, 1, 1, 2, 4, 5, 5, 5]
