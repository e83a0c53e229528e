"""The title bar of a panel: as slim as can be held with the mouse, since the panel says itself what it is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme


class Grip(QWidget):
    """Drag it to move the panel, double-click it to let the panel float."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(f"{title}: drag to move, double-click to float. View > Panels shows and hides.")
        self.setAccessibleName(f"Handle of the panel {title}")

    def sizeHint(self) -> QSize:
        return QSize(40, 9)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.rect().center()
        painter.fillRect(QRectF(middle.x() - 12, middle.y(), 24, 2), QColor(theme.current().border))
        painter.end()
