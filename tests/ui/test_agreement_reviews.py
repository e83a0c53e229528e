"""The agreement panel and reviews: only a review's articles, between its annotators."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.operations.reviews import StartReview
from annotator.domain.review import Review
from annotator.ui.agreement.panel import ARTICLES
from annotator.ui.main_window import MainWindow
from tests.two_annotators import DIFFERING, ERBIL, write_project
from tests.ui.acting import K, click
from tests.ui.test_agreement import CEM, cells, choose, finish, listed, measure, show

Make = Callable[[Path | None], MainWindow]
REVIEW = Review(id="r1", name="Sample", mode="compare", annotators=("ben", "ana"), reviewer="ana", articles=("two",))


@pytest.fixture
def window(make_window: Make, tmp_path: Path) -> MainWindow:
    """A window on a project with three annotators, and a review of one of its articles."""
    window = make_window(write_project(tmp_path / "news.annotator", (*DIFFERING, *CEM)))
    window.resize(1400, 900)
    operation = StartReview(REVIEW)
    assert window.desk.execute(operation) is not None
    return window


def test_a_review_chosen_leaves_its_articles_alone(window: MainWindow, qtbot: QtBot) -> None:
    panel = measure(window, qtbot).panel
    assert panel.head.pair == ("ana", "ben")
    click(panel, "Options")
    choose(panel.head.reviews, "Review: Sample")
    finish(window, qtbot)
    assert panel.head.pair == ("ben", "ana")
    assert panel.head.status.text().startswith("Both worked on 1 article of the review Sample")
    assert cells(show(window, ARTICLES), 0) == [["Two"]]
    click(show_figures(window), "≠ 1 label")
    finish(window, qtbot)
    assert listed(window) == [("label", "northern Iraq")]
    choose(panel.head.reviews, "All articles")
    finish(window, qtbot)
    assert "Both worked on 3 articles" in panel.head.status.text()


def show_figures(window: MainWindow) -> MainWindow:
    """Show the figures of the panel; return the window."""
    window.agreement.panel.tabs.setCurrentIndex(0)
    return window


def test_in_review_mode_the_review_at_hand_is_measured(window: MainWindow, qtbot: QtBot) -> None:
    window.reviewing.begin(REVIEW)
    panel = measure(window, qtbot).panel
    assert panel.head.pair == ("ben", "ana")
    assert "of the review Sample" in panel.head.status.text()
    panel.head.second.setFocus()
    QTest.keyClicks(panel.head.second, "cem")  # not by way of ben, who would change places
    finish(window, qtbot)
    assert panel.head.pair == ("ben", "cem")
    assert "of the review Sample" in panel.head.status.text()


def test_a_place_is_the_difference_at_hand_in_review_mode(window: MainWindow, qtbot: QtBot) -> None:
    window.reviewing.begin(REVIEW)
    panel = measure(window, qtbot).panel
    qtbot.waitUntil(lambda: window.reviewing.model.shown > 0)
    click(panel, "≠ 1 label")
    finish(window, qtbot)
    window.reviewing.current = None
    QTest.keyClick(panel.spans.table, K.Key_Return)
    assert window.reviewing.current is not None
    assert {name: span.label for name, span in window.reviewing.current.difference.spans.items()} == {
        "ana": "LOC", "ben": "GPE"}
    assert [ERBIL[slice(*each)] for each in window.view._hits.ranges] == ["northern Iraq"]
    assert window.view.hasFocus()


def test_without_reviews_there_is_no_choice(make_window: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(write_project(tmp_path / "none.annotator", DIFFERING))
    panel = measure(window, qtbot).panel
    click(panel, "Options")
    assert not panel.head.reviews.isVisible()
