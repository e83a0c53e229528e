"""The overview ruler: a strip with a mark for every span of the article, in three columns by form.

A mark's place is its share of the text's code points, so adding one span changes one mark and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LIGHT, ViewTheme

WIDTH = 14
_Mark = tuple[str, str, int]
"""Layer, label and y."""
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
        self._marks: Counter[_Mark] = Counter()
        self._labels: set[tuple[str, str]] = set()
        """Layers and labels that marks have, or had since the strip was drawn."""
        self._hits: Sequence[int] = ()
        self._strip: QPixmap | None = None

    def show_spans(self, spans: Iterable[Span], styles: StyleBook, theme: ViewTheme, length: int) -> None:
        """Draw these spans of a text of `length` code points from now on."""
        self._spans, self._styles, self._theme, self._length = spans, styles, theme, max(1, length)
        self._strip = None
        self.update()

    def patch(self, spans: Iterable[Span], gone: Iterable[Span], added: Iterable[Span]) -> None:
        """Take the marks of spans that are gone away and put those of added ones in; all are `spans` now."""
        self._spans = spans
        if self._strip is None or not self._fits():
            self._strip = None
            self.update()
            return
        old, new = [self._mark(span) for span in gone], [self._mark(span) for span in added]
        self._marks.subtract(old)
        self._marks.update(new)
        self._labels.update(mark[:2] for mark in new)
        painter = QPainter(self._strip)
        for _, _, y in {*old, *new}:
            self._draw_rows(painter, y)
        painter.end()
        self.update()

    def show_hits(self, places: Sequence[int]) -> None:
        """Mark these code points beside the spans: where hits start."""
        if places or self._hits:
            self._hits = places
            self.update()

    def set_seen(self, start: int, end: int) -> None:
        """Show which part of the text is in sight."""
        if (start, end) != self._seen:
            self._seen = (start, end)
            self.update()

    def y_of(self, position: int) -> float:
        """Return where a code point's mark stands."""
        return _PAD + position * self._scale()

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
        if self._strip is None or not self._fits():
            self._strip = self._draw()
        painter.drawPixmap(0, 0, self._strip)
        scale = self._scale()
        for y in {int(_PAD + place * scale) for place in self._hits}:
            painter.fillRect(QRectF(1, y, WIDTH - 1, 1), QColor(self._theme.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self.position_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.clicked.emit(self.position_at(event.position().y()))

    def _scale(self) -> float:
        return (self.height() - 2 * _PAD - _MARK) / self._length

    def _fits(self) -> bool:
        return self._strip is not None and self._strip.size() == self.size() * self.devicePixelRatioF()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _mark(self, span: Span) -> _Mark:
        return span.layer, span.label, int(self.y_of(span.start))

    def _draw(self) -> QPixmap:
        strip = QPixmap(self.size() * self.devicePixelRatioF())
        strip.setDevicePixelRatio(self.devicePixelRatioF())
        strip.fill(Qt.GlobalColor.transparent)
        scale = self._scale()
        self._marks = Counter((span.layer, span.label, int(_PAD + span.fragments[0].start * scale))
                              for span in self._spans)
        self._labels = {mark[:2] for mark in self._marks}
        painter = QPainter(strip)
        for mark in sorted(self._marks):
            self._draw_mark(painter, mark)
        painter.end()
        return strip

    def _draw_rows(self, painter: QPainter, y: int) -> None:
        """Draw anew what a mark at `y` covers, and the marks that reach into it."""
        area = QRectF(0, y, WIDTH, _MARK)
        painter.save()
        painter.setClipRect(area)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(area, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for layer, label in sorted(self._labels):
            for near in range(y - int(_MARK) + 1, y + int(_MARK)):
                self._draw_mark(painter, (layer, label, near))
        painter.restore()

    def _draw_mark(self, painter: QPainter, mark: _Mark) -> None:
        if self._styles is not None and self._marks[mark] > 0:
            style = self._styles.named(*mark[:2])
            painter.fillRect(QRectF(2 + _COLUMNS[style.form] * _COLUMN, mark[2], _COLUMN - 1, _MARK), style.ink)
