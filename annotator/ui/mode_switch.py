"""Label | Review: which of the two the window is for now, shown in the tool bar and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.ui.command_table.review import LETTERS

if TYPE_CHECKING:
    from annotator.domain.review import Review
    from annotator.ui.main_window import MainWindow
    from annotator.ui.review.controller import Reviewing


class ModeSwitch(QObject):
    """Keeps the two actions of the tool bar true; a project that was left in review mode is opened in it again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for id, words in (("review.label", "Label"), ("review.mode", "Review")):
            window.actions_[id].setIconText(words)
            window.actions_[id].setCheckable(True)
            window.actions_[id].triggered.connect(self._show)
        for id, key in LETTERS.items():
            if window.keymap.keys(id):
                continue
            window.actions_[id].setText(f"{window.actions_[id].text()}\t{key}")  # seen in the menu, heard elsewhere
        window.desk.project_opened.connect(self._on_project)
        window.actions_["review.label"].setChecked(True)

    @property
    def reviewing(self) -> bool:
        """Whether review mode is on; asking does not load it."""
        return "reviewing" in self._window.__dict__ and self._window.reviewing.on

    def label(self) -> None:
        """Leave review mode."""
        if self.reviewing:
            self._window.reviewing.leave()
        self._show()

    def review(self) -> None:
        """Begin review mode, or leave it."""
        self._mode().toggle()
        self._show()

    def begin(self, review: Review) -> None:
        """Show this review."""
        self._mode().begin(review)
        self._show()

    def _mode(self) -> Reviewing:
        """Return review mode, made when it is first asked for."""
        first = "reviewing" not in self._window.__dict__
        mode = self._window.reviewing
        if first:
            mode.changed.connect(self._show)
        return mode

    def _show(self) -> None:
        actions, on = self._window.actions_, self.reviewing
        actions["review.label"].setChecked(not on)
        actions["review.mode"].setChecked(on)
        actions.refresh()

    def _on_project(self) -> None:
        session = self._window.desk.session
        if session is not None and self._window.settings.review_place(session.project.path).get("on"):
            QTimer.singleShot(0, self, self._resume)  # the article is opened first
        self._show()

    def _resume(self) -> None:
        if self._window.desk.session is not None and not self.reviewing:
            self._mode().resume()
