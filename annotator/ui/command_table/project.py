"""The menu Project: files, import and export, the scheme, the annotator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import PROJECT
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_WHY = "No project is open."


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def opened() -> bool:
        return w.desk.session is not None

    return [
        Command(id="project.new", menu=PROJECT, title="&New…", keys=["Ctrl+N"], run=w.projects.ask_new),
        Command(id="project.open", menu=PROJECT, title="&Open…", keys=["Ctrl+O"], run=w.projects.ask_open),
        Command(id="project.import", menu=PROJECT, title="&Import…", keys=["Ctrl+I"],
                run=lambda: w.exchange.ask_import(), enabled=opened, why=_WHY, separator=True),
        Command(id="project.import_folder", menu=PROJECT, title="Import &folder…",
                run=lambda: w.exchange.ask_import_folder(), enabled=opened, why=_WHY),
        Command(id="project.export", menu=PROJECT, title="&Export…", keys=["Ctrl+E"],
                run=lambda: w.exchange.ask_export(), enabled=opened, why=_WHY),
        Command(id="scheme.edit", menu=PROJECT, title="E&dit scheme…", keys=["Ctrl+Shift+S"],
                run=lambda: w.scheming.edit(), enabled=opened, why=_WHY, separator=True),
        Command(id="project.load_scheme", menu=PROJECT, title="&Load scheme…",
                run=lambda: w.exchange.ask_load_scheme(), enabled=opened, why=_WHY),
        Command(id="project.save_scheme", menu=PROJECT, title="&Save scheme as…",
                run=lambda: w.exchange.ask_save_scheme(), enabled=opened, why=_WHY),
        Command(id="project.annotator", menu=PROJECT, title="&Annotator’s name…", run=w.projects.ask_annotator,
                enabled=opened, why=_WHY, separator=True),
        Command(id="project.quit", menu=PROJECT, title="&Quit", keys=["Ctrl+Q"], run=w.close, separator=True),
    ]
