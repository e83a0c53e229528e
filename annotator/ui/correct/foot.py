"""The foot of the correction's window: what is missing, the texts there were before, and the buttons."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from annotator.domain.change import Step
from annotator.ui.commands import plain
from annotator.ui.times import brief

_EXPORTS = "Files exported before no longer match the corrected article; export it again for other programs."


class Foot(QWidget):
    """Says one sentence at a time, and lets the correction be applied only where nothing is missing."""

    applied = Signal()
    cancelled = Signal()
    text_asked = Signal(int)
    """The text before this step of the history is to be shown."""

    def __init__(self, corrections: Sequence[Step]) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName("What is missing")
        exports = QLabel(_EXPORTS)
        exports.setProperty("role", "muted")
        exports.setWordWrap(True)
        self._earlier = self._button("Earlier texts")
        self._earlier.setMenu(self._menu(corrections))
        self._earlier.setVisible(bool(corrections))
        self.cancel_button, self.apply_button = self._button("Cancel   Esc"), self._button("Apply   Ctrl+Enter")
        self.cancel_button.clicked.connect(self.cancelled)
        self.apply_button.clicked.connect(self.applied)
        self.apply_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self._earlier)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(exports)
        column.addLayout(row)

    def show_missing(self, missing: str, remark: str) -> None:
        """Say what is missing; where nothing is, let it be applied, with a remark if there is one."""
        self._say(missing or remark, "muted")
        self.apply_button.setEnabled(not missing)

    def refuse(self, words: str) -> None:
        """Say why something was not done."""
        self._say(words, "bad")

    def _say(self, words: str, role: str) -> None:
        self.words.setProperty("role", role)
        self.words.style().polish(self.words)
        self.words.setText(words)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.partition("   ")[0])
        button.setAutoDefault(False)
        return button

    def _menu(self, corrections: Sequence[Step]) -> QMenu:
        menu = QMenu(self)
        for step in corrections:
            menu.addAction(plain(f"Before {step.name} · {step.annotator} · {brief(step.at)}"),
                           partial(self.text_asked.emit, step.seq))
        return menu
