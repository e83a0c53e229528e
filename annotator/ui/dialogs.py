"""Small dialogs: a list of lines that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


def show_lines(parent: QWidget, title: str, sentence: str, lines: Sequence[str]) -> None:
    """Show lines of plain text, such as what an import refused and why."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(720, 420)
    column = QVBoxLayout(dialog)
    words = QLabel()
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setText(sentence)
    words.setWordWrap(True)
    column.addWidget(words)
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setAccessibleName("Details")
    column.addWidget(text)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()
