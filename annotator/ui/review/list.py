"""The list of differences: arrows walk, Enter goes to the article; other keys are those of the mode."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from annotator.ui.review.list_row import ReviewRow
from annotator.ui.review.model import ReviewModel
from annotator.ui.review.rows import Row
from annotator.ui.row_table import RowTable

_AIR = 16
"""Pixels of a row above and below its two lines, together."""


class ReviewList(RowTable):
    """Rows of the model; the keyboard stays on the differences."""

    walked = Signal(object)
    """another row was chosen here"""
    left = Signal()
    """the keyboard goes to the article"""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__("reviewList", "Differences", model, ReviewRow(), 2, _AIR)
        self._model, self._silent = model, False
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_current(self, row: Row | None) -> None:
        """Choose a row without telling, and bring it into sight with what is around it."""
        place = self._model.place(row)
        self._silent = True
        if place is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))
        self._silent = False
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll so that the chosen row is seen, with one before and one after it."""
        if (place := self.currentIndex().row()) >= 0:
            for near in (max(0, place - 1), min(place + 1, self._model.rowCount() - 1), place):
                self.scrollTo(self._model.index(near))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_in_sight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
                Qt.KeyboardModifier.KeypadModifier):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.at(index)
        if row is not None and not self._silent and not self._model.changing:
            self.walked.emit(row)
