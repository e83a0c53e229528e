"""The scheme's command in the menu Label: examples for guidelines. Its editor is in the menu Project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import LABEL
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the commands, in the order of the menu."""
    return [
        Command(id="scheme.example", menu=LABEL, title="&Use as example", keys=["Ctrl+U"],
                run=lambda: w.scheming.ask_example(), enabled=lambda: w.desk.selected_span is not None,
                separator=True),
    ]
