"""Draws the text and what lies on it: pure functions of painter, geometry and theme."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from annotator.ui.article_view.marks import Caption, Stroke
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.theme import ViewTheme

if TYPE_CHECKING:
    from annotator.ui.article_view.compared_pieces import Part

_INSET = 2.5
_DEEPEST = 3
_RADIUS = 3.5
_BREAK = 7.0
"""Width of the sign that a selection takes in the end of a line."""
_DASHES = {"dotted": [1.0, 1.2], "dashed": [3.2, 1.6], "dash-dot": [3.4, 1.2, 1.0, 1.2], "suggested": [4.0, 3.0]}
_KINDS = ("solid", "double", "dotted", "dashed", "dash-dot", "thick")


class Frame(NamedTuple):
    """What one block needs to be drawn. `x` and `y` are its corner in the viewport; the selection is code points."""

    theme: ViewTheme
    metrics: Metrics
    layout: BlockLayout
    x: float
    y: float
    first: int
    """First row to draw."""
    last: int
    """Last row to draw."""
    selection: tuple[int, int] | None
    selected: str | None
    """Id of the selected span."""
    pinned: Collection[str]
    """Ids of spans outlined with dashes."""
    partners: Collection[str] = ()
    """Ids of the spans that others have in place of the selected one, outlined lightly."""

    def sees(self, row: int) -> bool:
        """Whether a row is to be drawn."""
        return self.first <= row <= self.last

    def band_rect(self, stroke: Stroke, spread: float = 0.0) -> QRectF:
        """Return the rounded box behind the words of a stroke."""
        row = self.layout.rows[stroke.row]
        if stroke.piece.sunk:
            top = row.bottom + stroke.lane * self.metrics.under + 1.0
            return QRectF(self.x + stroke.left - 1, self.y + top, stroke.right - stroke.left + 2,
                          self.metrics.under - 2.5).adjusted(-spread, -spread, spread, spread)
        inset = min(stroke.lane, _DEEPEST) * _INSET
        top = row.top + self.metrics.overlap + inset
        height = row.height - self.metrics.overlap - 2 * inset
        return QRectF(self.x + stroke.left - 1, self.y + top, stroke.right - stroke.left + 2, height).adjusted(
            -spread, -spread, spread, spread)

    def outline_rect(self, stroke: Stroke) -> QRectF:
        """Return the box around a selected stroke: its band, or the words with the lane under them."""
        rect = self.band_rect(stroke, 0.8)
        if stroke.piece.sunk:
            rect.setTop(self.y + self.layout.rows[stroke.row].top + self.metrics.overlap - 0.8)
        return rect

    def partner_rect(self, stroke: Stroke) -> QRectF:
        """Return the box around a partner of the selected span: a line's lies around it alone, beside the other's."""
        if stroke.piece.style.form != "line":
            return self.band_rect(stroke, 1.2)
        y = self.y + self.layout.line_y(stroke.row, stroke.lane)
        return QRectF(self.x + stroke.left - 2, y - 3.5, stroke.right - stroke.left + 4, 9.0)


def paint_under(painter: QPainter, frame: Frame) -> None:
    """Draw what lies under the text: bands, the text selection, lines, ties."""
    _bands(painter, frame)
    _selection(painter, frame)
    _lines(painter, frame)
    _ties(painter, frame)
    if frame.layout.marks.compared:
        from annotator.ui.article_view.compared_paint import paint_compared

        paint_compared(painter, frame)


def paint_text(painter: QPainter, frame: Frame, clip: QRectF) -> None:
    """Draw the visible rows' text, dimmed where boilerplate covers it."""
    layout, corner = frame.layout.text_layout, QPointF(frame.x, frame.y)
    base, ranges = _colors(frame)
    if ranges:
        _paint_in_colors(painter, frame, base, ranges, clip)
        return
    painter.setPen(base)
    layout.draw(painter, corner, [], clip)


def paint_over(painter: QPainter, frame: Frame) -> None:
    """Draw captions and outlines."""
    _captions(painter, frame)
    _outlines(painter, frame)


def line_kind(index: int) -> str:
    """Return the kind of line of the label at this place in its layer."""
    return _KINDS[index % len(_KINDS)]


