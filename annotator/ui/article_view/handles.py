"""The ends of the selected span: where their handles are, and where dragging one leads."""

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

import annotator.domain.text as places
from annotator.domain.span import Fragment, Span
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.theme import ViewTheme

_WIDTH = 6.0
_REACH = 4.0
_OUTWARD = 1.5


class Handle(NamedTuple):
    """One end of one fragment, with its box in the viewport."""

    fragment: int
    at_start: bool
    box: QRectF


def handles_of(span: Span, page: Page, scroll: float, height: float) -> list[Handle]:
    """Return the handles of a span in a viewport of `height` that shows the page from `scroll` on."""
    found = []
    for index, (start, end) in enumerate(span.fragments):
        for at_start in (True, False):
            block = page.article.block_at(start if at_start else end - 1)
            y = page.top(block) - scroll
            if y > height or y + page.heights.height(block) < 0:
                continue
            edge = _edge(page, start, end, at_start=at_start)
            if edge:
                x, top, size = edge
                x += -_OUTWARD if at_start else _OUTWARD
                box = QRectF(page.left + x - _WIDTH / 2, y + top + size * 0.3, _WIDTH, size * 0.55)
                found.append(Handle(index, at_start, box))
    return found


def handle_at(handles: list[Handle], point: QPointF) -> Handle | None:
    """Return the handle at a point, the nearer one where two meet."""
    near = [handle for handle in handles if handle.box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point)]
    return min(near, key=lambda handle: abs(handle.box.center().x() - point.x()), default=None)


def paint_handles(painter: QPainter, handles: list[Handle], theme: ViewTheme) -> None:
    """Draw the handles."""
    painter.setPen(QPen(QColor(theme.page), 1.0))
    painter.setBrush(QColor(theme.accent))
    for handle in handles:
        painter.drawRoundedRect(handle.box, _WIDTH / 2, _WIDTH / 2)


def dragged(text: str, span: Span, handle: Handle, position: int) -> Span:
    """Return the span with the handle's end moved to `position`: never empty, over no other fragment, never
    splitting a grapheme, without white space at its ends."""
    fragments = list(span.fragments)
    start, end = fragments[handle.fragment]
    if handle.at_start:
        low = fragments[handle.fragment - 1].end + 1 if handle.fragment else 0
        start = max(low, min(position, places.previous_grapheme(text, end)))
    else:
        last = handle.fragment + 1 == len(fragments)
        high = len(text) if last else fragments[handle.fragment + 1].start - 1
        end = min(high, max(position, places.next_grapheme(text, start)))
    start, end = places.trim(text, start, end)
    if start >= end:
        return span
    fragments[handle.fragment] = Fragment(start, end)
    return replace(span, fragments=tuple(fragments))


def _edge(page: Page, start: int, end: int, *, at_start: bool) -> tuple[float, float, float] | None:
    """Return x, top and height of a fragment's end, relative to its block."""
    position = start if at_start else end - 1
    layout = page.layout(page.article.block_at(position))
    row = layout.row_of(position)
    found = layout.boxes(row, *places.grapheme_range(page.article.text, position))
    if not found:
        return None
    backward = places.is_rtl(page.article.text, position, position + 1)
    left, right = found[0][0], found[-1][1]
    return (left if at_start != backward else right), layout.rows[row].top, layout.rows[row].height
