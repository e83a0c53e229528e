"""A window on a project, and what a reader of the file sees."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.span import Span
from annotator.ui import theme
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings

TEXT = ("Ottawa reacted on Monday. “Iraq is safe,” said Jessica Lamirande.\n\n"
        "Story continues below advertisement\n\nIraq waits for Canada’s troops.")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three articles."""
    texts = {"one.txt": TEXT, "two.txt": "Erbil, second article.", "three.txt": "Third one about rockets."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "work.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(tmp_path / name) for name in texts], ImportOptions())
    session.close()
    return path


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[Callable[[Path | None], MainWindow]]:
    """Opens windows as the program does, and closes them."""
    theme.choose(QApplication.instance(), "system")  # type: ignore[arg-type]  # whatever a test before chose
    windows: list[MainWindow] = []

    def make(path: Path | None) -> MainWindow:
        window = MainWindow(Settings(), bootstrap)
        window.projects.open_at_start(path)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.view.setFocus()
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_window: Callable[[Path | None], MainWindow], project: Path) -> MainWindow:
    """A window on the project, its first article open."""
    return make_window(project)


@pytest.fixture
def wide_window(window: MainWindow) -> MainWindow:
    """The window as wide as on a laptop, so that the article has its full measure."""
    window.resize(1400, 900)
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return window


def select(window: MainWindow, word: str, text: str = TEXT) -> None:
    """Select the first place where `word` stands."""
    window.view.set_selection(text.index(word), text.index(word) + len(word))


def wide(window: MainWindow) -> None:
    """Close the panels, so that the whole article is in sight."""
    for dock in window.docks.values():
        dock.hide()
    QApplication.processEvents()


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the article."""
    QTest.keyClick(window.view, key, modifier)


def saved(window: MainWindow, article: str | None = None) -> list[Span]:
    """Return ana's spans on the open article as another reader of the file sees them."""
    session = window.desk.session
    assert session is not None
    other = bootstrap.open_project(session.project.path)
    try:
        open_article = window.desk.article.id if window.desk.article else ""
        return other.reader().spans(SetRef(article or open_article, session.annotator))
    finally:
        other.close()


def quotes(window: MainWindow) -> list[tuple[str, str]]:
    """Return label and quote of every saved span of the open article."""
    return [(span.label, span.quote) for span in saved(window)]
