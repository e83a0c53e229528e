"""Searching the project with real keys: hits as they come, opening them, and changes to many spans."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import UserError
from annotator.ui import searching, theme
from annotator.ui.main_window import MainWindow
from annotator.ui.palette import Palette
from annotator.ui.panels.search_model import HIT_ROLE, TICK_ROLE
from annotator.ui.panels.search_panel import SearchPanel
from tests.ui.acting import ctrl
from tests.ui.conftest import TEXT, press, quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier


def panel(window: MainWindow) -> SearchPanel:
    found = window.findChild(SearchPanel, "searchPanel")
    assert found is not None
    return found


def rows(window: MainWindow) -> list[str]:
    model = panel(window).model
    return [model.index(row).data() for row in range(model.rowCount())]


def told(window: MainWindow) -> str:
    return panel(window)._told.text()


def search(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type words into the search and press Enter; wait until all is found."""
    window.view.set_selection(0, 0)
    ctrl(window, K.Key_F, M.ShiftModifier)
    field = panel(window).field
    assert field.hasFocus()
    field.clear()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, K.Key_Return)
    qtbot.waitUntil(lambda: not window.searching.busy and not panel(window)._typing.isActive())
    QTest.keyClick(field, K.Key_Down)


def strip(window: MainWindow, name: str) -> QPushButton:
    return next(each for each in panel(window).bulk.findChildren(QPushButton) if each.accessibleName() == name)


def press_button(window: MainWindow, name: str) -> None:
    strip(window, name).setFocus()
    QTest.keyClick(strip(window, name), K.Key_Return)


def message(window: MainWindow) -> str:
    stack = panel(window).findChildren(QStackedWidget)[0].currentWidget()
    return stack.text() if isinstance(stack, QLabel) else ""


@pytest.fixture
def labelled(project: Path) -> Path:
    """Iraq is GPE twice in the first article, Erbil in the second; bob has Iraq as ORG."""
    session = Session(bootstrap.open_project(project), bootstrap.default_annotator())
    for row in session.reader.article_rows(""):
        text = session.reader.article(row.id).text
        ref = SetRef(row.id, session.annotator)
        places = [(at, at + len(word)) for word in ("Iraq", "Erbil") for at in range(len(text))
                  if text.startswith(word, at)]
        if places:
            session.execute(AddSpans(ref, "entity", "GPE", [[place] for place in places]))
    first = session.reader.article_rows("")[0].id
    Session(session.project, "bob").execute(AddSpans(SetRef(first, "bob"), "entity", "ORG", [[(27, 31)]]))
    session.close()
    return project


@pytest.fixture
def worked(make_window: Callable[[Path | None], MainWindow], labelled: Path) -> MainWindow:
    """A window on that project."""
    return make_window(labelled)


def test_the_empty_panel_teaches_the_language(window: MainWindow, qtbot: QtBot) -> None:
    ctrl(window, K.Key_F, M.ShiftModifier)
    assert panel(window).field.hasFocus()
    assert "label:GPE" in message(window)
    assert panel(window).bulk.isHidden()
    QTest.keyClick(panel(window).field, K.Key_Escape)
    assert window.view.hasFocus()


def test_hits_are_grouped_by_article_and_open_by_key(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "iraq")
    assert rows(window)[0].startswith("Ottawa reacted")
    assert len(rows(window)) == 3
    assert told(window) == "2 hits in 1 article"
    ctrl(window, K.Key_PageDown)
    panel(window).list.setFocus()
    QTest.keyClick(panel(window).list, K.Key_Down)
    QTest.keyClick(panel(window).list, K.Key_Return)
    assert window.desk.article is not None
    assert window.desk.article.text == TEXT
    last = TEXT.rindex("Iraq")
    assert window.view.selection() == (last, last + 4)
    assert [TEXT[slice(*hit)] for hit in window.view._hits.ranges] == ["Iraq", "Iraq"]
    assert window.view.hasFocus()
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Iraq")]
    press(window, K.Key_Escape)
    assert list(window.view._hits.ranges) == []


def test_enter_goes_to_the_first_hit_as_soon_as_it_is_there(window: MainWindow, qtbot: QtBot) -> None:
    ctrl(window, K.Key_F, M.ShiftModifier)
    QTest.keyClicks(panel(window).field, "rockets")
    QTest.keyClick(panel(window).field, K.Key_Return)
    qtbot.waitUntil(panel(window).list.hasFocus)
    assert panel(window).list.currentIndex().row() == 1


def test_typing_searches_without_enter_and_typing_on_drops_what_came_before(window: MainWindow, qtbot: QtBot) -> None:
    ctrl(window, K.Key_F, M.ShiftModifier)
    QTest.keyClicks(panel(window).field, "rock")
    panel(window).ask()
    QTest.keyClicks(panel(window).field, "ets")
    qtbot.waitUntil(lambda: told(window) == "1 hit in 1 article")
    assert rows(window)[1].startswith("Third one about rockets")


