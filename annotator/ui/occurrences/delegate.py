"""Paints the list of places: words in context, one under the other."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.domain.text import is_rtl
from annotator.ui import theme
from annotator.ui.occurrences.model import ROW_ROLE, Heading, OccurrenceModel, Place
from annotator.ui.row_table import RowPainter, bold, paint_title

_BOX = 14
_LEFT = 12
_TEXT = _LEFT + _BOX + 8
_RIGHT = 8
_KEYWORD = 0.36
"""Share of the width that stands before the words."""
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine


class OccurrenceDelegate(RowPainter):
    """`aligned`: the words of all places begin at one line, as names do; else each begins at the left."""

    aligned = True
    role, heading = ROW_ROLE, Heading

    def paint_heading(self, painter: QPainter, box: QRect, heading: Heading, colors: theme.Colors) -> None:
        paint_title(painter, box.adjusted(_LEFT, 4, -_RIGHT, 0), heading.title, heading.places, colors)

    def paint_row(self, painter: QPainter, box: QRect, row: Place, colors: theme.Colors) -> None:
        _paint_tick(painter, tick_box(box), row, colors)
        _paint_words(painter, box, row, colors, aligned=self.aligned)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
                    index: QModelIndex | QPersistentModelIndex) -> bool:
        """Turn the tick by a click on it."""
        row = index.data(ROW_ROLE)
        if (event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and isinstance(row, Place)
                and isinstance(model, OccurrenceModel)
                and tick_box(option.rect).adjusted(-5, -5, 5, 5).contains(event.position())):
            model.tick(index, not row.ticked)
            return True
        return super().editorEvent(event, model, option, index)


def tick_box(row: QRect) -> QRectF:
    """Return where the tick of a row stands."""
    return QRectF(row.left() + _LEFT, row.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)


def _paint_tick(painter: QPainter, box: QRectF, place: Place, colors: theme.Colors) -> None:
    if not place.labelled:
        painter.setPen(QPen(QColor(colors.accent if place.ticked else colors.muted), 1.2))
        painter.setBrush(QColor(colors.accent) if place.ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if place.ticked or place.labelled:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.good if place.labelled else colors.on_accent), 1.8))
        x, y = box.left(), box.top()
        painter.drawPolyline(QPolygonF([QPointF(x + 3.5, y + 7.5), QPointF(x + 6, y + 10), QPointF(x + 10.5, y + 4.5)]))


def _paint_words(painter: QPainter, box: QRect, place: Place, colors: theme.Colors, *, aligned: bool) -> None:
    room = QRectF(box.left() + _TEXT, box.top(), box.width() - _TEXT - _RIGHT, box.height())
    metrics, usual = painter.fontMetrics(), painter.font()
    if place.remark:
        width = metrics.horizontalAdvance(place.remark)
        painter.setPen(QColor(colors.good if place.labelled else colors.muted))
        painter.drawText(room, _FLAGS | Qt.AlignmentFlag.AlignRight, place.remark)
        room.setWidth(max(0.0, room.width() - width - 10))
    before, words, after = place.candidate.context
    strong = bold(usual)
    backwards = is_rtl(words, 0, len(words))
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    start = (box.width() - _TEXT) * _KEYWORD if aligned and before else 0.0
    shown = QFontMetrics(strong).elidedText(words, Qt.TextElideMode.ElideMiddle, max(0, int(room.width() - start)))
    taken = QFontMetrics(strong).horizontalAdvance(shown) + 1.0
    middle = _part(room, start, taken, backwards)
    painter.setPen(QColor(colors.text if not place.labelled else colors.muted))
    painter.setFont(strong)
    painter.drawText(middle, _FLAGS | _side(backwards), shown)
    painter.setFont(usual)
    painter.setPen(QColor(colors.muted))
    if start:
        rest = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, int(start) - 2)
        painter.drawText(_part(room, 0, start, backwards), _FLAGS | _side(not backwards), rest)
    left = room.width() - start - taken
    if left > 0:
        rest = metrics.elidedText(after, Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(_part(room, start + taken, left, backwards), _FLAGS | _side(backwards), rest)


def _part(room: QRectF, start: float, width: float, backwards: bool) -> QRectF:
    """Return a part of the line, counted from where reading begins."""
    left = room.right() - start - width if backwards else room.left() + start
    return QRectF(left, room.top(), width, room.height())


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
