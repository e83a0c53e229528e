"""The menu Review, second part: starting a review, and the reviews there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import REVIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def opened() -> bool:
        return w.desk.session is not None

    return [
        Command(id="review.start", menu=REVIEW, title="Start a revie&w…", keys=["Ctrl+Shift+R"],
                run=lambda: w.starting.open(), enabled=opened, why="No project is open.", separator=True),
        Command(id="review.list", menu=REVIEW, title="Reviews of t&his project…",
                run=lambda: w.starting.open(reviews=True), enabled=opened, why="No project is open."),
        Command(id="review.gold", menu=REVIEW, title="&Build the gold sets",
                run=lambda: w.reviewing.build_gold(),
                enabled=lambda: w.modes.reviewing,
                why="They are built from a review; begin review mode first."),
    ]
