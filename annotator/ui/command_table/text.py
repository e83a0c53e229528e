"""The menu Article, further: correcting the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import ARTICLE
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return the commands about the article's text."""
    return [
        Command(id="article.correct", menu=ARTICLE, title="&Correct the text…", keys=["Ctrl+T"],
                run=lambda: w.correcting.open(), enabled=lambda: w.desk.article is not None,
                why="No article is open.", separator=True),
    ]
