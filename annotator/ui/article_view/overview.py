"""The overview ruler: a strip with a mark for every span of the article, in three columns by form.

A mark's place is its share of the text's code points, so adding one span changes one mark and nothing else.
"""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LIGHT, ViewTheme

WIDTH = 14
_COLUMNS = {"band": 0, "line": 1, "block": 2}
_COLUMN = 4.0
_MARK = 3.0
_PAD = 4.0


class Overview(QWidget):
    """The strip beside the scroll bar. Emits the code point that was clicked."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overviewRuler")
        self.setAccessibleName("Overview of all spans")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._spans: Iterable[Span] = ()
        self._styles: StyleBook | None = None
        self._theme: ViewTheme = LIGHT
        self._length = 1
        self._seen = (0, 0)
        self._strip: QPixmap | None = None

    def show_spans(self, spans: Iterable[Span], styles: StyleBook, theme: ViewTheme, length: int) -> None:
        """Draw these spans of a text of `length` code points from now on."""
        self._spans, self._styles, self._theme, self._length = spans, styles, theme, max(1, length)
        self._strip = None
        self.update()

    def set_seen(self, start: int, end: int) -> None:
        """Show which part of the text is in sight."""
        if (start, end) != self._seen:
            self._seen = (start, end)
            self.update()

    def y_of(self, position: int) -> float:
        """Return where a code point's mark stands."""
        return _PAD + position / self._length * (self.height() - 2 * _PAD - _MARK)

    def position_at(self, y: float) -> int:
        """Return the code point at a height of the strip."""
        share = (y - _PAD) / max(1.0, self.height() - 2 * _PAD - _MARK)
        return round(min(1.0, max(0.0, share)) * self._length)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.page))
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(self._theme.rule))
        top, bottom = self.y_of(self._seen[0]), self.y_of(self._seen[1]) + _MARK
        if self._seen[1] > self._seen[0]:
            painter.fillRect(QRectF(1, top, WIDTH - 1, bottom - top), QColor(self._theme.rule))
        if self._strip is None or self._strip.size() != self.size() * self.devicePixelRatioF():
            self._strip = self._draw()
        painter.drawPixmap(0, 0, self._strip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self.position_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.clicked.emit(self.position_at(event.position().y()))

    def _draw(self) -> QPixmap:
        strip = QPixmap(self.size() * self.devicePixelRatioF())
        strip.setDevicePixelRatio(self.devicePixelRatioF())
        strip.fill(Qt.GlobalColor.transparent)
        if self._styles is None:
            return strip
        painter = QPainter(strip)
        seen: set[tuple[int, int, int]] = set()
        for span in self._spans:
            style = self._styles.of(span)
            y, column = round(self.y_of(span.start)), _COLUMNS[style.form]
            key = (column, y, style.ink.rgb())
            if key not in seen:
                seen.add(key)
                painter.fillRect(QRectF(2 + column * _COLUMN, y, _COLUMN - 1, _MARK), style.ink)
        painter.end()
        return strip
