"""Projects: the first start, new, open, recent, dropped; what cannot be opened leaves the present one on the desk."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator import bootstrap, paths
from annotator.domain.article import SetRef
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.ui.acting import K, M, chooses, click, ctrl, drop, titles
from tests.ui.conftest import TEXT, press, quotes, saved, select

Make = Callable[[Path | None], MainWindow]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another project, empty."""
    path = tmp_path / "other.annotator"
    bootstrap.create_project(path).close()
    return path


def opened(window: MainWindow) -> Path | None:
    """Return the project on the desk."""
    return window.desk.session.project.path if window.desk.session else None


def beside(path: Path) -> list[str]:
    """Return the files that belong to a project file."""
    return sorted(each.name for each in path.parent.iterdir() if each.name.startswith(path.name))


def empty_words(window: MainWindow) -> tuple[str, str]:
    """Return what the article view says where no article is shown."""
    return window.view._empty


# The first start


def test_the_first_start_brings_samples_and_a_hint(make_window: Make, own_home: Path) -> None:
    window = make_window(None)
    assert opened(window) == paths.first_project()
    assert own_home in paths.first_project().parents
    assert len(titles(window)) == 3
    assert window.desk.article is not None
    assert "Welcome" in window.notice.words
    window.view.set_selection(0, 0)
    press(window, K.Key_Q)
    assert [span.label for span in saved(window)] == ["FACTUAL"]
    window.close()
    assert beside(paths.first_project()) == [paths.first_project().name]


def test_the_second_start_says_nothing_and_has_the_work(make_window: Make) -> None:
    window = make_window(None)
    press(window, K.Key_Q)
    window.close()
    again = make_window(None)
    assert again.notice.words == ""
    assert [span.label for span in saved(again)] == ["FACTUAL"]


# New, open, recent


