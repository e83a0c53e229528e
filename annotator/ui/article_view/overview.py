"""The overview ruler: a strip with a mark for every span of the article, in three columns by form.

A mark's place is its share of the text's code points, so adding one span changes one mark and nothing else. Where spans
are compared, each difference has a mark over all columns, whose shape tells its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LIGHT, ViewTheme

if TYPE_CHECKING:
    from annotator.ui.article_view.compared import Comparison

WIDTH = 14
_Mark = tuple[str, str, str, int]
"""Look, layer, label and y. The look is empty for a plain span, else what `overview_marks` draws."""
Box = tuple[int, int, int, int]
"""Left, top, width and height."""
Drawing = tuple[tuple[Box, ...], QColor]
_COLUMNS = {"band": 0, "line": 1, "block": 2}
_COLUMN = 4
_MARK = 3
_TALLEST = 5
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
        self._comparison: Comparison | None = None
        self._marks: Counter[_Mark] = Counter()
        self._looks: set[tuple[str, str, str]] = set()
        """Looks, layers and labels that marks have, or had since the strip was drawn."""
        self._drawn: dict[tuple[str, str, str], Drawing] = {}
        self._hits: Sequence[int] = ()
        self._strip: QPixmap | None = None

    def show_spans(self, spans: Iterable[Span], styles: StyleBook, theme: ViewTheme, length: int,
                   comparison: Comparison | None = None) -> None:
        """Draw these spans of a text of `length` code points from now on."""
        self._spans, self._styles, self._theme, self._length = spans, styles, theme, max(1, length)
        self._comparison = comparison
        self._drawn = {}
        self._strip = None
        self.update()

    def patch(self, spans: Iterable[Span], gone: Iterable[Span], added: Iterable[Span]) -> None:
        """Take the marks of spans that are gone away and put those of added ones in; all are `spans` now."""
        self._spans = spans
        if self._strip is None or not self._fits():
            self._strip = None
            self.update()
            return
        self._replace(self.marks_of(gone), self.marks_of(added))

    def marks_of(self, spans: Iterable[Span]) -> list[_Mark]:
        """Return the marks that spans have now."""
        scale = self._scale()
        return [(look, span.layer, span.label, int(_PAD + span.fragments[0].start * scale))
                for span in spans if (look := self._look(span)) is not None]

    def patch_marks(self, old: Iterable[_Mark], spans: Iterable[Span]) -> None:
        """Put in the marks that spans have now in place of `old`, which they had before."""
        if self._strip is not None and self._fits():
            self._replace(list(old), self.marks_of(spans))
        else:
            self._strip = None
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

    def _look(self, span: Span) -> str | None:
        """Return how a span is drawn; None where the mark of another stands for the whole difference."""
        return self._comparison.look(span.id) if self._comparison is not None else ""

    def _replace(self, old: list[_Mark], new: list[_Mark]) -> None:
        """Draw some marks in place of others."""
        assert self._strip is not None
        self._marks.subtract(old)
        self._marks.update(new)
        self._looks.update(mark[:3] for mark in new)
        painter = QPainter(self._strip)
        for y in sorted({mark[3] for mark in (*old, *new)}):
            self._draw_rows(painter, y)
        painter.end()
        self.update()

    def _draw(self) -> QPixmap:
        strip = QPixmap(self.size() * self.devicePixelRatioF())
        strip.setDevicePixelRatio(self.devicePixelRatioF())
        strip.fill(Qt.GlobalColor.transparent)
        self._marks = Counter(self.marks_of(self._spans))
        self._looks = {mark[:3] for mark in self._marks}
        painter = QPainter(strip)
        for mark in sorted(self._marks):
            self._draw_mark(painter, mark)
        painter.end()
        return strip

    def _draw_rows(self, painter: QPainter, y: int) -> None:
        """Draw anew what a mark at `y` covers, and the marks that reach into it."""
        area = QRectF(0, y, WIDTH, _TALLEST)
        painter.save()
        painter.setClipRect(area)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(area, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for look in sorted(self._looks):
            for near in range(y - _TALLEST + 1, y + _TALLEST):
                self._draw_mark(painter, (*look, near))
        painter.restore()

    def _draw_mark(self, painter: QPainter, mark: _Mark) -> None:
        if self._styles is None or self._marks[mark] <= 0:
            return
        y, drawn = mark[3], self._drawn.get(mark[:3])
        if drawn is None:
            drawn = self._drawn[mark[:3]] = self._drawing(*mark[:3])
        boxes, color = drawn
        for left, top, width, height in boxes:
            painter.fillRect(left, y + top, width, height, color)

    def _drawing(self, look: str, layer: str, label: str) -> Drawing:
        """Return the boxes of a mark, from its y on, and their color."""
        assert self._styles is not None
        style = self._styles.named(layer, label)
        column = (2 + _COLUMNS[style.form] * _COLUMN, 0, _COLUMN - 1, _MARK)
        if not look:
            return (column,), style.ink
        from annotator.ui.article_view.compared_overview import drawing

        return drawing(look, column, style, self._theme)
