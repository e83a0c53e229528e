"""New, open, recent: which project is on the desk, and under which name one annotates."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu, QWidget

from annotator import paths
from annotator.domain.change import ChangeSet
from annotator.domain.errors import UserError
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.app.ports import Project
    from annotator.app.services import Services

_FILTER = f"Annotator projects (*{paths.ENDING})"


class Projects(QObject):
    """Opens and makes project files."""

    def __init__(self, desk: Desk, notice: Notice, settings: Settings, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._notice, self._window = desk, notice, window
        self._settings, self._services = settings, services
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before another project is opened; whoever answers no says why."""
        desk.committed.connect(self._remember_name)

    def open_at_start(self, path: Path | None) -> None:
        """Open the project named on the command line, else the last one, else the first with its samples."""
        recent = self._settings.recent()
        if path is not None:
            self.open(path)
        elif recent:
            self.open(recent[0])
        else:
            self._open_first()

    def _open_first(self) -> None:
        """Open the first project; make it, with its samples, where there is none."""
        try:
            first = paths.first_project()
        except OSError as error:
            self._notice.tell(f"No project can be kept in {error.filename}: {error.strerror}. Make one elsewhere with "
                              f"{self._notice.way('project.new')}.", stay=True)
            self._desk.article_opened.emit()
            return
        if first.exists():
            self.open(first)
            return
        self._put(lambda: self._services.create_first_project(first))
        if self._desk.session:
            self._notice.tell("Welcome! Double-click a name and press 1 (a person) or 4 (a place). The keys stand "
                              f"beside the labels on the right; {self._notice.way('edit.undo')} takes anything "
                              f"back; {self._notice.way('help.guide')} opens the help.",
                              stay=True)

    def open(self, path: Path) -> None:
        """Open a project; one that cannot be opened leaves the present one on the desk."""
        path = path.absolute()
        if self._desk.session and self._desk.session.project.path == path:
            return
        if not os.path.exists(path):  # unlike Path.exists, no for a name that no file can have
            self._notice.offer(f"There is no project {path.name} in {path.parent}.",
                               [Choice("Make it", "Enter", lambda: self.create(path))], lasting=True)
            self._desk.article_opened.emit()
            return
        self._put(lambda: self._services.open_project(path))

    def create(self, path: Path) -> None:
        """Make a new, empty project and open it."""
        if path.suffix != paths.ENDING:
            path = path.with_name(path.name + paths.ENDING)
        self._put(lambda: self._services.create_project(path.absolute()))

    def ask_open(self) -> None:
        """Let the user choose a project."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open project", self._folder(),
                                              f"{_FILTER};;All files (*)")
        if name:
            self.open(Path(name))

    def ask_new(self) -> None:
        """Let the user say where the new project goes."""
        name, _ = QFileDialog.getSaveFileName(self._window, "New project", self._folder(), _FILTER)
        if name:
            self.create(Path(name))

    def ask_annotator(self) -> None:
        """Ask under which name annotations are kept; the open article shows that annotator's set."""
        session = self._desk.session
        if session is None:
            return
        name, agreed = QInputDialog.getText(
            self._window, "Annotator’s name", "Your annotations are kept under this name,\n"
            "apart from everybody else’s:", QLineEdit.EchoMode.Normal, session.annotator)
        if agreed and name.strip() and name.strip() != session.annotator:
            self._settings.put("annotator", name.strip())
            self._desk.change_annotator(name.strip())

    def fill_recent(self, menu: QMenu, after: QAction) -> None:
        """Put a submenu of recent projects behind `after`."""
        recent = QMenu("Open &recent", menu)
        recent.aboutToShow.connect(lambda: self._list_recent(recent))
        actions = menu.actions()
        menu.insertMenu(actions[actions.index(after) + 1], recent)

    def _list_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._settings.recent():
            menu.addAction(f"{path.stem}   {path.parent}".replace("&", "&&"), partial(self.open, path))
        if menu.isEmpty():
            menu.addAction("No projects yet").setEnabled(False)

    def _folder(self) -> str:
        session = self._desk.session
        return str(session.project.path.parent if session else paths.data_folder())

    def _put(self, opened: Callable[[], Project]) -> None:
        from annotator.app.session import Session

        if self._desk.session is not None and not self.may_leave():
            return
        try:
            project = opened()
        except (UserError, OSError) as error:
            self._notice.tell(f"The project cannot be opened: {error.strerror or error}."
                              if isinstance(error, OSError) else str(error), stay=True)
            if self._desk.session is None:
                self._desk.article_opened.emit()
            return
        if self._desk.session:
            self._remember_article()
        name = self._settings.text("annotator") or self._services.default_annotator()
        self._desk.open_session(Session(project, name))
        self._settings.add_recent(project.path)
        self._open_last_article()

    def _remember_name(self, changes: ChangeSet) -> None:
        """Whoever is at work and got another name works under it the next time too."""
        if self._desk.session and self._desk.session.annotator in changes.renamed.values():
            self._settings.put("annotator", self._desk.session.annotator)

    def _remember_article(self) -> None:
        if self._desk.session and self._desk.article:
            self._settings.put_last_article(self._desk.session.project.path, self._desk.article.id)

    def _open_last_article(self) -> None:
        session = self._desk.session
        assert session is not None
        last = self._settings.last_article(session.project.path)
        try:
            session.reader.article(last)
        except UserError:  # none yet, or it was removed since
            last = next((row.id for row in session.reader.article_rows(session.annotator)), "")
        self._desk.open_article(last or None)
