"""The fields of a proposal: its label and its answers; its boundaries are moved in the article."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.scheme import Attribute, Scheme
from annotator.domain.span import Span, Value
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.panels.attribute_fields import AttributeField, attribute_field, take_rows_out
from annotator.ui.panels.plain_parts import quiet
from annotator.ui.review.flow import Flow

_LEAST = 60


class EditPage(QWidget):
    """Shows a proposal; its signals say what was changed."""

    relabelled = Signal(str)
    answered = Signal(str, object)
    kept = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label, self._quote, self._form = ChoiceBox(), QLabel(), QFormLayout()
        self._fields: dict[str, AttributeField] = {}
        self._label.setAccessibleName("Label of the proposal")
        self._label.setMinimumWidth(_LEAST)
        self._label.textActivated.connect(self.relabelled)
        self._quote.setTextFormat(self._quote.textFormat().PlainText)
        self._quote.setWordWrap(True)
        self._quote.setProperty("role", "quote")
        self._quote.setAccessibleName("Words of the proposal")
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(quiet("Label"), self._label)
        hint = quiet("Alt+arrows move the end, with Shift the start; or drag an end. A label’s key relabels. "
                     "+ adds selected words, - takes a part off.")
        hint.setWordWrap(True)
        buttons = QWidget()
        flow = Flow()
        buttons.setLayout(flow)
        for words, key, signal in (("Propose this", "Enter", self.kept), ("Give up", "Esc", self.given_up)):
            button = QPushButton(f"{words}   {key}")
            button.setAccessibleName(words)
            button.setFocusPolicy(button.focusPolicy().TabFocus)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
            if signal is self.kept:
                button.setProperty("role", "accent")
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._quote)
        column.addLayout(self._form)
        column.addWidget(buttons)
        column.addWidget(hint)

    def show_proposal(self, span: Span, scheme: Scheme) -> None:
        """Show a proposal; fields are made anew only for other questions."""
        quote = " ".join(span.quote.split())
        self._quote.setText(quote if len(quote) <= 160 else quote[:159] + "…")
        layer = scheme.layer(span.layer)
        names = [label.name for label in layer.offered] if layer else []
        names = names if span.label in names else [span.label, *names]
        if names != [self._label.itemText(n) for n in range(self._label.count())]:
            self._label.clear()
            self._label.addItems(names)
        self._label.setCurrentText(span.label)
        found = scheme.find(span.layer, span.label)
        self._ask(found[1].asked if found else ())
        for name, field in self._fields.items():
            field.put(span.attributes.get(name))

    def _ask(self, wanted: tuple[Attribute, ...]) -> None:
        if wanted == tuple(field.attribute for field in self._fields.values()):
            return
        take_rows_out(self._form, leave=1)
        self._fields = {}
        for attribute in wanted:
            field = attribute_field(attribute, partial(self._answer, attribute.name), self.kept.emit)
            field.widget.setAccessibleName(attribute.name)
            self._fields[attribute.name] = field
            self._form.addRow(quiet(attribute.name), field.widget)

    def _answer(self, name: str, value: Value | None) -> None:
        self.answered.emit(name, value)
