"""A row of the tag panel: one label with its key, form and count."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from annotator.domain.scheme import Label, Layer
from annotator.ui import theme
from annotator.ui.signs import paint_form, paint_key, paint_marker

_NARROW = 200
"""Width in pixels below which a row has smaller margins."""
_MARKER = 17
"""Side of the sign beside the armed label, in pixels."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1,
          Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}
"""How many rows a key walks."""


class LabelRow(QAbstractButton):
    """One label: key cap, swatch, name, count."""

    looked_at = Signal(str, str)
    walked = Signal(int)
    """An arrow key asks for the row so many places on."""
    focused = Signal()

    def __init__(self, layer: Layer, label: Label, index: int) -> None:
        super().__init__()
        self.layer, self.label = layer, label
        self._index = index
        self._count = 0
        self._lit = self._armed = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(label.name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click labels, and the keys stay with the article
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        about = "retired: no more spans get it" if label.retired else label.description
        self.setToolTip(f"<p>{escape(f'{label.name}: {about}' if about else label.name)}</p>")
        self.setAccessibleDescription(label.description)
        self._tell()

    def put(self, count: int, lit: bool) -> None:
        """Show how many spans of the open article have the label, and whether the selected one does."""
        if (count, lit) != (self._count, self._lit):
            self._count, self._lit = count, lit
            self._tell()

    def arm(self, armed: bool) -> None:
        """Show whether the label is the marker's."""
        if armed != self._armed:
            self._armed = armed
            self._tell()

    def _tell(self) -> None:
        key = f", key {self.label.key}" if self.label.key and not self.label.retired else ""
        marker = ", armed as the marker" if self._armed else ""
        self.setAccessibleName(f"{self.label.name}{key}, {self._count} in this article{marker}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, QFontMetrics(self.font()).height() + 8)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.looked_at.emit(self.layer.name, self.label.name)
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit()
        self.looked_at.emit(self.layer.name, self.label.name)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows walk from row to row; Enter labels as Space does."""
        if event.key() in _STEPS:
            self.walked.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        if self._lit or self.isDown():
            painter.fillRect(box, QColor(colors.chosen))
        elif self._armed or self.underMouse():
            painter.fillRect(box, QColor(colors.field))
        if self.hasFocus():
            painter.setPen(QColor(colors.accent))
            painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
        middle, left = box.center().y(), 14 if box.width() > _NARROW else 8
        if self.label.key and not self.label.retired:
            paint_key(painter, QRectF(left, middle - 9, 20, 18), self.label.key.upper(), colors)
        swatch = QRectF(left + 26, middle - 7, 14, 14)
        paint_form(painter, swatch, self.layer.form, self._index, self.label.color, colors)
        count = str(self._count) if self._count else ""
        beside = left + 47
        room = int(box.width()) - beside - left - 4 - QFontMetrics(self.font()).horizontalAdvance(count)
        if self._armed:
            painter.fillRect(QRectF(0, 0, 3, box.height()), QColor(colors.accent))
            paint_marker(painter, QRectF(beside + room - _MARKER, middle - _MARKER / 2, _MARKER, _MARKER), colors)
            room -= _MARKER + 6
        painter.setPen(QColor(colors.text))
        name = self.fontMetrics().elidedText(self.label.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(beside, 0, box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(colors.muted))
        painter.drawText(QRectF(0, 0, box.width() - left, box.height()),
                         Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.end()
