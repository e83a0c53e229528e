"""Signs and words that say a status or an origin without relying on color."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from annotator.app.operations.base import count
from annotator.domain.article import Status
from annotator.domain.scheme import Form
from annotator.ui.theme import Colors

_LINE_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashLine)


def line_style(index: int) -> Qt.PenStyle:
    """Return the kind of line by which the label at this place of its layer is told from the others."""
    return _LINE_STYLES[min(index, len(_LINE_STYLES) - 1)]


def spans_word(number: int) -> str:
    """Return `1 span`, `5 spans`."""
    return count(number, "span")


def paint_status(painter: QPainter, box: QRectF, status: Status, colors: Colors) -> None:
    """Draw the status sign: ring, half-filled ring, check mark, arrow over."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor({"done": colors.good, "in_progress": colors.accent}.get(status, colors.muted))
    painter.setPen(QPen(ink, 1.4))
    ring = box.adjusted(1.5, 1.5, -1.5, -1.5)
    if status == "done":
        painter.setPen(QPen(ink, 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        middle = ring.center()
        painter.drawPolyline([QPointF(ring.left(), middle.y()), QPointF(middle.x() - 1, ring.bottom() - 1),
                              QPointF(ring.right(), ring.top() + 1)])
    elif status == "skipped":
        painter.drawArc(ring, 0, 180 * 16)
        painter.drawLine(QLineF(ring.right(), ring.center().y(), ring.right() - 3, ring.center().y() - 2))
        painter.drawLine(QLineF(ring.right(), ring.center().y(), ring.right() + 1, ring.center().y() - 4))
    else:
        painter.drawEllipse(ring)
        if status == "in_progress":
            painter.setBrush(ink)
            painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.restore()


def paint_form(painter: QPainter, box: QRectF, form: Form, index: int, color: str, colors: Colors) -> None:
    """Draw the swatch of a label: a band, a line in the label's style, or a hatched bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(color)
    if form == "band":
        soft = QColor(ink)
        soft.setAlpha(150 if colors.dark else 110)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(soft)
        painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), 3, 3)
    elif form == "line":
        painter.setPen(QPen(ink, 2, line_style(index)))
        heights = (box.center().y() - 1, box.center().y() + 3) if index == 1 else (box.center().y() + 1,)
        for y in heights:
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
    else:
        painter.fillRect(box.adjusted(2, 1, -2, -1), QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.drawRect(box.adjusted(2, 1, -2, -1))
    painter.restore()


def pen_shape(box: QRectF) -> QPainterPath:
    """Return the outline of a pen in a square, its tip in the lower left corner."""
    path = QPainterPath(box.bottomLeft())
    for x, y in ((0.15, 0.65), (0.75, 0.05), (0.95, 0.25), (0.35, 0.85)):
        path.lineTo(box.left() + x * box.width(), box.top() + y * box.height())
    path.closeSubpath()
    return path


def paint_marker(painter: QPainter, box: QRectF, colors: Colors) -> None:
    """Draw the sign of marker mode: a pen on the accent color."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.accent))
    painter.drawRoundedRect(box, 4, 4)
    painter.setBrush(QColor(colors.on_accent))
    painter.drawPath(pen_shape(box.adjusted(4, 4, -4, -4)))
    painter.restore()


def paint_key(painter: QPainter, box: QRectF, key: str, colors: Colors) -> None:
    """Draw a key as a small key cap."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.setBrush(QColor(colors.panel))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(colors.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
