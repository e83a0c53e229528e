"""The marks of compared spans in the overview ruler: a shape for each kind of difference, faint where all is done."""

from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.domain.color import mix, readable
from annotator.domain.difference import DifferenceKind
from annotator.ui.article_view.compared_pieces import MARK_RATIO, kind_color
from annotator.ui.article_view.style import Style
from annotator.ui.article_view.theme import ViewTheme

_CALM, _DONE = 0.6, 0.35
"""How much of the page shows through what is agreed, and what is decided."""
_LEFT, _WIDE = 2, 11
_SHAPES: dict[DifferenceKind, tuple[tuple[int, int, int, int], ...]] = {
    "boundary": ((0, 0, 2, 5), (2, 2, 7, 1), (9, 0, 2, 5)),
    "label": ((0, 0, 11, 2), (0, 3, 11, 2)),
    "missing": ((0, 0, 5, 5),),
    "extra": ((6, 0, 5, 5),),
    "same": ((0, 1, 3, 3), (4, 1, 3, 3), (8, 1, 3, 3)),
}
"""Boxes (x, y, width, height) from the mark's place: ends apart, two lines, on the first's side, on the others'."""


def paint_mark(painter: QPainter, look: str, column: QRectF, style: Style, theme: ViewTheme) -> None:
    """Draw the mark of a compared span: `column` is where a plain one would stand."""
    if look == "calm":
        painter.fillRect(column, QColor(mix(style.ink.name(), theme.page, _CALM)))
    elif look == "done":
        quiet = readable(mix(theme.quiet, theme.page, _DONE), theme.page, MARK_RATIO)
        painter.fillRect(QRectF(_LEFT, column.top() + 1, _WIDE, 1), QColor(quiet))
    else:
        kind = cast(DifferenceKind, look)
        color = QColor(kind_color(kind, theme))
        for x, y, width, height in _SHAPES[kind]:
            painter.fillRect(QRectF(_LEFT + x, column.top() + y, width, height), color)
