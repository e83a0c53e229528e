"""Of the menu Article, the walks: to what is not labelled or not done yet, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import ARTICLE
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def opened() -> bool:
        return w.desk.article is not None

    def any_articles() -> bool:
        return bool(w.articles.model.rows)

    return [
        Command(id="article.next_open", menu=ARTICLE, title="Next article not don&e", keys=["Ctrl+Shift+PgDown"],
                run=lambda: w.walking.step_open(1), enabled=any_articles, why="The project has no articles.",
                separator=True),
        Command(id="article.previous_open", menu=ARTICLE, title="Previous article no&t done",
                keys=["Ctrl+Shift+PgUp"], run=lambda: w.walking.step_open(-1), enabled=any_articles,
                why="The project has no articles."),
        Command(id="article.next_gap", menu=ARTICLE, title="Next &unlabeled paragraph", keys=["Alt+PgDown"],
                run=lambda: w.gaps.step(1), enabled=opened, why="No article is open."),
        Command(id="article.previous_gap", menu=ARTICLE, title="Previous un&labeled paragraph", keys=["Alt+PgUp"],
                run=lambda: w.gaps.step(-1), enabled=opened, why="No article is open."),
        Command(id="article.back", menu=ARTICLE, title="&Back to where you were", keys=["Ctrl+Backspace"],
                run=w.trail.back, enabled=lambda: w.trail.can_go_back, why="You have not been anywhere else yet.",
                separator=True),
        Command(id="article.forward", menu=ARTICLE, title="&Forward again", keys=["Ctrl+Shift+Backspace"],
                run=w.trail.forward, enabled=lambda: w.trail.can_go_forward, why="You have not gone back."),
    ]
