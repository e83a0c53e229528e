"""The find bar: a slim line under the article with what to find in it, how, and how far one is."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy

from annotator.domain.finding import Wanted
from annotator.domain.scheme import Scheme
from annotator.ui.label_choice import choose_label

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Says what is wanted; what is found is told to it. Esc closes, Enter goes on, Alt+Enter labels all."""

    wanted_changed = Signal()
    stepped = Signal(int)
    """the next hit (1) or the previous one (-1)"""
    closed = Signal()
    label_all = Signal(str, str)
    """layer and label for all hits"""

    def __init__(self, scheme: Callable[[], Scheme]) -> None:
        super().__init__()
        self._scheme = scheme
        self.setObjectName("findBar")
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(6)
        self.field, self._count = QLineEdit(), QLabel()
        self.field.setObjectName("findField")
        self.field.setAccessibleName("Find in this article")
        self.field.setPlaceholderText("Find in this article")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(180)
        self.field.setMaximumWidth(380)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.wanted_changed)
        row.addWidget(self.field, 3)
        self._previous = self._button("‹", "Previous hit (Shift+Enter)", lambda: self.stepped.emit(-1))
        self._next = self._button("›", "Next hit (Enter)", lambda: self.stepped.emit(1))
        row.addWidget(self._previous)
        row.addWidget(self._next)
        self.case = self._switch("Aa", "Capital letters count (Alt+C)")
        self.words = self._switch("“ab”", "Whole words only (Alt+W)")
        self.pattern = self._switch(".*", "Regular expression (Alt+R)")
        for switch in (self.case, self.words, self.pattern):
            row.addWidget(switch)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setObjectName("findCount")
        self._count.setAccessibleName("Hits")
        self._count.setProperty("role", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._count, 2)
        self._label_all = self._button("Label all …", "Label all hits (Alt+Enter)", self._choose_label)
        row.addWidget(self._label_all)
        row.addWidget(self._button("✕", "Close the find bar (Esc)", self.closed.emit))

    @property
    def wanted(self) -> Wanted:
        """What is to be found."""
        return Wanted(text=self.field.text(), case=self.case.isChecked(), words=self.words.isChecked(),
                      pattern=self.pattern.isChecked())

    def tell(self, words: str, *, bad: bool = False, hits: int = 0) -> None:
        """Say how far one is, or what is wrong."""
        self._count.setText(words)
        self._count.setToolTip(f"<span>{escape(words)}</span>" if bad else "")
        if self._count.property("role") != (role := "bad" if bad else "muted"):
            self._count.setProperty("role", role)
            self._count.style().unpolish(self._count)
            self._count.style().polish(self._count)
        for button in (self._previous, self._next):
            button.setEnabled(hits > 0)
        self._label_all.setVisible(hits > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys; those with Alt come before the menus, which may have the same ones."""
        if not isinstance(event, QKeyEvent) or event.type() not in _KEYS:
            return super().eventFilter(watched, event)
        run = self._meaning(event)
        if run is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            run()
        event.accept()
        return True

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key in the field does, None where it types."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            switches = {Qt.Key.Key_C: self.case, Qt.Key.Key_W: self.words, Qt.Key.Key_R: self.pattern}
            if event.key() in _ENTER:
                return self._choose_label
            return switches[Qt.Key(event.key())].toggle if event.key() in switches else None
        if event.key() in _ENTER and modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return partial(self.stepped.emit, -1 if modifiers else 1)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not modifiers:
            return partial(self.stepped.emit, 1 if event.key() == Qt.Key.Key_Down else -1)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _choose_label(self) -> None:
        """Let a label be chosen for all hits."""
        if self._label_all.isVisible():
            choose_label(self, self._scheme(), "Label all hits as …", self.label_all.emit)

    def _button(self, words: str, tip: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "small")
        button.clicked.connect(lambda: run())
        return button

    def _switch(self, words: str, tip: str) -> QPushButton:
        button = self._button(words, tip, lambda: None)
        button.setCheckable(True)
        button.toggled.connect(self.wanted_changed)
        return button
