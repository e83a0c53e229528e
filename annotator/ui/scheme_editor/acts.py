"""What can be done to the chosen line of the scheme: add, rename, remove, move, merge, split, retire."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QPushButton

from annotator.domain.palettes import spare_color
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme
from annotator.domain.scheme_edits.attributes import AddAttribute, MoveAttribute, RemoveAttribute, RetireAttribute
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.effect import Effect
from annotator.domain.scheme_edits.labels import AddLabel, MoveLabel, RetireLabel
from annotator.domain.scheme_edits.layers import AddLayer, MoveLayer, RemoveLayer
from annotator.domain.scheme_edits.relations import AddRelation, MoveRelation, RemoveRelation
from annotator.domain.scheme_edits.respans import MergeLabels, RemoveLabel, SplitLabel
from annotator.domain.words import count
from annotator.ui.notice import Choice
from annotator.ui.scheme_editor.asking import MergeLine, SplitLine
from annotator.ui.scheme_editor.tree import Path

if TYPE_CHECKING:
    from annotator.ui.scheme_editor.editor import SchemeEditor


class Acts:
    """Turns keys and buttons into edits of the editor's working copy."""

    def __init__(self, editor: SchemeEditor) -> None:
        self._editor = editor

    def buttons(self) -> QGridLayout:
        """Return the buttons below the tree."""
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, (words, told, run) in enumerate((
                ("+ Label", "Add a label to the layer (Insert)", self.add_label),
                ("+ Attribute", "Add an attribute to the label (Ctrl+Shift+N)", self.add_attribute),
                ("+ Layer", "Add a layer", self.add_layer), ("+ Relation", "Add a relation", self.add_relation),
                ("Merge…", "Merge the label into another (Ctrl+M)", self.merge),
                ("Split…", "Give some spans of the label a new one (Ctrl+B)", self.split),
                ("Retire", "Keep it for the spans that have it, but offer it no longer (Ctrl+R)", self.retire),
                ("Remove", "Remove it (Del)", self.remove))):
            button = QPushButton(words)
            button.setToolTip(told)
            button.setAccessibleName(told)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            grid.addWidget(button, number // 4, number % 4)
        return grid

    def add(self) -> None:
        """Add one more of what is chosen: a label on a layer or label, an attribute, a relation; first a layer."""
        path = self._path
        if path.attribute:
            self.add_attribute()
        elif path.layer:
            self.add_label()
        elif self._scheme.layers:
            self.add_relation()
        else:
            self.add_layer()

    def add_label(self) -> None:
        """Add a label to the chosen layer, the first where none is chosen."""
        layer = self._layer()
        if layer is None:
            self._tell("Add a layer first; labels stand in layers.")
            return
        label = Label(name=_free("NEW", (each.name for each in layer.labels)), color=spare_color(layer))
        self._add(AddLabel(layer.name, label), Path(layer.name, label.name))

    def add_attribute(self) -> None:
        """Add an attribute to the chosen label."""
        found = self._scheme.find(self._path.layer, self._path.label)
        if found is None:
            self._tell("Choose the label that the attribute is asked of.")
            return
        attribute = Attribute(name=_free("new", (each.name for each in found[1].attributes)), type="choice",
                              values=("yes", "no", "unsure"))
        self._add(AddAttribute(self._path.layer, self._path.label, attribute),
                  Path(self._path.layer, self._path.label, attribute.name))

    def add_layer(self) -> None:
        """Add a layer."""
        name = _free("new", (each.name for each in self._scheme.layers))
        self._add(AddLayer(name), Path(name))

    def add_relation(self) -> None:
        """Add a relation type."""
        name = _free("NEW", (each.name for each in self._scheme.relations))
        self._add(AddRelation(RelationType(name=name)), Path(relation=name))

    def rename(self) -> None:
        """Go to the name in the form."""
        if self._editor.form is not None:
            self._editor.form.edit_name()

    def move(self, by: int) -> None:
        """Move what is chosen up or down among its like."""
        path = self._path
        if path.relation:
            self._do(MoveRelation(path.relation, by))
        elif path.attribute:
            self._do(MoveAttribute(path.layer, path.label, path.attribute, by))
        elif path.label:
            self._do(MoveLabel(path.layer, path.label, by))
        elif path.layer:
            self._do(MoveLayer(path.layer, by))

    def retire(self) -> None:
        """Retire the chosen label or attribute, or bring it back."""
        path = self._path
        found = self._scheme.find(path.layer, path.label)
        if found is None:
            self._tell("Labels and attributes can be retired; choose one.")
        elif path.attribute:
            attribute = found[1].attribute(path.attribute)
            self._do(RetireAttribute(path.layer, path.label, path.attribute, not (attribute and attribute.retired)))
        else:
            self._do(RetireLabel(path.layer, path.label, not found[1].retired))

    def merge(self) -> None:
        """Ask which label the chosen one is merged into."""
        if not self._path.label or sum(1 for _ in self._scheme.labels()) < 2:
            self._tell("Choose the label that is to become part of another one.")
        else:
            self._editor.ask(MergeLine(self._scheme, (self._path.layer, self._path.label)))

    def split(self) -> None:
        """Ask which spans of the chosen label get a new one."""
        found = self._scheme.find(self._path.layer, self._path.label)
        if found is None:
            self._tell("Choose the label that some spans are to be parted from.")
        else:
            self._editor.ask(SplitLine(*found))

    def after_asking(self, edit: Edit) -> None:
        """Do a merge or split and choose what came of it."""
        if isinstance(edit, MergeLabels):
            self._editor.do(edit, Path(*edit.into))
        elif isinstance(edit, SplitLabel):
            self._editor.do(edit, Path(edit.layer, edit.new.name))

    def remove(self) -> None:
        """Remove what is chosen; where spans, answers or relations would go, ask first and offer other ways."""
        path = self._path
        edit: Edit
        if path.relation:
            edit = RemoveRelation(path.relation)
        elif path.attribute:
            edit = RemoveAttribute(path.layer, path.label, path.attribute)
        elif path.label:
            edit = RemoveLabel(path.layer, path.label)
        elif path.layer:
            edit = RemoveLayer(path.layer)
        else:
            return
        words = self._editor.copy_.foresee(edit, partial(self._ask_removal, path, edit))
        if words:
            self._tell(words)

    def take_back(self) -> None:
        """Take back the last edit of the working copy."""
        if self._editor.form is not None:
            self._editor.form.commit()
        self._editor.copy_.undo()
        self._editor.go_back()

    def _ask_removal(self, path: Path, edit: Edit, effect: Effect) -> None:
        if not effect.named():
            self._remove(path, edit)
            return
        name = path.relation or path.attribute or path.label or path.layer
        if path.attribute:
            gone = count(len(effect.answers), "answer")
        elif path.relation:
            gone = count(len(effect.relations), "relation")
        else:
            gone = count(len(effect.removed), "span")
        choices = []
        if path.label and not self._retired(path):
            choices.append(Choice("Retire", "R", self.retire))
        if path.label and not path.attribute:
            choices.append(Choice("Merge into…", "M", self.merge))
        choices.append(Choice(f"Delete {gone}", "D", partial(self._remove, path, edit)))
        self._editor.tree.setFocus()
        self._editor.notice.offer(f"{name} has {gone} in {count(len(effect.articles), 'article')} by "
                                  f"{count(len(effect.annotators), 'annotator')}.", choices)

    def _remove(self, path: Path, edit: Edit) -> None:
        self._editor.do(edit, path)

    def _retired(self, path: Path) -> bool:
        found = self._scheme.find(path.layer, path.label)
        attribute = found[1].attribute(path.attribute) if found and path.attribute else None
        return bool(attribute.retired if attribute else found and found[1].retired)

    @property
    def _path(self) -> Path:
        return self._editor.tree.path

    @property
    def _scheme(self) -> Scheme:
        return self._editor.copy_.scheme

    def _layer(self) -> Layer | None:
        return self._scheme.layer(self._path.layer) or next(iter(self._scheme.layers), None)

    def _add(self, edit: Edit, path: Path) -> None:
        if self._editor.do(edit, path):
            self.rename()

    def _do(self, edit: Edit) -> None:
        self._editor.do(edit, self._path)

    def _tell(self, words: str) -> None:
        self._editor.notice.tell(words)


def _free(name: str, taken: Iterable[str]) -> str:
    """Return the name, with a number where it is taken."""
    names = set(taken)
    number, found = 1, name
    while found in names:
        number += 1
        found = f"{name} {number}"
    return found
