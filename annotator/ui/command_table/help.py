"""The menu Help: the palette of commands, the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import HELP
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def show(page: str) -> None:
        from annotator.ui.help import show_help

        show_help(w, page)

    def about() -> None:
        from annotator.ui.help import show_about

        show_about(w)

    return [
        Command(id="help.commands", menu=HELP, title="&Commands", keys=["Ctrl+K"], run=w.show_palette),
        Command(id="help.guide", menu=HELP, title="&Help", keys=["F1"], run=lambda: show("index.md")),
        Command(id="help.keys", menu=HELP, title="&Keys", run=lambda: show("keys.md")),
        Command(id="help.about", menu=HELP, title="&About Annotator", run=about, separator=True),
    ]
