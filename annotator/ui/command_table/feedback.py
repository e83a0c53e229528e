"""Of the menu Review, the way back: the review for the annotator, the feedback on one's own spans, the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import REVIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_NONE = "No project is open."


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def opened() -> bool:
        return w.desk.session is not None

    return [
        Command(id="feedback.save_review", menu=REVIEW, title="Sa&ve review for…", run=lambda: w.sending.ask_review(),
                enabled=opened, why=_NONE),
        Command(id="feedback.open", menu=REVIEW, title="&Feedback on my annotations", keys=["Ctrl+Shift+B"],
                run=lambda: w.feedback.open(), enabled=opened, why=_NONE),
        Command(id="feedback.send", menu=REVIEW, title="Save answer&s for…", run=lambda: w.sending.ask_answers(),
                enabled=opened, why=_NONE),
    ]
