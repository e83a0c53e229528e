"""What the hands do in the article while one reviews: clicks choose differences, ends dragged are proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.review.elsewhere import WORDS
from annotator.ui.review.shown import parted

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing


class Hands(QObject):
    """Takes from labelling what would mean the reviewer's own spans, and gives it back."""

    def __init__(self, mode: Reviewing) -> None:
        super().__init__(mode)
        self._mode, self._view, self._labelling = mode, mode.window.view, mode.window.labelling
        self._fragments = mode.window.fragments
        self._taken = False

    def take(self) -> None:
        """The mode begins."""
        if not self._taken:
            self._taken = True
            self._view.boundaryMoved.disconnect(self._labelling.move_boundary)
            self._view.boundaryMoved.connect(self._move_boundary)
            self._view.fragmentDragged.disconnect(self._fragments.add_range)
            self._view.fragmentDragged.connect(self._add_range)
            self._view.spanSelected.connect(self._on_span)
            self._labelling.takers.insert(0, self._take_label)

    def give_back(self) -> None:
        """The mode has ended."""
        if self._taken:
            self._taken = False
            self._view.boundaryMoved.disconnect(self._move_boundary)
            self._view.boundaryMoved.connect(self._labelling.move_boundary)
            self._view.fragmentDragged.disconnect(self._add_range)
            self._view.fragmentDragged.connect(self._fragments.add_range)
            self._view.spanSelected.disconnect(self._on_span)
            self._labelling.takers.remove(self._take_label)
            self._view.set_compared({})
            self._view.set_draggable(None)

    def _take_label(self, layer: str, label: str) -> bool:
        """Take a label that was chosen by its key, a click or its name: for a proposal, or for nothing; selected words
        are labelled as ever."""
        mode = self._mode
        if mode.editing.on:
            mode.editing.choose(layer, label)
        elif self._view.selection() is not None:
            return False
        else:
            mode.window.notice.tell(f"Select the words first that {label} is to label; "
                                    "E proposes another label for the span at hand.")
        return True

    def _move_boundary(self, span: str, fragment: int, start: int, end: int) -> None:
        self._mode.editing.move_boundary(fragment, start, end)

    def _add_range(self, start: int, end: int) -> None:
        mode = self._mode
        if mode.editing.on:
            mode.editing.add_range(start, end)
        else:
            mode.window.notice.tell(WORDS["label.fragment.add"])

    def _on_span(self, shown: str | None) -> None:
        """A span was clicked, or chosen with Enter: what it belongs to is the difference at hand."""
        mode = self._mode
        if mode.editing.on:
            mode.editing.outline()
            return
        if shown is not None and mode.opened is not None:
            name, id = parted(shown)
            row = mode.model.find((mode.opened.article.id, name, id)) or mode.article.row_at(shown)
            if row is not None:
                mode.choose(row, scroll=False)
                mode.show()
                return
        if mode.current is not None:
            mode.article.outline(mode.current)
