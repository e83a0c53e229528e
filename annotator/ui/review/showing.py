"""What the panel shows of the mode: the difference at hand in list and box, how far one is, the gold set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.words import count
from annotator.ui.review import words

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing


class Showing:
    """Brings the panel up to date. `left_out`: titles of articles that are not compared."""

    def __init__(self, mode: Reviewing) -> None:
        self._mode = mode
        self.left_out: Sequence[str] = ()

    def show(self) -> None:
        """Show the difference at hand."""
        mode, panel = self._mode, self._mode.panel
        review, opened, row = mode.review, mode.opened, mode.current
        if not mode.on or review is None:
            return
        panel.list.show_current(row)
        panel.show_box(row is not None)
        if row is not None and opened is not None and row.article == opened.article.id:
            panel.box.show_difference(words.box_of(
                review, opened, row, mode.sides(row), mode.article.colors, mode.window.desk.scheme,
                mode.model.number(row), mode.model.total))
        self.tell()

    def tell(self) -> None:
        """Say how far one is, and why a list is empty."""
        mode, panel, model = self._mode, self._mode.panel, self._mode.model
        review, opened, looking = mode.review, mode.opened, mode.gather.busy
        if not mode.on or review is None:
            return
        panel.show_progress(f"REVIEW · {words.whose(review)}", model.decided, model.total, whole=not looking)
        panel.show_list("" if model.shown else words.nothing_here(
            review, filtered=bool(panel.field.text().strip()), looking=looking, total=model.total))
        if opened is None:
            panel.show_foot("", words.left_out(self.left_out))
            return
        why = "" if mode.rows_here() else words.nothing_in_article(review, opened)
        gold = (f"Gold set: {count(opened.gold, 'span')} in this article" if opened.gold or opened.verdicts
                else "Gold set: not built in this article yet")
        panel.show_foot(f"{why} {gold}".strip(), words.left_out(self.left_out))
