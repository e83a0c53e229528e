"""Draws relations: routes with arrow heads, their names, counts of hidden ones, and the line while dragging."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.domain.color import mix
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.route import Badge, Route, Routes, Rubber
from annotator.ui.article_view.theme import ViewTheme

_ROUND = 4.0
_ARROW = 5.0
_FAINT = 0.4
"""How much of the page shows through a faint line."""
_PILL = 3.5
_RAISED = 1.5
"""How far a name stands above the middle of its line, off the captions."""


def paint_routes(painter: QPainter, routes: Routes, theme: ViewTheme, metrics: Metrics, clip: QRectF) -> None:
    """Draw the routes, faint ones first, and the names of bold ones over all."""
    faint = QColor(mix(theme.quiet, theme.page, _FAINT))
    seen = [route for route in routes.routes if _bounds(route).intersects(clip)]
    for bold, color, width in ((False, faint, 1), (True, QColor(theme.accent), 2)):
        for route in seen:
            if route.bold == bold:
                _route(painter, route, color, width)
    _names(painter, [route for route in seen if route.bold], theme, metrics)
    _badges(painter, routes.badges, theme, metrics, clip)


def paint_rubber(painter: QPainter, rubber: Rubber, theme: ViewTheme) -> None:
    """Draw the line of a relation that is being dragged."""
    pen = QPen(QColor(theme.accent), 1.8, Qt.PenStyle.SolidLine if rubber.target else Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QLineF(rubber.start, rubber.end))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(rubber.start, 2.5, 2.5)
    painter.drawEllipse(rubber.end, 2.5, 2.5)


def name_boxes(routes: Sequence[Route], metrics: Metrics, right: float) -> list[QRectF]:
    """Return where the names of routes are written: on their level stretch, beside one another where there is room."""
    placed: list[QRectF] = []
    height = metrics.caption.capHeight() + 5
    for route in routes:
        (x0, y), (x1, _) = route.points[route.run], route.points[min(route.run + 1, len(route.points) - 1)]
        width = metrics.caption.horizontalAdvance(route.relation.label) + 2 * _PILL
        low, high = min(x0, x1), max(x0, x1) - width
        top = y - height / 2 - _RAISED
        beside = [box for box in placed if box.top() < top + height and top < box.bottom()]
        wanted = [(low + high) / 2, high, low, *(box.left() - width - 2 for box in beside),
                  *(box.right() + 2 for box in beside)]
        boxes = [QRectF(min(max(x, 1.0), right - width), top, width, height) for x in wanted]
        placed.append(next((box for box in boxes if not any(box.intersects(other) for other in beside)), boxes[0]))
    return placed


def _bounds(route: Route) -> QRectF:
    xs, ys = [x for x, _ in route.points], [y for _, y in route.points]
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-60, -10, 60, 10)


def _route(painter: QPainter, route: Route, color: QColor, width: int) -> None:
    """Draw a route. Its stretches are filled as boxes on whole pixels: a long path would take many times as long."""
    points = [QPointF(round(x), round(y)) for x, y in route.points]
    middle = 0.0 if width % 2 == 0 else 0.5
    reaches = [0.0, *(min(_ROUND, QLineF(before, corner).length() / 2, QLineF(corner, after).length() / 2)
                      for before, corner, after in zip(points, points[1:], points[2:], strict=False)), 0.0]
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    for number, (start, end) in enumerate(pairwise(points)):
        one, other = _toward(start, end, reaches[number]), _toward(end, start, reaches[number + 1])
        left, top = min(one.x(), other.x()), min(one.y(), other.y())
        along, down = abs(one.x() - other.x()), abs(one.y() - other.y())
        painter.fillRect(QRectF(left - (width // 2 if down else 0), top - (width // 2 if along else 0),
                                along or width, down or width), color)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.translate(middle, middle)
    for number in range(1, len(points) - 1):
        if reaches[number]:
            painter.drawPath(_bend(points[number - 1:number + 2], reaches[number]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if not route.open_end:
        _arrow(painter, points)
    if route.bold:
        painter.drawEllipse(points[0], 2.2, 2.2)
    painter.translate(-middle, -middle)


def _bend(corner: Sequence[QPointF], reach: float) -> QPainterPath:
    path = QPainterPath(_toward(corner[1], corner[0], reach))
    path.quadTo(corner[1], _toward(corner[1], corner[2], reach))
    return path


def _toward(start: QPointF, end: QPointF, by: float) -> QPointF:
    length = QLineF(start, end).length()
    return start + (end - start) * (by / length) if length else start


def _arrow(painter: QPainter, points: list[QPointF]) -> None:
    """Draw the head of the arrow at the last point, in the direction of the last stretch that has a length."""
    tip = points[-1]
    before = next((point for point in reversed(points) if point != tip), None)
    if before is None:
        return
    along = _toward(QPointF(0, 0), tip - before, 1.0)
    across = QPointF(-along.y(), along.x())
    base = tip - along * _ARROW
    painter.drawPolygon(QPolygonF([tip, base + across * (_ARROW * 0.55), base - across * (_ARROW * 0.55)]))


def _names(painter: QPainter, routes: list[Route], theme: ViewTheme, metrics: Metrics) -> None:
    painter.setFont(metrics.caption_font)
    right = float(painter.device().width()) / painter.device().devicePixelRatioF()
    for route, box in zip(routes, name_boxes(routes, metrics, right), strict=True):
        painter.setPen(QPen(QColor(theme.accent), 1.0))
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(QPointF(box.left() + _PILL, box.bottom() - 2.5), route.relation.label)


def _badges(painter: QPainter, badges: list[Badge], theme: ViewTheme, metrics: Metrics, clip: QRectF) -> None:
    painter.setFont(metrics.caption_font)
    painter.setPen(QColor(theme.quiet))
    right = float(painter.device().width()) / painter.device().devicePixelRatioF()
    for badge in badges:
        words = f"+{badge.number:,}"
        width = metrics.caption.horizontalAdvance(words)
        box = QRectF(right - width - 2, badge.y, width, metrics.caption.capHeight())
        if box.intersects(clip):
            painter.fillRect(box.adjusted(-2, -2, 2, 2), QColor(theme.page))
            painter.drawText(QPointF(box.left(), box.bottom()), words)
