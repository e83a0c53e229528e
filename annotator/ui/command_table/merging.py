"""The menu Review: a colleague's annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import REVIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the commands of merging."""
    return [
        Command(id="merge.open", menu=REVIEW, title="&Open a colleague’s annotations…", keys=["Ctrl+Shift+M"],
                run=lambda: w.merging.ask(), enabled=lambda: w.desk.session is not None, why="No project is open.",
                separator=True),
        Command(id="merge.conflicts", menu=REVIEW, title="&Conflicts of the last merge…",
                run=lambda: w.merging.show_conflicts(), enabled=lambda: _conflicts(w),
                why="No conflict of a merge is open."),
    ]


def _conflicts(w: MainWindow) -> bool:
    """Whether conflicts of a merge are open, without loading what merges."""
    return "merging" in vars(w) and bool(w.merging.conflicts)
