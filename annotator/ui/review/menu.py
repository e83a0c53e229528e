"""The menu of the review panel: which review, another one, and what becomes of this one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from annotator.app.operations.review import EndReview
from annotator.domain.review import Review
from annotator.ui.commands import plain

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing

_COMMANDS = ("review.start", "review.list", "feedback.save_review", "review.agreement")


def show_menu(mode: Reviewing, button: QWidget) -> None:
    """Open the menu under its button."""
    menu, actions = QMenu(button), mode.window.actions_
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for review in mode.beginning.reviews():
        action = menu.addAction(plain(review.name))
        action.setCheckable(True)
        action.setChecked(mode.review is not None and review.id == mode.review.id)
        action.triggered.connect(partial(_begin, mode, review))
        group.addAction(action)
    menu.addSeparator()
    for command in actions.commands:
        if command.id in _COMMANDS:
            menu.addAction(actions[command.id])
    menu.addSeparator()
    menu.addAction("End this review").triggered.connect(partial(_end, mode))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _begin(mode: Reviewing, review: Review, _: bool = False) -> None:
    mode.begin(review)


def _end(mode: Reviewing, _: bool = False) -> None:
    """Take the review off the list; its verdicts and the gold sets stay."""
    if mode.review is not None:
        mode.window.desk.execute(EndReview(mode.review.id))
