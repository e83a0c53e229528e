"""The legend of compared spans: whose a span is and what the signs say, in one quiet strip that wraps."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.color import readable
from annotator.domain.difference import DifferenceKind
from annotator.domain.review import VerdictKind
from annotator.ui.article_view.compared import SIGNS, VERDICT_SIGNS
from annotator.ui.article_view.compared_paint import side_pen
from annotator.ui.article_view.compared_pieces import MARK_RATIO, kind_color
from annotator.ui.article_view.metrics import font_of
from annotator.ui.article_view.theme import ViewTheme

_SIZE, _SIGN_SIZE = 0.64, 0.78
"""Of the words and the signs, as parts of the text's size before any zooming."""
_USUAL = 13.0
_GAP, _BETWEEN, _PAD = 4.0, 11.0, 8.0
_SAMPLE = 16.0
_VERDICTS: dict[VerdictKind, str] = {
    "accept": "accepted", "reject": "rejected", "edit": "proposal", "question": "question"}


class _Item(NamedTuple):
    """A sample (or sign) with its words."""

    words: str
    sign: str = ""
    kind: DifferenceKind | None = None
    side: int = -1
    """Whose edge the sample shows, -1 for a sign."""
    color: str = ""
    """Of the annotator."""


class Legend(QWidget):
    """Explains the marks of compared spans. Its height follows from its width."""

    def __init__(self, theme: Callable[[], ViewTheme], parent: QWidget | None = None) -> None:
        """`theme` is asked for the colors of the page whenever the legend is painted."""
        super().__init__(parent)
        self.setObjectName("compareLegend")
        self.setAccessibleName("What the marks mean")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = theme
        self._items: list[_Item] = []
        self.show_sides([])

    def show_sides(self, sides: Sequence[tuple[str, str]]) -> None:
        """Explain the spans of these annotators, by name and color (`#RRGGBB`), in the order they are compared."""
        self._items = list(_items(sides))
        self.setAccessibleDescription(", ".join(f"{item.sign} {item.words}".strip() for item in self._items))
        self._fit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = list(self._places(width))
        return int(places[-1][1].bottom() + _PAD) if places else 0

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(self.width() or 480))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme()
        painter.fillRect(self.rect(), QColor(theme.page))
        for item, box in self._places(self.width()):
            left = box.left() + self._sign_width(item) + _GAP
            if item.side >= 0:
                self._draw_sample(painter, item, box, theme)
            else:
                painter.setFont(self._sign_font())
                painter.setPen(QColor(kind_color(item.kind, theme) if item.kind else theme.quiet))
                painter.drawText(QPointF(box.left(), self._base(box)), item.sign)
            painter.setFont(self._font())
            painter.setPen(QColor(theme.quiet))
            painter.drawText(QPointF(left, self._base(box)), item.words)

    def _draw_sample(self, painter: QPainter, item: _Item, box: QRectF, theme: ViewTheme) -> None:
        """Draw a band as the annotator's are: for the first behind the words, for others a lane beneath."""
        tall = 11.0 if item.side == 0 else 5.0
        bottom = self._base(box) + 2.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(side_pen(QColor(readable(item.color, theme.page, MARK_RATIO)), item.side, 1.2))
        painter.drawRoundedRect(QRectF(box.left() + 1, bottom - tall, _SAMPLE - 2, tall), 2, 2)

    def _places(self, width: float) -> Iterator[tuple[_Item, QRectF]]:
        metrics = QFontMetricsF(self._font())
        x, y, height = _PAD, _PAD, metrics.height() + 2
        for item in self._items:
            wide = self._sign_width(item) + _GAP + metrics.horizontalAdvance(item.words)
            if x > _PAD and x + wide > width - _PAD:
                x, y = _PAD, y + height + 2
            yield item, QRectF(x, y, wide, height)
            x += wide + _BETWEEN

    def _sign_width(self, item: _Item) -> float:
        return _SAMPLE if item.side >= 0 else QFontMetricsF(self._sign_font()).horizontalAdvance(item.sign)

    def _base(self, box: QRectF) -> float:
        return box.bottom() - 1 - QFontMetricsF(self._font()).descent()

    def _font(self) -> QFont:
        return font_of(self._theme().caption_families, _USUAL * _SIZE)

    def _sign_font(self) -> QFont:
        return font_of(self._theme().caption_families, _USUAL * _SIGN_SIZE, bold=True)

    def _fit(self) -> None:
        self.updateGeometry()
        self.update()


def _items(sides: Sequence[tuple[str, str]]) -> Iterator[_Item]:
    for side, (name, color) in enumerate(sides):
        yield _Item(name, side=side, color=color)
    first = sides[0][0] if sides else "the first"
    kinds: tuple[tuple[DifferenceKind, str], ...] = (
        ("label", "other label"), ("boundary", "other ends"), ("missing", f"only {first}"),
        ("extra", f"not {first}"), ("same", "other answers"))
    for kind, words in kinds:
        yield _Item(words, SIGNS[kind], kind)
    for verdict, words in _VERDICTS.items():
        yield _Item(words, VERDICT_SIGNS[verdict])
