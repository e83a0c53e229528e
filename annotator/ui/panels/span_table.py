"""The span table: every span of the open article, in the order of the text."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.lazy import Lazy

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("Label", "Text", "From", "To", "Origin", "Comment")
_SORT_ROLE = Qt.ItemDataRole.UserRole


class SpanModel(QAbstractTableModel):
    """The desk's spans as rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.spans: list[Span] = []

    def reload(self) -> None:
        """Take the spans from the desk again."""
        self.beginResetModel()
        self.spans = self._desk.sorted_spans()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.spans)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        span = self.spans[index.row()]
        values = (span.label, " ".join(span.quote.split()), span.start, span.end, span.origin, span.comment)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(values[index.column()])
        if role == _SORT_ROLE:
            return values[index.column()]
        return None


class SpanTable(QTableView):
    """Lists the spans; a row chosen here is selected in the article, and the other way round."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = SpanModel(desk)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(_SORT_ROLE)
        self.setModel(self._sorted)
        self.setObjectName("spanTable")
        self.setAccessibleName("Spans of this article")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(2, Qt.SortOrder.AscendingOrder)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setMinimumSectionSize(36)
        for column, width in enumerate((86, 140, 46, 46, 64, 90)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (4, 5):
            self.hideColumn(column)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.lazy = Lazy(self._model.reload)
        for signal in (desk.article_opened, desk.spans_changed, desk.span_selected):
            signal.connect(self.lazy.ask)
        self._model.modelReset.connect(self._follow)

    def sort_by_next(self) -> None:
        """Sort by the column after the one sorted by now, as a click on its heading would."""
        shown = [column for column in range(len(_COLUMNS)) if not self.isColumnHidden(column)]
        present = self.horizontalHeader().sortIndicatorSection()
        place = shown.index(present) + 1 if present in shown else 0
        self.sortByColumn(shown[place % len(shown)], Qt.SortOrder.AscendingOrder)

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self._desk.select(self._model.spans[self._sorted.mapToSource(index).row()].id)

    def _follow(self) -> None:
        chooser = self.selectionModel()
        chooser.blockSignals(True)
        row = next((n for n, span in enumerate(self._model.spans) if span.id == self._desk.selected), None)
        if row is None:
            chooser.clear()
        else:
            index = self._sorted.mapFromSource(self._model.index(row, 0))
            flags = QItemSelectionModel.SelectionFlag
            chooser.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        chooser.blockSignals(False)
        self.viewport().update()