def _bands(painter: QPainter, frame: Frame) -> None:
    for stroke in frame.layout.marks.bands:
        if frame.sees(stroke.row):
            style = stroke.piece.style
            rect = frame.band_rect(stroke)
            if stroke.piece.suggested:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.ink, 1.2, Qt.PenStyle.DashLine))
            else:
                painter.setBrush(style.fill)
                painter.setPen(_edge(stroke, frame))
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


def _edge(stroke: Stroke, frame: Frame) -> QPen:
    """Return the pen around a band: firm where spans are outlined, the annotator's where they are compared, else a
    thin gap to the band it lies on."""
    if stroke.piece.style.edge is not None:
        return QPen(stroke.piece.style.edge, 1.3 if stroke.piece.style.outlined else 1.0)
    if stroke.piece.style.outlined:
        return QPen(stroke.piece.style.ink, 1.3)
    return QPen(QColor(frame.theme.page), 1.0) if stroke.lane else QPen(Qt.PenStyle.NoPen)


def _selection(painter: QPainter, frame: Frame) -> None:
    if frame.selection is None:
        return
    start, end = frame.selection
    layout, color = frame.layout, QColor(frame.theme.selection)
    for row in range(frame.first, frame.last + 1):
        line = layout.rows[row]
        top, height = frame.y + line.top, frame.metrics.blank if layout.blank else line.height
        found = layout.boxes(row, start, end)
        for left, right in found:
            painter.fillRect(QRectF(frame.x + left, top, max(right - left, 2.0), height), color)
        if start <= line.end < end and row == len(layout.rows) - 1:
            found = found or [(layout.width, layout.width) if layout.rtl else (0.0, 0.0)]
            edge = found[0][0] - _BREAK if layout.rtl else found[-1][1]
            painter.fillRect(QRectF(frame.x + edge, top, _BREAK, height), color)


def _lines(painter: QPainter, frame: Frame) -> None:
    for stroke in frame.layout.marks.lines:
        if frame.sees(stroke.row):
            y = frame.y + frame.layout.line_y(stroke.row, stroke.lane)
            kind = "suggested" if stroke.piece.suggested else line_kind(stroke.piece.style.index)
            draw_line(painter, kind, stroke.piece.style.ink, frame.x + stroke.left, frame.x + stroke.right, y,
                      firm=stroke.piece.style.outlined)


def draw_line(painter: QPainter, kind: str, color: QColor, left: float, right: float, y: float, *,
              firm: bool = False) -> None:
    """Draw one line of a kind from left to right, heavier where it is to be `firm`; also for samples in panels."""
    more = 0.9 if firm else 0.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "double":
        painter.fillRect(QRectF(left, y - 2.0 - more / 2, right - left, 1.4 + more / 2), color)
        painter.fillRect(QRectF(left, y + 0.8, right - left, 1.4 + more / 2), color)
        return
    if kind in ("solid", "thick"):
        width = (2.4 if kind == "solid" else 3.6) + more
        painter.fillRect(QRectF(left, y - width / 2, right - left, width), color)
        return
    pen = QPen(color, (1.4 if kind == "suggested" else 2.4) + more)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DASHES[kind])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _ties(painter: QPainter, frame: Frame) -> None:
    for tie in frame.layout.marks.ties:
        if frame.sees(tie.row):
            row = frame.layout.rows[tie.row]
            chosen = tie.piece.span.id == frame.selected
            pen = QPen(QColor(frame.theme.accent) if chosen else tie.piece.style.ink, 2.0 if chosen else 1.0)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.0, 1.5] if chosen else [2.0, 3.0])
            painter.setPen(pen)
            y = frame.y + (frame.layout.line_y(tie.row, 0) if tie.piece.style.form == "line" else row.bottom - 1.0)
            y = round(y) + (0.0 if chosen else 0.5)  # on whole pixels, so that thin dots stay crisp
            painter.drawLine(QPointF(round(frame.x + tie.left), y), QPointF(round(frame.x + tie.right), y))


