"""The form of an attribute: name, type, values, default."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QPushButton

from annotator.domain import answers
from annotator.domain.errors import Refused
from annotator.domain.scheme import ATTRIBUTE_TYPES, Attribute
from annotator.domain.scheme_edits.attributes import ChangeAttribute, RenameAttribute, RenameValue, RetireAttribute
from annotator.domain.span import Value
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.scheme_editor.form import Form, Lines, quiet
from annotator.ui.scheme_editor.tree import Path
from annotator.ui.scheme_editor.working_copy import WorkingCopy

_FIRST_VALUES = (answers.YES, answers.NO, answers.UNSURE)
_TYPE_WORDS = {"choice": "choice: one of some values", "boolean": "boolean: yes or no", "text": "text: free words",
               "number": "number"}
_NONE = "none: unanswered at first"


class AttributeForm(Form):
    """What depends on the type is shown for that type only."""

    def __init__(self, copy: WorkingCopy, path: Path) -> None:
        super().__init__(copy, path)
        attribute = self._found()
        self.add_heading(f"ATTRIBUTE OF {path.label.upper()}", "A question asked of every span of this label")
        self.name_field = self.line("Name", attribute.name, self._rename)
        self._type = ChoiceBox()
        for each in ATTRIBUTE_TYPES:
            self._type.addItem(_TYPE_WORDS[each], each)
        self._type.activated.connect(lambda place: self._change_type(place))
        self.add_field("Type", self._type)
        self._values = Lines("", 6)
        self._values.left.connect(self.commit)
        self.add_field("Values, one a line", self._values)
        self._value_hint = quiet("A line that is changed renames the value, and the answers follow.")
        self.column.addWidget(self._value_hint)
        self._unsure = QPushButton("Let it be answered “unsure” too")
        self._unsure.setAutoDefault(False)
        self._unsure.clicked.connect(self._allow_unsure)
        self.column.addSpacing(6)
        self.column.addWidget(self._unsure)
        self._choice = ChoiceBox()
        self._choice.activated.connect(lambda place: self._set_default(self._choice.itemData(place)))
        self.add_field("Default", self._choice)
        self._typed = self.line("Default answer", "", self._type_default, "Left empty: unanswered at first")
        self._retired = QCheckBox("Retired: answers stay, but it is no longer asked")
        self._retired.setChecked(attribute.retired)
        self._retired.toggled.connect(lambda on: self.copy_.do(
            RetireAttribute(self.path.layer, self.path.label, self.path.attribute, on)))
        self.column.addSpacing(8)
        self.column.addWidget(self._retired)
        self.column.addStretch()
        self._show(attribute)

    def commit(self) -> None:
        """Take over the values that were typed."""
        if self.stale or not self.path.exists(self.copy_.scheme):
            return
        attribute, typed = self._found(), self._values.lines()
        if attribute.type != "choice" or typed == attribute.values:
            return
        old = [value for value in attribute.values if value not in typed]
        new = [value for value in typed if value not in attribute.values]
        at = [(before, after) for before, after in zip(attribute.values, typed, strict=False) if before != after]
        if len(typed) == len(attribute.values) and len(old) == len(new) == len(at):
            for before, after in at:
                self.attempt("Values, one a line", RenameValue(
                    self.path.layer, self.path.label, self.path.attribute, before, after))
        else:
            default = attribute.default if attribute.default in typed else None
            self._put("Values, one a line", replace(attribute, values=typed, default=default))
        if not self.errors:
            self._show(self._found())

    def _found(self) -> Attribute:
        found = self.copy_.scheme.find(self.path.layer, self.path.label)
        attribute = found[1].attribute(self.path.attribute) if found else None
        assert attribute is not None
        return attribute

    def _show(self, attribute: Attribute) -> None:
        """Bring the fields to what the attribute is."""
        listed = attribute.type in ("choice", "boolean")
        self._type.setCurrentIndex(ATTRIBUTE_TYPES.index(attribute.type))
        if self._values.lines() != attribute.values:
            self._values.setPlainText("\n".join(attribute.values))
        self._choice.clear()
        for name, value in [(_NONE, None), *answers.choices(attribute)]:
            self._choice.addItem(name, value)
            if value == attribute.default and isinstance(value, bool) == isinstance(attribute.default, bool):
                self._choice.setCurrentIndex(self._choice.count() - 1)
        if not self._typed.hasFocus():
            self._typed.setText("" if listed or attribute.default is None else str(attribute.default))
        self._show_field("Values, one a line", attribute.type == "choice")
        self._value_hint.setVisible(attribute.type == "choice")
        self._unsure.setVisible(attribute.type == "boolean")
        self._show_field("Default", listed)
        self._show_field("Default answer", not listed)

    def _show_field(self, name: str, shown: bool) -> None:
        """Show a field with its name and hint, or none of it."""
        at = self.column.indexOf(self._errors[name])
        for place in range(at - 1, -1, -1):
            item = self.column.itemAt(place)
            widget = item.widget() if item else None
            if widget is None:
                break
            widget.setVisible(shown)

    def _rename(self, text: str) -> None:
        name = text.strip()
        self.attempt("Name", RenameAttribute(self.path.layer, self.path.label, self.path.attribute, name),
                     self.path._replace(attribute=name))

    def _put(self, field: str, attribute: Attribute) -> None:
        if self.attempt(field, ChangeAttribute(self.path.layer, self.path.label, self.path.attribute, attribute)):
            self._show(self._found())

    def _change_type(self, place: int) -> None:
        attribute, wanted = self._found(), ATTRIBUTE_TYPES[place]
        if wanted == attribute.type:
            return
        changed = Attribute(name=attribute.name, type=wanted, values=_FIRST_VALUES if wanted == "choice" else ())
        default = None if attribute.default is None else answers.converted(changed, attribute.default)
        self._put("Type", replace(changed, default=default))

    def _allow_unsure(self) -> None:
        self._change_type(ATTRIBUTE_TYPES.index("choice"))

    def _set_default(self, value: Value | None) -> None:
        self._put("Default", replace(self._found(), default=value))

    def _type_default(self, text: str) -> None:
        attribute = self._found()
        try:
            value = answers.number(text) if attribute.type == "number" else text or None
        except Refused as error:
            self.tell("Default answer", str(error))
        else:
            self._put("Default answer", replace(attribute, default=value))
