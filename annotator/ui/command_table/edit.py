"""The menu Edit: undo and history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import EDIT, bring_up
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def through(step: Callable[[], None]) -> None:
        """Undo or redo; what the notice says of the step before, such as how to take it back, is over."""
        if not w.notice.asking:
            w.notice.dismiss()
        step()

    return [
        Command(id="edit.undo", menu=EDIT, title="&Undo", keys=["Ctrl+Z"], run=partial(through, w.desk.undo),
                enabled=lambda: w.actions_["edit.undo"].isEnabled(), why="There is nothing to undo."),
        Command(id="edit.redo", menu=EDIT, title="&Redo", keys=["Ctrl+Shift+Z", "Ctrl+Y"],
                run=partial(through, w.desk.redo),
                enabled=lambda: w.actions_["edit.redo"].isEnabled(), why="Nothing was undone."),
        Command(id="edit.history", menu=EDIT, title="&History", keys=["Ctrl+H"],
                run=lambda: bring_up(w, "history", w.history)),
    ]
