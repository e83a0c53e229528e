"""The tag panel: every label of the scheme with its key, form and count; a click labels."""

from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.scheme import Label, Layer
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.scrolled import Scrolled
from annotator.ui.signs import paint_form, paint_key, paint_marker

_NARROW, _NARROWEST = 200, 140
"""Widths in pixels: below the first a row has smaller margins; two columns need twice the second."""
_HEADING = 30
"""Height of a layer's heading with its margins, in pixels."""
_MARKER = 17
"""Side of the sign beside the armed label, in pixels."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1,
          Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}
"""How many rows a key walks."""
_HEADINGS = {"entity": "ENTITIES", "claim": "CLAIMS", "boilerplate": "BOILERPLATE"}


class LabelRow(QAbstractButton):
    """One label: key cap, swatch, name, count."""

    looked_at = Signal(str, str)
    walked = Signal(int)
    """An arrow key asks for the row so many places on."""
    focused = Signal()

    def __init__(self, layer: Layer, label: Label, index: int) -> None:
        super().__init__()
        self.layer, self.label = layer, label
        self._index = index
        self._count = 0
        self._lit = self._armed = False
        self.setText(label.name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click labels, and the keys stay with the article
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        about = "retired: no more spans get it" if label.retired else label.description
        self.setToolTip(f"<p>{escape(f'{label.name}: {about}' if about else label.name)}</p>")
        self.setAccessibleDescription(label.description)
        self._tell()

    def put(self, count: int, lit: bool) -> None:
        """Show how many spans of the open article have the label, and whether the selected one does."""
        if (count, lit) != (self._count, self._lit):
            self._count, self._lit = count, lit
            self._tell()

    def arm(self, armed: bool) -> None:
        """Show whether the label is the marker's."""
        if armed != self._armed:
            self._armed = armed
            self._tell()

    def _tell(self) -> None:
        key = f", key {self.label.key}" if self.label.key and not self.label.retired else ""
        marker = ", armed as the marker" if self._armed else ""
        self.setAccessibleName(f"{self.label.name}{key}, {self._count} in this article{marker}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, QFontMetrics(self.font()).height() + 8)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.looked_at.emit(self.layer.name, self.label.name)
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit()
        self.looked_at.emit(self.layer.name, self.label.name)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows walk from row to row; Enter labels as Space does."""
        if event.key() in _STEPS:
            self.walked.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        if self._lit or self.isDown():
            painter.fillRect(box, QColor(colors.chosen))
        elif self._armed or self.underMouse():
            painter.fillRect(box, QColor(colors.field))
        if self.hasFocus():
            painter.setPen(QColor(colors.accent))
            painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
        middle, left = box.center().y(), 14 if box.width() > _NARROW else 8
        if self.label.key and not self.label.retired:
            paint_key(painter, QRectF(left, middle - 9, 20, 18), self.label.key.upper(), colors)
        swatch = QRectF(left + 26, middle - 7, 14, 14)
        paint_form(painter, swatch, self.layer.form, self._index, self.label.color, colors)
        count = str(self._count) if self._count else ""
        beside = left + 47
        room = int(box.width()) - beside - left - 4 - QFontMetrics(self.font()).horizontalAdvance(count)
        if self._armed:
            painter.fillRect(QRectF(0, 0, 3, box.height()), QColor(colors.accent))
            paint_marker(painter, QRectF(beside + room - _MARKER, middle - _MARKER / 2, _MARKER, _MARKER), colors)
            room -= _MARKER + 6
        painter.setPen(QColor(colors.text))
        name = self.fontMetrics().elidedText(self.label.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(beside, 0, box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(colors.muted))
        painter.drawText(QRectF(0, 0, box.width() - left, box.height()),
                         Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.end()


class TagPanel(Scrolled):
    """The labels, layer by layer. `chosen(layer, label)`: label with it; `looked_at`: show its guideline.

    One stop for the Tab key: the arrows walk from label to label, Enter or Space labels.
    """

    chosen = Signal(str, str)
    looked_at = Signal(str, str)

    def __init__(self, desk: Desk, head: QWidget) -> None:
        """`head`: what stays above the labels when they scroll."""
        super().__init__()
        self._desk = desk
        self._head = head
        head.setParent(self)
        self._armed: tuple[str, str] | None = None
        self._stop = ("", "")
        """The label that the Tab key comes to."""
        self._rows: list[LabelRow] = []
        self._retired: list[LabelRow] = []
        self._unfolded = False
        self._totals: dict[str, QLabel] = {}
        self._grids: list[tuple[QGridLayout, list[LabelRow]]] = []
        self._columns = 0
        self.setObjectName("tagPanel")
        self.setAccessibleName("Labels")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, head.sizeHint().height(), 0, 0)
        desk.scheme_changed.connect(self._rebuild)
        for signal in (desk.spans_changed, desk.article_opened, desk.span_selected):
            signal.connect(self._count)

    def focus_first(self) -> None:
        """Put the keyboard on the label it was on before, else on the first."""
        for row in self._rows:
            if row.focusPolicy() == Qt.FocusPolicy.TabFocus:
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def show_armed(self, place: tuple[str, str] | None) -> None:
        """Show which label (by its layer and name) the marker has."""
        self._armed = place
        for row in self._rows:
            row.arm((row.layer.name, row.label.name) == place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.width(), self._head.sizeHint().height())
        self._arrange()

    def _walk(self, row: LabelRow, step: int) -> None:
        place = min(max(self._rows.index(row) + step, 0), len(self._rows) - 1)
        self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(self._rows[place], 0, 4)

    def _stop_at(self, layer: str, label: str) -> None:
        """Let the Tab key come to this label, or to the first if there is none such, and to no other."""
        places = [(row.layer.name, row.label.name) for row in self._rows]
        self._stop = (layer, label) if (layer, label) in places else next(iter(places), ("", ""))
        for row, place in zip(self._rows, places, strict=True):
            row.setFocusPolicy(Qt.FocusPolicy.TabFocus if place == self._stop else Qt.FocusPolicy.NoFocus)

    def _rebuild(self) -> None:
        """Make the rows anew for another scheme."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        self._rows, self._retired, self._totals, self._grids = [], [], {}, []
        for layer in self._desk.scheme.layers:
            column.addLayout(self._heading(layer))
            grid = QGridLayout()
            grid.setSpacing(0)
            self._grids.append((grid, [
                self._row(layer, label, n) for n, label in enumerate(layer.labels) if not label.retired]))
            column.addLayout(grid)
        if not self._rows:
            empty = QLabel("The scheme has no labels yet. Make some with Project > Edit scheme (Ctrl+Shift+S), "
                           "or load one with Project > Load scheme.")
            empty.setWordWrap(True)
            empty.setContentsMargins(14, 8, 14, 8)
            column.addWidget(empty)
        self._add_retired(column)
        column.addStretch()
        self._columns = 0
        self._arrange()
        self.put(body)
        self._stop_at(*self._stop)
        self._count()
        self.show_armed(self._armed)

    def _add_retired(self, column: QVBoxLayout) -> None:
        """Put what spans may still have, but no more get, into a part that is folded."""
        retired = [(layer, label, n) for layer in self._desk.scheme.layers for n, label in enumerate(layer.labels)
                   if label.retired]
        if not retired:
            return
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for layer, label, index in retired:
            row = LabelRow(layer, label, index)
            row.looked_at.connect(self.looked_at)
            self._retired.append(row)
            rows.addWidget(row)
        fold = QPushButton()
        fold.setObjectName("retiredLabels")
        fold.setProperty("role", "fold")
        fold.setCheckable(True)

        def show(open_: bool) -> None:
            body.setVisible(open_)
            fold.setText(f"{'▾' if open_ else '▸'}  RETIRED   {len(retired)}")
            self._unfolded = open_

        fold.toggled.connect(show)
        fold.setAccessibleName(f"Retired labels, {len(retired)}")
        column.addWidget(fold)
        column.addWidget(body)
        fold.setChecked(self._unfolded)
        show(self._unfolded)

    def _row(self, layer: Layer, label: Label, index: int) -> LabelRow:
        row = LabelRow(layer, label, index)
        row.clicked.connect(partial(self.chosen.emit, layer.name, label.name))
        row.looked_at.connect(self.looked_at)
        row.walked.connect(partial(self._walk, row))
        row.focused.connect(partial(self._stop_at, layer.name, label.name))
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
        for row in (*self._rows, *self._retired):
            place = (row.layer.name, row.label.name)
            row.put(counts[place], selected is not None and (selected.layer, selected.label) == place)
        for layer, total in self._totals.items():
            total.setText(str(sum(number for (each, _), number in counts.items() if each == layer)))
