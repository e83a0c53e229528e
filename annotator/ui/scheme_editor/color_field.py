"""A label's color: typed, or chosen among colors that color-blind readers tell apart, or freely."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.palettes import PALETTES
from annotator.ui import theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Swatch(QAbstractButton):
    """One color; the one that is chosen has a ring."""

    def __init__(self, color: str, palette: str) -> None:
        super().__init__()
        self.color = color
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line goes through them with Up and Down
        self.setAccessibleName(f"{color}, {palette}")
        self.setToolTip(f"{color} · Paul Tol, {palette}")

    def sizeHint(self) -> QSize:
        return QSize(26, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(3.5, 3.5, -3.5, -3.5)
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.setBrush(QColor(self.color))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class ColorField(QWidget):
    """`chosen(color)` for what was typed or clicked; what was typed may be no color."""

    chosen = Signal(str)

    def __init__(self, color: str, title: str = "Color of the label") -> None:
        """`title`: that of the system's dialog for other colors."""
        super().__init__()
        self._title = title
        self.line = QLineEdit(color)
        self.line.setMaxLength(7)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("#MMMMMM") + 24)
        self.line.setToolTip("#RRGGBB; Up and Down go through the palette")
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        other = QPushButton("Other…")
        other.setAccessibleName("Choose another color")
        other.setAutoDefault(False)
        other.clicked.connect(self._ask)
        grid = QGridLayout()
        grid.setSpacing(1)
        self.swatches: list[Swatch] = []
        for row, (name, colors) in enumerate(PALETTES):
            words = QLabel(name)
            words.setProperty("role", "muted")
            grid.addWidget(words, row, 0)
            for column, each in enumerate(colors, 1):
                swatch = Swatch(each, name)
                swatch.clicked.connect(partial(self._choose, each))
                grid.addWidget(swatch, row, column)
                self.swatches.append(swatch)
        side = QVBoxLayout()
        side.addWidget(self.line)
        side.addWidget(other)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(0, 0, 0, 0)
        row_.setSpacing(18)
        row_.addLayout(side)
        row_.addLayout(grid)
        row_.addStretch()
        self._mark(color)

    def put(self, color: str) -> None:
        """Show a color, unless it is the one being typed; nobody chose it here."""
        if self.line.text().upper() != color.upper():
            self.line.setText(color)
        self._mark(color)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which the keyboard goes to."""
        self.line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the line choose the color before and after."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            colors = [swatch.color for swatch in self.swatches]
            step, typed = _STEPS[Qt.Key(event.key())], self.line.text().upper()
            at = colors.index(typed) + step if typed in colors else 0
            self._choose(colors[at % len(colors)])
            return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._mark(text)
        self.chosen.emit(text)

    def _choose(self, color: str) -> None:
        self.line.setText(color)
        self._mark(color)
        self.chosen.emit(color)

    def _mark(self, color: str) -> None:
        for swatch in self.swatches:
            swatch.setChecked(swatch.color == color.upper())

    def _ask(self) -> None:
        found = QColorDialog.getColor(QColor(self.line.text()), self, self._title)
        if found.isValid():
            self._choose(found.name().upper())
