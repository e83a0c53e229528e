"""The menu Edit: undo and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import EDIT, bring_up
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    return [
        Command(id="edit.undo", menu=EDIT, title="&Undo", keys=["Ctrl+Z"], run=w.desk.undo,
                enabled=lambda: w.actions_["edit.undo"].isEnabled(), why="There is nothing to undo."),
        Command(id="edit.redo", menu=EDIT, title="&Redo", keys=["Ctrl+Shift+Z", "Ctrl+Y"], run=w.desk.redo,
                enabled=lambda: w.actions_["edit.redo"].isEnabled(), why="Nothing was undone."),
        Command(id="edit.history", menu=EDIT, title="&History", keys=["Ctrl+H"],
                run=lambda: bring_up(w, "history", w.history)),
    ]
