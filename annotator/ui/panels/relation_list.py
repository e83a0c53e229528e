"""The relations of the selected span in the inspector: each can be gone to, changed, swapped and removed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.app.operations.relations import ChangeRelation, RemoveRelations
from annotator.domain.relation import Relation, types_between
from annotator.ui.desk import Desk
from annotator.ui.panels.relation_row import RelationRow
from annotator.ui.quotes import short

_SHOWN = 40
"""Relations listed; a span with more says how many there are."""
_QUOTE = 60


class RelationList(QWidget):
    """One row a relation, those that leave the span first."""

    rebuilt = Signal()
    """there are new rows, last in the order of the Tab key"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._span = ""
        self._rows: list[RelationRow] = []
        self._shown: object = None
        self._way = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._words = QLabel()
        self._words.setObjectName("relationWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        self._column.addWidget(self._words)
        self.setAccessibleName("Relations")
        desk.relations_changed.connect(self._refresh)
        desk.spans_changed.connect(self._refresh)
        desk.scheme_changed.connect(self._forget)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in its order."""
        return [stop for row in self._rows for stop in row.stops]

    def show_way(self, way: str) -> None:
        """Say, where there are no relations, how to relate a span."""
        self._way, self._shown = way, None
        self._refresh()

    def show_span(self, span: str) -> None:
        """List the relations of a span; the keyboard stays on the relation it is on."""
        self._span = span
        relations = self._desk.relations.of(span)[:_SHOWN]
        count = len(self._desk.relations.of(span))
        ends = [self._desk.spans.get(end) for each in relations for end in (each.head, each.tail)]
        if (span, count, relations, ends) == self._shown:
            return
        self._shown = span, count, relations, ends
        place = self._focused()
        self._fill(relations)
        self.setVisible(bool(self._desk.scheme.relations) or bool(relations))
        self._words.setText(_words(count, self._way))
        self._focus(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def _fill(self, relations: list[Relation]) -> None:
        """Show these relations, in rows that are there as far as they last."""
        grown = len(self._rows) < len(relations)
        while len(self._rows) < len(relations):
            self._add_row()
        for row, relation in zip(self._rows, relations, strict=False):
            self._put(row, relation)
            row.show()  # now, not when the layout gets to it: it may get the keyboard
        for row in self._rows[len(relations):]:
            row.relation = None
            row.hide()
        if grown:
            self.rebuilt.emit()

    def _add_row(self) -> None:
        row = RelationRow()
        row.changed.connect(partial(self._change, row))
        row.went.connect(partial(self._go, row))
        row.swapped.connect(partial(self._swap, row))
        row.removed.connect(partial(self._remove, row))
        self._rows.append(row)
        self._column.addWidget(row)

    def _put(self, row: RelationRow, relation: Relation) -> None:
        spans, scheme = self._desk.spans, self._desk.scheme
        head, tail, other = (spans.get(end) for end in (relation.head, relation.tail, relation.other(self._span)))
        forth = [kind.name for kind in types_between(scheme, head.label, tail.label)] if head and tail else []
        back = [kind.name for kind in types_between(scheme, tail.label, head.label)] if head and tail else []
        row.put(relation, short(other.quote if other else "", _QUOTE), forth, outward=relation.head == self._span,
                may_swap=relation.label in back)

    def _change(self, row: RelationRow, label: str) -> None:
        if row.relation and self._desk.execute(ChangeRelation(self._desk.ref, row.relation.id, label)) is None:
            self._put(row, row.relation)  # as it was: that was refused

    def _go(self, row: RelationRow) -> None:
        if row.relation:
            self._desk.select(row.relation.other(self._span))

    def _swap(self, row: RelationRow) -> None:
        if row.relation:
            self._desk.execute(ChangeRelation(self._desk.ref, row.relation.id, swap=True))

    def _remove(self, row: RelationRow) -> None:
        if row.relation:
            self._desk.execute(RemoveRelations(self._desk.ref, [row.relation.id]))

    def _focused(self) -> tuple[str, int, int] | None:
        """Return relation, row and stop that have the keyboard."""
        return next(((row.relation.id, number, stop) for number, row in enumerate(self._rows) if row.relation
                     for stop, widget in enumerate(row.stops) if widget.hasFocus()), None)

    def _focus(self, place: tuple[str, int, int] | None) -> None:
        """Give the keyboard back to the same relation, else to the one that took its place."""
        shown = [row for row in self._rows if row.relation]
        if place is None or not shown:
            return
        relation, number, stop = place
        row = next((row for row in shown if row.relation and row.relation.id == relation),
                   shown[min(number, len(shown) - 1)])
        row.stops[stop].setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        if self._span in self._desk.spans:
            self.show_span(self._span)

    def _forget(self) -> None:
        self._shown = None


def _words(relations: int, way: str) -> str:
    if not relations:
        return f"No relations. {way} in the article relates this span to another one."
    if relations > _SHOWN:
        return f"Relations: the first {_SHOWN} of {relations:,}"
    return "Relations"
