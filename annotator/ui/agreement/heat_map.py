"""The confusion of labels as a heat map: numbers in shaded cells, walked by arrow keys."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.agreement.behind import Behind
from annotator.domain.agreement.matrix import Matrix, ramp, shade
from annotator.ui import theme
from annotator.ui.agreement.cell_table import OpeningTable, paint_cursor

Index = QModelIndex | QPersistentModelIndex
SHADE_ROLE, DIAGONAL_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
NOBODY = "none"
"""Row and column of those who have no span there."""
_CELL, _SCROLLED = 52, 14
_LONGEST = 150
"""Pixels of a label beside or above the cells."""


class MatrixModel(QAbstractTableModel):
    """A matrix as Qt's table sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix, self.pair = Matrix(("",), {}), ("", "")

    def put(self, matrix: Matrix, pair: tuple[str, str]) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix, self.pair = matrix, pair
        self.endResetModel()

    def counts(self, index: Index) -> bool:
        """Whether anything is counted there: not where neither has a span."""
        last = len(self.matrix.labels) - 1
        return not index.row() == index.column() == last

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.matrix.labels)

    columnCount = rowCount

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        label = self.matrix.labels[section] or NOBODY
        whose = self.pair[0 if orientation == Qt.Orientation.Vertical else 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{whose}: {label if label != NOBODY else 'no span'}"
            return f"<span>{escape(said)}</span>" if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            number = self.matrix.count(row, column)
            return f"{number:,}" if number else ("·" if self.counts(index) else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.words(row, column, self.pair)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{escape(self.matrix.words(row, column, self.pair))}</span>"
        if role == SHADE_ROLE:
            return shade(self.matrix.share(row, column)) if self.counts(index) else None
        return row == column if role == DIAGONAL_ROLE else None


class HeatMap(OpeningTable):
    """Rows: what the first annotator gave. Columns: what the second did. Enter or a click opens a cell's spans."""

    def __init__(self) -> None:
        super().__init__("Confusion of labels")
        self.matrix = MatrixModel()
        self._asked: Behind | None = None
        self.setModel(self.matrix)
        self.setItemDelegate(_HeatCell(self))
        self._names = _ColumnNames(self)
        self.setHorizontalHeader(self._names)
        self.setCornerButtonEnabled(False)
        self._corner = QLabel(self)
        self._corner.setTextFormat(Qt.TextFormat.PlainText)
        self._corner.setProperty("role", "muted")
        self._corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._corner.setContentsMargins(0, 0, 8, 4)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setMaximumWidth(_LONGEST)
        for header in (rows, self._names):
            header.geometriesChanged.connect(self._place_corner)

    def put(self, matrix: Matrix, asked: Behind) -> None:
        """Show a matrix; `asked` names what is behind all of its cells together."""
        place = self.currentIndex()
        self._asked = asked
        self.matrix.put(matrix, asked.pair)
        self._corner.setText(f"{asked.pair[1]} →\n{asked.pair[0]} ↓")
        self._lay_out()
        again = self.matrix.index(max(0, place.row()), max(0, place.column()))
        self.setCurrentIndex(again if again.isValid() else self.matrix.index(0, 0))

    def opens(self, index: QModelIndex) -> Behind | None:
        """Return what names the spans of a cell; None where there are none."""
        asked, matrix = self._asked, self.matrix.matrix
        if asked is None or not matrix.count(index.row(), index.column()):
            return None
        return replace(asked, cell=(matrix.labels[index.row()], matrix.labels[index.column()]))


    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Write the names of columns side by side where there is room, else upwards."""
        rows = self.verticalHeader()
        widths = self._names.widths
        self._names.upward = sum(widths) + rows.sizeHint().width() > self.width() - _SCROLLED
        for place, width in enumerate(widths):
            self._names.resizeSection(place, _CELL if self._names.upward else width)
        self.updateGeometries()
        self._place_corner()

    def _place_corner(self) -> None:
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), self._names.height())


class _HeatCell(QStyledItemDelegate):
    def __init__(self, table: HeatMap) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, step = theme.current(), index.data(SHADE_ROLE)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if step is None:
            return
        background, ink = ramp(dark=colors.dark)[step]
        painter.fillRect(box, QColor(background if step else colors.field))
        painter.setPen(QColor(ink if step else colors.muted))
        font = option.font
        font.setUnderline(bool(step) and bool(option.state & QStyle.StateFlag.State_MouseOver))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, index.data())
        if index.data(DIAGONAL_ROLE):
            painter.setPen(QPen(QColor(colors.text), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if index == self._table.currentIndex() and self._table.hasFocus():
            paint_cursor(painter, QRectF(option.rect), colors)


class _ColumnNames(QHeaderView):
    """Names of columns; written upwards where narrow columns must have long names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.upward = False
        self.setDefaultSectionSize(_CELL)
        self.setMinimumSectionSize(24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(True)

    @property
    def widths(self) -> list[int]:
        """How wide the columns must be for their names."""
        names = [str(self.model().headerData(place, self.orientation()) or "") for place in range(self.count())]
        return [max(_CELL, min(_LONGEST, self.fontMetrics().horizontalAdvance(each)) + 16) for each in names]

    def sizeHint(self) -> QSize:
        flat = 2 * self.fontMetrics().height() + 10
        return QSize(super().sizeHint().width(), max([flat, *self.widths]) if self.upward else flat)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colors = theme.current()
        painter.save()
        painter.fillRect(rect, QColor(colors.panel))
        table = self.parent()
        current = isinstance(table, HeatMap) and table.hasFocus() and table.currentIndex().column() == section
        painter.setPen(QColor(colors.text if current else colors.muted))
        name = str(self.model().headerData(section, self.orientation()) or "")
        room = (rect.height() if self.upward else rect.width()) - 12
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        if not self.upward:
            painter.drawText(rect.adjusted(6, 0, -6, -5), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
                             shown)
            painter.restore()
            return
        painter.translate(QPointF(rect.center().x(), rect.bottom() - 6))
        painter.rotate(-90)
        painter.drawText(QPointF(0, self.fontMetrics().ascent() / 2 - 1), shown)
        painter.restore()
