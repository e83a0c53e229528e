"""One row of the relation list: direction, type, the other end, swap and remove. Kept and filled anew, not remade."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.domain.relation import Relation
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.commands import plain

_LEAST = 64
_PADDING = 24
"""Pixels of a button that are not its words."""


class RelationRow(QWidget):
    """Shows one relation; says what is to be done with it."""

    changed = Signal(str)
    """another type was chosen"""
    went = Signal()
    swapped = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.relation: Relation | None = None
        self._quote = ""
        self._sign, self._kind = QLabel(), ChoiceBox()
        self._sign.setProperty("role", "muted")
        self._kind.setMinimumWidth(_LEAST)  # a long name must not widen the panel
        self._go, self._swap, self._remove = QPushButton(), QPushButton("⇄"), QPushButton("✕")
        self._go.setProperty("role", "row")
        self._go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._go.setMinimumWidth(_LEAST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._sign, self._kind, self._go, self._swap, self._remove):
            row.addWidget(widget, 1 if widget is self._go else 0)
        for button in (self._swap, self._remove):
            button.setProperty("role", "sign")
            button.setFixedWidth(button.fontMetrics().height() + 10)
        self._kind.textActivated.connect(self.changed)
        for button, signal in ((self._go, self.went), (self._swap, self.swapped), (self._remove, self.removed)):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in its order."""
        return [self._kind, self._go, self._swap, self._remove]

    def put(self, relation: Relation, quote: str, kinds: Sequence[str], *, outward: bool, may_swap: bool) -> None:
        """Show a relation; `kinds` are the types it may have, `quote` is the other end's."""
        self.relation, self._quote = relation, quote
        self._sign.setText("→" if outward else "←")
        self._sign.setToolTip("This span is the head" if outward else "This span is the tail")
        names = list(kinds) if relation.label in kinds else [relation.label, *kinds]
        if names != [self._kind.itemText(place) for place in range(self._kind.count())]:
            self._kind.clear()
            self._kind.addItems(names)
        self._kind.setCurrentText(relation.label)
        self._kind.setAccessibleName(f"Relation with {quote}")
        self._go.setAccessibleName(f"Go to {quote}")
        self._swap.setAccessibleName(f"Swap the ends of {relation.label}, {quote}")
        self._swap.setToolTip("Swap head and tail")
        self._swap.setEnabled(may_swap)
        self._remove.setAccessibleName(f"Remove {relation.label}, {quote}")
        self._remove.setToolTip("Remove the relation; the spans stay")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Cut the quote to the room there is."""
        room = self._go.width() - _PADDING
        words = plain(self._go.fontMetrics().elidedText(self._quote, Qt.TextElideMode.ElideRight, room))
        if words != self._go.text():
            self._go.setText(words)
