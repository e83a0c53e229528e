"""Walking to what is not labelled or not done yet."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.operations.project import RemoveArticles
from annotator.app.operations.sets import SetStatus
from annotator.domain.article import SetRef
from annotator.ui import lookup
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl, titles
from tests.ui.conftest import TEXT, press, quotes, select

DOWN, UP = K.Key_PageDown, K.Key_PageUp


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(window.isActiveWindow)
    return window


def alt(window: MainWindow, key: K) -> None:
    QTest.keyClick(window.focusWidget() or window, key, M.AltModifier)


def at(window: MainWindow) -> str:
    """Return the words at the caret."""
    return window.view.text[window.view.caret:].split("\n")[0]


def title(window: MainWindow) -> str:
    return window.desk.article.title if window.desk.article else ""


def test_alt_page_down_and_up_walk_over_unlabelled_paragraphs(window: MainWindow) -> None:
    alt(window, DOWN)
    assert at(window) == "Story continues below advertisement"
    press(window, K.Key_A)
    window.view.set_selection(0, 0)
    alt(window, DOWN)
    assert at(window) == "Iraq waits for Canada’s troops."
    alt(window, UP)
    assert window.view.caret == 0
    assert quotes(window) == [("AD", "Story continues below advertisement")]


def test_after_the_last_one_the_next_article_that_has_one_is_offered(window: MainWindow) -> None:
    order = titles(window)
    second = window.articles.model.rows[1].id
    window.desk.open_article(second)
    window.view.set_selection(0, 0)
    press(window, K.Key_A)
    window.desk.open_article(window.articles.model.rows[0].id)
    window.view.set_selection(len(window.view.text), len(window.view.text))
    alt(window, DOWN)
    assert window.notice.words == f"There is no unlabeled paragraph below. “{order[2]}” has one."
    press(window, K.Key_Return)
    assert title(window) == order[2]
    assert window.view.caret == 0
    alt(window, UP)
    assert order[0] in window.notice.words
    press(window, K.Key_Return)
    assert title(window) == order[0]
    ctrl(window, K.Key_Backspace)
    assert title(window) == order[2]


def test_where_there_is_none_left_it_says_so(window: MainWindow) -> None:
    for row in window.articles.model.rows[1:]:
        window.desk.execute(SetStatus(SetRef(row.id, "ana"), "done"))
    window.view.set_selection(len(TEXT), len(TEXT))
    alt(window, DOWN)
    assert window.notice.words == ("There is no unlabeled paragraph below, and none in another article of the list "
                                   "that is not done.")
    assert not window.notice.choices


def test_an_article_removed_by_another_program_is_passed_over(window: MainWindow, monkeypatch: pytest.MonkeyPatch,
                                                              ) -> None:
    rows = list(window.articles.model.rows)
    window.desk.execute(RemoveArticles([rows[1].id]))
    window.articles.model.put_all(rows)  # as if the list had not heard of it yet
    window.view.set_selection(len(window.view.text), len(window.view.text))
    alt(window, DOWN)
    assert rows[2].title in window.notice.words


def test_ctrl_shift_page_down_and_up_open_what_is_not_done(window: MainWindow) -> None:
    order = titles(window)
    window.desk.execute(SetStatus(SetRef(window.articles.model.rows[1].id, "ana"), "skipped"))
    ctrl(window, DOWN, M.ShiftModifier)
    assert title(window) == order[2]
    ctrl(window, DOWN, M.ShiftModifier)
    assert title(window) == order[0]
    ctrl(window, UP, M.ShiftModifier)
    assert title(window) == order[2]
    window.desk.execute(SetStatus(SetRef(window.articles.model.rows[0].id, "ana"), "done"))
    ctrl(window, UP, M.ShiftModifier)
    assert title(window) == order[2]
    assert window.notice.words == "All other articles in the list are done or skipped."


def test_a_span_without_words_beside_it_is_no_hindrance(window: MainWindow) -> None:
    select(window, "Jessica")
    press(window, K.Key_1)
    window.view.set_selection(len(TEXT), len(TEXT))
    alt(window, UP)
    assert at(window) == "Story continues below advertisement"
    alt(window, UP)
    assert "unlabeled paragraph above" in window.notice.words


@pytest.mark.parametrize("given_up", [False, True])
def test_in_a_large_project_it_looks_on_in_a_job_that_can_be_given_up(
        window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, given_up: bool) -> None:
    monkeypatch.setattr(lookup, "_LARGE", 0)
    window.view.set_selection(len(TEXT), len(TEXT))
    alt(window, DOWN)
    assert "looking through the other articles" in window.notice.words
    if given_up:
        press(window, K.Key_Escape)
    qtbot.waitUntil(lambda: window.gaps._lookup._job is None)
    assert bool(window.notice.choices) != given_up
    assert title(window) == titles(window)[0]
