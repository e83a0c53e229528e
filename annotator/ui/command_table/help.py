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

    def palette() -> None:
        from annotator.ui.palette_entries import show_palette

        show_palette(w)

    def sheet() -> None:
        from annotator.ui.key_sheet import show_key_sheet

        show_key_sheet(w)

    def change() -> None:
        from annotator.ui.change_keys import show_change_keys

        show_change_keys(w)

    return [
        Command(id="help.commands", menu=HELP, title="&Commands", keys=["Ctrl+K"], run=palette),
        Command(id="help.guide", menu=HELP, title="&Help", keys=["F1"], run=lambda: show("index.md")),
        Command(id="help.key_sheet", menu=HELP, title="Key &sheet", keys=["Shift+F1"], run=sheet),
        Command(id="help.change_keys", menu=HELP, title="Change &keys…", run=change),
        Command(id="help.keys", menu=HELP, title="Keys &explained", run=lambda: show("keys.md")),
        Command(id="help.about", menu=HELP, title="&About Annotator", run=about, separator=True),
    ]
