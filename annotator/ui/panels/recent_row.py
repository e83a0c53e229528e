"""The labels used last, at the head of the tag panel: a quiet row of chips with their keys."""

from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.domain.scheme import Label, Layer
from annotator.ui import theme
from annotator.ui.keymap import Keymap
from annotator.ui.recent_labels import MANY, RecentLabels
from annotator.ui.signs import paint_form, paint_key

_HEIGHT, _MARGIN, _GAP = 30, 10, 4
_CAP, _SWATCH, _LEAST = 18, 14, 74
"""Sizes in pixels; a chip narrower than the last shows too little of its name."""
COMMAND = "label.recent.{}"
"""The command that a chip stands for; counted from 1."""


class Chip(QAbstractButton):
    """One label: key cap, swatch, name."""

    def __init__(self, layer: Layer, label: Label, key: str, cap: str) -> None:
        super().__init__()
        self._layer, self._label, self._cap = layer, label, cap
        self._number = layer.labels.index(label)
        self.setText(label.name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its command has a key
        self.setAccessibleName(f"{label.name}, used lately" + (f", key {key}" if key else ""))
        self.setToolTip(f"{label.name} ({key})" if key else label.name)

    def sizeHint(self) -> QSize:
        return QSize(self._beside() + self.fontMetrics().horizontalAdvance(self._label.name) + 8, _HEIGHT - 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter, box = theme.current(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.chosen if self.isDown() else colors.field))
            painter.drawRoundedRect(box, 5, 5)
        middle = box.center().y()
        if self._cap:
            paint_key(painter, QRectF(3, middle - _CAP / 2, self._cap_width(), _CAP), self._cap, colors)
        swatch = QRectF(self._beside() - _SWATCH - 4, middle - _SWATCH / 2, _SWATCH, _SWATCH)
        paint_form(painter, swatch, self._layer.form, self._number, self._label.color, colors)
        room = int(box.width()) - self._beside() - 4
        painter.setPen(QColor(colors.text))
        painter.drawText(QRectF(self._beside(), 0, room + 4, box.height()), Qt.AlignmentFlag.AlignVCenter,
                         self.fontMetrics().elidedText(self._label.name, Qt.TextElideMode.ElideRight, room))
        painter.end()

    def _cap_width(self) -> int:
        return max(_CAP, self.fontMetrics().horizontalAdvance(self._cap) + 8) if self._cap else 0

    def _beside(self) -> int:
        return 3 + self._cap_width() + 4 + _SWATCH + 4


class RecentRow(QWidget):
    """The last labels as chips; empty, but as high, until one was used."""

    chosen = Signal(str, str)

    def __init__(self, recent: RecentLabels, keymap: Keymap) -> None:
        super().__init__()
        self._recent, self._keymap = recent, keymap
        self._chips: list[Chip] = []
        self._common, self._hint = "", ""
        self.setAccessibleName("Labels used lately")
        recent.changed.connect(self._rebuild)
        keymap.changed.connect(self._rebuild)
        self._rebuild()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write what the keys have in common once, before the chips."""
        colors, painter = theme.current(), QPainter(self)
        painter.setPen(QColor(colors.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        words = self._common if self._chips else self._hint
        painter.setFont(self._small())
        painter.setPen(QColor(colors.muted))
        painter.drawText(QRectF(_MARGIN + 4, 0, self.width() - 2 * _MARGIN - 4, self.height() - 1),
                         Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _rebuild(self) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()  # it may be the one whose click is under way
        labels = self._recent.labels()
        keys = [self._keymap.words(COMMAND.format(n + 1)) for n in range(MANY)]
        heads = {key.rpartition("+")[0] for key in keys}
        self._common = heads.pop() if len(heads) == 1 and all(keys) else ""
        self._hint = f"Labels used last: {keys[0]} to {MANY}" if self._common else "Labels used last"
        self._chips = []
        for (layer, label), key in zip(labels, keys, strict=False):
            chip = Chip(layer, label, key, key.removeprefix(f"{self._common}+"))
            chip.setParent(self)
            font = chip.font()
            font.setPointSizeF(self.font().pointSizeF() * 0.9)
            chip.setFont(font)
            chip.clicked.connect(partial(self.chosen.emit, layer.name, label.name))
            chip.show()
            self._chips.append(chip)
        self._arrange()
        self.update()

    def _arrange(self) -> None:
        """Put the chips side by side; where they do not fit, the widest give way, and the oldest are left out
        before names become unreadable. Their keys go on working."""
        left = _MARGIN
        if self._common:
            left += 4 + QFontMetrics(self._small()).horizontalAdvance(self._common) + _GAP
        wanted = [chip.sizeHint().width() for chip in self._chips]
        widths = _fitting(wanted, self.width() - left - _MARGIN)
        while len(widths) > 1 and any(width < min(_LEAST, wish) for width, wish in zip(widths, wanted, strict=False)):
            widths = _fitting(wanted[:len(widths) - 1], self.width() - left - _MARGIN)
        for chip, width in zip_longest(self._chips, widths):
            chip.setVisible(width is not None)
            if width is not None:
                chip.setGeometry(left, 3, width, _HEIGHT - 7)
                left += width + _GAP

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font


def _fitting(widths: list[int], room: int) -> list[int]:
    """Return the widths, the largest of them lowered as far as needed to fit with their gaps."""
    room -= _GAP * (len(widths) - 1)
    if sum(widths) <= room:
        return widths
    cap, rest, left = 0, room, len(widths)
    for width in sorted(widths):
        cap = max(0, rest // left)
        if width > cap:
            break
        rest, left = rest - width, left - 1
    return [min(width, cap) for width in widths]
