"""A line of text with a span in it, drawn as the article draws it, on the light and on the dark page."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.scheme import Form, Label, Layer, Scheme
from annotator.ui import theme
from annotator.ui.article_view.style import Style, StyleBook
from annotator.ui.article_view.theme import DARK, LIGHT, ViewTheme
from annotator.ui.signs import line_style

_HEIGHT, _INDENT = 64, 96
_BEFORE, _SPAN, _AFTER = "Troops left ", "Erbil", " on Monday."


class Sample(QWidget):
    """Shows a label as it will be seen, both pages beside one another."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sample of the label on the light and the dark page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layer, self._label, self._index = Layer(name="-"), Label(name="-"), 0

    def put(self, layer: Layer, label: Label) -> None:
        """Show this label of the layer."""
        self._layer, self._label = layer, label
        self._index = layer.labels.index(label)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2
        for number, page in enumerate((LIGHT, DARK)):
            self._paint_page(painter, QRectF(number * half, 0, half, self.height()), page)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().border), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_page(self, painter: QPainter, box: QRectF, page: ViewTheme) -> None:
        painter.fillRect(box, QColor(page.page))
        painter.setClipRect(box)
        style = StyleBook(Scheme(layers=(self._layer,)), page).named(self._layer.name, self._label.name)
        font = QFont()
        font.setFamilies(list(page.families))
        font.setPointSizeF(12)
        small = QFont(self.font())
        small.setPointSizeF(max(6.5, self.font().pointSizeF() * 0.72))
        small.setBold(True)
        metrics = QFontMetricsF(font)
        base = box.top() + 42
        gutter = self._layer.form != "band"
        left = box.left() + (_INDENT if gutter else 14)
        start = left + metrics.horizontalAdvance(_BEFORE)
        words = QRectF(start, base - metrics.ascent(), metrics.horizontalAdvance(_SPAN), metrics.height())
        if gutter:
            paint_gutter(painter, box, words, style, small)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.fill)
            painter.drawRoundedRect(words.adjusted(-2, -1, 2, 1), 3, 3)
            painter.setFont(small)
            painter.setPen(style.ink)
            painter.drawText(QRectF(start, box.top() + 6, 400, 18), Qt.AlignmentFlag.AlignVCenter, style.caption)
        if self._layer.form == "line":
            paint_line(painter, words, style)
        painter.setFont(font)
        dim = self._layer.form == "block"
        for x, part in ((left, _BEFORE), (start, _SPAN), (words.right(), _AFTER)):
            painter.setPen(QColor(page.dimmed) if dim else QColor(page.text))
            painter.drawText(QRectF(x, words.top(), 400, words.height()), Qt.AlignmentFlag.AlignVCenter, part)
        painter.setClipping(False)


def paint_gutter(painter: QPainter, box: QRectF, words: QRectF, style: Style, font: QFont) -> None:
    """Draw the caption left of the line, and the bar of its form."""
    painter.setFont(font)
    painter.setPen(style.ink)
    room = QRectF(box.left() + 4, words.top(), _INDENT - 26, words.height())
    caption = QFontMetricsF(font).elidedText(style.caption, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, caption)
    bar = QRectF(room.right() + 6, words.top(), 6, words.height())
    if style.form == "block":
        painter.fillRect(bar, QBrush(style.ink, Qt.BrushStyle.BDiagPattern))
    else:
        painter.fillRect(QRectF(bar.left(), bar.top(), 3, bar.height()), style.ink)


def paint_line(painter: QPainter, words: QRectF, style: Style) -> None:
    """Draw the line of a claim under its words."""
    painter.setPen(QPen(style.ink, 2, line_style(style.index)))
    for y in (words.bottom(), words.bottom() + 4) if style.index == 1 else (words.bottom() + 1,):
        painter.drawLine(QLineF(words.left(), y, words.right(), y))


FORM_WORDS: dict[Form, str] = {"band": "band behind the words", "line": "line under the words",
                               "block": "pale text, hatched bar"}
"""What a form looks like, in words."""
