"""Small parts that the inspector's pages have in common."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit


def quiet(words: str) -> QLabel:
    """Return a label in the quiet color, for plain text."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", "muted")
    return label


def note_field(words: str) -> QPlainTextEdit:
    """Return a small text field whose undo is the project's."""
    field = QPlainTextEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setTabChangesFocus(True)
    field.setUndoRedoEnabled(False)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 18)
    return field
