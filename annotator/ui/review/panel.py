"""The review panel: how far one is, the filter, the list of differences, and the decision box under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.elided import ElidedLabel
from annotator.ui.review.box import Box, explained
from annotator.ui.review.filter import KINDS, STATES, toggled
from annotator.ui.review.list import ReviewList
from annotator.ui.review.model import ReviewModel

_LEAST, _SHARE = 190, 0.62
"""Pixels that the decision box takes at least, and the share of the panel it takes at most."""
_TYPING = 150
"""Milliseconds after the last key before the filter is asked."""


class ReviewPanel(QWidget):
    """Everything of review mode beside the article. What it shows is said by the controller."""

    filtered = Signal(str)
    left = Signal()
    """the keyboard goes back to the article"""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__()
        self.setObjectName("reviewPanel")
        self.setAccessibleName("Review")
        self._heading, self._count = ElidedLabel(), QLabel()
        self._progress, self.field, self._menu_button = QProgressBar(), QLineEdit(), QPushButton("▾")
        self.choose, self.list, self.box = QPushButton("⋯"), ReviewList(model), Box()
        self.go_on = QCheckBox("Go on after a decision")
        self._trouble, self._message, self._foot = explained(""), explained(""), explained("")
        self._more = ElidedLabel()
        self.agreement = QPushButton("Agreement")
        self._stack, self._typing = QStackedWidget(), QTimer(self)
        self._box_area = QScrollArea()
        self._build()

    def show_progress(self, heading: str, decided: int, total: int, *, whole: bool) -> None:
        """Say what is reviewed and how far one is; `whole`: all articles were looked through."""
        self._heading.setText(heading)
        self._count.setText(f"{decided:,} OF {total:,}{'' if whole else ' …'}")
        bar = self._progress
        if (bar.maximum(), bar.value()) != (max(total, 1), decided):
            bar.setUpdatesEnabled(False)  # else Qt paints the bar, and with it all that waits, at once
            bar.setRange(0, max(total, 1))
            bar.setValue(decided)
            bar.setUpdatesEnabled(True)

    def show_list(self, message: str) -> None:
        """Show the list, or where it is empty, why."""
        self._message.setText(message)
        self._stack.setCurrentIndex(1 if message else 0)

    def show_box(self, shown: bool) -> None:
        """Show the decision box, or nothing where nothing is at hand."""
        self._box_area.setVisible(shown)

    def show_trouble(self, words: str) -> None:
        """Say what of the filter was not understood."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def show_foot(self, words: str, more: str) -> None:
        """Say what the gold set has; `more` is for who points at it."""
        self._foot.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))

    def _build(self) -> None:
        for label in (self._heading, self._count):
            label.setProperty("role", "heading")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Differences decided")
        self._count.setAccessibleName("Differences decided, of all")
        self.choose.setProperty("role", "tiny")
        self.choose.setAccessibleName("Reviews")
        self.choose.setToolTip("Other reviews, and what can be done with this one")
        self.field.setObjectName("reviewFilter")
        self.field.setAccessibleName("Filter differences")
        self.field.setPlaceholderText("Filter: text, label:GPE, is:open …")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.returnPressed.connect(self.left)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(lambda: self.filtered.emit(self.field.text()))
        self._menu_button.setAccessibleName("Filter by kind or decision")
        self._menu_button.setProperty("role", "sign")
        self._menu_button.setFixedWidth(30)
        self._menu_button.clicked.connect(self._show_menu)
        self.go_on.setToolTip("After a decision, the next difference without one comes up")
        self.agreement.setProperty("role", "small")
        for button in (self.choose, self._menu_button, self.agreement):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(self.list)
        self._more.setProperty("role", "muted")
        self._more.hide()
        self._trouble.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        head, filter_row, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._count)
        head.addWidget(self.choose)
        filter_row.addWidget(self.field, 1)
        filter_row.addWidget(self._menu_button)
        foot.addWidget(self.go_on)
        foot.addStretch()
        foot.addWidget(self.agreement)
        top, bottom = QVBoxLayout(), QVBoxLayout()
        top.setContentsMargins(14, 8, 12, 8)
        top.setSpacing(7)
        for part in (head, self._progress, filter_row, self._trouble):
            top.addLayout(part) if isinstance(part, QHBoxLayout) else top.addWidget(part)
        bottom.setContentsMargins(14, 6, 12, 8)
        bottom.addWidget(self._foot)
        bottom.addWidget(self._more)
        bottom.addLayout(foot)
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(14, 14, 14, 14)
        inner.addWidget(self._message)
        inner.addStretch()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self._box_area.setWidget(self.box)
        self._box_area.setWidgetResizable(True)
        self.box.installEventFilter(self)
        self._box_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        column.addWidget(self._box_area)
        column.addLayout(bottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the box the room it needs, though the list keeps some."""
        if watched is self.box and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout, whole = self.box.layout(), self.layout()
        needed = layout.totalHeightForWidth(self._box_area.viewport().width()) if layout else 0
        rest = whole.minimumSize().height() - self._box_area.minimumHeight() if whole else 0
        height = min(max(needed, _LEAST), int(self.height() * _SHARE), self.height() - rest)  # a window never grows
        if height != self._box_area.height():
            self._box_area.setFixedHeight(max(height, 0))
        self._show_asked()

    def _show_asked(self) -> None:
        """Bring what has the keyboard, or asks for it, into sight where the box is scrolled."""
        for asking in (self.box.edit_page, self.box.strip, self.box.strip.field):
            if asking.isVisibleTo(self.box) and (asking is self.box.edit_page or self.box.strip.asking):
                self._box_area.ensureWidgetVisible(asking, 0, 0)

    def _show_menu(self) -> None:
        """Offer the words of the filter; those that are in it are ticked."""
        menu, typed = QMenu(self), self.field.text()
        words = ["in:article", *(f"is:{state}" for state in STATES), *(f"kind:{kind}" for kind in KINDS)]
        for word in words:
            if word in ("is:open", "kind:boundary"):
                menu.addSeparator()
            action = menu.addAction(_SAID.get(word, word.partition(":")[2].capitalize()))
            action.setCheckable(True)
            action.setChecked(word in typed.split())
            action.triggered.connect(lambda _=False, word=word: self.field.setText(toggled(self.field.text(), word)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))


_SAID = {"in:article": "Only this article", "is:open": "Not decided", "is:asked": "Question asked",
         "is:answered": "Answered by the annotator", "is:disputed": "Disputed by the annotator",
         "kind:same": "Nothing differs"}
