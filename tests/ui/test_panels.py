"""The panels: what they show of the article, and what is saved when they are used."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.errors import NotSaved
from annotator.domain.query import ArticleFilter
from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.filter_words import parse
from tests.ui.conftest import TEXT, press, quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier


def label(window: MainWindow, word: str, key: Qt.Key) -> None:
    window.desk.select(None)
    select(window, word)
    press(window, key)


def field(window: MainWindow, name: str, kind: type) -> object:
    return next(each for each in window.inspector.findChildren(kind) if each.accessibleName() == name)


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.articles.model.shown]


def test_the_table_follows_the_article_and_selects(window: MainWindow) -> None:
    label(window, "Jessica Lamirande", K.Key_1)
    label(window, "Ottawa", K.Key_4)
    window.docks["spans"].raise_()
    model = window.table.model()
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert shown == [["GPE", "Ottawa", "0", "6"],
                     ["PERSON", "Jessica Lamirande", str(TEXT.index("Jessica")), str(TEXT.index("Jessica") + 17)]]
    window.table.setCurrentIndex(model.index(1, 0))
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.label == "PERSON"
    window.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "PERSON"
    QTest.keyClick(window.table, K.Key_Delete)
    assert quotes(window) == [("GPE", "Ottawa")]


def test_the_inspector_tells_everything_about_the_span(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    words = " ".join(each.text() for each in window.inspector.findChildren(QLabel))
    assert all(part in words for part in ("FACTUAL", "claim", "Iraq is safe", "manual", "ana"))


def test_attributes_are_answered_by_keys(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    QTest.keyClick(window, K.Key_F2)
    choice = field(window, "checkworthy", QComboBox)
    assert isinstance(choice, QComboBox)
    assert choice.hasFocus()
    assert choice.currentText() == "unsure"
    QTest.keyClick(choice, K.Key_Up)
    choice.activated.emit(choice.currentIndex())
    assert saved(window)[0].attributes["checkworthy"] == choice.currentText() == "no"


def test_a_comment_is_saved_as_it_is_typed_in_one_step(window: MainWindow) -> None:
    label(window, "Ottawa", K.Key_4)
    QTest.keyClick(window, K.Key_F2)
    comment = field(window, "Comment", QPlainTextEdit)
    assert isinstance(comment, QPlainTextEdit)
    assert comment.hasFocus()
    QTest.keyClicks(comment, "the city")
    assert saved(window)[0].comment == "the city"
    assert comment.hasFocus()
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert saved(window)[0].comment == ""


def test_notes_on_the_article(window: MainWindow) -> None:
    QTest.keyClick(window, K.Key_F3)
    notes = field(window, "Notes on this article", QPlainTextEdit)
    QTest.keyClicks(notes, "odd one")
    assert window.desk.set.notes == "odd one"


def test_another_label_by_the_inspector(window: MainWindow) -> None:
    label(window, "Ottawa", K.Key_4)
    choice = field(window, "Label", QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentText("LOC")
    choice.textActivated.emit("LOC")
    assert quotes(window) == [("LOC", "Ottawa")]


def test_the_wheel_over_a_field_changes_nothing(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    for name in ("Label", "checkworthy"):
        choice = field(window, name, QComboBox)
        assert isinstance(choice, QComboBox)
        before, middle = choice.currentText(), QPointF(choice.rect().center())
        event = QWheelEvent(middle, choice.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120),
                            Qt.MouseButton.NoButton, M.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(choice, event)
        assert choice.currentText() == before
    assert quotes(window) == [("FACTUAL", "Iraq is safe")]
    assert saved(window)[0].attributes["checkworthy"] == "unsure"


def test_names_of_steps_are_shown_as_they_are(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "AT&T <b>bold.txt"
    file.write_text("A text of its own.", encoding="utf-8")
    window.exchange.import_paths([file])
    qtbot.waitUntil(lambda: not window.exchange.busy and len(titles(window)) == 4)
    action = window.actions_["edit.undo"]
    assert action.text() == "&Undo: import AT&&T <b>bold.txt"
    assert "AT&amp;T &lt;b&gt;bold" in action.toolTip()


def test_undo_of_a_removal_shows_the_article_again(window: MainWindow) -> None:
    first = window.desk.article
    window.walking.remove()
    press(window, K.Key_Return)
    assert window.desk.article != first
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert window.desk.article == first
    QTest.keyClick(window, K.Key_Z, M.ControlModifier | M.ShiftModifier)
    assert window.desk.article != first
    assert window.notice.words == ""


def test_the_guideline_follows_the_span_and_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, K.Key_F4)
    qtbot.waitUntil(lambda: not window.guideline.visibleRegion().isEmpty())
    label(window, "Ottawa", K.Key_4)
    words = [each.text() for each in window.guideline.findChildren(QLabel)]
    assert words[0].startswith("GPE")
    assert any(word.startswith("Good:") for word in words)
    assert any(word.startswith("Bad:") for word in words)


def test_the_history_goes_back_and_forth(window: MainWindow) -> None:
    for word in ("Ottawa", "Iraq"):
        label(window, word, K.Key_4)
    QTest.keyClick(window, K.Key_H, M.ControlModifier)
    history = window.history
    assert [history.item(row).text().split(" · ")[0] for row in range(history.count())] == [
        "label GPE", "label GPE", "import 3 files", "As it was at the beginning"]
    history.itemClicked.emit(history.item(1))
    assert quotes(window) == [("GPE", "Ottawa")]
    assert history.item(0).font().italic()
    history.itemClicked.emit(history.item(0))
    assert len(saved(window)) == 2


def test_done_skip_and_the_next_article_by_key(window: MainWindow) -> None:
    assert titles(window)[0].startswith("Ottawa")
    QTest.keyClick(window, K.Key_Return, M.ControlModifier)
    assert window.desk.article is not None
    assert window.desk.article.text.startswith("Erbil")
    QTest.keyClick(window, K.Key_Return, M.ControlModifier | M.ShiftModifier)
    assert window.desk.article.text.startswith("Third")
    assert [row.status for row in window.articles.model.rows] == ["done", "skipped", "new"]
    assert window.articles._progress_words.text() == "1 OF 3 DONE"
    assert window.articles._progress_words.toolTip() == "1 done, 1 skipped, 1 still open"
    assert window.articles._progress.value() == 2
    QTest.keyClick(window, K.Key_Return, M.ControlModifier)
    assert "All articles" in window.notice.words
    QTest.keyClick(window, K.Key_PageUp, M.ControlModifier)
    assert window.desk.article.text.startswith("Erbil")


@pytest.mark.parametrize(("words", "count"), [
    ("rockets", 1), ("ROCKETS third", 1), ("status:new", 2), ("status:in_progress", 1), ("label:GPE", 1),
    ("label:gpe ottawa", 1), ("label:ORG", 0), ("status:done", 0), ("", 3)])
def test_the_filter(window: MainWindow, qtbot: QtBot, words: str, count: int) -> None:
    label(window, "Ottawa", K.Key_4)
    QTest.keyClick(window, K.Key_P, M.ControlModifier)
    assert window.articles.filter_field.hasFocus()
    QTest.keyClicks(window.articles.filter_field, words)
    QTest.keyClick(window.articles.filter_field, K.Key_Return)
    assert len(titles(window)) == count
    assert window.articles._message.isVisible() == (count == 0)


def test_filter_words() -> None:
    assert parse("a status:done b label:org") == (
        ArticleFilter(words=("a", "b"), statuses=("done",), labels=("ORG",)), "")
    assert parse("status:skip")[0].statuses == ("skipped",)
    assert parse("status: label:")[0] == ArticleFilter()
    assert "No status gone" in parse("status:gone")[1]
    assert parse('"in the sea" -war ferr*')[0] == ArticleFilter(words=("in the sea", "ferr"), without=("war",))
    assert "Ctrl+Shift+F" in parse("layer:claim")[1]
    assert parse('review:"Ana again" review: x')[0] == ArticleFilter(words=("x",), reviews=("Ana again",))
    assert parse("10:30 author:x")[0].words == ("10:30", "author:x")


def test_the_status_bar_tells_the_truth(window: MainWindow) -> None:
    assert "All saved" in window.status._saved.text()
    label(window, "Ottawa", K.Key_4)
    assert "All saved · " in window.status._saved.text()
    assert window.status._spans.text() == "1 span"
    assert window.status._article.text() == "Article 1 of 3"
    window.choose_theme("dark")
    assert theme.DARK.good in window.status._saved.text()
    window.desk.not_saved.emit("disk full")
    assert "Not saved" in window.status._saved.text()
    window.choose_theme("light")
    assert "Not saved" in window.status._saved.text()
    assert theme.LIGHT.bad in window.status._saved.text()


def test_f6_goes_round_the_panels(window: MainWindow) -> None:
    stops = []
    for _ in range(4):
        QTest.keyClick(window.focusWidget() or window, K.Key_F6)
        stops.append(window.focusWidget())
    assert stops[0] is window.articles.list
    assert stops[-1] is window.view


def test_escape_comes_back_to_the_article(window: MainWindow) -> None:
    label(window, "Iraq is safe", K.Key_Q)
    for go in (lambda: QTest.keyClick(window, K.Key_F2), window.inspector._page._comment.setFocus,
               window.articles.list.setFocus, window.articles.filter_field.setFocus):
        go()
        assert not window.view.hasFocus()
        QTest.keyClick(window.focusWidget(), K.Key_Escape)
        assert window.view.hasFocus()


def test_every_control_has_a_name(window: MainWindow) -> None:
    for name in ("articleList", "articleView", "tagPanel", "spanTable", "searchBox"):
        assert window.findChild(QWidget, name) is not None
    assert window.objectName() == "mainWindow"
    label(window, "Iraq is safe", K.Key_Q)
    controls = [each for each in window.findChildren(QWidget)
                if each.isVisible() and (isinstance(each, QAbstractButton)
                                         or each.focusPolicy() & Qt.FocusPolicy.TabFocus)]
    assert len(controls) > 25
    nameless = [each for each in controls if not (each.accessibleName() or (
        isinstance(each, QAbstractButton) and each.text()) or isinstance(each, QTabBar))]
    assert nameless == []


def test_removing_an_article_asks_in_a_line_and_is_undone(window: MainWindow) -> None:
    first = window.desk.article
    assert first is not None
    window.walking.remove()
    assert "Remove" in window.notice.words
    press(window, K.Key_Return)
    assert len(titles(window)) == 2
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert len(titles(window)) == 3


def test_another_annotator_has_a_set_of_their_own(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    label(window, "Ottawa", K.Key_4)
    monkeypatch.setattr("annotator.ui.projects.QInputDialog.getText", lambda *_: ("bob", True))
    window.projects.ask_annotator()
    assert window.desk.spans == {}
    assert window.status._who.text() == "bob"
    label(window, "Ottawa", K.Key_5)
    assert quotes(window) == [("LOC", "Ottawa")]


def test_what_the_window_remembers(window: MainWindow, make_window: Callable[[Path | None], MainWindow]) -> None:
    QTest.keyClick(window, K.Key_PageDown, M.ControlModifier)
    window.docks["guideline"].hide()
    window.close()
    again = make_window(None)
    assert again.desk.article is not None
    assert again.desk.article.text.startswith("Erbil")
    assert again.docks["guideline"].isHidden()


def test_a_file_that_cannot_be_read_is_told_in_the_status_bar(window: MainWindow,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise NotSaved("work.annotator could not be read or written; check the disk.")

    assert window.desk.session is not None
    monkeypatch.setattr(window.desk.session, "refresh", fail)
    window.desk.refresh()
    assert "Not saved" in window.status._saved.text()
    assert "check the disk" in window.status._saved.toolTip()


def test_a_write_that_fails_changes_nothing_and_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session = window.desk.session
    assert session is not None

    def full(*_: object, **__: object) -> None:
        raise NotSaved("The disk is full; free some space and try again.")

    monkeypatch.setattr(session.project, "write", full)
    label(window, "Ottawa", K.Key_4)
    assert window.desk.spans == {}
    assert "Not saved" in window.status._saved.text()
    assert "disk is full" in window.notice.words
    monkeypatch.undo()
    label(window, "Ottawa", K.Key_4)
    assert "All saved" in window.status._saved.text()
    assert quotes(window) == [("GPE", "Ottawa")]


def test_f2_twice_goes_to_the_comment(window: MainWindow) -> None:
    window.view.set_selection(TEXT.index("Iraq"), TEXT.index("Iraq"))
    press(window, Qt.Key.Key_Q)
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget().accessibleName() == "checkworthy"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    comment = QApplication.focusWidget()
    assert isinstance(comment, QPlainTextEdit)
    assert comment.placeholderText() == "Comment (F2 F2)"
    QTest.keyClicks(comment, "ask")
    assert [span.comment for span in saved(window)] == ["ask"]
    window.desk.select(None)
    window.view.set_selection(0, 0)
    press(window, Qt.Key.Key_4)
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is comment
    assert comment.placeholderText() == "Comment (F2)"


def test_a_page_made_before_a_span_is_selected_claims_no_room(window: MainWindow) -> None:
    before = window.inspector.widget().sizeHint()
    window.inspector.get_ready()
    assert window.inspector.widget().minimumSizeHint().height() <= before.height()
    page = window.inspector._page
    assert page.sizePolicy().verticalPolicy() == page.sizePolicy().Policy.Ignored
    window.inspector.get_ready()
    assert window.inspector._page is page
