"""Lists of rows under headings, as they stand in panels: how they are set up, and what their rows have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotator.ui import theme

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class RowTable(QTableView):
    """One column of rows of one height, without a grid; a table, since a QListView lays out all rows anew for each one
    that changes. Letters never jump to rows: they are keys of labels or of what the list is for."""

    def __init__(self, name: str, spoken: str, model: QAbstractItemModel, painter: QStyledItemDelegate,
                 lines: int, air: int) -> None:
        """`lines`: of text in a row; `air`: pixels above, between and below them, together."""
        super().__init__()
        painter.setParent(self)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(lines * self.fontMetrics().lineSpacing() + air)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump to rows by their first letter."""


class RowPainter(QStyledItemDelegate):
    """Draws a row on its ground. `role` has the row's value, `heading` is the type of those that are headings."""

    role: int
    heading: type

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        row, colors, box = index.data(self.role), theme.current(), option.rect
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, self.heading):
            self.paint_heading(painter, box, row, colors)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, QColor(colors.chosen))
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colors.accent))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, QColor(colors.field))
            self.paint_row(painter, box, row, colors)
        painter.restore()

    def paint_heading(self, painter: QPainter, box: QRect, heading: Any, colors: theme.Colors) -> None:
        """Draw a heading."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: Any, colors: theme.Colors) -> None:
        """Draw what stands in a row."""
        raise NotImplementedError


def paint_title(painter: QPainter, box: QRect, title: str, count: int, colors: theme.Colors) -> None:
    """Draw the heading of an article's rows into a box: its title, and at the right how many there are."""
    painter.setFont(bold(painter.font()))
    painter.setPen(QColor(colors.muted))
    metrics, said = QFontMetricsF(painter.font()), f"{count:,}"
    painter.drawText(box, _LINE | Qt.AlignmentFlag.AlignRight, said)
    width = box.width() - metrics.horizontalAdvance(said) - 12
    painter.drawText(box, _LINE | Qt.AlignmentFlag.AlignLeft, metrics.elidedText(
        (title or "Untitled").replace("\n", " "), Qt.TextElideMode.ElideRight, width))


def bold(font: QFont) -> QFont:
    """Return the font in bold."""
    strong = QFont(font)
    strong.setBold(True)
    return strong
