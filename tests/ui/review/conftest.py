"""A project that a reviewer has: two articles, and what several annotators have on them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.operations.sets import SetStatus
from annotator.app.operations.spans import AddSpans
from annotator.app.ports import Project
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.review import GOLD, Remark, Verdict
from annotator.domain.span import Span
from annotator.ui.main_window import MainWindow
from annotator.ui.review.controller import Reviewing
from annotator.ui.review.rows import Row
from annotator.ui.settings import Settings
from tests.ui.review.starting import labeled as labeled
from tests.ui.review.starting import three as three

FIRST = "Ottawa reacted on Monday. Troops left Erbil at noon, Jessica Lamirande said.\n\nCAF stays near Erbil."
SECOND = "Iraq waits. The Defence Department in Ottawa said nothing to reporters."
TEXTS = {"one": FIRST, "two": SECOND}
Placed = tuple[str, str, str]
"""Article, words and label (of the layer entity)."""
ANA: Sequence[Placed] = [("one", "Ottawa", "GPE"), ("one", "Erbil", "GPE"), ("one", "Jessica Lamirande", "PERSON"),
                         ("one", "CAF", "ORG"), ("two", "Iraq", "GPE")]
BEN: Sequence[Placed] = [("one", "Ottawa", "GPE"), ("one", "Erbil", "LOC"), ("one", "Jessica", "PERSON"),
                         ("two", "Iraq", "GPE"), ("two", "Defence Department", "ORG")]
"""Ana and Ben: one the same; Erbil other label, Jessica other boundary, CAF missing, Defence Department extra."""
MakeProject = Callable[[Mapping[str, Sequence[Placed]]], Path]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Makes the project with these annotators' spans; ana is at work."""
    def make(sets: Mapping[str, Sequence[Placed]]) -> Path:
        path = tmp_path / "review.annotator"
        articles = [Article(id=id, title=id.capitalize(), text=text) for id, text in TEXTS.items()]
        project = bootstrap.create_project(path)
        with project.write(annotator="ana", at="2026-11-20T10:00:00Z") as write:
            write.add_articles(articles)
            write.describe("articles")
        for name, spans in sets.items():
            session = Session(project, name)
            for article, words, label in spans:
                start = TEXTS[article].index(words)
                session.execute(AddSpans(SetRef(article, name), "entity", label, [[(start, start + len(words))]]))
            for article in {article for article, _, _ in spans}:
                session.execute(SetStatus(SetRef(article, name), "done"))
        project.close()
        Settings().put("annotator", "ana")
        return path

    return make


@pytest.fixture
def compared(make_project: MakeProject, make_window: Callable[[Path], MainWindow], qtbot: QtBot) -> MainWindow:
    """Ana's window, with Ben's annotations beside hers, in review mode."""
    window = make_window(make_project({"ana": ANA, "ben": BEN}))
    begin(window, qtbot)
    return window


def add_articles(path: Path, texts: Mapping[str, str]) -> Project:
    """Add articles (by id) to a project, and leave it open."""
    project = bootstrap.open_project(path)
    with project.write(annotator="ana", at="2026-11-20T10:00:00Z") as write:
        write.add_articles([Article(id=id, title=id.capitalize(), text=text) for id, text in texts.items()])
        write.describe("articles")
    return project


def begin(window: MainWindow, qtbot: QtBot) -> Reviewing:
    """Begin review mode with its key, and wait until all is compared."""
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.modes.reviewing)
    wait(window, qtbot)
    return window.reviewing


def wait(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until all articles are compared."""
    qtbot.waitUntil(lambda: not window.reviewing.gather.busy)


def keys(window: MainWindow, typed: str) -> None:
    """Press keys where the keyboard is; `\\r` is Enter, `\\b` Esc."""
    special = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Escape}
    for key in typed:
        widget = QApplication.focusWidget() or window.view
        if key in special:
            QTest.keyClick(widget, special[key])
        else:
            QTest.keyClicks(widget, key)


def at_hand(window: MainWindow) -> str:
    """Return the words of the difference at hand, empty where there is none."""
    row = window.reviewing.current
    return row.quote if isinstance(row, Row) else ""


def listed(window: MainWindow) -> list[str]:
    """Return what the list says, row by row, as a screen reader hears it."""
    model = window.reviewing.model
    return [str(model.data(model.index(n))) for n in range(model.rowCount())]


def verdicts(window: MainWindow, article: str, annotator: str) -> dict[str, Verdict]:
    """Return the saved verdicts on somebody’s spans by the words of the span, as another reader sees them."""
    session = window.desk.session
    assert session is not None
    with bootstrap.open_project(session.project.path) as other:
        ref = SetRef(article, annotator)
        quotes = {span.id: span.quote for span in other.reader().spans(ref)}
        return {quotes[each.span]: each for each in other.reader().verdicts(ref)}


def remarks(window: MainWindow, article: str, annotator: str) -> list[Remark]:
    """Return the saved remarks on somebody's spans."""
    session = window.desk.session
    assert session is not None
    with bootstrap.open_project(session.project.path) as other:
        return other.reader().remarks(SetRef(article, annotator))


def spans_of(window: MainWindow, article: str, annotator: str) -> list[Span]:
    """Return somebody's saved spans."""
    session = window.desk.session
    assert session is not None
    with bootstrap.open_project(session.project.path) as other:
        return other.reader().spans(SetRef(article, annotator))


def gold(window: MainWindow, article: str) -> list[tuple[str, str]]:
    """Return quote and label of the saved gold set."""
    return [(span.quote, span.label) for span in spans_of(window, article, GOLD)]
