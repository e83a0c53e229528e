"""Draws the text and what lies on it: pure functions of painter, geometry and theme."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from annotator.ui.article_view.marks import Stroke
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.theme import ViewTheme

_INSET = 2.5
_DEEPEST = 3
_RADIUS = 3.5
_KINDS = ("solid", "double", "dotted", "dashed", "dash-dot", "thick")


@dataclass(frozen=True, slots=True)
class Frame:
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

    def sees(self, row: int) -> bool:
        """Whether a row is to be drawn."""
        return self.first <= row <= self.last

    def band_rect(self, stroke: Stroke, spread: float = 0.0) -> QRectF:
        """Return the rounded box behind the words of a stroke."""
        row = self.layout.rows[stroke.row]
        inset = min(stroke.lane, _DEEPEST) * _INSET
        top = row.top + self.metrics.overlap + inset
        height = row.height - self.metrics.overlap - 2 * inset
        return QRectF(self.x + stroke.left - 1, self.y + top, stroke.right - stroke.left + 2, height).adjusted(
            -spread, -spread, spread, spread)


def paint_under(painter: QPainter, frame: Frame) -> None:
    """Draw what lies under the text: bands, the text selection, lines, ties."""
    _bands(painter, frame)
    _selection(painter, frame)
    _lines(painter, frame)
    _ties(painter, frame)


def paint_text(painter: QPainter, frame: Frame, clip: QRectF) -> None:
    """Draw the visible rows' text, dimmed where boilerplate covers it."""
    painter.setPen(QColor(frame.theme.text))
    frame.layout.text_layout.draw(painter, QPointF(frame.x, frame.y), _dimmed(frame), clip)


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
                painter.setPen(QPen(QColor(frame.theme.page), 1.0) if stroke.lane else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


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
            edge = (found[0][0] - 7 if layout.rtl else found[-1][1]) if found else (layout.width - 7 if layout.rtl else 0.0)
            painter.fillRect(QRectF(frame.x + edge, top, 7.0, height), color)


def _lines(painter: QPainter, frame: Frame) -> None:
    for stroke in frame.layout.marks.lines:
        if frame.sees(stroke.row):
            row, metrics = frame.layout.rows[stroke.row], frame.metrics
            y = frame.y + row.bottom - 1.0 + (stroke.lane + 0.45) * metrics.lane
            kind = "suggested" if stroke.piece.suggested else line_kind(stroke.piece.style.index)
            draw_line(painter, kind, stroke.piece.style.ink, frame.x + stroke.left, frame.x + stroke.right, y)


def draw_line(painter: QPainter, kind: str, color: QColor, left: float, right: float, y: float) -> None:
    """Draw one line of a kind from left to right; also used for samples in panels."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "double":
        painter.fillRect(QRectF(left, y - 2.0, right - left, 1.4), color)
        painter.fillRect(QRectF(left, y + 0.8, right - left, 1.4), color)
        return
    if kind in ("solid", "thick"):
        width = 2.4 if kind == "solid" else 3.6
        painter.fillRect(QRectF(left, y - width / 2, right - left, width), color)
        return
    pen = QPen(color, 1.4 if kind == "suggested" else 2.4)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern({"dotted": [1.0, 1.2], "dashed": [3.2, 1.6], "dash-dot": [3.4, 1.2, 1.0, 1.2]}.get(kind, [4.0, 3.0]))
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _ties(painter: QPainter, frame: Frame) -> None:
    for tie in frame.layout.marks.ties:
        if frame.sees(tie.row):
            row = frame.layout.rows[tie.row]
            pen = QPen(tie.piece.style.ink, 1.1)
            pen.setDashPattern([1.0, 3.0])
            painter.setPen(pen)
            y = frame.y + row.bottom - 1.0 + (0.45 * frame.metrics.lane if tie.piece.style.form == "line" else 0.0)
            painter.drawLine(QPointF(frame.x + tie.left, y), QPointF(frame.x + tie.right, y))


def _dimmed(frame: Frame) -> list[QTextLayout.FormatRange]:
    """Return the text colors that differ from the plain one, as disjoint ranges."""
    marks = frame.layout.marks
    dims = [(stroke.start, stroke.end) for stroke in marks.dims if frame.sees(stroke.row)]
    if not dims:
        return []
    bands = [(stroke.start, stroke.end, stroke.piece.style.dimmed) for stroke in marks.bands
             if frame.sees(stroke.row) and not stroke.piece.suggested]
    if frame.selection:
        bands.append((*frame.selection, QColor(frame.theme.text)))
    plain = QColor(frame.theme.dimmed)
    edges = sorted({edge for start, end, *_ in [*dims, *bands] for edge in (start, end)})
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        if any(low <= start and end <= high for low, high in dims):
            over = [color for low, high, color in bands if low <= start and end <= high]
            found.append(_range(frame, start, end, over[-1] if over else plain))
    return found


def _range(frame: Frame, start: int, end: int, color: QColor) -> QTextLayout.FormatRange:
    origin = frame.layout.origin
    found = QTextLayout.FormatRange()
    found.start = origin.unit(max(start, frame.layout.start))
    found.length = origin.unit(min(end, frame.layout.end)) - found.start
    form = QTextCharFormat()
    form.setForeground(QBrush(color))
    found.format = form
    return found


def _captions(painter: QPainter, frame: Frame) -> None:
    metrics = frame.metrics
    painter.setFont(metrics.caption_font)
    for caption in frame.layout.marks.captions:
        if frame.sees(caption.row):
            row = frame.layout.rows[caption.row]
            base = frame.y + row.top + metrics.overlap - 2.0 - caption.level * metrics.row
            painter.setPen(caption.piece.style.ink)
            painter.drawText(QPointF(frame.x + caption.left, base), caption.piece.caption)
            if caption.level:
                stem = frame.x + caption.anchor
                painter.setPen(QPen(caption.piece.style.ink, 0.8))
                painter.drawLine(QPointF(stem, base + 1.5), QPointF(stem, frame.y + row.top + metrics.overlap))


def _outlines(painter: QPainter, frame: Frame) -> None:
    marks = frame.layout.marks
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in (*marks.bands, *marks.lines, *marks.dims):
        if not frame.sees(stroke.row):
            continue
        if stroke.piece.span.id == frame.selected:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.8))
            painter.drawRoundedRect(frame.band_rect(stroke, 0.8), _RADIUS, _RADIUS)
        elif stroke.piece.style.form == "block" and stroke.piece.suggested:
            painter.setPen(QPen(QColor(frame.theme.accent), 1.0, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame.band_rect(stroke, 2.0), _RADIUS, _RADIUS)
