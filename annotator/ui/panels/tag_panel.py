"""The tag panel: every label of the scheme with its key, form and count; a click labels."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.scheme import Label, Layer
from annotator.ui.article_view.layers import ALL, LayerView
from annotator.ui.desk import Desk
from annotator.ui.panels.label_row import LabelRow
from annotator.ui.panels.layer_heading import LayerHeading
from annotator.ui.scrolled import Scrolled

_NARROWEST = 140
"""Width in pixels of a column of labels; two columns need twice that."""
_HEADING = 30
"""Height of a layer's heading with its margins, in pixels."""


class TagPanel(Scrolled):
    """The labels, layer by layer. `chosen(layer, label)`: label with it; `looked_at`: show its guideline;
    `layer_clicked(number)`: hide the layer at this place of the scheme, or show it again.

    One stop for the Tab key: the arrows walk from label to label, Enter or Space labels.
    """

    chosen = Signal(str, str)
    looked_at = Signal(str, str)
    layer_clicked = Signal(int)

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
        self._headings: list[LayerHeading] = []
        self._view = ALL
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

    def show_layers(self, view: LayerView) -> None:
        """Show which layers are hidden, and which one is in focus."""
        self._view = view
        for heading in self._headings:
            heading.put_view(view)

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
        self._rows, self._retired, self._headings, self._grids = [], [], [], []
        for layer in self._desk.scheme.layers:
            column.addWidget(self._heading(layer))
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

    def _heading(self, layer: Layer) -> LayerHeading:
        heading = LayerHeading(layer)
        heading.put_view(self._view)
        heading.clicked.connect(partial(self.layer_clicked.emit, len(self._headings)))
        self._headings.append(heading)
        return heading

    def _count(self) -> None:
        counts, selected = self._desk.counts, self._desk.selected_span
        for row in (*self._rows, *self._retired):
            place = (row.layer.name, row.label.name)
            row.put(counts[place], selected is not None and (selected.layer, selected.label) == place)
        for heading in self._headings:
            heading.put_total(sum(number for (layer, _), number in counts.items() if layer == heading.layer))