def _colors(frame: Frame) -> tuple[QColor, list[tuple[int, int, QColor]]]:
    """Return the color of the block's text, and the disjoint ranges of other colors."""
    marks, layout = frame.layout.marks, frame.layout
    text, dimmed = QColor(frame.theme.text), QColor(frame.theme.dimmed)
    dims = sorted({(stroke.start, stroke.end) for stroke in marks.dims
                   if not stroke.piece.style.quiet and not stroke.piece.side})
    if not dims:
        return text, []
    over = [(stroke.start, stroke.end, stroke.piece.style.dimmed) for stroke in marks.bands
            if frame.sees(stroke.row) and not stroke.piece.suggested]
    if frame.selection:
        over.append((*frame.selection, text))
    base = dimmed if (layout.start, layout.end) in dims else text
    found = []
    ranges = [*dims, *((low, high) for low, high, _ in over)]
    for start, end in pairwise(sorted({edge for each in ranges for edge in each})):
        if any(low <= start and end <= high for low, high in dims):
            colors = [color for low, high, color in over if low <= start and end <= high]
            color = colors[-1] if colors else dimmed
            if color != base:
                found.append((start, end, color))
    return base, found


def _paint_in_colors(painter: QPainter, frame: Frame, base: QColor, ranges: list[tuple[int, int, QColor]],
                     clip: QRectF) -> None:
    """Draw the text once for each color, within that color's boxes.

    `QTextLayout.draw` takes formats too, but loses some where several ranges touch.
    """
    regions: dict[int, QRegion] = {base.rgb(): QRegion(clip.toAlignedRect())}
    for start, end, color in ranges:
        for row in range(frame.first, frame.last + 1):
            line = frame.layout.rows[row]
            top, bottom = math.floor(frame.y + line.top), math.ceil(frame.y + line.bottom)
            for left, right in frame.layout.boxes(row, start, end):
                box = QRect(QPoint(round(frame.x + left), top), QPoint(round(frame.x + right) - 1, bottom))
                regions[base.rgb()] -= box
                regions[color.rgb()] = regions.get(color.rgb(), QRegion()).united(box)
    painter.save()
    for rgb, region in regions.items():
        painter.setClipRegion(region)
        painter.setPen(QColor(rgb))
        frame.layout.text_layout.draw(painter, QPointF(frame.x, frame.y), [], clip)
    painter.restore()


def _captions(painter: QPainter, frame: Frame) -> None:
    metrics = frame.metrics
    for caption in frame.layout.marks.captions:
        if frame.sees(caption.row):
            row = frame.layout.rows[caption.row]
            base = frame.y + frame.layout.caption_base(caption)
            if caption.parts:
                draw_parts(painter, frame.metrics, caption.parts, QPointF(frame.x + caption.left, base))
            else:
                painter.setFont(metrics.caption_font)
                painter.setPen(caption.piece.style.ink)
                painter.drawText(QPointF(frame.x + caption.left, base), caption.text)
            if caption.level and not _covered(frame, caption):
                stem = frame.x + caption.anchor
                painter.setPen(QPen(caption.piece.style.ink, 0.8))
                painter.drawLine(QPointF(stem, base + 1.5), QPointF(stem, frame.y + row.top + metrics.overlap))


def draw_parts(painter: QPainter, metrics: Metrics, parts: Iterable[Part], place: QPointF) -> None:
    """Write the parts of a caption one after another, each in its color and font."""
    for part in parts:
        painter.setPen(part.color)
        painter.setFont(metrics.part_font(part.role))
        painter.drawText(place, part.text)
        place += QPointF(metrics.part_width(part.text, part.role) + metrics.part_gap, 0)


def _covered(frame: Frame, caption: Caption) -> bool:
    """Whether a lower caption stands where the stem would go."""
    return any(other.row == caption.row and other.level < caption.level
               and other.left - 1 <= caption.anchor <= other.left + other.width
               for other in frame.layout.marks.captions)


def _outlines(painter: QPainter, frame: Frame) -> None:
    marks = frame.layout.marks
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in marks.strokes():
        if not frame.sees(stroke.row):
            continue
        if stroke.piece.span.id == frame.selected:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.8))
            painter.drawRoundedRect(frame.outline_rect(stroke), _RADIUS, _RADIUS)
        elif stroke.piece.span.id in frame.pinned:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.8, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame.band_rect(stroke, 0.8), _RADIUS, _RADIUS)
        elif stroke.piece.span.id in frame.partners:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.partner_rect(stroke), _RADIUS, _RADIUS)
        elif stroke.piece.style.form == "block" and stroke.piece.suggested:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.0, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame.band_rect(stroke, 1.0), _RADIUS, _RADIUS)
        elif stroke.piece.style.form == "block" and stroke.piece.style.outlined:
            painter.setPen(QPen(stroke.piece.style.ink, 1.1))
            painter.drawRoundedRect(frame.band_rect(stroke, 1.0), _RADIUS, _RADIUS)
