"""The list of feedback: arrows walk, Enter goes to the article; the keys of the walk work here too."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from annotator.ui.feedback.keys import walk_key
from annotator.ui.feedback.model import FeedbackModel, Heading
from annotator.ui.feedback.row import FeedbackRow

_AIR = 16
"""Pixels of a row above, between and below its two lines, together."""


class FeedbackList(QTableView):
    """Rows of the model; the keyboard stays on the items."""

    walked = Signal()
    """another item was chosen here"""
    pressed_key = Signal(str)
    """a key of the walk, as `keys.walk_key` names it"""
    left = Signal()
    """the keyboard goes to the article"""

    def __init__(self, model: FeedbackModel) -> None:
        super().__init__()  # a table, since a QListView lays out all its rows anew for each one that changes
        self._model, self._silent = model, False
        self._painter = FeedbackRow(self)
        self.setObjectName("feedbackList")
        self.setAccessibleName("Feedback")
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + _AIR)
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

    def keyboardSearch(self, search: str) -> None:
        """Do not jump to rows by their first letter: a label's key pressed here must do nothing."""

    def _on_current(self) -> None:
        if not self._silent:
            self.walked.emit()
