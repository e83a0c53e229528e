"""A line of words that gives way: what does not fit ends in …, and is shown whole when pointed at."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolTip

_LEAST = 40
"""Pixels it can shrink to."""


class ElidedLabel(QLabel):
    """Plain text on one line, as narrow as need be."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), self.sizeHint().height())

    @property
    def shown(self) -> str:
        """The words as far as they fit."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(painter, self.contentsRect(), self.alignment().value, self.palette(),
                                  self.isEnabled(), self.shown, self.foregroundRole())

    def event(self, event: QEvent) -> bool:
        """Say all of it when pointed at, where something is cut and no other hint is set."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            cut = self.shown != self.text()
            QToolTip.showText(event.globalPos(), f"<span>{escape(self.text())}</span>" if cut else "", self)
            return True
        return super().event(event)
