"""Commands of the menu Label: fragments of the selected span, and its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import LABEL
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def labeling() -> bool:
        return not w.modes.reviewing

    return [
        Command(id="label.fragment.add", menu=LABEL, title="&Add words that stand apart", keys=["+"], within=[w.view],
                run=w.fragments.add, enabled=lambda: labeling() and w.fragments.can_add(),
                why="No span is selected.", separator=True),
        Command(id="label.fragment.remove", menu=LABEL, title="&Take the fragment at the caret away", keys=["-"],
                within=[w.view], run=w.fragments.remove, enabled=lambda: labeling() and w.fragments.can_remove(),
                why="No span is selected."),
        Command(id="label.relate", menu=LABEL, title="&Relate to another span", keys=["F9"], within=[w.view],
                run=w.relating.press, enabled=lambda: labeling() and w.relating.possible(),
                why="Relations are made in label mode, with an article open."),
    ]
