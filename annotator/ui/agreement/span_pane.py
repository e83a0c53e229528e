"""The pane of the spans behind a figure: from a row Enter leads to its place in the article."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.agreement.behind import Quote
from annotator.domain.words import count
from annotator.ui.agreement.cell_table import CellRow, OpeningTable
from annotator.ui.agreement.span_model import ARTICLE, FIRST, KIND, SECOND, WORDS, SpanModel
from annotator.ui.elided import ElidedLabel

_WIDTHS = {KIND: 92, FIRST: 110, SECOND: 110, ARTICLE: 110}
_WIDEST = 170
"""Pixels of what one of the two has."""
_PAD = 18
_LOOKED_AT = 100
"""Rows by which widths are found."""


class SpanPane(QWidget):
    """Lists differences with their words. It opens nothing itself: it says which one is wanted."""

    chosen = Signal(object)
    """the Quote to go to"""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agreementSpans")
        self.model = SpanModel()
        self.title, self.told = ElidedLabel(), QLabel()
        self.table, self._empty, self._context = SpanList(self.model), QLabel(), QLabel()
        self._back = QPushButton("‹ Figures")
        self._stack = QStackedWidget()
        self._build()
        self.table.opened.connect(lambda _: self.chosen.emit(self.current))
        self.table.selectionModel().currentRowChanged.connect(self._show_context)
        self.model.rowsInserted.connect(self._first)

    @property
    def current(self) -> Quote | None:
        """The difference in the row that has the keyboard."""
        row = self.table.currentIndex().row()
        return self.model.quotes[row] if 0 <= row < len(self.model.quotes) else None

    def _build(self) -> None:
        self.title.setAccessibleName("Spans behind")
        self.told.setProperty("role", "muted")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setAccessibleName("How many spans")
        self._back.setProperty("role", "small")
        self._back.setAccessibleName("Back to the figures")
        self._back.setToolTip("Back to the figures (Esc)")
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._back.clicked.connect(self.left)
        self._empty.setProperty("role", "muted")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._context.setTextFormat(Qt.TextFormat.RichText)
        self._context.setWordWrap(True)
        self._context.setProperty("role", "quote")
        self._context.setAccessibleName("Words around the span")
        self._context.setMinimumWidth(40)
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.setSpacing(10)
        head.addWidget(self._back)
        head.addWidget(self.title, 1)
        head.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 8)
        foot.addWidget(self._context)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def start(self, title: str, pair: tuple[str, str]) -> None:
        """Empty the list for another figure."""
        self.title.setText(title)
        self.model.start(pair)
        self.told.setText("Looking …")
        self._stack.setCurrentWidget(self.table)
        self._show_context()

    def add(self, quotes: Sequence[Quote]) -> None:
        """Show more of what was found."""
        self.model.add(quotes)
        self.told.setText(f"{len(self.model.quotes):,} …")

    def finish(self, complete: bool) -> None:
        """Say how many there are; `complete`: all of them are listed."""
        number = len(self.model.quotes)
        self.told.setText(count(number, "place") if complete else f"the first {number:,}; there are more")
        if not number:
            self._empty.setText("There is no such span now. The project has changed since the figures were measured.")
            self._stack.setCurrentWidget(self._empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _first(self) -> None:
        if not self.table.currentIndex().isValid():
            self.table.fit()
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_context(self, *_: QModelIndex) -> None:
        quote = self.current
        self._context.setVisible(quote is not None)
        self._context.setText(in_context(quote) if quote else "")


class SpanList(OpeningTable):
    """The table of the pane; a row is chosen as a whole."""

    def __init__(self, model: SpanModel) -> None:
        super().__init__("Spans behind the figure")
        self.setModel(model)
        self.setItemDelegate(CellRow(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Give the labels the room they need."""
        model, metrics = self.model(), self.fontMetrics()
        for column in (FIRST, SECOND):
            cells = [str(model.index(row, column).data()) for row in range(min(_LOOKED_AT, model.rowCount()))]
            widest = max(metrics.horizontalAdvance(each) for each in cells) + _PAD
            self.horizontalHeader().resizeSection(column, min(_WIDEST, max(_WIDTHS[column], widest)))


def in_context(quote: Quote) -> str:
    """Return a quote within its context, the words of either span bold, and those of both underlined too."""
    parts = []
    for piece in quote.pieces:
        words = escape(piece.text)
        if piece.first and piece.second:
            words = f"<b><u>{words}</u></b>"
        elif piece.first or piece.second:
            words = f"<b>{words}</b>"
        parts.append(words)
    return "".join(parts)
