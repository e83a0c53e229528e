"""What the command tables share: the menus, and bringing a panel to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.commands import BELOW

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

PROJECT, EDIT, ARTICLE, LABEL, REVIEW = "&Project", "&Edit", "&Article", "&Label", "&Review"
VIEW, HELP = "&View", "&Help"
DECIDE, SAVE_AGREEMENT = f"{REVIEW}{BELOW}&Decide", f"{REVIEW}{BELOW}Save a&greement"
PANELS, RECENT, BOUNDARIES = f"{VIEW}{BELOW}Pan&els", f"{LABEL}{BELOW}Recent la&bels", f"{LABEL}{BELOW}Mo&ve boundaries"


def bring_up(w: MainWindow, dock: str, focus: QWidget | None) -> None:
    """Bring a panel to the front, and the keyboard to a widget of it."""
    w.docks[dock].show()
    w.docks[dock].raise_()
    if focus is not None:
        focus.setFocus()


def edit_span(w: MainWindow) -> None:
    """Bring the keyboard to the selected span's fields, or to the article's notes."""
    bring_up(w, "span", None)
    if not w.inspector.edit():
        w.inspector.edit_notes()
