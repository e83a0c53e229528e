"""Tables of figures: cells that say their number in words, sort by it, and know what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.domain.agreement.behind import Behind
from annotator.domain.agreement.figures import Interval

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
NOT = "–"
"""Stands where a figure is not defined or was not asked for."""


class Bar(NamedTuple):
    """A figure on a scale from `least` to 1, with its interval where there is one."""

    value: float
    interval: Interval | None
    least: float


class Cell(NamedTuple):
    """One cell. `key` is what it is sorted by, None last in any order; `opens` what a click leads to: the spans behind
    it, an article (its id) or a pair."""

    words: str
    key: float | str | None = None
    opens: Behind | str | tuple[str, str] | None = None
    tip: str = ""
    bar: Bar | None = None


class Column(NamedTuple):
    """A heading; `number`: aligned to the right, sorted from the largest; `wide`: takes the room that is left."""

    words: str
    tip: str = ""
    number: bool = False
    wide: bool = False


class CellModel(QAbstractTableModel):
    """Rows of cells, in the order they were given until they are sorted."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.rows: list[Sequence[Cell]] = []

    def put(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.columns, self.rows = columns, list(rows)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows stay as they are."""
        if not 0 <= column < len(self.columns):
            return
        known = [row for row in self.rows if row[column].key is not None]
        known.sort(key=lambda row: row[column].key, reverse=order == Qt.SortOrder.DescendingOrder)  # type: ignore
        self.beginResetModel()
        self.rows = known + [row for row in self.rows if row[column].key is None]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return f"<span>{escape(column.tip)}</span>"
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell, column = self.rows[index.row()][index.column()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{escape(cell.tip or cell.words)}</span>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.rows[index.row()][0].words}, {column.words}: {cell.words}" if index.column() else cell.words
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
