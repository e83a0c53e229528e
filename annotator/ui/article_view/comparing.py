"""Compared spans on the page: how those shown stand to one another, and which of them may be dragged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QHelpEvent

from annotator.ui.article_view.handles import Handle
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.related import RelatedCanvas

if TYPE_CHECKING:
    from annotator.ui.article_view.compared import Compared

_ONE_LINE = 100
"""Characters of a tooltip that stand on one line."""


class ComparedCanvas(RelatedCanvas):
    """A page on which spans of several annotators may stand."""

    comparedChanged = Signal()
    """Other annotators' spans are compared from now on, or none."""

    _draggable: frozenset[str] | None = None
    _told = False
    """Whether it was told last that spans are compared."""

    def set_compared(self, marks: Mapping[str, Compared], names: Sequence[str] = ()) -> None:
        """Show spans by their marks from now on, `marks` by the id of the shown span; `{}` is the ordinary view.

        Spans without a mark look as ever. `names` are all compared, in their order, so that the view can say who has
        nothing. Marks stay until the next call or the next article; they may come before their spans or after.
        """
        if marks or self._comparison is not None:
            from annotator.ui.article_view.compared import Comparison

            self._comparison = Comparison(marks, names) if marks else None
            if self._page:
                self._page.comparison = self._comparison
                self._page.rearrange_only([block for block, _, _ in self._visible or []])
            self._spans_changed()
        if marks or self._told:
            self._told = bool(marks)
            self.comparedChanged.emit()

    def patch_compared(self, changed: Mapping[str, Compared], removed: Collection[str] = ()) -> None:
        """Show these marks in place of those their spans had, drop those of `removed`; only the paragraphs of their
        differences are placed anew."""
        if self._comparison is None:
            self.set_compared(changed)
            return
        comparison = self._comparison
        touched = comparison.touched_by(changed, removed)
        spans = [span for id in touched if (span := self._spans.shown(id)) is not None]
        old = self._overview.marks_of(spans)
        comparison.patch(changed, removed)
        if self._page:
            self._page.rearrange({block for span in spans for block in self._spans.blocks_of(span)})
        self._moved()
        self._overview.patch_marks(old, spans)

    def compared(self, span_id: str | None) -> Compared | None:
        """Return how a shown span stands to the others."""
        return self._comparison.get(span_id) if self._comparison else None

    def compared_words(self, span_id: str) -> str:
        """Say of a compared span who has what and what is decided: `Ana: GPE · Ben: LOC · undecided`."""
        return self._comparison.words(span_id, self._spans.get) if self._comparison else ""

    @property
    def sides(self) -> list[tuple[str, str]]:
        """Name and color of each annotator compared, in their order; empty in the ordinary view."""
        return self._comparison.sides if self._comparison else []

    def set_draggable(self, ids: Collection[str] | None) -> None:
        """Let only the ends of these spans be dragged, only them take words with Ctrl, only their labels be dragged
        onto others; None lets all. It holds until the next call, whatever article is shown."""
        self._draggable = None if ids is None else frozenset(ids)
        self.viewport().update()

    def may_drag(self, span_id: str | None) -> bool:
        """Whether a span's ends and label may be dragged, and words be given to it."""
        return self._draggable is None or span_id in self._draggable

    def handles(self) -> list[Handle]:
        return super().handles() if self.may_drag(self._selected) else []

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._comparison is not None:
            self._tell(event)
            return True
        return bool(super().viewportEvent(event))

    # Inner workings

    def _partners(self) -> frozenset[str]:
        """Return the spans that belong to one difference with the selected one."""
        if self._comparison is None or self._selected is None:
            return frozenset()
        return frozenset(self._comparison.mates(self._selected)) - {self._selected}

    def _tell(self, event: QHelpEvent) -> None:
        """Say in a tooltip what the annotators have under the pointer."""
        from html import escape

        from PySide6.QtWidgets import QToolTip

        point = QPointF(event.pos())
        label = self.label_at(point)
        ids = [label] if label else [span.id for span in self.spans_under(point)]
        said = list(dict.fromkeys(words for id in ids if (words := self.compared_words(id))))
        if said:
            unbroken = all(len(words) <= _ONE_LINE for words in said)
            tag = '<p style="white-space:pre">' if unbroken else "<p>"
            QToolTip.showText(event.globalPos(), tag + "<br>".join(map(escape, said)) + "</p>", self.viewport())
        else:
            QToolTip.hideText()

    def _geometry(self) -> Page | None:
        page = super()._geometry()
        if page is not None:
            page.comparison = self._comparison
        return page

    def _forget_compared(self) -> None:
        """Begin with another article."""
        self._comparison = None
