"""Paints the list of differences: sign, quote, who has what, and a chip that says it in a word."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from annotator.domain.text import is_rtl
from annotator.ui import theme
from annotator.ui.review.model import ROW_ROLE
from annotator.ui.review.rows import Chip, Heading, Row, chip
from annotator.ui.row_table import RowPainter, bold

_TONES = {"label": ("#A04A08", "#FFB066"), "boundary": ("#7133B8", "#CF9DFF"), "missing": ("#B42318", "#FF9C8F"),
          "extra": ("#136B43", "#5AD196"), "reject": ("#B42318", "#FF9C8F"), "edit": ("#7133B8", "#CF9DFF"),
          "question": ("#A04A08", "#FFB066")}
"""Ink of sign and chip, light and dark."""
_LEFT, _TEXT, _RIGHT = 14, 42, 12
_LINE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


def tone(name: str, colors: theme.Colors) -> QColor:
    """Return the ink of a kind of difference or verdict; those without a tone of their own are quiet."""
    light_and_dark = _TONES.get(name)
    return QColor(light_and_dark[colors.dark] if light_and_dark else colors.muted)


def paint_chip(painter: QPainter, right: float, middle: float, marked: Chip, colors: theme.Colors) -> float:
    """Draw a chip that ends at `right`; return where it begins."""
    painter.save()
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 0.84)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(marked.word) + 15.0, metrics.height() + 3.0
    box = QRectF(right - width, middle - height / 2, width, height)
    ink = tone(marked.tone, colors)
    painter.setPen(QPen(ink, 1.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, marked.word)
    painter.restore()
    return box.left()


class ReviewRow(RowPainter):
    """One row of the list: a heading or a difference, both of two lines."""

    role, heading = ROW_ROLE, Heading

    def paint_heading(self, painter: QPainter, box: QRect, heading: Heading, colors: theme.Colors) -> None:
        _paint_heading(painter, box, heading, colors)
        _paint_rule(painter, box, colors)

    def paint_row(self, painter: QPainter, box: QRect, row: Row, colors: theme.Colors) -> None:
        _paint_difference(painter, box, row, colors)
        _paint_rule(painter, box, colors)


def _paint_rule(painter: QPainter, box: QRect, colors: theme.Colors) -> None:
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(colors.border))


def _paint_heading(painter: QPainter, box: QRect, heading: Heading, colors: theme.Colors) -> None:
    painter.fillRect(box, QColor(colors.field))
    usual, metrics = QFont(painter.font()), painter.fontMetrics()
    strong = QFont(usual)
    strong.setWeight(QFont.Weight.DemiBold)
    upper, lower = _lines(box, metrics, _LEFT, box.width() - _LEFT - _RIGHT)
    painter.setFont(strong)
    painter.setPen(QColor(colors.text))
    title = QFontMetrics(strong).elidedText((heading.title or "Untitled").replace("\n", " "),
                                            Qt.TextElideMode.ElideRight, int(upper.width()))
    painter.drawText(upper, _LINE, title)
    painter.setFont(usual)
    painter.setPen(QColor(colors.muted))
    painter.drawText(lower, _LINE, heading.words)


def _paint_difference(painter: QPainter, box: QRect, row: Row, colors: theme.Colors) -> None:
    marked, metrics = chip(row), painter.fontMetrics()
    upper, lower = _lines(box, metrics, _TEXT, box.width() - _TEXT - _RIGHT)
    usual = QFont(painter.font())
    painter.setFont(bold(usual))
    painter.setPen(tone(marked.tone, colors))
    painter.drawText(QRectF(box.left() + _LEFT, upper.top(), _TEXT - _LEFT - 4, upper.height()), _LINE, marked.sign)
    painter.setFont(usual)
    left = paint_chip(painter, upper.right(), upper.center().y() + 1, marked, colors)
    if row.answer:
        disputed = row.answer == "dispute"
        said = Chip("", "disputed" if disputed else "agreed", "reject" if disputed else "")
        paint_chip(painter, upper.right(), lower.center().y() + 1, said, colors)
        lower.setWidth(lower.width() - metrics.horizontalAdvance(said.word) - 22)
    painter.setPen(QColor(colors.muted if row.outcome else colors.text))
    upper.setRight(left - 8)
    backwards = is_rtl(row.quote, 0, len(row.quote))
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    quote = metrics.elidedText(row.quote, Qt.TextElideMode.ElideRight, int(upper.width()))
    painter.drawText(upper, _LINE | Qt.AlignmentFlag.AlignLeft, quote)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setPen(QColor(colors.muted))
    words = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, int(lower.width()))
    painter.drawText(lower, _LINE, words)


def _lines(box: QRect, metrics: QFontMetrics, left: int, width: int) -> tuple[QRectF, QRectF]:
    """Return the boxes of the two lines of a row."""
    height = metrics.lineSpacing() + 1.0
    top = box.top() + (box.height() - 2 * height) / 2
    return (QRectF(box.left() + left, top, width, height), QRectF(box.left() + left, top + height, width, height))
