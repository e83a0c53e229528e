"""The strip that asks for words: a reason with a short list to choose from, a question, a remark."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from annotator.ui.commands import plain

MOST = 9
"""Reasons that digits can choose."""


class Strip(QFrame):
    """Asks for one line of words. Enter takes them, Esc gives up; where reasons are offered, a digit takes one.
    `turned`: it begins or ends asking."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewStrip")
        self.setProperty("role", "strip")
        self._done: Callable[[str], object] = lambda words: None
        self._left: Callable[[], object] = lambda: None
        self._reasons: Sequence[str] = ()
        self._needed = ""
        self._title, self.field, self._hint = QLabel(), QLineEdit(), QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self.field.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(4)
        for widget in (self._title, self.field, self._hint):
            self._column.addWidget(widget)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether words are asked for now."""
        return not self.isHidden()

    def ask(self, title: str, done: Callable[[str], object], left: Callable[[], object], *, words: str = "",
            reasons: Sequence[str] = (), needed: str = "") -> None:
        """Ask, with the keyboard on the field. `done` gets the words; `left`: it was given up. `needed`: said where
        there are no words, which are needed then."""
        self._done, self._left, self._reasons, self._needed = done, left, reasons[:MOST], needed
        self._title.setText(title)
        self.field.setAccessibleName(title)
        self.field.setText(words)
        self.field.selectAll()
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(number, reason) for number, reason in enumerate(self._reasons, 1)]
        self._hint.setText("Number: this reason · Enter: without one, or with what you typed" if reasons else
                           "Enter keeps it · Esc gives up")
        self._show(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Give up asking."""
        if self.asking:
            self._show(False)
            self._left()

    def put_away(self) -> None:
        """Ask no more, since something else is at hand. The keyboard stays where it is, unless that was here."""
        if self.asking:
            focused = QApplication.focusWidget()
            here = focused is not None and self.isAncestorOf(focused)
            self._show(False)
            if here:
                self._left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc, and digits in the empty field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.field.text().strip())
            return True
        digit = event.text()
        if not self._typed() and len(digit) == 1 and digit.isdigit() and 1 <= int(digit) <= len(self._reasons):
            self._take(self._reasons[int(digit) - 1])
            return True
        return False

    def _typed(self) -> bool:
        """Whether there are words that a digit would go on with."""
        return bool(self.field.text()) and self.field.selectedText() != self.field.text()

    def _take(self, words: str) -> None:
        if self._needed and not words:
            self._hint.setText(self._needed)
            return
        self._show(False)
        self._done(words)

    def _show(self, asking: bool) -> None:
        self.setVisible(asking)
        self.turned.emit()

    def _button(self, number: int, reason: str) -> QPushButton:
        button = QPushButton(f"{number}   {plain(reason)}")
        button.setProperty("role", "pick")
        button.setAccessibleName(reason)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False: self._take(reason))
        self._column.insertWidget(1 + number, button)
        return button
