"""The menu Edit, second part: finding in the article, searching the project, filtering the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import EDIT, bring_up
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_NONE = "No article is open."


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def article() -> bool:
        return w.desk.article is not None

    return [
        Command(id="edit.find", menu=EDIT, title="&Find in article", keys=["Ctrl+F"], run=lambda: w.finding.open(),
                enabled=article, why=_NONE, separator=True),
        Command(id="edit.find_next", menu=EDIT, title="Find &next", keys=["Ctrl+G"],
                run=lambda: w.finding.step(1), enabled=article, why=_NONE),
        Command(id="edit.find_previous", menu=EDIT, title="Find &previous", keys=["Ctrl+Shift+G"],
                run=lambda: w.finding.step(-1), enabled=article, why=_NONE),
        Command(id="edit.search", menu=EDIT, title="&Search the project", keys=["Ctrl+Shift+F"],
                run=lambda: w.searching.open(), enabled=lambda: w.desk.session is not None,
                why="No project is open."),
        Command(id="edit.filter", menu=EDIT, title="Fi&lter articles", keys=["Ctrl+P"],
                run=lambda: bring_up(w, "articles", w.articles.filter_field)),
    ]
