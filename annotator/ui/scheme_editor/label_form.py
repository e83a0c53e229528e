"""The form of a label: name, key, color, description, guideline with examples."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.domain import guideline
from annotator.domain.guideline import Guideline
from annotator.domain.palettes import color_hint, same_color
from annotator.domain.scheme import Label, Layer
from annotator.domain.scheme_edits.labels import Field, RenameLabel, RetireLabel, SetLabel
from annotator.domain.words import count
from annotator.ui.article_view.theme import DARK, LIGHT
from annotator.ui.scheme_editor.color_field import ColorField
from annotator.ui.scheme_editor.form import Form, Lines, quiet
from annotator.ui.scheme_editor.sample import Sample
from annotator.ui.scheme_editor.tree import Path
from annotator.ui.scheme_editor.working_copy import WorkingCopy


class LabelForm(Form):
    """Every field takes effect in the working copy as it is typed."""

    def __init__(self, copy: WorkingCopy, path: Path) -> None:
        super().__init__(copy, path)
        layer, label = self._found()
        self._about = self.add_heading(f"LABEL OF LAYER {layer.name.upper()}", "-")
        self._sample = Sample()
        self.column.addWidget(self._sample)
        self.name_field = QLineEdit(label.name)
        self.name_field.textEdited.connect(self._rename)
        self._key = QLineEdit(label.key.upper())
        self._key.setMaxLength(1)
        self._key.setFixedWidth(56)
        self._key.textEdited.connect(self._set_key)
        self._place_names()
        self._color = ColorField(label.color)
        self._color.chosen.connect(lambda color: self._set("Color", "color", color))
        self.add_field("Color", self._color)
        self._hint = quiet("-")
        self.column.addWidget(self._hint)
        self.line("Description", label.description, lambda text: self._set("Description", "description", text))
        self._add_guideline(label)
        self._retired = QCheckBox("Retired: spans keep it, but no more get it")
        self._retired.setChecked(label.retired)
        self._retired.toggled.connect(self._retire)
        self.column.addSpacing(8)
        self.column.addWidget(self._retired)
        self.column.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Show sample, hints and counts anew."""
        found = self.copy_.scheme.find(self.path.layer, self.path.label)
        if found is None:
            return
        layer, label = found
        self._sample.put(layer, label)
        self._key.setEnabled(not label.retired)  # a retired one has no key; what it had comes back with it
        twin = same_color(layer, label.name, label.color)
        hint = color_hint(label.color, layer.form, LIGHT.page, DARK.page)
        self._hint.setText(f"{twin} has this color too. {hint}" if twin else hint)
        spans = self.copy_.spans_of((layer.name, label.name))
        self._about.setText(f"{count(spans, 'span')} in the project" if spans else "No spans in the project yet")

    def _found(self) -> tuple[Layer, Label]:
        found = self.copy_.scheme.find(self.path.layer, self.path.label)
        assert found is not None
        return found

    def _place_names(self) -> None:
        """Put name and key beside one another."""
        row, left, right, below = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        whole = self.column
        for column, name, field in ((left, "Name", self.name_field), (right, "Key", self._key)):
            assert field is not None
            self.column = column
            self.add_field(name, field, errors=below)
        self.column = whole
        row.addLayout(left, 1)
        row.addLayout(right)
        whole.addLayout(row)
        whole.addLayout(below)

    def _add_guideline(self, label: Label) -> None:
        found = guideline.parse(label.guideline)
        apart = found if found and not any("\n" in each for each in (*found.good, *found.bad)) else None
        self._rules = Lines(apart.rules if apart else label.guideline, 4)
        self._rules.textChanged.connect(self._write_guideline)
        self.add_field("Guideline", self._rules)
        self._examples: tuple[Lines, Lines] | None = None
        if apart is None:
            self.column.addWidget(quiet("The examples in this guideline are not written as Good: '…'. Bad: '…'., so it "
                                        "is edited as one text."))
            return
        self._examples = Lines("\n".join(apart.good), 3), Lines("\n".join(apart.bad), 3)
        whole, row = self.column, QHBoxLayout()
        for name, field in zip(("Good examples, one a line", "Bad examples, one a line"), self._examples, strict=True):
            field.textChanged.connect(self._write_guideline)
            side = QWidget()
            self.column = QVBoxLayout(side)
            self.column.setContentsMargins(0, 0, 0, 0)
            self.add_field(name, field)
            row.addWidget(side)
        self.column = whole
        self.column.addLayout(row)

    def _rename(self, text: str) -> None:
        name = text.strip()
        self.attempt("Name", RenameLabel(self.path.layer, self.path.label, name),
                     self.path._replace(label=name))

    def _set_key(self, text: str) -> None:
        if text != text.upper():
            self._key.setText(text.upper())
        self._set("Key", "key", text.strip().upper())

    def _set(self, name: str, field: Field, value: str) -> None:
        self.attempt(name, SetLabel(self.path.layer, self.path.label, field, value))

    def _write_guideline(self) -> None:
        text = self._rules.toPlainText()
        if self._examples:
            good, bad = (tuple(line.rstrip(".") for line in field.lines()) for field in self._examples)
            text = guideline.compose(Guideline(text.strip(), good, bad))
        self._set("Guideline", "guideline", text)

    def _retire(self, retired: bool) -> None:
        self.copy_.do(RetireLabel(self.path.layer, self.path.label, retired))
        self._key.setText(self._found()[1].key.upper())
