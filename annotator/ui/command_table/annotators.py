"""The menu Review, at its end: the annotators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import REVIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the command about the annotators."""
    return [
        Command(id="review.annotators", menu=REVIEW, title="Annota&tors…", run=lambda: _show(w),
                enabled=lambda: w.desk.session is not None, why="No project is open."),
    ]


def _show(w: MainWindow) -> None:
    """Open the dialog beside the window, or bring it to the front."""
    from annotator.ui.annotators.dialog import AnnotatorsDialog

    dialog = w.findChild(AnnotatorsDialog) or AnnotatorsDialog(w.desk, w)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