def test_selected_words_are_searched(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Jessica Lamirande")
    ctrl(window, K.Key_F, M.ShiftModifier)
    assert panel(window).field.text() == '"Jessica Lamirande"'
    qtbot.waitUntil(lambda: told(window) == "1 hit in 1 article")


def test_a_title_found_opens_its_article(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "in:title erbil")
    QTest.keyClick(panel(window).list, K.Key_Return)
    assert window.desk.article is not None
    assert window.desk.article.text.startswith("Erbil")


@pytest.mark.parametrize(("words", "said"), [
    ("nowhere", "Put a * after a word"), ("iraq erbil", "Every word must occur"),
    ("in:title nowhere*", "Leave out in:title"),
    ("label:ORG", "add by:*"), ("label:XYZ", "There is no label XYZ; there are: AD"),
    ("status:done", "Leave out status:"),
    ("label:GPE iraq*", "in the spans only"), ("status:gone", "No status gone"),
])
def test_nothing_found_says_what_could_be_loosened(window: MainWindow, qtbot: QtBot, words: str, said: str) -> None:
    search(window, qtbot, words)
    qtbot.waitUntil(lambda: said in message(window))


def test_what_was_not_understood_is_said_beside_the_hits(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "iraq status:gone")
    assert told(window).startswith("No status gone")
    assert told(window).endswith("2 hits in 1 article")


def test_spans_show_label_and_whose_they_are_and_open_selected(worked: MainWindow, qtbot: QtBot) -> None:
    search(worked, qtbot, "by:* label:GPE label:ORG")
    assert [row.partition(":")[0] for row in rows(worked)[1:4]] == [
        f"GPE by {worked.desk.ref.annotator}", "ORG by bob", f"GPE by {worked.desk.ref.annotator}"]
    assert "1 of others are only shown" in panel(worked).bulk._words.text()
    QTest.keyClick(panel(worked).list, K.Key_Return)
    assert worked.desk.selected_span is not None
    assert worked.desk.selected_span.start == TEXT.index("Iraq")
    panel(worked).list.setFocus()
    QTest.keyClick(panel(worked).list, K.Key_Down)
    assert panel(worked).list.currentIndex().data(TICK_ROLE) is None
    QTest.keyClick(panel(worked).list, K.Key_Space)
    assert panel(worked).model.ticked == {}
    QTest.keyClick(panel(worked).list, K.Key_Return)
    assert worked.view.selection() == (27, 31)


def test_all_spans_found_are_relabelled_in_one_step(worked: MainWindow, qtbot: QtBot) -> None:
    search(worked, qtbot, "label:GPE")
    assert panel(worked).bulk._words.text().startswith("3 spans found")
    press_button(worked, "Relabel as")
    palette = worked.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.field, "loc")
    QTest.keyClick(palette.field, K.Key_Return)
    qtbot.waitUntil(lambda: strip(worked, "Confirm").isVisible())
    assert panel(worked).bulk._question.text() == "3 spans in 2 articles would become LOC."
    assert {label for label, _ in quotes(worked)} == {"GPE"}
    press_button(worked, "Confirm")
    qtbot.waitUntil(lambda: not worked.searching.busy and "Nothing found" in message(worked))
    assert {label for label, _ in quotes(worked)} == {"LOC"}
    assert worked.notice.words == "3 spans relabeled as LOC. Ctrl+Z takes it back."
    assert worked.desk.session is not None
    assert worked.desk.session.history()[-1].name == "relabel 3 spans as LOC"
    worked.activateWindow()
    qtbot.waitUntil(worked.isActiveWindow)
    QTest.keyClick(worked.focusWidget(), K.Key_Z, M.ControlModifier)
    assert {label for label, _ in quotes(worked)} == {"GPE"}


def test_ticked_spans_are_deleted_after_a_look_and_esc_leaves_them(worked: MainWindow, qtbot: QtBot) -> None:
    search(worked, qtbot, "label:GPE")
    QTest.keyClick(panel(worked).list, K.Key_Space)
    assert panel(worked).bulk._words.text().startswith("1 span ticked")
    press_button(worked, "Delete")
    qtbot.waitUntil(lambda: strip(worked, "Confirm").isVisible())
    assert panel(worked).bulk._question.text() == "1 span in 1 article would be deleted."
    QTest.keyClick(strip(worked, "Confirm"), K.Key_Escape)
    assert not strip(worked, "Confirm").isVisible()
    assert len(saved(worked)) == 2
    press_button(worked, "Delete")
    qtbot.waitUntil(lambda: strip(worked, "Confirm").isVisible())
    press_button(worked, "Confirm")
    qtbot.waitUntil(lambda: len(saved(worked)) == 1)
    qtbot.waitUntil(lambda: not worked.searching.busy)
    assert saved(worked)[0].start == TEXT.rindex("Iraq")


