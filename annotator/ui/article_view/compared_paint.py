"""Draws what compared spans have more than others: lanes under the words, edges of lines, and posts where ends differ.

Whose a span is shows in its place (the first annotator's behind the words, the others' in lanes beneath) and in its
edge: solid for the first, dashed for the second, and so on; the color of the edge is the annotator's.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.article_view.marks import Post, Stroke
from annotator.ui.article_view.painting import Frame
from annotator.ui.article_view.pieces import Piece

_RADIUS = 2.0
_FOOT = 4.0
_TICK = 3.4
"""Half the height of what ends a line of the first annotator."""
_BENEATH = 4.0
"""From the middle of a line to the edge beneath it."""
_DASHES: tuple[tuple[float, ...], ...] = ((), (3.0, 2.0), (1.2, 1.6), (5.0, 1.8, 1.2, 1.8))


def side_pen(color: QColor, side: int, width: float = 1.0) -> QPen:
    """Return the pen for the edge of an annotator's spans, by their place among those compared."""
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = _DASHES[min(side, len(_DASHES) - 1)]
    if dashes:
        pen.setDashPattern([each / width for each in dashes])
    return pen


def paint_compared(painter: QPainter, frame: Frame) -> None:
    """Draw the marks of compared spans under the text of a block."""
    marks = frame.layout.marks
    for stroke in marks.under:
        if frame.sees(stroke.row):
            _lane(painter, frame, stroke)
    for stroke in marks.lines:
        if frame.sees(stroke.row) and stroke.piece.side:
            _edge(painter, frame, stroke)
    for post in marks.posts:
        if frame.sees(post.stroke.row):
            (_post if post.apart else _tick)(painter, frame, post)


def paint_side(painter: QPainter, box: QRectF, piece: Piece) -> None:
    """Draw whose a sign in the gutter is: an edge around a hatched bar, or left of a bar of others than the first."""
    style = piece.style
    painter.setPen(side_pen(style.edge or style.ink, piece.side))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style.form == "block":
        painter.drawRect(box.adjusted(-0.5, 0.5, 0.5, -0.5))
    elif piece.side:
        painter.drawLine(QPointF(box.left() - 0.5, box.top()), QPointF(box.left() - 0.5, box.bottom()))


def _lane(painter: QPainter, frame: Frame, stroke: Stroke) -> None:
    style = stroke.piece.style
    painter.setBrush(style.fill)
    painter.setPen(side_pen(style.edge or style.ink, stroke.piece.side, 1.2))
    painter.drawRoundedRect(frame.band_rect(stroke), _RADIUS, _RADIUS)


def _edge(painter: QPainter, frame: Frame, stroke: Stroke) -> None:
    """Draw the edge beneath a line that is not the first annotator's."""
    style, y = stroke.piece.style, frame.y + frame.layout.line_y(stroke.row, stroke.lane) + _BENEATH
    painter.setPen(side_pen(style.edge or style.ink, stroke.piece.side))
    painter.drawLine(QPointF(frame.x + stroke.left, y), QPointF(frame.x + stroke.right, y))


def _post(painter: QPainter, frame: Frame, post: Post) -> None:
    """Draw an end that the partner has not as a bracket: the first annotator's with its foot above, others' below."""
    stroke, row = post.stroke, frame.layout.rows[post.stroke.row]
    side, form = stroke.piece.side, stroke.piece.style.form
    x = frame.x + post.x + (-0.5 if post.leftmost else 0.5)
    top = frame.y + row.top + frame.metrics.overlap
    bottom = frame.y + row.bottom
    if form == "line":
        bottom = frame.y + frame.layout.line_y(stroke.row, stroke.lane)
    elif stroke.piece.sunk:
        bottom = frame.band_rect(stroke).bottom()
    inward = _FOOT if post.leftmost else -_FOOT
    foot = bottom if side else top
    painter.setPen(side_pen(stroke.piece.style.edge or stroke.piece.style.ink, side, 1.6))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(side_pen(stroke.piece.style.edge or stroke.piece.style.ink, 0, 1.6))
    painter.drawLine(QPointF(x, foot), QPointF(x + inward, foot))


def _tick(painter: QPainter, frame: Frame, post: Post) -> None:
    """Draw an end of a line of the first annotator."""
    style, y = post.stroke.piece.style, frame.y + frame.layout.line_y(post.stroke.row, post.stroke.lane)
    x = frame.x + post.x + (0.8 if post.leftmost else -0.8)
    painter.setPen(side_pen(style.edge or style.ink, 0, 1.6))
    painter.drawLine(QPointF(x, y - _TICK), QPointF(x, y + _TICK))
