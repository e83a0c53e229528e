"""Fields for attributes: a choice, a yes/no, a number or a text, each with "not answered"."""

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from annotator.domain.scheme import Attribute
from annotator.domain.span import Value

Answer = Callable[[Value | None], None]
_NONE = "—"


def attribute_field(attribute: Attribute, value: Value | None, answer: Answer) -> QWidget:
    """Return a field that shows `value` and calls `answer` with what the user chooses (None: no answer)."""
    if attribute.type == "choice":
        return _choice([(name, name) for name in attribute.values], value, answer)
    if attribute.type == "boolean":
        return _choice([("yes", True), ("no", False)], value, answer)
    field = QLineEdit("" if value is None else str(value))
    if attribute.type == "number":
        validator = QDoubleValidator(field)
        validator.setLocale(QLocale.c())
        field.setValidator(validator)
        field.editingFinished.connect(lambda: answer(_number(field.text())))
    else:
        field.textEdited.connect(lambda text: answer(text or None))
    return field


def _choice(values: list[tuple[str, Value]], value: Value | None, answer: Answer) -> QComboBox:
    field = QComboBox()
    for name, each in [(_NONE, None), *values]:
        field.addItem(name, each)
    if value is not None and value not in [each for _, each in values]:
        field.addItem(f"{value} (not in the scheme)", value)
    field.setCurrentIndex(max(0, field.findData(value)) if value is not None else 0)
    field.activated.connect(lambda place: answer(field.itemData(place)))
    return field


def _number(text: str) -> Value | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
