"""Paints the list of feedback: sign, words, what is wanted, and at the right how it was answered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.ui import theme
from annotator.ui.feedback import words
from annotator.ui.feedback.model import ROW_ROLE, Heading, Item
from annotator.ui.row_table import RowPainter, bold, paint_title

_LEFT, _TEXT, _RIGHT, _TOP = 14, 36, 12, 6
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FeedbackRow(RowPainter):
    """One row: a heading, or an item on two lines."""

    role, heading = ROW_ROLE, Heading

    def paint_heading(self, painter: QPainter, box: QRect, heading: Heading, colors: theme.Colors) -> None:
        paint_title(painter, box.adjusted(_LEFT, 6, -_RIGHT, 0), heading.title, heading.items, colors)

    def paint_row(self, painter: QPainter, box: QRect, row: Item, colors: theme.Colors) -> None:
        _paint_item(painter, box, row, colors)


def ink(item: Item, colors: theme.Colors) -> QColor:
    """Return the color of an item's sign and chip; what is answered is quiet."""
    if item.feedback.answered:
        return QColor(colors.muted)
    return QColor({"rejected": colors.bad, "added": colors.good}.get(item.feedback.kind, colors.accent))


def _paint_item(painter: QPainter, box: QRect, item: Item, colors: theme.Colors) -> None:
    usual, metrics = painter.font(), QFontMetricsF(painter.font())
    line = metrics.lineSpacing()
    first = QRectF(box.left() + _TEXT, box.top() + _TOP, box.width() - _TEXT - _RIGHT, line)
    sign = words.SIGNS[item.feedback.kind] if not (item.feedback.asks and item.feedback.answered) else "✓"
    painter.setPen(ink(item, colors))
    painter.setFont(bold(usual))
    margin = QRectF(box.left() + _LEFT - 4, first.top(), 20, line)
    painter.drawText(margin, _FLAGS | Qt.AlignmentFlag.AlignHCenter, sign)
    painter.setFont(usual)
    width = first.width() - _paint_chip(painter, first, item, colors) - 8
    painter.setPen(QColor(colors.muted if item.feedback.answered else colors.text))
    painter.drawText(first, _FLAGS | Qt.AlignmentFlag.AlignLeft,
                     metrics.elidedText(words.quote(item.feedback), Qt.TextElideMode.ElideRight, width))
    painter.setPen(QColor(colors.muted))
    second = first.translated(0, line + 2)
    painter.drawText(second, _FLAGS | Qt.AlignmentFlag.AlignLeft, metrics.elidedText(
        words.brief(item.feedback, item.text), Qt.TextElideMode.ElideRight, second.width()))


def _paint_chip(painter: QPainter, line: QRectF, item: Item, colors: theme.Colors) -> float:
    """Draw the chip at the right end of a line; return its width."""
    small = QFont(painter.font())
    small.setPointSizeF(small.pointSizeF() * 0.85)
    small.setWeight(QFont.Weight.DemiBold)
    said = words.chip(item.feedback)
    width = QFontMetricsF(small).horizontalAdvance(said) + 16
    box = QRectF(line.right() - width, line.top(), width, line.height()).adjusted(0, 0.5, 0, -0.5)
    color = ink(item, colors)
    painter.save()
    painter.setFont(small)
    painter.setPen(QPen(color, 1))
    painter.drawRoundedRect(box, 6, 6)
    painter.drawText(box, _FLAGS | Qt.AlignmentFlag.AlignHCenter, said)
    painter.restore()
    return width
