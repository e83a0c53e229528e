"""The head of the agreement panel: who is compared, in which layer, how it was measured, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.review import Review
from annotator.ui.elided import ElidedLabel

ALL_LAYERS, ALL_ARTICLES = "All layers", "All articles"
_NARROWEST = 84
_MOST_RESAMPLES, _MOST_SEED = 100_000, 2_147_483_647


class Head(QWidget):
    """Fields and buttons over the tables. It only says what was asked for."""

    pair_changed = Signal()
    layer_changed = Signal()
    review_changed = Signal()
    options_changed = Signal()
    again = Signal()
    stopped = Signal()
    help_asked = Signal()
    floated = Signal()
    save_asked = Signal(str, bool)
    """in which form, `html` or `json`; whether all pairs rather than the one shown"""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.layer = QComboBox(), QComboBox(), QComboBox()
        self.reviews, self._of = QComboBox(), QLabel("Articles")
        self.status, self.progress = ElidedLabel(), QProgressBar()
        self.resamples, self.seed, self.gamma = QLineEdit(), QLineEdit(), QCheckBox("Gamma (slow)")
        self.measure, self.stop = self._button("Measure again"), self._button("Stop")
        self.save, self.options = self._button("Save"), self._button("Options")
        self.float_, self.help_ = self._button("Window"), self._button("?")
        self._strip = QWidget()
        self._before: dict[QComboBox, int] = {}
        self._all_pairs: list[QAction] = []
        self._build()

    @property
    def pair(self) -> tuple[str, str]:
        """The two annotators chosen, the first is the reference."""
        return self.first.currentText(), self.second.currentText()

    @property
    def chosen_layer(self) -> str:
        """The layer chosen, empty for all."""
        return self.layer.currentText() if self.layer.currentIndex() > 0 else ""

    @property
    def review(self) -> str:
        """The id of the review whose articles are wanted, empty for all articles."""
        return str(self.reviews.currentData() or "")

    def show_reviews(self, reviews: Sequence[Review], chosen: Review | None) -> None:
        """Offer the articles of these reviews."""
        with QSignalBlocker(self.reviews):
            self.reviews.clear()
            self.reviews.addItem(ALL_ARTICLES, "")
            for each in reviews:
                self.reviews.addItem(f"Review: {each.name}", each.id)
            self.reviews.setCurrentIndex(max(0, self.reviews.findData(chosen.id if chosen else "")))
        for widget in (self.reviews, self._of):
            widget.setVisible(bool(reviews))

    def show_annotators(self, annotators: Sequence[str], pair: tuple[str, str]) -> None:
        """Offer these annotators, with a pair of them chosen."""
        for box, name in zip((self.first, self.second), pair, strict=True):
            with QSignalBlocker(box):
                box.clear()
                box.addItems(list(annotators))
                box.setCurrentText(name)
            box.setEnabled(len(annotators) > 1)
        self._remember()

    def show_layers(self, layers: Sequence[str]) -> None:
        """Offer these layers; the one chosen stays chosen where it is still there."""
        with QSignalBlocker(self.layer):
            before = self.layer.currentText()
            self.layer.clear()
            self.layer.addItems([ALL_LAYERS, *layers])
            self.layer.setCurrentIndex(max(0, self.layer.findText(before)))

    def show_busy(self, busy: bool) -> None:
        """Show progress and Stop while something is measured."""
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.progress.setRange(0, 0 if busy else 1)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def offer_all_pairs(self, offered: bool) -> None:
        """Whether there are other pairs that could be saved too."""
        for action in self._all_pairs:
            action.setVisible(offered)

    def _build(self) -> None:
        for box, name, tip in ((self.first, "First annotator", "The first annotator: the reference of precision and "
                                "recall"), (self.second, "Second annotator", "The second annotator"),
                               (self.layer, "Layer", "The layer whose figures are shown")):
            box.setAccessibleName(name)
            box.setToolTip(tip)
            box.setMinimumWidth(_NARROWEST)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(190)
        self.first.currentIndexChanged.connect(partial(self._on_pair, self.first, self.second))
        self.second.currentIndexChanged.connect(partial(self._on_pair, self.second, self.first))
        self.layer.currentIndexChanged.connect(self.layer_changed)
        self._name_buttons()
        self._build_strip()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.first, QLabel("and"), self.second, self.layer):
            row.addWidget(widget)
        row.addStretch()
        for button in (self.options, self.save, self.float_, self.help_):
            row.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.status.setProperty("role", "muted")
        self.status.setAccessibleName("What was measured")
        self.progress.setAccessibleName("Progress")
        self.progress.setMaximumWidth(120)
        self.progress.setTextVisible(False)
        line.addWidget(self.status, 1)
        for part in (self.progress, self.stop, self.measure):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 4)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(line)
        column.addWidget(self._strip)
        self._strip.hide()
        self.measure.hide()
        self.show_busy(False)

    def _name_buttons(self) -> None:
        self.options.setCheckable(True)
        self.options.setAccessibleName("Options of measuring")
        self.options.toggled.connect(self._strip.setVisible)
        self.save.setAccessibleName("Save the figures")
        menu = QMenu(self.save)
        for words, form, everybody in (("Save &report…", "html", False), ("Save as &JSON…", "json", False),
                                       ("Save report on &all pairs…", "html", True),
                                       ("Save all &pairs as JSON…", "json", True)):
            action = menu.addAction(words, partial(self.save_asked.emit, form, everybody))
            if everybody:
                self._all_pairs.append(action)
        self.save.setMenu(menu)
        self.float_.setAccessibleName("Panel as a window of its own, or back")
        self.float_.setToolTip("Shows the panel as a window of its own, or puts it back")
        self.float_.clicked.connect(self.floated)
        self.help_.setAccessibleName("What the figures mean")
        self.help_.setToolTip("Opens the help page on agreement")
        self.help_.clicked.connect(self.help_asked)
        self.measure.setAccessibleName("Measure again")
        self.measure.clicked.connect(self.again)
        self.stop.setAccessibleName("Stop measuring")
        self.stop.clicked.connect(self.stopped)

    def _build_strip(self) -> None:
        for field, name, most in ((self.resamples, "Resamples", _MOST_RESAMPLES), (self.seed, "Seed", _MOST_SEED)):
            field.setValidator(QIntValidator(0, most, field))
            field.setAccessibleName(name)
            field.setMaximumWidth(110)
            field.returnPressed.connect(self.options_changed)
        self.resamples.setText("1000")
        self.seed.setText("0")
        self.resamples.setToolTip("How often the articles are drawn anew for the 95 % intervals; 0 for no intervals")
        self.seed.setToolTip("The same seed draws the same articles, and gives the same intervals")
        self.gamma.setToolTip("Needs the extra annotator[gamma]; takes long")
        apply = self._button("Measure")
        apply.setAccessibleName("Measure with these options")
        apply.clicked.connect(self.options_changed)
        self.reviews.setAccessibleName("Articles")
        self.reviews.setToolTip("All articles, or those of a review")
        self.reviews.setMaximumWidth(190)
        self.reviews.currentIndexChanged.connect(self.review_changed)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._of)
        row.addWidget(self.reviews)
        for words, field in (("Resamples", self.resamples), ("Seed", self.seed)):
            row.addWidget(QLabel(words))
            row.addWidget(field)
        row.addWidget(self.gamma)
        row.addWidget(apply)
        row.addStretch()

    def _on_pair(self, changed: QComboBox, other: QComboBox, index: int) -> None:
        """Another annotator was chosen; who is there twice changes places."""
        if changed.currentText() == other.currentText():
            with QSignalBlocker(other):
                other.setCurrentIndex(self._before[changed])
        self._remember()
        self.pair_changed.emit()

    def _remember(self) -> None:
        self._before = {box: box.currentIndex() for box in (self.first, self.second)}

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "small")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
