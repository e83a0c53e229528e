"""Correcting the open article's text: opens the correction, and says what it did to the spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.app.operations.base import count
from annotator.ui.article_view.metrics import font_of
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice

if TYPE_CHECKING:
    from annotator.app.correction import Plan


class Correcting(QObject):
    """Brings desk, article view and the correction's window together; the window is loaded when first opened."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice = desk, view, notice

    def open(self) -> None:
        """Open the correction of the article on the desk, where the caret stands in the article."""
        from annotator.ui.correct.dialog import CorrectionDialog

        if self._desk.session is None or self._desk.article is None:
            return
        theme = self._view.theme
        dialog = CorrectionDialog(self._view.window(), self._desk, font_of(theme.families, theme.size, serif=True),
                                  self._after)
        dialog.open()
        dialog.editor.select(*sorted((self._view.anchor, self._view.caret)))

    def _after(self, plan: Plan) -> None:
        """Show where the text was corrected, and say what became of the spans."""
        place = plan.edits[0].new_end
        self._view.set_selection(place, place)
        self._view.ensure_visible(place, place)
        self._view.setFocus()
        self._notice.tell(f"Text corrected{_told(plan)}. {self._notice.way('edit.undo')} takes it back.")


def _told(plan: Plan) -> str:
    moved, renamed = plan.shifted() + len(plan.of("moved")), len(plan.of("changed"))
    parts = [f"{count(moved, 'span')} moved along"] if moved else []
    if renamed:
        parts.append(f"{renamed:,} got new words" if parts else f"{count(renamed, 'span')} got new words")
    broken = len(plan.of("broken"))
    if broken:
        parts.append(f"{broken:,} repaired or deleted" if parts else f"{count(broken, 'span')} repaired or deleted")
    return "; " + ", ".join(parts) if parts else ""
