"""The tag panel: every label of the scheme with its key, form and count; a click labels."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain.scheme import Label, Layer
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.scrolled import Scrolled
from annotator.ui.signs import paint_form, paint_key

_NARROW, _NARROWEST = 200, 140
"""Widths in pixels: below the first a row has smaller margins; two columns need twice the second."""
_HEADING = 30
"""Height of a layer's heading with its margins, in pixels."""
_HEADINGS = {"entity": "ENTITIES", "claim": "CLAIMS", "boilerplate": "BOILERPLATE"}


class LabelRow(QAbstractButton):
    """One label: key cap, swatch, name, count."""

    looked_at = Signal(str, str)

    def __init__(self, layer: Layer, label: Label, index: int) -> None:
        super().__init__()
        self.layer, self.label = layer, label
        self._index = index
        self._count = 0
        self._lit = False
        self.setText(label.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click labels, and the keys stay with the article
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{label.name}: {label.description}" if label.description else label.name)
        self.setAccessibleDescription(label.description)
        self.put(0, False)

    def put(self, count: int, lit: bool) -> None:
        """Show how many spans of the open article have the label, and whether the selected one does."""
        if self.accessibleName() and (count, lit) == (self._count, self._lit):
            return
        self._count, self._lit = count, lit
        key = f", key {self.label.key}" if self.label.key else ""
        self.setAccessibleName(f"{self.label.name}{key}, {count} in this article")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, QFontMetrics(self.font()).height() + 9)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.looked_at.emit(self.layer.name, self.label.name)
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.looked_at.emit(self.layer.name, self.label.name)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        if self._lit or self.isDown():
            painter.fillRect(box, QColor(colors.chosen))
        elif self.underMouse():
            painter.fillRect(box, QColor(colors.field))
        if self.hasFocus():
            painter.setPen(QColor(colors.accent))
            painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
        middle, left = box.center().y(), 14 if box.width() > _NARROW else 8
        if self.label.key:
            paint_key(painter, QRectF(left, middle - 9, 20, 18), self.label.key.upper(), colors)
        swatch = QRectF(left + 26, middle - 7, 14, 14)
        paint_form(painter, swatch, self.layer.form, self._index, self.label.color, colors)
        count = str(self._count) if self._count else ""
        beside = left + 47
        room = int(box.width()) - beside - left - 4 - QFontMetrics(self.font()).horizontalAdvance(count)
        painter.setPen(QColor(colors.text))
        name = self.fontMetrics().elidedText(self.label.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(beside, 0, box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(colors.muted))
        painter.drawText(QRectF(0, 0, box.width() - left, box.height()),
                         Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.end()


class TagPanel(Scrolled):
    """The labels, layer by layer. `chosen(layer, label)`: label with it; `looked_at`: show its guideline."""

    chosen = Signal(str, str)
    looked_at = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[LabelRow] = []
        self._totals: dict[str, QLabel] = {}
        self._grids: list[tuple[QGridLayout, list[LabelRow]]] = []
        self._columns = 0
        self.setObjectName("tagPanel")
        self.setAccessibleName("Labels")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk.scheme_changed.connect(self._rebuild)
        for signal in (desk.spans_changed, desk.article_opened, desk.span_selected):
            signal.connect(self._count)

    def focus_first(self) -> None:
        """Put the keyboard on the first label."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _rebuild(self) -> None:
        """Make the rows anew for another scheme."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(0)
        self._rows, self._totals, self._grids = [], {}, []
        for layer in self._desk.scheme.layers:
            column.addLayout(self._heading(layer))
            grid = QGridLayout()
            grid.setSpacing(0)
            self._grids.append((grid, [self._row(layer, label, n) for n, label in enumerate(layer.labels)]))
            column.addLayout(grid)
        if not self._rows:
            empty = QLabel("The scheme has no labels yet. Load one with Project > Load scheme.")
            empty.setWordWrap(True)
            empty.setContentsMargins(14, 8, 14, 8)
            column.addWidget(empty)
        column.addStretch()
        self._columns = 0
        self._arrange()
        self.put(body)
        self._count()

    def _row(self, layer: Layer, label: Label, index: int) -> LabelRow:
        row = LabelRow(layer, label, index)
        row.clicked.connect(partial(self.chosen.emit, layer.name, label.name))
        row.looked_at.connect(self.looked_at)
        self._rows.append(row)
        return row

    def _arrange(self) -> None:
        """Put the labels in one column, or in two where they would not fit on the screen otherwise."""
        if not self._rows:
            return
        needed = len(self._rows) * self._rows[0].sizeHint().height() + len(self._grids) * _HEADING
        columns = 2 if needed > self.viewport().height() and self.viewport().width() >= 2 * _NARROWEST else 1
        if columns == self._columns:
            return
        self._columns = columns
        for grid, rows in self._grids:
            per_column = -(-len(rows) // columns)
            for number, row in enumerate(rows):
                grid.addWidget(row, number % per_column, number // per_column)
            for number in range(2):
                grid.setColumnStretch(number, 1 if number < columns else 0)

    def _heading(self, layer: Layer) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 4)
        total = QLabel()
        self._totals[layer.name] = total
        for label in (name := QLabel(_HEADINGS.get(layer.name, layer.name.upper())), total):
            label.setProperty("role", "heading")
        head.addWidget(name)
        head.addStretch()
        head.addWidget(total)
        return head

    def _count(self) -> None:
        counts, selected = self._desk.counts, self._desk.selected_span
        for row in self._rows:
            place = (row.layer.name, row.label.name)
            row.put(counts[place], selected is not None and (selected.layer, selected.label) == place)
        for layer, total in self._totals.items():
            total.setText(str(sum(number for (each, _), number in counts.items() if each == layer)))
