"""Fields for attributes: a choice, a yes/no, a number or a text, each with "not answered"."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QLocale
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.domain.scheme import Attribute
from annotator.domain.span import Value
from annotator.ui.choice_box import ChoiceBox

Answer = Callable[[Value | None], None]
_NONE = "—"


class AttributeField(NamedTuple):
    """A widget, and how to show a value in it."""

    attribute: Attribute
    widget: QWidget
    put: Callable[[Value | None], None]


def attribute_field(attribute: Attribute, answer: Answer) -> AttributeField:
    """Return a field that calls `answer` with what the user chooses (None: no answer)."""
    if attribute.type == "choice":
        return _choice(attribute, [(name, name) for name in attribute.values], answer)
    if attribute.type == "boolean":
        return _choice(attribute, [("yes", True), ("no", False)], answer)
    field = QLineEdit()
    if attribute.type == "number":
        validator = QDoubleValidator(field)
        validator.setLocale(QLocale.c())
        field.setValidator(validator)
        field.editingFinished.connect(lambda: answer(_number(field.text())))
    else:
        field.textEdited.connect(lambda text: answer(text or None))

    def put(value: Value | None) -> None:
        shown = "" if value is None else str(value)
        if field.text() != shown:
            field.setText(shown)

    return AttributeField(attribute, field, put)


def _choice(attribute: Attribute, values: list[tuple[str, Value]], answer: Answer) -> AttributeField:
    field = ChoiceBox()
    for name, each in [(_NONE, None), *values]:
        field.addItem(name, each)
    field.activated.connect(lambda place: answer(field.itemData(place)))

    def put(value: Value | None) -> None:
        place = next((n for n in range(field.count()) if field.itemData(n) == value), -1)
        if place < 0:
            field.addItem(f"{value} (not in the scheme)", value)
            place = field.count() - 1
        field.setCurrentIndex(place)

    return AttributeField(attribute, field, put)


def _number(text: str) -> Value | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
