"""The other occurrences of a span's words, in the menu Label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import LABEL
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    return [Command(id="label.others", menu=LABEL, title="Label &other occurrences…", keys=["Ctrl+L"],
                    run=w.occurrences.ask, enabled=lambda: w.desk.article is not None and not w.modes.reviewing,
                    why="Other occurrences are labeled in label mode, with an article open.", separator=True)]
