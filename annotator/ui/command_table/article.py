"""The menu Article: from article to article, statuses, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import ARTICLE, bring_up
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_WHY = "No article is open."


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def opened() -> bool:
        return w.desk.article is not None

    return [
        Command(id="article.previous", menu=ARTICLE, title="&Previous article", keys=["Ctrl+PgUp"],
                run=lambda: w.walking.step(-1)),
        Command(id="article.next", menu=ARTICLE, title="&Next article", keys=["Ctrl+PgDown"],
                run=lambda: w.walking.step(1)),
        Command(id="article.done", menu=ARTICLE, title="&Done, next open article", keys=["Ctrl+Return", "Ctrl+Enter"],
                run=lambda: w.walking.finish("done"), enabled=opened, why=_WHY, separator=True),
        Command(id="article.skip", menu=ARTICLE, title="&Skip, next open article",
                keys=["Ctrl+Shift+Return", "Ctrl+Shift+Enter"], run=lambda: w.walking.finish("skipped"),
                enabled=opened, why=_WHY),
        Command(id="article.reopen", menu=ARTICLE, title="Mark as &in progress", keys=["Ctrl+Shift+D"],
                run=lambda: w.walking.mark("in_progress"), enabled=opened, why=_WHY),
        Command(id="article.notes", menu=ARTICLE, title="N&otes on the article", keys=["F3"],
                run=lambda: _edit_notes(w), enabled=opened, why=_WHY,
                separator=True),
        Command(id="article.rename", menu=ARTICLE, title="&Rename…",
                run=lambda: w.walking.rename(), enabled=opened, why=_WHY),
        Command(id="article.remove", menu=ARTICLE, title="Re&move",
                run=lambda: w.walking.remove(), enabled=opened, why=_WHY),
    ]


def _edit_notes(w: MainWindow) -> None:
    bring_up(w, "span", None)
    w.inspector.edit_notes()
