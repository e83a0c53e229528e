"""The search panel: a field, what was found as it comes, and what can be done with all of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.search import Hit
from annotator.ui.desk import Desk
from annotator.ui.panels.bulk_strip import BulkStrip
from annotator.ui.panels.search_model import HIT_ROLE, TICK_ROLE, SearchModel
from annotator.ui.panels.search_rows import SearchRow

_PAUSE = 150
"""Milliseconds without a key after which the search begins."""
_WORDS = (
    ("ferry storm", "both words, in titles and texts; capital letters are the same"),
    ("“in the harbor”", "these words in this order; straight quotes will do"),
    ("ferr* -storm", "ferry, ferries …, but not where storm occurs"),
    ("label:GPE   layer:claim", "spans of this label, of this layer"),
    ("label:ORG union", "ORG spans with union among their words"),
    ("attr:stance=unsure   attr:stance", "spans with this answer, with any answer"),
    ("comment:check   comment:", "spans with this word in the comment, with any comment"),
    ("origin:propagated   relation:SAID_BY", "spans that came so, that have such a relation"),
    ("by:bob   by:*", "another annotator’s spans, everybody’s"),
    ("status:done   in:title", "in articles that are done; in titles only"))
_HELP = "<table cellspacing=3>" + "".join(
    f"<tr><td><b>{escape(words)}</b>&nbsp;&nbsp;&nbsp;</td><td>{escape(meaning)}</td></tr>"
    for words, meaning in _WORDS) + "</table>"


class SearchPanel(QWidget):
    """Shows a search. Enter opens a hit, the arrows walk, Space ticks a span, Esc goes back to the article."""

    asked = Signal(str)
    """other words were typed"""
    more_asked = Signal()
    opened = Signal(object)
    """a hit was chosen"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("searchPanel")
        self.model, self.bulk = SearchModel(), BulkStrip(desk)
        self.field, self.list = QLineEdit(), _Hits()
        self._told, self._message, self._more = QLabel(), QLabel(), QPushButton("Show more")
        self._stack = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self.ask)
        self._hasty = False
        self._build(desk)
        self.show_help()

    def _build(self, desk: Desk) -> None:
        self.field.setObjectName("searchField")
        self.field.setAccessibleName("Search the project")
        self.field.setPlaceholderText("Search all articles: words, \"a phrase\", label:GPE, status:done …")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._told.setProperty("role", "muted")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setAccessibleName("Found")
        self._more.clicked.connect(self.more_asked)
        self._more.setProperty("role", "small")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setAccessibleName("Show more hits")
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._message.setContentsMargins(14, 8, 14, 8)
        self.list.setObjectName("searchHits")
        self.list.setAccessibleName("Hits")
        self.list.setModel(self.model)
        self._rows = SearchRow(desk)
        self.list.setItemDelegate(self._rows)
        self.list.chosen.connect(self.opened)
        self.list.toggled.connect(self.model.toggle)
        self.model.ticked_changed.connect(lambda: self.bulk.set_ticked(self.model.ticked))
        self.model.rowsInserted.connect(lambda: self.go_to_first() if self._hasty else None)
        self.bulk.untick_asked.connect(self.model.clear_ticks)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.list)
        self._stack.setMinimumHeight(110)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(10)
        head.addWidget(self.field, 1)
        head.addWidget(self._told)
        head.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bulk)

    def ask(self) -> None:
        """Search for what stands in the field, now."""
        self._typing.stop()
        self.asked.emit(self.field.text())

    def _on_typed(self) -> None:
        self._hasty = False
        self._typing.start()

    def show_help(self, words: str = "") -> None:
        """Show no hits but words: what could be done where nothing was found, or what can be searched."""
        self._message.setTextFormat(Qt.TextFormat.PlainText if words else Qt.TextFormat.RichText)
        self._message.setText(words or _HELP)
        self._stack.setCurrentWidget(self._message)
        self.tell("", more=False)

    def show_hits(self) -> None:
        """Show the list of hits."""
        self._stack.setCurrentWidget(self.list)

    def tell(self, words: str, *, more: bool) -> None:
        """Say how much was found, and whether more can be shown."""
        self._told.setText(words)
        self._more.setVisible(more)

    def go_to_first(self) -> None:
        """Bring the keyboard to the first hit, as soon as there is one."""
        self._hasty = not self.model.rowCount()
        if not self._hasty:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(1))
            self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the field goes to the hits; Enter searches at once, then opens."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.go_to_first()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._typing.isActive():
                    self.ask()
                self.go_to_first()
                return True
        return super().eventFilter(watched, event)


class _Hits(QListView):
    """The list of hits, with its keys."""

    chosen = Signal(object)
    toggled = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.chosen.emit(index.data(HIT_ROLE))
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggled.emit(index)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(HIT_ROLE) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(row, Hit):
            return
        if event.position().x() < self.visualRect(index).left() + 40 and index.data(TICK_ROLE) is not None:
            self.toggled.emit(index)
        else:
            self.chosen.emit(row)
