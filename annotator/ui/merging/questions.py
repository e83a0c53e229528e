"""What must be said before a merge: whose annotations they are, and what their labels are here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.operations.base import count
from annotator.domain.merging.content import Lack
from annotator.domain.review import GOLD
from annotator.domain.scheme import Scheme
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.merging.words import result
from annotator.ui.panels.plain_parts import quiet
from annotator.ui.scrolled import Scrolled

_ADD, _LEAVE = "+", "-"
"""What a box holds for adding a label and for leaving its spans out; labels are held as `LAYER/NAME`."""
_WIDTH, _ROWS = 560, 260


class QuestionDialog(QDialog):
    """Asks all at once; `options()` is the answer. Nothing was merged yet."""

    def __init__(self, parent: QWidget, counts: MergeCounts, options: MergeOptions, scheme: Scheme,
                 annotators: Sequence[str]) -> None:
        super().__init__(parent)
        self.setObjectName("mergeQuestions")
        self.setWindowTitle("Open a colleague’s annotations")
        self.setMinimumWidth(min(_WIDTH, self.screen().availableGeometry().width() - 40))
        self._counts, self._options, self._annotators = counts, options, annotators
        self._name: QLineEdit | None = None
        self._others: dict[str, tuple[QRadioButton, QLineEdit]] = {}
        self._boxes: dict[Lack, ChoiceBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 16)
        self._column.setSpacing(8)
        self._foresight = quiet("")
        self._foresight.setWordWrap(True)
        self._foresight.setAccessibleName("What would come in")
        if counts.unnamed:
            self._ask_name()
        for name in counts.strangers:
            self._ask_person(name)
        if counts.lacks:
            self._ask_labels(scheme)
        self._add_foot()
        self._tell()

    def options(self) -> MergeOptions:
        """Return how to merge: what was said before, and what is said here."""
        annotators, maps = list(self._options.annotators), list(self._options.maps)
        add = self._options.add_labels
        if self._name is not None:
            annotators.append(f"={self._name.text().strip()}")
        for name, (another, field) in self._others.items():
            annotators = [each for each in annotators if each.partition("=")[2].strip() != name]
            old = "" if self._options.annotators and f"={name}" in self._options.annotators else name
            annotators.append(f"{old}={field.text().strip() if another.isChecked() else name}")
        for lack, box in self._boxes.items():
            chosen = box.currentData()
            if chosen == _ADD:
                add = True
            else:
                maps.append(f"{lack.name}={'' if chosen == _LEAVE else chosen}")
        return MergeOptions(annotators=annotators, maps=maps, add_labels=add)

    # ---- whose ----

    def _ask_name(self) -> None:
        self._add_heading("Whose annotations are these?")
        self._add_words(f"{self._counts.file} does not say it.")
        self._name = self._name_field("Name of the annotator", "")
        self._column.addWidget(self._name)

    def _ask_person(self, name: str) -> None:
        self._add_heading(f"Who is {name}?")
        self._add_words(f"Both files have annotations by {name} that do not stem from one another.")
        another, same = QRadioButton("Theirs is another person, called"), QRadioButton(
            "It is the same person; what differs is listed as a conflict")
        field = self._name_field(f"Other name for {name}", self._free(name))
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (another, same):
            group.addButton(button)
            button.toggled.connect(self._tell)
        another.setChecked(True)
        another.toggled.connect(field.setEnabled)
        row.addWidget(another)
        row.addWidget(field, 1)
        self._column.addLayout(row)
        self._column.addWidget(same)
        self._others[name] = another, field

    def _name_field(self, words: str, name: str) -> QLineEdit:
        field = QLineEdit(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setCompleter(QCompleter(list(self._annotators), field))
        field.textChanged.connect(self._tell)
        return field

    def _free(self, name: str) -> str:
        """Return a name like this one that nobody has."""
        number = 2
        while f"{name} {number}" in self._annotators:
            number += 1
        return f"{name} {number}"

    # ---- labels ----

    def _ask_labels(self, scheme: Scheme) -> None:
        self._add_heading("Labels that your scheme lacks")
        rows, grid = QWidget(), QGridLayout()
        rows.setLayout(grid)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(2, 1)
        for number, (lack, amount) in enumerate(sorted(self._counts.lacks.items())):
            box = self._box(lack, amount, scheme)
            grid.addWidget(_plain(str(lack.name)), number, 0)
            grid.addWidget(quiet(count(amount, "relation" if lack.relation else "span")), number, 1)
            grid.addWidget(box, number, 2)
            self._boxes[lack] = box
        page = Scrolled()
        page.setWidgetResizable(True)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(rows)
        page.setFixedHeight(min(_ROWS, rows.sizeHint().height() + 2))
        self._column.addWidget(page)

    def _box(self, lack: Lack, amount: int, scheme: Scheme) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(f"What {lack.name} is here")
        box.addItem("Add it to the scheme", _ADD)
        names = ([(each.name, each.name) for each in scheme.relations] if lack.relation else
                 [(f"{label.name} ({layer.name})", f"{layer.name}/{label.name}") for layer, label in scheme.offered()])
        for words, name in names:
            box.addItem(words, name)
            if name.rpartition("/")[2].casefold() == lack.name.label.casefold() and box.currentIndex() == 0:
                box.setCurrentIndex(box.count() - 1)
        box.addItem(f"Leave out ({count(amount, 'relation' if lack.relation else 'span')} not merged)", _LEAVE)
        box.currentIndexChanged.connect(self._tell)
        return box

    # ---- all of it ----

    def _add_heading(self, words: str) -> None:
        heading = _plain(words)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        if self._column.count():
            self._column.addSpacing(8)
        self._column.addWidget(heading)

    def _add_words(self, words: str) -> None:
        label = quiet(words)
        label.setWordWrap(True)
        self._column.addWidget(label)

    def _add_foot(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(self._foresight)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Merge")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._column.addWidget(self._buttons)

    def _tell(self) -> None:
        """Say what would come, as far as it is known, and whether all was said."""
        if not hasattr(self, "_buttons"):
            return  # still being built
        fields = [field for another, field in self._others.values() if another.isChecked()]
        names = [field.text().strip() for field in (*fields, *([self._name] if self._name is not None else ()))]
        wrong = "Say a name first." if not all(names) else (
            f"The name {GOLD} is that of the sets that reviews make; choose another." if GOLD in names else "")
        kept = sum(amount for lack, amount in self._counts.lacks.items()
                   if not lack.relation and self._boxes[lack].currentData() != _LEAVE)
        words = []
        if self._counts.changes:
            words.append(f"Besides what is asked here: {result(self._counts)}")
        if self._boxes:
            words.append(f"{count(kept, 'span')} of these labels would come in.")
        self._foresight.setText(wrong or " ".join(words))
        self._foresight.setVisible(bool(wrong or words))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not wrong)


def _plain(words: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    return label
