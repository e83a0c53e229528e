"""One line of the decision box: an annotator, and what he or she has there."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.article_view.theme import DARK, LIGHT

_GAP = 8.0
_DOT = 9.0


class Side(NamedTuple):
    """What an annotator has: `label` with its color, empty where it is nothing; `note`: what else there is to say.
    `color` is the annotator's."""

    name: str
    color: str
    label: str
    label_color: str
    note: str

    @property
    def words(self) -> str:
        """All of it, for ears."""
        return ", ".join(filter(None, (self.name, self.label or "nothing", self.note)))


class SideLine(QWidget):
    """Paints a side: dot and name, the label on its color, the note as far as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._side = Side("", "", "", "", "")

    def show_side(self, side: Side, name_width: float) -> None:
        """Show a side; names of all lines take the same room."""
        self._side, self._name_width = side, name_width
        self.setAccessibleName(side.words)
        self.setToolTip(side.note if side.note else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing() + 7)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        side, colors = self._side, theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter
        box, metrics = QRectF(self.rect()), QFontMetricsF(self.font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(side.color))
        painter.drawEllipse(QRectF(box.left(), box.center().y() - _DOT / 2 + 0.5, _DOT, _DOT))
        box.setLeft(box.left() + _DOT + _GAP)
        painter.setPen(QColor(colors.text))
        painter.drawText(box, line, metrics.elidedText(side.name, Qt.TextElideMode.ElideRight, self._name_width))
        box.setLeft(box.left() + self._name_width + _GAP)
        if side.label:
            box.setLeft(box.left() + _paint_label(painter, box, side, self.font(), colors) + _GAP)
        painter.setPen(QColor(colors.muted))
        note = side.note or ("" if side.label else "nothing")
        painter.drawText(box, line, metrics.elidedText(note, Qt.TextElideMode.ElideMiddle, box.width()))


def _paint_label(painter: QPainter, box: QRectF, side: Side, font: QFont, colors: theme.Colors) -> float:
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(side.label, Qt.TextElideMode.ElideRight, box.width() - 10)
    width = metrics.horizontalAdvance(shown) + 10
    fill = (DARK if colors.dark else LIGHT).fill(side.label_color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    band = QRectF(box.left(), box.top() + 2, width, box.height() - 4)
    painter.drawRoundedRect(band, 3, 3)
    painter.setPen(QColor(colors.text))
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, shown)
    return width
