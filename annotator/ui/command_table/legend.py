"""The legend of marks in the menu View."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import VIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the command; from here on the legend also appears by itself where annotators are compared."""
    w.view.comparedChanged.connect(lambda: w.legend.follow())
    w.view.comparedChanged.connect(lambda: w.actions_.refresh())
    return [Command(id="view.legend", menu=VIEW, title="Legend of &marks", run=lambda: w.legend.turn(),
                    enabled=lambda: bool(w.view.sides),
                    why="Marks are there where annotators are compared, in a review.")]
