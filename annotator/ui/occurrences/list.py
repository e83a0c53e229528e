"""The list of places and its keys: walk, label one, leave one, tick."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.ui.occurrences.delegate import OccurrenceDelegate
from annotator.ui.occurrences.model import OccurrenceModel, Place
from annotator.ui.row_table import RowTable

_AIR = 9
"""Pixels of a row above and below its words, together."""


class OccurrenceList(RowTable):
    """Rows of the model; the keyboard stays on the places."""

    accepted = Signal()
    """label the current place and go on"""
    left = Signal()
    """leave the current place and go on"""
    walked = Signal()
    """another place is the current one"""

    def __init__(self, model: OccurrenceModel) -> None:
        self.painter = OccurrenceDelegate()
        super().__init__("occurrenceList", "Other occurrences", model, self.painter, 1, _AIR)
        self._model = model
        self.selectionModel().currentChanged.connect(self._on_current)
        self._walking = True

    def current(self) -> Place | None:
        """Return the place the keyboard is on."""
        return self._model.place_at(self.currentIndex())

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row's place."""
        index = self._model.index(row)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(self._model.index(max(0, row - 1)))  # with the heading, where it has one
            self.scrollTo(index)

    def go_on(self) -> bool:
        """Go to the next place that is not labelled yet; False where there is none."""
        following = self._model.next_place(self.currentIndex().row())
        if following is None:
            return False
        self.go_to(following)
        return True

    def toggle(self) -> None:
        """Turn the tick of the current place."""
        place = self.current()
        if place is not None:
            self.put_tick(not place.ticked)

    def put_tick(self, on: bool) -> None:
        """Tick the current place, or take its tick away."""
        self._model.tick(self.currentIndex(), on)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from commands of the window that have the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if meaning is not None:
            meaning()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here, None where that is for the table or the panel to say."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held:
            alone = held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_A
            return self._model.tick_all if alone else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == "+":
            return self.accepted.emit
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or event.text() == "-":
            return self.left.emit
        return self.toggle if event.key() == Qt.Key.Key_Space else None

    def go_first(self) -> None:
        """Put the keyboard on the first place, which is not walking: nobody asked for another article."""
        self._walking = False
        self.setCurrentIndex(QModelIndex())
        self.go_on()
        self._walking = True

    def _on_current(self) -> None:
        if self._walking:
            self.walked.emit()
