"""Which articles a review is about: all, or a sample by a way, a size and a seed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from annotator.domain.review import Mode
from annotator.domain.sampling import Size, Way, size_from
from annotator.ui.choice_box import ChoiceBox

_LARGEST = 2**31 - 1
_SEEDS = 10_000
"""How many seeds there are to begin with: short ones are easily written down."""
_ROWS = 4
_WAYS: tuple[tuple[Way | None, str], ...] = (
    (None, "all articles"), ("random", "some at random"), ("label", "some with certain labels"),
    ("disagreement", "where they disagree most"), ("confidence", "where spans are least sure"))
_USUAL = {"check": None, "compare": None, "again": "random"}
_LABEL = Qt.ItemDataRole.UserRole


class SampleFields(QWidget):
    """The rows of a form; `changed` comes with each change."""

    changed = Signal()

    def __init__(self, form: QFormLayout) -> None:
        super().__init__()
        self._way, self._size, self._seed, self._labels = ChoiceBox(), QLineEdit("10 %"), QLineEdit(), QListWidget()
        self._form = form
        self._build()

    @property
    def way(self) -> Way | None:
        """How articles are chosen, None for all of them."""
        found: Way | None = self._way.currentData()
        return found

    @property
    def amount(self) -> Size | None:
        """How many, None for all of them. Raises Refused where no size was typed."""
        return None if self.way is None else size_from(self._size.text())

    @property
    def seed(self) -> int:
        """What chance depends on."""
        return int(self._seed.text() or 0)

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The ticked labels, for a sample by label; none for all of them."""
        if self.way != "label":
            return ()
        items = (self._labels.item(row) for row in range(self._labels.count()))
        return tuple(item.data(_LABEL) for item in items if item.checkState() is Qt.CheckState.Checked)

    def offer(self, mode: Mode) -> None:
        """Offer the ways that a kind of review has, its usual one first chosen."""
        self._way.blockSignals(True)
        self._way.clear()
        for way, words in _WAYS:
            if way != "disagreement" or mode == "compare":
                self._way.addItem(words, way)
        self._way.setCurrentIndex(self._way.findData(_USUAL[mode]))
        self._way.blockSignals(False)
        self._show()

    def show_labels(self, labels: Sequence[tuple[tuple[str, str], int]]) -> None:
        """List the labels there are, with the number of articles they are on; ticks stay."""
        ticked = set(self.labels)
        if [(item.data(_LABEL), item.text()) for item in map(self._labels.item, range(self._labels.count()))] == [
                (label, _row(label, count)) for label, count in labels]:
            return
        self._labels.blockSignals(True)
        self._labels.clear()
        for label, count in labels:
            item = QListWidgetItem(_row(label, count), self._labels)
            item.setData(_LABEL, label)
            item.setCheckState(Qt.CheckState.Checked if label in ticked else Qt.CheckState.Unchecked)
        self._labels.blockSignals(False)

    def _build(self) -> None:
        self._way.setAccessibleName("Articles")
        self._size.setAccessibleName("Size of the sample")
        self._size.setPlaceholderText("20, or 10 %")
        self._size.setMaximumWidth(110)
        self._seed.setAccessibleName("Seed")
        self._seed.setToolTip("The same seed gives the same sample, today and on another computer")
        self._seed.setValidator(QIntValidator(0, _LARGEST, self))
        self._seed.setMaximumWidth(110)
        self._seed.setText(str(int.from_bytes(os.urandom(4)) % _SEEDS))
        self._labels.setProperty("role", "field")
        self._labels.setAccessibleName("Labels to sample by")
        self._labels.setToolTip("None ticked: all labels, rare ones as often as common ones")
        self._labels.setFixedHeight(_ROWS * (self.fontMetrics().lineSpacing() + 7))
        self._form.addRow("A&rticles", self._way)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        seed = QLabel("See&d")
        seed.setBuddy(self._seed)
        for widget in (self._size, seed, self._seed):
            row.addWidget(widget)
        row.addStretch()
        size = QLabel("Si&ze")
        size.setBuddy(self._size)
        self._form.addRow(size, self._row)
        self._form.addRow("&Labels", self._labels)
        self._way.currentIndexChanged.connect(self._show)
        self._size.textChanged.connect(lambda: self.changed.emit())
        self._seed.textChanged.connect(lambda: self.changed.emit())
        self._labels.itemChanged.connect(lambda: self.changed.emit())

    def _show(self) -> None:
        self._form.setRowVisible(self._row, self.way is not None)
        self._form.setRowVisible(self._labels, self.way == "label")
        self.changed.emit()


def _row(label: tuple[str, str], count: int) -> str:
    layer, name = label
    return f"{name}   {layer}, {count:,} {'article' if count == 1 else 'articles'}"
