"""The list of feedback: arrows walk, Enter goes to the article; the keys of the walk work here too."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.ui.feedback.keys import walk_key
from annotator.ui.feedback.model import FeedbackModel, Heading
from annotator.ui.feedback.row import FeedbackRow
from annotator.ui.row_table import RowTable

_AIR = 16
"""Pixels of a row above, between and below its two lines, together."""


class FeedbackList(RowTable):
    """Rows of the model; the keyboard stays on the items."""

    walked = Signal()
    """another item was chosen here"""
    pressed_key = Signal(str)
    """a key of the walk, as `keys.walk_key` names it"""
    left = Signal()
    """the keyboard goes to the article"""

    def __init__(self, model: FeedbackModel) -> None:
        super().__init__("feedbackList", "Feedback", model, FeedbackRow(), 2, _AIR)
        self._model, self._silent = model, False
        self.selectionModel().currentChanged.connect(self._on_current)
        model.modelReset.connect(self._fit_headings)

    def go_to(self, row: int | None) -> None:
        """Choose a row without telling, and bring it into sight with its heading."""
        self._silent = True
        if row is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self._model.index(max(0, row - 1)))
            self.scrollTo(self._model.index(row))
        self._silent = False

    def _fit_headings(self) -> None:
        """A heading is one line high."""
        rows = self.verticalHeader()
        for number, row in enumerate(self._model.rows):
            if isinstance(row, Heading):
                rows.resizeSection(number, self.fontMetrics().lineSpacing() + _AIR)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from commands of the window that have the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and walk_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (key := walk_key(event)) is not None:
            self.pressed_key.emit(key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current(self) -> None:
        if not self._silent:
            self.walked.emit()
