"""Finding in the article with real keys: hits, walking, options, and labelling what was found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.session import Session
from annotator.domain.article import Article
from annotator.domain.text import Range
from annotator.ui import finding
from annotator.ui.main_window import MainWindow
from annotator.ui.palette import Palette
from tests.ui.acting import ctrl
from tests.ui.conftest import TEXT, press, quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier


def field(window: MainWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "findField")
    assert found is not None
    return found


def bar(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "findBar")
    assert found is not None
    return found


def count(window: MainWindow) -> str:
    found = window.findChild(QLabel, "findCount")
    assert found is not None
    return found.text()


def find(window: MainWindow, words: str) -> None:
    window.view.setFocus()
    ctrl(window, K.Key_F)
    QTest.keyClicks(field(window), words)


def hits(window: MainWindow) -> list[Range]:
    return list(window.view._hits.ranges)


def switch(window: MainWindow, name: str) -> QPushButton:
    return next(each for each in bar(window).findChildren(QPushButton) if each.accessibleName() == name)


def test_hits_are_outlined_counted_and_walked_and_esc_leaves_one_selected_to_be_labelled(window: MainWindow) -> None:
    find(window, "iraq")
    assert field(window).hasFocus()
    first, second = TEXT.index("Iraq"), TEXT.rindex("Iraq")
    assert hits(window) == [(first, first + 4), (second, second + 4)]
    assert count(window) == "1 of 2"
    assert window.view.selection() == (first, first + 4)
    QTest.keyClick(field(window), K.Key_Return)
    assert (count(window), window.view.selection()) == ("2 of 2", (second, second + 4))
    QTest.keyClick(field(window), K.Key_Return)
    assert count(window) == "1 of 2"
    QTest.keyClick(field(window), K.Key_Return, M.ShiftModifier)
    assert count(window) == "2 of 2"
    QTest.keyClick(field(window), K.Key_Up)
    QTest.keyClick(field(window), K.Key_Down)
    assert count(window) == "2 of 2"
    QTest.keyClick(field(window), K.Key_4)
    assert field(window).text() == "iraq4"
    assert (count(window), quotes(window)) == ("Not in this article", [])
    QTest.keyClick(field(window), K.Key_Backspace)
    QTest.keyClick(field(window), K.Key_Escape)
    assert bar(window).isHidden()
    assert hits(window) == []
    assert window.view.hasFocus()
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Iraq")]


def test_f3_style_walking_goes_on_from_the_caret_after_the_bar_was_closed(window: MainWindow) -> None:
    find(window, "iraq")
    QTest.keyClick(field(window), K.Key_Escape)
    press(window, K.Key_4)
    ctrl(window, K.Key_G)
    assert window.view.hasFocus()
    assert count(window) == "2 of 2"
    press(window, K.Key_4)
    assert [span.quote for span in saved(window)] == ["Iraq", "Iraq"]
    ctrl(window, K.Key_G, M.ShiftModifier)
    assert count(window) == "1 of 2"
    press(window, K.Key_Escape)
    assert bar(window).isHidden()
    ctrl(window, K.Key_G, M.ShiftModifier)
    assert count(window) == "2 of 2"


def test_next_without_anything_to_find_asks_for_it(window: MainWindow) -> None:
    ctrl(window, K.Key_G)
    assert field(window).hasFocus()
    assert count(window) == ""
    QTest.keyClick(field(window), K.Key_Return)
    assert count(window) == ""


def test_selected_text_is_what_to_find(window: MainWindow) -> None:
    select(window, "Iraq is\u0020safe")
    ctrl(window, K.Key_F)
    assert field(window).text() == "Iraq is safe"
    assert field(window).selectedText() == "Iraq is safe"
    assert count(window) == "1 of 1"


def test_the_first_hit_is_the_one_after_the_caret(window: MainWindow) -> None:
    window.view.set_selection(40, 40)
    find(window, "iraq")
    assert count(window) == "2 of 2"


def test_options_by_key(window: MainWindow, qtbot: QtBot) -> None:
    find(window, "s")
    everywhere = len(hits(window))
    QTest.keyClick(field(window), K.Key_W, M.AltModifier)
    assert switch(window, "Whole words only").isChecked()
    assert [TEXT[slice(*hit)] for hit in hits(window)] == ["s"]
    QTest.keyClick(field(window), K.Key_W, M.AltModifier)
    QTest.keyClick(field(window), K.Key_C, M.AltModifier)
    assert len(hits(window)) == everywhere - TEXT.count("S")
    QTest.keyClick(field(window), K.Key_R, M.AltModifier)
    field(window).setText(r"S\w+")
    qtbot.waitUntil(lambda: count(window) == "1 of 1")
    field(window).setText("(")
    qtbot.waitUntil(lambda: "Incomplete" in count(window))
    assert hits(window) == []
    field(window).setText("(Iraq|Ottawa)")
    qtbot.waitUntil(lambda: count(window).endswith("of 3"))


def test_all_hits_are_labelled_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Iraq")
    press(window, K.Key_4)
    find(window, "iraq")
    QTest.keyClick(field(window), K.Key_Return, M.AltModifier)
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.field, "gpe")
    QTest.keyClick(palette.field, K.Key_Return)
    assert [(span.quote, span.origin) for span in saved(window)] == [("Iraq", "manual"), ("Iraq", "propagated")]
    assert "1 place labeled GPE; 1 had it already" in window.notice.words
    qtbot.waitUntil(window.view.hasFocus)
    QTest.keyClick(window.focusWidget(), K.Key_Z, M.ControlModifier)
    assert len(saved(window)) == 1


def test_another_article_is_searched_for_the_same(window: MainWindow) -> None:
    find(window, "e")
    ctrl(window, K.Key_PageDown)
    assert window.desk.article is not None
    text = window.desk.article.text
    assert [text[slice(*hit)].lower() for hit in hits(window)] == ["e"] * text.lower().count("e")
    assert count(window) == f"{text.lower().count('e')}"
    QTest.keyClick(field(window), K.Key_Return)


def test_the_hit_at_hand_stands_out_from_the_others(window: MainWindow) -> None:
    find(window, "iraq")
    images = []
    for current in (0, 1):
        window.view.set_selection(0, 0)
        window.view.set_hits(hits(window), current)
        QApplication.processEvents()
        images.append(window.view.viewport().grab().toImage())
    assert images[0] != images[1]


@pytest.fixture
def long_window(make_window: Callable[[Path | None], MainWindow], tmp_path: Path) -> MainWindow:
    path = tmp_path / "long.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    with session.project.write(annotator="ana", at="2026-01-01T00:00:00Z") as write:
        write.add_articles([Article(id="a", title="Long", text="Wörter und Straßen.\n" * 60_000)])
    session.close()
    return make_window(path)


def test_a_long_article_is_searched_in_a_job(long_window: MainWindow, qtbot: QtBot) -> None:
    assert long_window.desk.article is not None
    assert len(long_window.desk.article.text) > finding._LONG
    find(long_window, "strassen")
    qtbot.waitUntil(lambda: count(long_window) == "1 of 10,000+")
    assert hits(long_window)[0] == (11, 18)
    long_window.close()


def test_what_was_found_for_fewer_letters_does_not_stay_selected(window: MainWindow) -> None:
    window.view.set_selection(3, 3)
    find(window, "Canadi")
    assert count(window) == "Not in this article"
    assert window.view.selection() is None
    assert window.view.caret == 3
    QTest.keyClick(field(window), K.Key_Escape)
    find(window, "Canada")
    assert window.view.text[slice(*window.view.selection() or (0, 0))] == "Canada"