def test_a_new_project_is_empty_and_says_what_to_do(window: MainWindow, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getSaveFileName", tmp_path / "fresh")
    ctrl(window, K.Key_N)
    assert opened(window) == tmp_path / "fresh.annotator"
    assert titles(window) == []
    words, hint = empty_words(window)
    assert words == "No article is open"
    assert "Ctrl+I" in hint
    assert window.articles._message.isVisible()
    assert "Ctrl+I" in window.articles._message.text()
    assert len(window.tags._rows) == 18
    assert window.windowTitle().startswith("fresh")


def test_keys_do_no_harm_where_no_article_is_open(window: MainWindow, other: Path) -> None:
    window.projects.open(other)
    for key in (K.Key_1, K.Key_Q, K.Key_A, K.Key_Delete, K.Key_Return, K.Key_Period, K.Key_Escape, K.Key_F2, K.Key_F3,
                K.Key_F4, K.Key_Down, K.Key_F7, K.Key_PageDown):
        QTest.keyClick(window.focusWidget() or window, key)
    for key in (K.Key_Return, K.Key_PageDown, K.Key_A, K.Key_C, K.Key_Z, K.Key_Y):
        ctrl(window, key)
    for id in ("article.rename", "article.remove", "article.done", "label.delete", "edit.undo", "edit.redo"):
        assert not window.actions_[id].isEnabled()
    assert window.desk.session is not None
    assert window.desk.session.history() == []


def test_a_new_project_never_replaces_a_file(window: MainWindow, project: Path, other: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    before = other.read_bytes()
    chooses(monkeypatch, "getSaveFileName", other)
    ctrl(window, K.Key_N)
    assert "is there already" in window.notice.words
    assert other.read_bytes() == before
    assert opened(window) == project


def test_a_project_is_opened_by_dialog(window: MainWindow, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(monkeypatch, "getOpenFileName", other)
    ctrl(window, K.Key_O)
    assert opened(window) == other


def test_a_dropped_project_is_opened(window: MainWindow, other: Path) -> None:
    assert drop(window, other)
    assert window.notice.words == "other.annotator is a project."
    press(window, K.Key_O)
    assert opened(window) == other


def test_something_that_is_no_file_is_not_taken(window: MainWindow, project: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.txt")])
    enter = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                            M.NoModifier)
    QApplication.sendEvent(window.view.viewport(), enter)
    assert not enter.isAccepted()
    assert opened(window) == project


def recent(window: MainWindow) -> QMenu:
    """Open the submenu of recent projects."""
    menu = next(each for each in window.findChildren(QMenu) if "recent" in each.title())
    menu.aboutToShow.emit()
    return menu


def test_recent_projects_newest_first_without_those_gone(window: MainWindow, project: Path, other: Path,
                                                         tmp_path: Path) -> None:
    third = tmp_path / "R&D 3.annotator"
    for path in (other, project):
        window.projects.open(path)
    window.projects.create(third)
    assert [action.text().split("   ")[0] for action in recent(window).actions()] == ["R&&D 3", "work", "other"]
    other.unlink()
    actions = recent(window).actions()
    assert [action.text().split("   ")[0] for action in actions] == ["R&&D 3", "work"]
    actions[1].trigger()
    assert opened(window) == project


def test_no_recent_projects_is_said(make_window: Make, tmp_path: Path) -> None:
    window = make_window(tmp_path / "none.annotator")
    assert [action.text() for action in recent(window).actions()] == ["No projects yet"]


# What cannot be opened


def broken(folder: Path, kind: str) -> Path:
    """Make something that looks like a project and is none."""
    path = folder / "broken.annotator"
    if kind == "folder":
        path.mkdir()
    elif kind == "other database":
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE notes (text)")
        database.close()
    elif kind == "newer":
        bootstrap.create_project(path).close()
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 999")
        database.close()
    else:
        path.write_bytes({"empty": b"", "text": b"Dear diary", "cut": b"SQLite format 3\0" + bytes(40)}[kind])
    return path


@pytest.mark.parametrize("kind", ["folder", "other database", "newer", "empty", "text", "cut"])
def test_what_is_no_project_is_one_sentence(window: MainWindow, project: Path, tmp_path: Path, kind: str) -> None:
    path = broken(tmp_path, kind)
    before = path.read_bytes() if path.is_file() else b""
    assert drop(window, path)
    press(window, K.Key_O)
    assert "broken.annotator" in window.notice.words
    assert "\n" not in window.notice.words
    if kind == "newer":
        assert "newer" in window.notice.words
    assert opened(window) == project
    assert (path.read_bytes() if path.is_file() else b"") == before
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]


@pytest.mark.parametrize("kind", ["folder", "other database", "newer", "empty", "text", "cut"])
def test_a_start_on_no_project_shows_the_sentence_in_a_usable_window(make_window: Make, tmp_path: Path,
                                                                     kind: str) -> None:
    window = make_window(broken(tmp_path, kind))
    assert "broken.annotator" in window.notice.words
    assert opened(window) is None
    assert empty_words(window)[0] == "No project is open"
    assert not window.actions_["project.export"].isEnabled()
    window.projects.create(tmp_path / "mended.annotator")
    assert opened(window) == tmp_path / "mended.annotator"


def test_a_path_that_is_not_there_is_offered(make_window: Make, tmp_path: Path) -> None:
    path = tmp_path / "fresh.annotator"
    window = make_window(path)
    assert "no project fresh.annotator" in window.notice.words
    assert opened(window) is None
    press(window, K.Key_Return)
    assert opened(window) == path
    assert window.notice.words == ""


def test_the_offer_can_be_clicked_or_left(make_window: Make, tmp_path: Path) -> None:
    window = make_window(tmp_path / "a.annotator")
    press(window, K.Key_Escape)
    assert window.notice.words == ""
    assert opened(window) is None
    window.projects.open(tmp_path / "a.annotator")
    click(window.notice, "Make it")
    assert opened(window) == tmp_path / "a.annotator"


def test_a_name_that_no_file_can_have_is_one_sentence(window: MainWindow, project: Path, tmp_path: Path) -> None:
    for path in (tmp_path / ("n" * 300 + ".annotator"), tmp_path / "nowhere" / "a.annotator"):
        window.projects.open(path)
        assert "There is no project" in window.notice.words
        press(window, K.Key_Return)
        assert window.notice.words
        assert "\n" not in window.notice.words
        assert opened(window) == project


def test_a_remembered_name_that_no_file_can_have_is_passed_over(make_window: Make, project: Path) -> None:
    settings = Settings()
    settings.add_recent(project)
    settings._store.setValue("recent", ["/" + "n" * 300, str(project)])
    settings.sync()
    assert opened(make_window(None)) == project


# One file, several windows


def test_switching_leaves_one_whole_file_behind(window: MainWindow, project: Path, other: Path) -> None:
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert len(beside(project)) > 1
    window.projects.open(other)
    assert beside(project) == [project.name]
    left = bootstrap.open_project(project)
    article = left.reader().article_with_text(TEXT)
    assert [span.quote for span in left.reader().spans(SetRef(article or "", "ana"))] == ["Ottawa"]
    left.close()


def test_opening_the_same_project_again_changes_nothing(window: MainWindow, project: Path) -> None:
    session = window.desk.session
    drop(window, project)
    assert window.desk.session is session


def test_the_last_article_is_remembered_project_by_project(window: MainWindow, project: Path, other: Path) -> None:
    QTest.keyClick(window, K.Key_PageDown, M.ControlModifier)
    window.projects.open(other)
    assert window.desk.article is None
    window.projects.open(project)
    assert window.desk.article is not None
    assert window.desk.article.text.startswith("Erbil")


def test_two_windows_see_one_another(make_window: Make, project: Path, qtbot: QtBot) -> None:
    one, two = make_window(project), make_window(project)
    select(one, "Ottawa")
    press(one, K.Key_4)
    qtbot.waitUntil(lambda: [span.quote for span in two.desk.spans.values()] == ["Ottawa"])  # by its timer
    select(two, "Jessica")
    press(two, K.Key_1)
    QApplication.sendEvent(one, QEvent(QEvent.Type.ActivationChange))
    one.activateWindow()
    qtbot.waitUntil(lambda: len(one.desk.spans) == 2)
    assert one.articles.model.shown[0].spans == 2
    one.close()
    assert len(beside(project)) > 1
    select(two, "Canada")
    press(two, K.Key_4)
    assert len(quotes(two)) == 3
    two.close()
    assert beside(project) == [project.name]


def test_a_span_removed_in_another_window_is_let_go(make_window: Make, project: Path) -> None:
    one, two = make_window(project), make_window(project)
    select(one, "Ottawa")
    press(one, K.Key_4)
    two._look_for_others()
    two.desk.select(next(iter(two.desk.spans)))
    one.labelling.delete()
    two._look_for_others()
    assert two.desk.selected_span is None
    assert dict(two.desk.spans) == {}


# Articles with odd titles, and the last one removed

ODD = ["<b>Bold</b> claims & <i>more</i>", "word " * 100, "عاجل: الانتخابات في بيروت", "&lt;&amp;", "A\tB"]


def test_odd_titles_are_plain_text_everywhere(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_markup(words: str) -> list[QWidget]:
        return [each for each in window.findChildren(QWidget) if words in each.toolTip() or (
            isinstance(each, QLabel) and words in each.text() and each.textFormat() != Qt.TextFormat.PlainText)]

    for title in ODD:
        monkeypatch.setattr("annotator.ui.walking.QInputDialog.getText", lambda *_, title=title: (title, True))
        window.actions_["article.rename"].trigger()
        assert titles(window)[0] == title.strip()
        window.actions_["article.remove"].trigger()
        assert title.strip() in window.notice.words
        assert as_markup(title.strip()) == []
        press(window, K.Key_Escape)
        assert window.minimumSizeHint().width() < 1000
    assert len(titles(window)) == 3


def test_odd_names_are_plain_text_in_the_status_bar(window: MainWindow, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    window.projects.create(tmp_path / "<i>mine.annotator")
    monkeypatch.setattr("annotator.ui.projects.QInputDialog.getText", lambda *_: ("<b>bo</b>", True))
    window.actions_["project.annotator"].trigger()
    assert window.status._who.text() == "<b>bo</b>"
    assert window.status._who.textFormat() == Qt.TextFormat.PlainText
    assert "/&lt;i&gt;mine.annotator</span>" in window.status._saved.toolTip()


def test_removing_every_article_and_bringing_them_back(window: MainWindow) -> None:
    for left in (2, 1, 0):
        window.actions_["article.remove"].trigger()
        press(window, K.Key_Return)
        assert len(titles(window)) == left
    assert window.desk.article is None
    assert empty_words(window)[0] == "No article is open"
    for back in (1, 2, 3):
        ctrl(window, K.Key_Z)
        assert len(titles(window)) == back
    QTest.mouseClick(window.articles.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert window.desk.article is not None
    assert window.desk.article.text == TEXT
