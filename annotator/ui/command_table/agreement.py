"""Agreement, in the menu Review: the panel, and saving what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import REVIEW, SAVE_AGREEMENT
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def project() -> bool:
        return w.desk.session is not None

    def measured() -> bool:
        return project() and "agreement" in w.docks and w.agreement.measured.agreement is not None

    none, first = "No project is open.", "No agreement was measured yet."
    return [
        Command(id="review.agreement", menu=REVIEW, title="&Agreement", keys=["Ctrl+Shift+A"],
                run=lambda: w.agreement.open(), enabled=project, why=none, separator=True),
        Command(id="review.agreement_report", menu=SAVE_AGREEMENT, title="Agreement &report (HTML)…",
                run=lambda: w.agreement.save("html"), enabled=measured, why=first),
        Command(id="review.agreement_json", menu=SAVE_AGREEMENT, title="Agreement figures (&JSON)…",
                run=lambda: w.agreement.save("json"), enabled=measured, why=first),
    ]
