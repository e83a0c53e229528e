"""Fields for attributes, answered by keys: a choice, a yes/no, a number or a text, each with "not answered".

In a choice the first letter of a value, or its number, answers at once; `-` and Backspace take the answer away. In
every field Ctrl+D gives the default answer, Enter goes on, and an answer is saved as it is given.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.domain import answers
from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute
from annotator.domain.span import Value
from annotator.ui.choice_box import ChoiceBox

Answer = Callable[[Value | None], object]
_NONE = "—"
_DEFAULT = "Ctrl+D gives the default answer, {default}."


class AttributeField(NamedTuple):
    """A widget, and how to show a value in it."""

    attribute: Attribute
    widget: QWidget
    put: Callable[[Value | None], None]


class _Choice(ChoiceBox):
    """One of a few values, chosen by one key."""

    done = Signal()

    def __init__(self, attribute: Attribute, answer: Answer) -> None:
        super().__init__()
        self._attribute, self._answer = attribute, answer
        self.addItem(_NONE, None)
        for name, value in answers.choices(attribute):
            self.addItem(name, value)
        self._names = [name for name, _ in answers.choices(attribute)]
        self.setToolTip(_hint(attribute, "Press the first letter of an answer, or its number; - takes it away."))
        self.activated.connect(lambda place: answer(self.itemData(place)))

    def put(self, value: Value | None) -> None:
        """Show an answer; one that the scheme does not allow is named so."""
        place = next((n for n in range(self.count()) if _same(self.itemData(n), value)), -1)
        if place < 0:
            self.addItem(f"{answers.shown(value) if value is not None else _NONE} (not in the scheme)", value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_done(event):
            self.done.emit()
        elif _is_default(event):
            self._choose(self._attribute.default)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        elif (place := answers.by_key(self._names, event.text(), self.currentIndex() - 1)) is not None:
            self._choose(self.itemData(place + 1))
        else:
            super().keyPressEvent(event)

    def _choose(self, value: Value | None) -> None:
        self.put(value)
        self._answer(value)


class _Line(QLineEdit):
    """A line of text or a number."""

    done = Signal()
    default_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_default(event):
            self.default_asked.emit()
            return
        super().keyPressEvent(event)
        if _is_done(event):
            self.done.emit()


class _Number(QWidget):
    """A number; what is none is said under it, and nothing is answered."""

    done = Signal()

    def __init__(self, attribute: Attribute, answer: Answer) -> None:
        super().__init__()
        self._answer, self._shown = answer, ""
        self.line, self._wrong = _Line(), QLabel()
        self.line.setToolTip(_hint(attribute, "Write a number."))
        self.line.textEdited.connect(self._try)
        self.line.done.connect(self._go_on)
        self.line.default_asked.connect(lambda: self._give(attribute.default))
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setProperty("role", "bad")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._wrong)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, and what is wrong with it."""
        self.line.setAccessibleName(name)
        self._wrong.setAccessibleName(f"{name}: what is wrong")

    def put(self, value: Value | None) -> None:
        """Show an answer; what is being typed for the same number stays."""
        shown = "" if value is None else str(value)
        if shown != self._shown:
            self._shown = shown
            self.line.setText(shown)
            self._wrong.hide()

    def _go_on(self) -> None:
        if self._wrong.isHidden():
            self.done.emit()

    def _try(self, text: str) -> None:
        try:
            value = answers.number(text)
        except Refused as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            return
        self._wrong.hide()
        self._shown = "" if value is None else str(value)
        self._answer(value)

    def _give(self, value: Value | None) -> None:
        self.put(value)
        self._answer(value)


def attribute_field(attribute: Attribute, answer: Answer, done: Callable[[], object]) -> AttributeField:
    """Return a field that calls `answer` with what the user chooses (None: no answer), and `done` on Enter."""
    if attribute.type in ("choice", "boolean"):
        choice = _Choice(attribute, answer)
        choice.done.connect(done)
        return AttributeField(attribute, choice, choice.put)
    if attribute.type == "number":
        number = _Number(attribute, answer)
        number.done.connect(done)
        return AttributeField(attribute, number, number.put)
    line = _Line()
    line.setToolTip(_hint(attribute, "Write a text."))
    line.textEdited.connect(lambda text: answer(text or None))
    line.done.connect(done)

    def put(value: Value | None) -> None:
        shown = "" if value is None else str(value)
        if line.text() != shown:
            line.setText(shown)

    def give_default() -> None:
        put(attribute.default)
        answer(attribute.default)

    line.default_asked.connect(give_default)
    return AttributeField(attribute, line, put)


def _is_done(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
        event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def _is_default(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _hint(attribute: Attribute, words: str) -> str:
    if attribute.default is None:
        return words
    return f"{words} {_DEFAULT.format(default=answers.shown(attribute.default))}"


def _same(one: Value | None, other: Value | None) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def take_rows_out(form: QFormLayout, *, leave: int) -> None:
    """Take rows out from the second on until so many are left; they are deleted once their own signals are over."""
    while form.rowCount() > leave:
        row = form.takeRow(1)
        for item in (row.labelItem, row.fieldItem):  # type: ignore[attr-defined]
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
