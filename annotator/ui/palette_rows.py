"""How a line of the palette looks: sign, title with the letters that were typed, group, key caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme
from annotator.ui.signs import paint_key

if TYPE_CHECKING:
    from annotator.ui.palette import Found

FIT_ROLE = Qt.ItemDataRole.UserRole
_LEFT, _SIGN, _GAP, _CAP = 18, 14, 10, 19
"""Sizes in pixels: margin, sign, room between parts, height of a key cap."""


class RowPainter(QStyledItemDelegate):
    """Paints entries; those that cannot be used now are pale and say why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        found: Found = index.data(FIT_ROLE)
        entry, colors, box = found.entry, theme.current(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colors.chosen))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(colors.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colors.field))
        middle = box.center().y()
        if entry.sign:
            entry.sign(painter, QRectF(box.left() + _LEFT, middle - _SIGN / 2, _SIGN, _SIGN), colors)
        left = box.left() + _LEFT + _SIGN + _GAP
        right = paint_keys(painter, entry.key, box.right() - _LEFT, middle, option.font, colors)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        aside = entry.why or entry.group
        width = min(QFontMetrics(small).horizontalAdvance(aside) + 2, (right - left) / 2)
        painter.drawText(QRectF(right - _GAP - width, box.top(), width, box.height()),
                         Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         QFontMetrics(small).elidedText(aside, Qt.TextElideMode.ElideRight, int(width) + 1))
        room = right - 2 * _GAP - width - left
        _paint_title(painter, found, QRectF(left, box.top(), room, box.height()), option.font, colors)
        painter.restore()


def _paint_title(painter: QPainter, found: Found, room: QRectF, font: QFont, colors: theme.Colors) -> None:
    """Draw the title on one line, the typed letters bold and in the accent color."""
    entry, metrics = found.entry, QFontMetrics(font)
    title = metrics.elidedText(entry.title.replace("\n", " "), Qt.TextElideMode.ElideRight, int(room.width()) - 6)
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    strong.setForeground(QColor(colors.accent))
    ranges = []
    for start, length in runs(found.fit.marks, title):
        each = QTextLayout.FormatRange()
        each.start, each.length, each.format = start, length, strong  # type: ignore[misc]
        ranges.append(each)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    painter.setPen(QColor(colors.muted if entry.why else colors.text))
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))
    painter.setClipping(False)


def runs(marks: tuple[int, ...], title: str) -> list[tuple[int, int]]:
    """Return the marked characters as runs in UTF-16, as Qt counts."""
    result: list[tuple[int, int]] = []
    for mark in marks:
        if mark >= len(title):
            break
        start, length = len(title[:mark].encode("utf-16-le")) // 2, len(title[mark].encode("utf-16-le")) // 2
        if result and sum(result[-1]) == start:
            result[-1] = result[-1][0], result[-1][1] + length
        else:
            result.append((start, length))
    return result


def caps(key: str) -> list[str]:
    """Return a key's words part by part: `Ctrl+Shift++` is Ctrl, Shift and +."""
    if not key:
        return []
    head, last = (key[:-2], "+") if key.endswith("++") else key.rpartition("+")[::2] if key != "+" else ("", "+")
    return [*filter(None, head.split("+")), last]


def paint_keys(painter: QPainter, key: str, right: float, middle: float, font: QFont, colors: theme.Colors) -> float:
    """Draw a key as caps that end at `right`; return where they begin."""
    small = QFont(font)
    small.setPointSizeF(small.pointSizeF() * 0.85)
    painter.save()
    painter.setFont(small)
    metrics = QFontMetrics(small)
    for cap in reversed(caps(key)):
        width = max(_CAP, metrics.horizontalAdvance(cap) + 8)
        paint_key(painter, QRectF(right - width, middle - _CAP / 2, width, _CAP), cap, colors)
        right -= width + 2
    painter.restore()
    return right
