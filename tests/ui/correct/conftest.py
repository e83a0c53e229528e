"""A window whose article two people have labelled, and hands for the correction of its text."""

import pytest
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.operations.spans import AddSpans
from annotator.domain.article import SetRef
from annotator.domain.span import Span
from annotator.ui.correct.dialog import CorrectionDialog
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, ctrl
from tests.ui.conftest import TEXT, press, select


@pytest.fixture
def labelled(window: MainWindow) -> MainWindow:
    """Ana's and Bob's spans on the open article."""
    for word, key in (("Ottawa", K.Key_4), ("Jessica Lamirande", K.Key_1), ("troops", K.Key_3)):
        select(window, word)
        press(window, key)
    add(window, "bob", "Ottawa")
    window.desk.select(None)
    return window


def add(window: MainWindow, annotator: str, word: str) -> None:
    assert window.desk.article is not None
    start = TEXT.index(word)
    window.desk.execute(AddSpans(SetRef(window.desk.article.id, annotator), "entity", "GPE",
                                 [[(start, start + len(word))]]))


def opened(window: MainWindow, qtbot: QtBot) -> CorrectionDialog:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ctrl(window, K.Key_T)
    found = window.findChild(CorrectionDialog)
    assert isinstance(found, CorrectionDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def go(shown: CorrectionDialog, word: str, into: int = 0, *, whole: bool = False) -> None:
    place = shown.editor.draft.text.index(word) + into
    shown.editor.select(place, place + len(word) if whole else place)


def planned(shown: CorrectionDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Looking" not in shown.foot.words.text())


def gone(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.findChild(CorrectionDialog) is None)


def lines(shown: CorrectionDialog) -> list[str]:
    return [" ".join(shown.affected.list.item(row).text().split()) for row in range(shown.affected.list.count())]


def article_text(window: MainWindow) -> str:
    assert window.desk.session is not None
    assert window.desk.article is not None
    other = bootstrap.open_project(window.desk.session.project.path)
    try:
        assert list(other.reader().problems()) == []
        return other.reader().article(window.desk.article.id).text
    finally:
        other.close()


def bobs(window: MainWindow) -> list[Span]:
    assert window.desk.session is not None
    return window.desk.session.reader.spans(SetRef(window.desk.ref.article, "bob"))
