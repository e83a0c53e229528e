"""The gold sets from the window: those of articles that nothing differs in are built too, and undone."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, ctrl
from tests.ui.review.conftest import compared as compared
from tests.ui.review.conftest import gold, keys
from tests.ui.review.conftest import make_project as make_project


def foot(window: MainWindow) -> str:
    """What the panel says of the gold set."""
    return next(each.text() for each in window.reviewing.panel.findChildren(QLabel) if "Gold set" in each.text())


def build(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["review.gold"].trigger()
    qtbot.waitUntil(lambda: not window.reviewing.gold_sets.busy)


def test_all_gold_sets_are_built_at_once_and_undone(compared: MainWindow, qtbot: QtBot) -> None:
    assert foot(compared) == "Gold set: not built in this article yet"
    keys(compared, "a")
    assert foot(compared) == "Gold set: 2 spans in this article"
    assert gold(compared, "two") == []
    build(compared, qtbot)
    assert compared.notice.words == "Gold sets of 2 articles: 3 spans. 3 differences are not decided."
    assert gold(compared, "two") == [("Iraq", "GPE")]
    ctrl(compared, K.Key_Z)
    assert gold(compared, "two") == []
    assert len(gold(compared, "one")) == 2


def test_building_the_gold_sets_is_offered_when_all_is_decided(compared: MainWindow, qtbot: QtBot) -> None:
    keys(compared, "aaaa")
    assert compared.notice.choices[0].words == "Build the gold sets"
    keys(compared, "\r")
    qtbot.waitUntil(lambda: compared.notice.words.startswith("Gold sets of 2 articles"))


def test_the_panel_follows_when_the_gold_set_of_the_open_article_is_built(compared: MainWindow, qtbot: QtBot) -> None:
    build(compared, qtbot)
    assert foot(compared) == "Gold set: 1 span in this article"
    compared.actions_["review.label"].trigger()
    assert not compared.actions_["review.gold"].isEnabled()
