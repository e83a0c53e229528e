"""The forms of a layer, and of a relation type."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.domain.scheme import FORMS, RelationType
from annotator.domain.scheme_edits.layers import RenameLayer, SetForm
from annotator.domain.scheme_edits.relations import ChangeRelation, RenameRelation
from annotator.domain.words import count
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.scheme_editor.form import Form, quiet
from annotator.ui.scheme_editor.sample import FORM_WORDS, Sample
from annotator.ui.scheme_editor.tree import Path
from annotator.ui.scheme_editor.working_copy import WorkingCopy

_LABELS_HEIGHT = 210


class LayerForm(Form):
    """Name and form of a layer."""

    def __init__(self, copy: WorkingCopy, path: Path) -> None:
        super().__init__(copy, path)
        layer = copy.scheme.layer(path.layer)
        assert layer is not None
        self.add_heading("LAYER", count(len(layer.labels), "label"))
        self._sample = Sample()
        self.column.addWidget(self._sample)
        self.name_field = self.line("Name", layer.name, self._rename)
        self._form = ChoiceBox()
        for form in FORMS:
            self._form.addItem(f"{form}: {FORM_WORDS[form]}", form)
        self._form.setCurrentIndex(FORMS.index(layer.form))
        self._form.activated.connect(self._draw)
        self.add_field("Form", self._form)
        self.column.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Show the first label as it is drawn now."""
        layer = self.copy_.scheme.layer(self.path.layer)
        self._sample.setVisible(layer is not None and bool(layer.labels))
        if layer is not None and layer.labels:
            self._sample.put(layer, layer.labels[0])

    def _rename(self, text: str) -> None:
        self.attempt("Name", RenameLayer(self.path.layer, text.strip()), Path(text.strip()))

    def _draw(self, place: int) -> None:
        self.attempt("Form", SetForm(self.path.layer, FORMS[place]))


class RelationForm(Form):
    """Name, description and ends of a relation type."""

    def __init__(self, copy: WorkingCopy, path: Path) -> None:
        super().__init__(copy, path)
        relation = self._found()
        self.add_heading("RELATION", "Links a head span to a tail span")
        self.name_field = self.line("Name", relation.name, self._rename)
        self._description = self.line("Description", relation.description, lambda _: self._change())
        self._head, self._tail = self._list(relation.head), self._list(relation.tail)
        row, whole = QHBoxLayout(), self.column
        for name, field in (("Head: labels it goes from", self._head), ("Tail: labels it goes to", self._tail)):
            side = QWidget()
            self.column = QVBoxLayout(side)
            self.column.setContentsMargins(0, 0, 0, 0)
            self.add_field(name, field)
            row.addWidget(side)
        self.column = whole
        self.column.addLayout(row)
        self.column.addWidget(quiet("With none ticked at an end, any label may stand there. Space ticks."))
        self.column.addStretch()

    def _found(self) -> RelationType:
        found = self.copy_.scheme.relation(self.path.relation)
        assert found is not None
        return found

    def _list(self, chosen: tuple[str, ...]) -> QListWidget:
        field = QListWidget()
        field.setFixedHeight(_LABELS_HEIGHT)
        for name in dict.fromkeys(label.name for _, label in self.copy_.scheme.labels()):
            item = QListWidgetItem(name, field)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        field.setCurrentRow(0)
        field.itemChanged.connect(lambda _: self._change())
        return field

    def _rename(self, text: str) -> None:
        self.attempt("Name", RenameRelation(self.path.relation, text.strip()), Path(relation=text.strip()))

    def _change(self) -> None:
        self.attempt("Description", ChangeRelation(
            self.path.relation, _ticked(self._head), _ticked(self._tail), self._description.text()))


def _ticked(field: QListWidget) -> tuple[str, ...]:
    items = [field.item(row) for row in range(field.count())]
    return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)
