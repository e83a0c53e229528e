"""Draws the gutter: brackets of lines, hatched bars of blocks, and their labels, which never cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.domain.lanes import settle
from annotator.ui.article_view.marks import CONTINUED, Bracket
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.painting import draw_parts
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.theme import ViewTheme

if TYPE_CHECKING:
    from annotator.ui.article_view.compared_pieces import Part

_FROM_TEXT = 14.0
_LANE = 8.0
_WIDTH = 6.0
_CAPTION_GAP = 7.0
_HATCH = 3.6
_DEEPEST = 5
"""Lanes from this one on share a place: the gutter is not wider."""


class Sign(NamedTuple):
    """A bracket or bar with its box in the viewport."""

    bracket: Bracket
    box: QRectF
    runs: list[QRectF]
    """Where it is solid: beside rows that hold something of the span."""

    @property
    def continued(self) -> list[QRectF]:
        """The runs of later fragments, as far as they stand below the ones before."""
        runs, piece = self.runs, self.bracket.piece
        if len(piece.span.fragments) == 1:
            return []
        first = runs[0].bottom() if runs and piece.opens else self.box.top()
        found = []
        for run in runs:
            if run.top() >= first and not (piece.opens and run is runs[0]):
                found.append(run)
                first = run.bottom()
        return found


class GutterCaption(NamedTuple):
    """A label in the gutter with its box in the viewport."""

    bracket: Bracket
    text: str
    box: QRectF
    parts: tuple[Part, ...] = ()
    """Of a compared span: the stretches of `text` by what they say."""


class Gutter(NamedTuple):
    """The gutter beside the visible blocks."""

    signs: list[Sign]
    captions: list[GutterCaption]

    def shifted_from(self, before: Gutter, dy: float) -> bool:
        """Whether the labels in both stand `dy` below where they stood before, and no label had to give way."""
        places = {caption.bracket.piece.span.id: caption.box for caption in before.captions}
        return all(abs(box.top() + dy - caption.box.top()) < 0.5 and box.left() == caption.box.left()
                   for caption in self.captions if (box := places.get(caption.bracket.piece.span.id)) is not None)

    def span_at(self, point: QPointF) -> str | None:
        """Return the id of the span whose sign or label is at a point of the viewport."""
        for caption in self.captions:
            if caption.box.contains(point):
                return caption.bracket.piece.span.id
        near = [sign for sign in self.signs if sign.box.adjusted(-2, 0, 2, 0).contains(point)]
        best = min(near, key=lambda sign: sign.box.height(), default=None)
        return best.bracket.piece.span.id if best else None


def lay_gutter(blocks: Sequence[tuple[float, BlockLayout]], left: float, metrics: Metrics) -> Gutter:
    """Place signs and labels beside blocks (with their y), `left` of the text at this x."""
    signs: list[Sign] = []
    wanted: list[tuple[Sign, float]] = []
    texts: list[tuple[str, tuple[Part, ...]]] = []
    for y, layout in blocks:
        for bracket in layout.marks.brackets:
            sign = _sign(bracket, layout, left, y)
            signs.append(sign)
            if bracket.piece.opens and bracket.parts != ():
                wanted.append((sign, sign.box.top() + 1))
                texts.append((bracket.piece.caption, bracket.parts or ()))
            for run in sign.continued:
                wanted.append((sign, run.top() + 1))
                texts.append((CONTINUED, ()))
    height = metrics.caption.capHeight() + 4
    tops = settle([(top, height) for _, top in wanted], 1.0)
    captions = []
    for (sign, _), (text, parts), top in zip(wanted, texts, tops, strict=True):
        beside = [each.box.left() for each in signs if each.box.top() < top + height and top < each.box.bottom()]
        right = min([sign.box.left(), *beside]) - _CAPTION_GAP
        room = max(24.0, right - 4)
        if parts:
            parts = _fitting(parts, metrics, room)
            text, width = " ".join(part.text for part in parts), metrics.parts_width(parts)
        else:
            text = metrics.caption.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.caption.horizontalAdvance(text) + 1
        captions.append(GutterCaption(sign.bracket, text, QRectF(right - width, top, width, height), parts))
    return Gutter(signs, captions)


def paint_gutter(painter: QPainter, gutter: Gutter, theme: ViewTheme, metrics: Metrics, selected: str | None,
                 clip: QRectF) -> None:
    """Draw the gutter."""
    for sign in gutter.signs:
        if not sign.box.adjusted(-4, -4, 4, 4).intersects(clip):
            continue
        piece = sign.bracket.piece
        chosen = piece.span.id == selected
        color = QColor(theme.accent) if chosen else piece.style.ink
        for run in sign.runs:
            if piece.style.form == "block":
                _hatched(painter, run, color)
            else:
                _bar(painter, run, color, dashed=piece.suggested or piece.side > 0, wide=chosen)
            if piece.differs:
                from annotator.ui.article_view.compared_paint import paint_side

                paint_side(painter, run, piece)
        if len(piece.span.fragments) > 1:
            _thread(painter, sign.box, color)
    for caption in gutter.captions:
        piece = caption.bracket.piece
        place = QPointF(caption.box.left(), caption.box.bottom() - 2)
        if caption.parts:
            draw_parts(painter, metrics, caption.parts, place)
        else:
            painter.setFont(metrics.caption_font)
            painter.setPen(QColor(theme.accent) if piece.span.id == selected else piece.style.ink)
            painter.drawText(place, caption.text)


def _fitting(parts: tuple[Part, ...], metrics: Metrics, room: float) -> tuple[Part, ...]:
    """Return as much of a caption as there is room for: first without names, which the sign's edge tells too, then
    with its label shortened."""
    if metrics.parts_width(parts) <= room:
        return parts
    parts = tuple(part for part in parts if part.role != "name")
    over = metrics.parts_width(parts) - room
    if over <= 0:
        return parts
    return tuple(part._replace(text=metrics.caption.elidedText(
        part.text, Qt.TextElideMode.ElideRight, max(8.0, metrics.part_width(part.text, part.role) - over)))
        if part.role == "label" else part for part in parts)


def _sign(bracket: Bracket, layout: BlockLayout, left: float, y: float) -> Sign:
    piece, rows = bracket.piece, layout.rows
    overlap = layout.metrics.overlap
    top = rows[bracket.first].top + overlap if piece.opens else 0.0
    bottom = rows[bracket.last].bottom if piece.closes else layout.height
    x = left - _FROM_TEXT - min(bracket.lane, _DEEPEST) * _LANE - _WIDTH
    box = QRectF(x, y + top, _WIDTH, max(bottom - top, 4.0))
    if len(piece.span.fragments) == 1:
        return Sign(bracket, box, [box])
    tops = [(rows[first].top + overlap, rows[last].bottom) for first, last in bracket.runs]
    return Sign(bracket, box, [QRectF(x, y + over, _WIDTH, under - over) for over, under in tops])


def _hatched(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, 1.1))
    steps = range(int((box.height() + box.width()) / _HATCH) + 1)
    painter.drawLines([QLineF(box.left(), y - box.width(), box.right(), y)
                       for y in (box.top() + step * _HATCH for step in steps)])
    painter.restore()


def _bar(painter: QPainter, box: QRectF, color: QColor, *, dashed: bool, wide: bool) -> None:
    pen = QPen(color, 3.6 if wide else 2.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([2.0, 1.6])
    painter.setPen(pen)
    x = box.right() - 1.5
    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def _thread(painter: QPainter, box: QRectF, color: QColor) -> None:
    """Tie the fragments of a span."""
    pen = QPen(color, 1.2)
    pen.setDashPattern([1.0, 2.6])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.right() - 1.5, box.top()), QPointF(box.right() - 1.5, box.bottom()))
