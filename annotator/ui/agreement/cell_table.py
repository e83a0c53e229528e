"""A table of cells with its keys: arrows walk, Enter or a click opens what stands behind, Alt+Up and Alt+Down sort."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.ui import theme
from annotator.ui.agreement.cells import CELL_ROLE, Bar, Cell, CellModel, Column, Index

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SORTS = {Qt.Key.Key_Up: Qt.SortOrder.AscendingOrder, Qt.Key.Key_Down: Qt.SortOrder.DescendingOrder}
_MOST, _LEAST, _WIDE, _BAR_WIDTH, _PAD = 340, 58, 170, 150, 18
_MARGIN = 6
"""Pixels between the border of a cell and its words."""


class OpeningTable(QTableView):
    """A table of which each cell may open something; whoever fills it says what."""

    opened = Signal(object)
    """what the cell at hand opens"""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def opens(self, index: QModelIndex) -> object:
        """Return what a cell opens, None for nothing."""
        cell = index.data(CELL_ROLE)
        return cell.opens if isinstance(cell, Cell) else None

    def open_current(self) -> None:
        """Open what stands behind the cell that has the keyboard."""
        self._open(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.open_current()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump to rows by their first letter: a label's key pressed here must do nothing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and self.opens(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (opens := self.opens(index)) is not None:
            self.opened.emit(opens)


class CellTable(OpeningTable):
    """Rows of cells under headings that sort."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.model_ = CellModel()
        self.setModel(self.model_)
        self.setItemDelegate(CellRow(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._column = 0
        self.model_.modelAboutToBeReset.connect(self._remember)
        self.model_.modelReset.connect(self._stand)

    def put(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows; those that have the same headings keep their order by a column."""
        header = self.horizontalHeader()
        same = [each.words for each in columns] == [each.words for each in self.model_.columns]
        section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        place = self.currentIndex()
        kept = self.opens(place.siblingAtColumn(0)) if place.isValid() else None
        self.model_.put(columns, rows)
        if same and 0 <= section < len(columns):
            self.model_.sort(section, order)
        else:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self._fit()
        self._go_back_to(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._sorts(event):
            self.sortByColumn(max(0, self.currentIndex().column()), _SORTS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from commands of the window that have the same."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._sorts(event):
            event.accept()
            return True
        return super().event(event)

    def _sorts(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return held == Qt.KeyboardModifier.AltModifier and event.key() in _SORTS

    def _go_back_to(self, kept: object) -> None:
        """Put the keyboard on the row it was on before other rows came, where that is still there."""
        row = next((row for row, cells in enumerate(self.model_.rows) if cells[0].opens == kept), None)
        if kept is not None and row is not None:
            self.setCurrentIndex(self.model_.index(row, self.currentIndex().column()))

    def _remember(self) -> None:
        self._column = max(0, self.currentIndex().column())

    def _stand(self) -> None:
        """Keep the keyboard on a cell: in the first row, in the column where it was."""
        if self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(0, min(self._column, self.model_.columnCount() - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._give_room()
        super().resizeEvent(event)

    def _give_room(self) -> None:
        """Let the wide column take the room that is left; where that is little, it keeps its own and the table
        scrolls."""
        header = self.horizontalHeader()
        for wide in (place for place, column in enumerate(self.model_.columns) if column.wide):
            others = sum(header.sectionSize(place) for place in range(header.count()) if place != wide)
            header.resizeSection(wide, max(_WIDE, self.viewport().width() - others))

    def _fit(self) -> None:
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for place, column in enumerate(self.model_.columns):
            if column.wide:
                continue
            cells = [row[place] for row in self.model_.rows[:200]]
            widest = max([metrics.horizontalAdvance(each.words) for each in cells], default=0)
            bar = _BAR_WIDTH if any(each.bar for each in cells) else 0
            heading = metrics.horizontalAdvance(column.words) + 14  # with the arrow of the order
            header.resizeSection(place, min(_MOST, max(widest + bar, heading) + _PAD))
        self._give_room()


class CellRow(QStyledItemDelegate):
    """Paints a cell: its words, before them the bar, around them a frame where the keyboard is."""

    def __init__(self, table: OpeningTable) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        cell = index.data(CELL_ROLE)
        if cell.opens is not None and option.state & QStyle.StateFlag.State_MouseOver:
            option.font.setUnderline(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, colors = index.data(CELL_ROLE), theme.current()
        self.initStyleOption(option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colors.chosen))
        box = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if cell.bar is not None:
            paint_bar(painter, QRectF(box), cell.bar, colors)
            box.setLeft(box.left() + _BAR_WIDTH)
        painter.setPen(QColor(colors.text))
        painter.setFont(option.font)
        words = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, option.displayAlignment, words)
        cells = self._table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectItems
        if cells and index == self._table.currentIndex() and self._table.hasFocus():
            paint_cursor(painter, QRectF(option.rect), colors)


def paint_bar(painter: QPainter, box: QRectF, bar: Bar, colors: theme.Colors) -> None:
    """Draw a figure as a dot on its scale, with a thick line for the interval and a tick where 0 is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, width, middle = box.left() + 6, _BAR_WIDTH - 20, box.center().y()

    def x(value: float) -> float:
        return left + width * (min(1.0, max(bar.least, value)) - bar.least) / (1 - bar.least)

    painter.setPen(QPen(QColor(colors.border), 1))
    painter.drawLine(QPointF(left, middle), QPointF(left + width, middle))
    for mark in {bar.least, 0.0, 0.5, 1.0}:
        painter.drawLine(QPointF(x(mark), middle - 3), QPointF(x(mark), middle + 3))
    if bar.interval is not None:
        soft = QColor(colors.accent)
        soft.setAlpha(120)
        painter.setPen(QPen(soft, 6, c=Qt.PenCapStyle.FlatCap))
        low, high = x(bar.interval[0]), x(bar.interval[1])
        painter.drawLine(QPointF(low, middle), QPointF(max(high, low + 1), middle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.accent))
    painter.drawEllipse(QPointF(x(bar.value), middle), 4, 4)
    painter.restore()


def paint_cursor(painter: QPainter, box: QRectF, colors: theme.Colors) -> None:
    """Draw the frame around the cell that has the keyboard."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.accent), 2))
    painter.drawRect(box.adjusted(1, 1, -1, -1))
    painter.restore()
