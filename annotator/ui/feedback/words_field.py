"""A field for a sentence or two: Enter is done, Shift+Enter a new line, Esc gives up."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

_LINES = 3
_AIR = 16
"""Pixels of frame and margins, together."""


class WordsField(QPlainTextEdit):
    """Hidden until something is asked for."""

    written = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("feedbackWords")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + _AIR)
        self.hide()

    def ask(self, what: str) -> None:
        """Take words; `what` says for what."""
        self.clear()
        self.setPlaceholderText(what)
        self.setAccessibleName(what)
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep the field's own keys from commands of the window that have the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.written.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