def test_ticks_by_mouse_and_all_taken_away(worked: MainWindow, qtbot: QtBot) -> None:
    search(worked, qtbot, "label:GPE")
    hits = panel(worked).list
    box = hits.visualRect(panel(worked).model.index(2))
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, M.NoModifier, box.topLeft() + QPoint(25, 8))
    assert [len(ids) for ids in panel(worked).model.ticked.values()] == [1]
    QTest.mouseClick(strip(worked, "Untick"), Qt.MouseButton.LeftButton)
    assert panel(worked).model.ticked == {}
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, M.NoModifier, box.topLeft() + QPoint(200, 8))
    assert worked.desk.selected_span is not None
    assert worked.desk.selected_span.start == TEXT.rindex("Iraq")


def test_a_change_that_is_refused_is_told_and_changes_nothing(worked: MainWindow, qtbot: QtBot,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    search(worked, qtbot, "label:GPE")
    press_button(worked, "Delete")
    qtbot.waitUntil(lambda: strip(worked, "Confirm").isVisible())

    def refuse(operation: object, initiator: object = None) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(worked.desk.session, "execute", refuse)
    press_button(worked, "Confirm")
    qtbot.waitUntil(lambda: worked.notice.words == "The disk is full.")
    assert len(saved(worked)) == 2


def test_more_hits_on_request(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_PAGE", 3)
    search(window, qtbot, "*e*")
    total = told(window)
    assert total.startswith("3 of ")
    assert len([row for row in range(panel(window).model.rowCount())
                if hasattr(panel(window).model.index(row).data(HIT_ROLE), "range")]) == 3
    QTest.mouseClick(panel(window)._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told(window).startswith("6 of "))
    assert told(window)[1:] == total[1:]


def test_the_panel_closes_with_its_project_and_the_next_one_starts_empty(window: MainWindow, qtbot: QtBot,
                                                                         tmp_path: Path) -> None:
    search(window, qtbot, "iraq")
    bootstrap.create_project(tmp_path / "other.annotator").close()
    window.projects.open(tmp_path / "other.annotator")
    assert panel(window).field.text() == ""
    assert rows(window) == []
    search(window, qtbot, "iraq")
    assert "Nothing found" in message(window)


def test_f6_comes_by_and_rows_are_painted(worked: MainWindow, qtbot: QtBot) -> None:
    search(worked, qtbot, "by:*")
    qtbot.waitUntil(lambda: panel(worked).list.viewport().height() > 60)
    image = panel(worked).list.viewport().grab().toImage()
    assert len({image.pixelColor(x, y).rgb() for x in range(0, image.width(), 3) for y in range(0, 60, 2)}) > 5
    seen = set()
    for _ in range(6):
        QTest.keyClick(worked.focusWidget() or worked, K.Key_F6)
        seen.add(worked.focusWidget())
    assert panel(worked).field in seen
    for each in (*panel(worked).findChildren(QPushButton), panel(worked).field, panel(worked).list):
        assert each.accessibleName()
    assert isinstance(worked.findChild(QLineEdit, "searchField"), QLineEdit)
    assert isinstance(worked.findChild(QListView, "searchHits"), QListView)


def test_a_hit_in_a_right_to_left_line_is_in_sight_as_in_others(
        make_window: Callable[[Path | None], MainWindow], tmp_path: Path, qtbot: QtBot) -> None:
    long = "كلمة " * 20
    (tmp_path / "a.txt").write_text(f"{long}بيروت {long}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{'word ' * 20}بيروت {'word ' * 40}", encoding="utf-8")
    path = tmp_path / "two.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(tmp_path / name) for name in ("a.txt", "b.txt")],
                 ImportOptions())
    session.close()
    window = make_window(path)
    qtbot.waitUntil(window.isActiveWindow)
    window.searching.open()
    panel(window).field.setText("بيروت")  # keys that type no Latin letter cannot be pressed here
    qtbot.waitUntil(lambda: len(rows(window)) == 4)
    view = panel(window).list
    view.clearSelection()
    dark = QColor(theme.current().text)

    def columns(row: int) -> list[int]:
        """Return where in a row something is painted in the color of the hit itself."""
        box = view.visualRect(panel(window).model.index(row))
        image = view.viewport().grab(box).toImage()
        return [x for x in range(image.width())
                if any(image.pixelColor(x, y).lightness() <= dark.lightness() + 8 for y in range(image.height()))]

    for row in (1, 3):
        assert columns(row), "the hit is out of sight"
        assert max(columns(row)) < view.viewport().width() - 8
