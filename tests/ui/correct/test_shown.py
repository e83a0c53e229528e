"""What the widget shows: positions agree with Qt's own, whatever the text holds."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from annotator.domain.draft import Change
from annotator.ui.correct.shown import Places, shown_text

TEXTS = st.lists(st.sampled_from([
    "a", "é", "\u00a0", "\n", "\r", "\r\n", "\u2028", "\u2029", "\ufeff", "😀", "م", "\x0b", "\ufdd0", "\U0001ffff",
    "\ufffc", "\t"]), max_size=12).map("".join)


@given(TEXTS)
def test_the_widget_has_one_position_for_each(qapp: QApplication, text: str) -> None:
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


@given(TEXTS, TEXTS, st.data())
def test_places_follow_a_change(text: str, put: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = text[:start] + put + text[end:]
    after, fresh = Places(text).after(Change(start, end, put), new), Places(new)
    assert after.end == fresh.end
    assert [after.to_units(point) for point in range(len(new) + 1)] == [
        fresh.to_units(point) for point in range(len(new) + 1)]
    assert [after.to_points(unit) for unit in range(fresh.end + 2)] == [
        fresh.to_points(unit) for unit in range(fresh.end + 2)]
