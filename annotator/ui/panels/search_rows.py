"""Paints what a search found: titles, and hits within their lines; spans with tick, form, label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from annotator.domain.scheme import Form
from annotator.domain.search import Hit
from annotator.domain.text import is_rtl
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.panels.search_model import HIT_ROLE, TICK_ROLE, Heading
from annotator.ui.signs import paint_form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

_TICK, _LABEL, _BEFORE = 24, 118, 210
"""Room in pixels for tick, label, and what stands before a hit, so that hits stand under one another."""


class SearchRow(QStyledItemDelegate):
    """One row: a heading, a place in a text, or a span."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, option.fontMetrics.height() + 9)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        row, colors, box = index.data(HIT_ROLE), theme.current(), option.rect
        painter.save()
        painter.setClipRect(box)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colors.chosen))
        elif option.state & QStyle.StateFlag.State_MouseOver and not isinstance(row, Heading):
            painter.fillRect(box, QColor(colors.field))
        if isinstance(row, Heading):
            self._heading(painter, box, row.title or "Untitled", colors)
        else:
            self._hit(painter, box, row, index.data(TICK_ROLE), colors)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, title: str, colors: theme.Colors) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        shown = QFontMetricsF(font).elidedText(title.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width() - 24)
        painter.drawText(box.adjusted(12, 3, -12, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _hit(self, painter: QPainter, box: QRect, hit: Hit, tick: bool | None, colors: theme.Colors) -> None:
        left = box.left() + 24
        if hit.span is not None:
            if tick is not None:
                _paint_tick(painter, QRectF(left - 6, box.center().y() - 6.5, 13, 13), tick, colors)
            left += _TICK
            self._label(painter, QRect(left, box.top(), _LABEL, box.height()), hit, colors)
            left += _LABEL
        metrics = QFontMetricsF(painter.font())
        before = f"Title: {hit.before}" if hit.range is None and hit.quote else hit.before
        right = box.right() - 12
        most = min(_BEFORE, 0.4 * (right - left))  # a narrow panel shows the hit rather than what is before it
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, most)
        indent = most - metrics.horizontalAdvance(before) if hit.quote else 0.0
        quote, after = _fitting(hit, painter.font(), right - left - indent - metrics.horizontalAdvance(before))
        line = _line(before, quote, after, painter.font(), colors)
        top = box.top() + (box.height() - line.boundingRect().height()) / 2
        if line.textOption().textDirection() == Qt.LayoutDirection.RightToLeft:
            left, indent = right, -indent - line.lineAt(0).naturalTextWidth()
        line.draw(painter, QPointF(left + indent, top))

    def _label(self, painter: QPainter, box: QRect, hit: Hit, colors: theme.Colors) -> None:
        assert hit.span is not None
        form: Form = "band"
        found = self._desk.scheme.find(hit.span.layer, hit.span.label)
        if found is not None:
            layer, label = found
            form, number = layer.form, layer.labels.index(label)
            swatch = QRectF(box.left() + 4, box.center().y() - 6, 16, 13)
            paint_form(painter, swatch, form, number, label.color, colors)
        painter.setPen(QColor(colors.muted if hit.annotator != self._desk.ref.annotator else colors.text))
        whose = "" if hit.annotator == self._desk.ref.annotator else f" · {hit.annotator}"
        words = QFontMetricsF(painter.font()).elidedText(f"{hit.span.label}{whose}", Qt.TextElideMode.ElideRight,
                                                         box.width() - 32)
        painter.drawText(box.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _fitting(hit: Hit, font: QFont, room: float) -> tuple[str, str]:
    """Return the hit's words and what follows, as much as fits into `room` pixels, with … for the rest."""
    loud = QFont(font)
    loud.setBold(True)
    metrics = QFontMetricsF(loud)
    quote = metrics.elidedText(hit.quote, Qt.TextElideMode.ElideRight, room)
    rest = max(0.0, room - metrics.horizontalAdvance(quote))
    return quote, QFontMetricsF(font).elidedText(hit.after, Qt.TextElideMode.ElideRight, rest)


def _line(before: str, quote: str, after: str, font: QFont, colors: theme.Colors) -> QTextLayout:
    """Return the hit within its line, laid out as its script runs."""
    quiet, loud = QTextCharFormat(), QTextCharFormat()
    quiet.setForeground(QColor(colors.muted))
    loud.setForeground(QColor(colors.text))
    loud.setFontWeight(QFont.Weight.Bold)
    layout = QTextLayout(before + quote + after, font)
    ranges, at = [], 0
    for part, format in ((before, quiet), (quote, loud), (after, quiet)):
        each = QTextLayout.FormatRange()
        length = len(part.encode("utf-16-le")) // 2
        each.start, each.length, each.format = at, length, format  # type: ignore[misc]
        ranges.append(each)
        at += length
    layout.setFormats(ranges)
    option = QTextOption()
    right_to_left = is_rtl(layout.text(), 0, len(layout.text()))
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _paint_tick(painter: QPainter, box: QRectF, on: bool, colors: theme.Colors) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.accent if on else colors.muted), 1.2))
    painter.setBrush(QColor(colors.accent if on else colors.panel))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(QColor(colors.on_accent), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([box.topLeft() + QPointF(3, 6.5), box.topLeft() + QPointF(5.5, 9),
                              box.topLeft() + QPointF(10, 4)])
    painter.restore()
