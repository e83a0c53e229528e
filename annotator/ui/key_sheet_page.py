"""How the key sheet is laid out and drawn: groups of rows, in columns of about the same height."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from annotator.domain.scheme import Form
from annotator.ui.palette_rows import paint_keys
from annotator.ui.signs import paint_form
from annotator.ui.theme import Colors

_MARGIN, _TOP, _GAP = 18, 8, 24
_COLUMN, _NARROW = 262, 218
"""Usual width of a column in pixels, and the least where all would not fit on the page otherwise."""
_LINE = 22
"""Least height of a row, which has key caps in it."""
_PALE = 0.3
"""Opacity of rows that were not looked for."""


class Row(NamedTuple):
    """What some keys do; for a label also the form, number and color of its swatch."""

    words: str
    keys: tuple[str, ...]
    form: Form | None = None
    number: int = 0
    color: str = ""


class Group(NamedTuple):
    """Rows under a heading."""

    title: str
    rows: list[Row]


class Placed(NamedTuple):
    """A heading (text) or a row, and where it stands."""

    box: QRectF
    what: str | Row


class Page(NamedTuple):
    """All that is drawn, and how large it is."""

    placed: list[Placed]
    width: float
    height: float


def as_text(groups: list[Group]) -> str:
    """Return the sheet as lines: what it does, a tab, the keys."""
    return "\n\n".join("\n".join([group.title.upper(), *(f"{row.words}\t{', '.join(row.keys)}" for row in group.rows)])
                       for group in groups)


def lay_out(groups: list[Group], width: int, font: QFont, height: int = 0) -> Page:
    """Place the groups in columns, as low as can be; in more and narrower ones if they fit into `height` only so."""
    line = max(QFontMetrics(font).height() + 4, _LINE)
    usual, most = (max(1, (width - 2 * _MARGIN + _GAP) // (least + _GAP)) for least in (_COLUMN, _NARROW))
    pages = [_page(groups, columns, width, line, height) for columns in range(usual, most + 1)]
    return next((page for page in pages if page.height <= height), pages[-1] if height else pages[0])


def _page(groups: list[Group], columns: int, width: int, line: int, height: int) -> Page:
    """Place the groups in so many columns; where there is room below, keep them in one piece rather than low."""
    low, high = 1, sum(len(group.rows) + 2 for group in groups) + 1
    while low < high:
        middle = (low + high) // 2
        if len(_columns(groups, middle)) <= columns:
            high = middle
        else:
            low = middle + 1
    lowest = range(low, max(low, (height - _MARGIN - _TOP) // line) + 1)
    low = min((lines for lines in lowest if len(_columns(groups, lines)) <= columns),
              key=lambda lines: (_headings(groups, lines), lines))
    each = (width - 2 * _MARGIN - _GAP * (columns - 1)) / columns
    placed = [Placed(QRectF(_MARGIN + number * (each + _GAP), _TOP + at * line, each, line), what)
              for number, column in enumerate(_columns(groups, low)) for at, what in column]
    return Page(placed, width, max((item.box.bottom() for item in placed), default=0) + _MARGIN)


def _columns(groups: list[Group], height: int) -> list[list[tuple[int, str | Row]]]:
    """Return columns of at most `height` lines, each line's number and content; a group goes on in the next
    column under its heading again where it does not fit and is long."""
    result: list[list[tuple[int, str | Row]]] = []
    at = height
    for group in groups:
        if at + 2 > height - 1 or (at + 1 + len(group.rows) > height and len(group.rows) + 1 <= height // 2):
            result.append([])
            at = 0
        elif at:
            at += 1
        result[-1].append((at, group.title))
        at += 1
        for row in group.rows:
            if at >= height and at > 1:
                result.append([(0, group.title)])
                at = 1
            result[-1].append((at, row))
            at += 1
    return result


def _headings(groups: list[Group], height: int) -> int:
    return sum(isinstance(what, str) for column in _columns(groups, height) for _, what in column)


def paint_sheet(painter: QPainter, page: Page, font: QFont, colors: Colors, typed: str) -> None:
    """Draw the page; with something typed, rows without it are pale."""
    painter.fillRect(QRectF(0, 0, page.width, max(page.height, painter.viewport().height())), QColor(colors.panel))
    words = typed.lower().split()
    heading = QFont(font)
    heading.setPointSizeF(font.pointSizeF() * 0.85)
    heading.setBold(True)
    heading.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    for box, what in page.placed:
        if isinstance(what, str):
            painter.setFont(heading)
            painter.setPen(QColor(colors.muted))
            painter.drawText(box.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignVCenter, what.upper())
            painter.setPen(QColor(colors.border))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        else:
            said = f"{what.words} {' '.join(what.keys)}".lower()
            painter.setOpacity(1.0 if all(word in said for word in words) else _PALE)
            _paint_row(painter, box, what, font, colors)
            painter.setOpacity(1.0)


def _paint_row(painter: QPainter, box: QRectF, row: Row, font: QFont, colors: Colors) -> None:
    right, middle = box.right(), box.center().y()
    for key in reversed(row.keys[:2]):
        right = paint_keys(painter, key, right, middle, font, colors) - 4
    left = box.left()
    if row.form is not None:
        paint_form(painter, QRectF(left, middle - 7, 14, 14), row.form, row.number, row.color, colors)
        left += 22
    painter.setFont(font)
    painter.setPen(QColor(colors.text))
    room = QRectF(left, box.top(), right - left - 2, box.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter,
                     QFontMetrics(font).elidedText(row.words, Qt.TextElideMode.ElideRight, int(room.width())))
