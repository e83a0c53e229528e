"""Paints the list of feedback: sign, words, what is wanted, and at the right how it was answered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme
from annotator.ui.feedback import words
from annotator.ui.feedback.model import ROW_ROLE, Heading, Item

_LEFT, _TEXT, _RIGHT, _TOP = 14, 36, 12, 6
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FeedbackRow(QStyledItemDelegate):
    """One row: a heading, or an item on two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        row, colors, box = index.data(ROW_ROLE), theme.current(), option.rect
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            _paint_heading(painter, box, row, colors)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, QColor(colors.chosen))
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colors.accent))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, QColor(colors.field))
            _paint_item(painter, box, row, colors)
        painter.restore()


def ink(item: Item, colors: theme.Colors) -> QColor:
    """Return the color of an item's sign and chip; what is answered is quiet."""
    if item.feedback.answered:
        return QColor(colors.muted)
    return QColor({"rejected": colors.bad, "added": colors.good}.get(item.feedback.kind, colors.accent))


def _paint_heading(painter: QPainter, box: QRect, heading: Heading, colors: theme.Colors) -> None:
    painter.setFont(_bold(painter.font()))
    painter.setPen(QColor(colors.muted))
    count = f"{heading.items:,}"
    metrics = QFontMetricsF(painter.font())
    room = QRectF(box).adjusted(_LEFT, 6, -_RIGHT, 0)
    painter.drawText(room, _FLAGS | Qt.AlignmentFlag.AlignRight, count)
    title = (heading.title or "Untitled").replace("\n", " ")
    width = room.width() - metrics.horizontalAdvance(count) - 12
    painter.drawText(room, _FLAGS | Qt.AlignmentFlag.AlignLeft,
                     metrics.elidedText(title, Qt.TextElideMode.ElideRight, width))


def _paint_item(painter: QPainter, box: QRect, item: Item, colors: theme.Colors) -> None:
    usual, metrics = painter.font(), QFontMetricsF(painter.font())
    line = metrics.lineSpacing()
    first = QRectF(box.left() + _TEXT, box.top() + _TOP, box.width() - _TEXT - _RIGHT, line)
    sign = words.SIGNS[item.feedback.kind] if not (item.feedback.asks and item.feedback.answered) else "✓"
    painter.setPen(ink(item, colors))
    painter.setFont(_bold(usual))
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


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
