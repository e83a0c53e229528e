"""The form of a new review: kind, whose work, articles, gold set and name, each with a sensible answer in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.sampling import SampleRequest
from annotator.domain.review import GOLD, Mode, Review
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.review.kinds import KINDS, policies, usual_name
from annotator.ui.review.sample_fields import SampleFields

_ROWS = 4


class StartForm(QWidget):
    """Asks; `changed` comes with each answer.

    annotators: all but the gold set's. me: who is at work. taken: names of reviews that there are.
    """

    changed = Signal()

    def __init__(self, annotators: Sequence[str], me: str, today: str, taken: Collection[str]) -> None:
        super().__init__()
        self._me, self._today, self._taken = me, today, taken
        self._names = [me, *(name for name in annotators if name != me)]
        self._known = [name for name in self._names if name in annotators]
        """Who can be compared: who is at work may have nothing in the project yet."""
        self._kinds = QButtonGroup(self)
        self._one, self._several, self._again_as = ChoiceBox(), QListWidget(), QLineEdit()
        self._policy, self._name = ChoiceBox(), QLineEdit()
        self._form = QFormLayout()
        self.sample = SampleFields(self._form)
        self._build()
        self._on_kind()

    @property
    def mode(self) -> Mode:
        """The chosen kind of review."""
        return KINDS[self._kinds.checkedId()].mode

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who takes part, the first one first."""
        if self.mode == "compare":
            items = (self._several.item(row) for row in range(self._several.count()))
            return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)
        one = (self._one.currentText(),) if self._one.count() else ()
        return (*one, self._again_as.text().strip()) if self.mode == "again" else one

    @property
    def trouble(self) -> str:
        """What is missing or wrong, in a sentence; empty where nothing is."""
        names = self.annotators
        if self.mode == "compare" and len(names) < 2:
            return "Tick two annotators or more."
        if self.mode == "again" and (not names[-1] or names[-1] in (names[0], GOLD)):
            return "The second time is kept under a name of its own; write another one."
        return "" if self._name.text().strip() else "Give the review a name."

    @property
    def request(self) -> SampleRequest:
        """What decides about the articles. Raises Refused where the size is none."""
        return SampleRequest(mode=self.mode, annotators=self.annotators, way=self.sample.way or "random",
                             size=self.sample.amount, seed=self.sample.seed, labels=self.sample.labels)

    def review(self, articles: tuple[str, ...]) -> Review:
        """Return the review as it is asked for, on these articles."""
        request = self.request
        return Review(id="", name=self._name.text().strip(), mode=self.mode, annotators=self.annotators,
                      reviewer=self._me, policy=self._policy.currentData(), sampling=request.words,
                      articles=articles if request.size is not None or self.mode == "again" else (),
                      seed=request.seed if request.size is not None else None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        alone = len(self._names) < 2
        for number, kind in enumerate(KINDS):
            button, says = QRadioButton(kind.title), QLabel(kind.says)
            button.setAccessibleDescription(kind.says)
            button.setEnabled(not alone or kind.mode == "again")
            says.setProperty("role", "muted")
            says.setWordWrap(True)
            says.setContentsMargins(24, 0, 0, 6)
            self._kinds.addButton(button, number)
            column.addWidget(button)
            column.addWidget(says)
        usual = self._kinds.buttons()[2 if alone else 0]
        usual.setChecked(True)
        self.setFocusProxy(usual)
        self._kinds.idToggled.connect(lambda _id, on: self._on_kind() if on else None)
        self._form.setContentsMargins(0, 10, 0, 0)
        self._form.setVerticalSpacing(8)
        self._form.setHorizontalSpacing(12)
        for words, field in (("&Whose work", self._one), ("&Whose work", self._several),
                             ("Labeled again &by", self._again_as)):
            self._form.insertRow(self._form.rowCount() - 3, words, field)
            field.setAccessibleName(words.replace("&", ""))
        self._again_as.setToolTip("The second labels are kept under this name, so that the first ones are not seen")
        self._several.setProperty("role", "field")
        for name in self._known:
            item = QListWidgetItem(name, self._several)
            item.setCheckState(Qt.CheckState.Checked)
        self._several.setFixedHeight(min(_ROWS, max(2, len(self._known))) * (self.fontMetrics().lineSpacing() + 8))
        for words, field in (("&Gold set begins with", self._policy), ("&Name", self._name)):
            self._form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        self._policy.setToolTip("What goes into the gold set where nothing was decided; decisions stand above it")
        column.addLayout(self._form)
        self._one.currentIndexChanged.connect(self._on_first)
        self._several.itemChanged.connect(self._on_whom)
        self._again_as.textChanged.connect(self._on_whom)
        self._name.textChanged.connect(lambda: self.changed.emit())
        self.sample.changed.connect(self.changed)

    def _on_kind(self) -> None:
        """Show what this kind asks for."""
        mode = self.mode
        self._form.setRowVisible(self._one, mode != "compare")
        self._form.setRowVisible(self._several, mode == "compare")
        self._form.setRowVisible(self._again_as, mode == "again")
        self._one.blockSignals(True)
        self._one.clear()
        self._one.addItems([name for name in self._names if mode == "again" or name != self._me])
        self._one.blockSignals(False)
        self.sample.blockSignals(True)
        self.sample.offer(mode)
        self.sample.blockSignals(False)
        self._on_first()

    def _on_first(self) -> None:
        """Propose under which name the first one's articles are labeled again: one's own, where they are another's."""
        first = self._one.currentText()
        self._again_as.blockSignals(True)
        self._again_as.setText(f"{first} (again {self._today})" if first == self._me else self._me)
        self._again_as.blockSignals(False)
        self._on_whom()

    def _on_whom(self) -> None:
        """Follow with what depends on whose work it is, unless it was written by hand."""
        kept = self._policy.currentData()
        self._policy.clear()
        for policy, words in policies(self.mode, self.annotators):
            self._policy.addItem(words, policy)
        self._policy.setCurrentIndex(max(self._policy.findData(kept), 0))
        if not self._name.isModified():
            self._name.setText(usual_name(self.mode, self.annotators, self._today, self._taken))
        self.changed.emit()
