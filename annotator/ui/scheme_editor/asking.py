"""Merging and splitting: a line of fields in place, above what changes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.domain import answers
from annotator.domain.palettes import spare_color
from annotator.domain.scheme import Label, Layer, Scheme
from annotator.domain.scheme_edits.base import Edit, Place
from annotator.domain.scheme_edits.respans import ByAnswer, ByWords, MergeLabels, SplitLabel
from annotator.ui.choice_box import ChoiceBox

_WORDS = "the quote has the words"


class Asking(QFrame):
    """Base of both: `asked(edit)` when the fields are filled and Enter is pressed; `left` with Esc."""

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first: QWidget = self
        """where the keyboard goes"""
        self.setProperty("role", "notice")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 6, 8, 6)

    def begin(self) -> None:
        """Take the keyboard, once the line is in its place. Left to itself, Qt would show it only later."""
        self.show()
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self, *parts: QWidget | str) -> None:
        """Add words and fields to the line."""
        for part in parts:
            widget = QLabel(part) if isinstance(part, str) else part
            if isinstance(widget, QLabel):
                widget.setTextFormat(Qt.TextFormat.PlainText)
            self.row.addWidget(widget)

    def add_buttons(self, words: str, run: Callable[[], None]) -> None:
        """Add the button that does it, and the one that leaves it."""
        for title, do in ((f"{words}   Enter", run), ("Esc", self.left.emit)):
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self.row.addWidget(button)
            if title == "Esc":
                button.setAccessibleName("Leave it")
        self._run = run

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MergeLine(Asking):
    """Merge a label into another: those of its own layer come first."""

    def __init__(self, scheme: Scheme, place: Place) -> None:
        super().__init__()
        self._place = place
        self.targets = ChoiceBox()
        self.targets.setAccessibleName("Merge into")
        layers = sorted(scheme.layers, key=lambda layer: layer.name != place[0])
        for layer in layers:
            for label in layer.labels:
                if (layer.name, label.name) != place:
                    words = label.name if layer.name == place[0] else f"{label.name} ({layer.name})"
                    self.targets.addItem(words, (layer.name, label.name))
        self.add(f"Merge {place[1]} into", self.targets)
        self.row.addStretch()
        self.add_buttons("Merge", self._merge)
        self.first = self.targets

    def _merge(self) -> None:
        into = self.targets.currentData()
        if into:
            self.asked.emit(MergeLabels((self._place,), (into[0], into[1])))


class SplitLine(Asking):
    """Give some spans of a label a new label: by an answer, or by words in the quote."""

    def __init__(self, layer: Layer, label: Label) -> None:
        super().__init__()
        self._layer, self._label = layer, label
        self.name = QLineEdit()
        self.name.setAccessibleName("New label")
        self.name.setPlaceholderText("new label")
        self.rules: QComboBox = ChoiceBox()
        self.rules.setAccessibleName("Which spans")
        self.rules.addItem(_WORDS, None)
        for attribute in label.attributes:
            for name, value in answers.choices(attribute):
                self.rules.addItem(f"{attribute.name} = {name}", (attribute.name, value))
        self.words = QLineEdit()
        self.words.setAccessibleName("Words in the quote")
        self.words.setPlaceholderText("words, parted by commas")
        self.rules.currentIndexChanged.connect(lambda place: self.words.setVisible(place == 0))
        self.add(f"Split off {label.name}", self.name, "where", self.rules, self.words)
        self.add_buttons("Split", self._split)
        self.first = self.name

    def _split(self) -> None:
        chosen = self.rules.currentData()
        if not self.name.text().strip():
            self.name.setFocus()
            return
        if chosen is None and not self.words.text().strip(" ,"):
            self.words.setFocus()
            return
        rule = ByWords(self.words.text()) if chosen is None else ByAnswer(chosen[0], chosen[1])
        new = Label(name=self.name.text().strip(), color=spare_color(self._layer))
        edit: Edit = SplitLabel(self._layer.name, self._label.name, new, rule)
        self.asked.emit(edit)
