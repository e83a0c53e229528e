"""Draws a whole frame: header, visible blocks, gutter, caret; and the message where there is no article."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.article_view.caret import Caret
from annotator.ui.article_view.gutter import Gutter, paint_gutter
from annotator.ui.article_view.hits import Hits, paint_hits
from annotator.ui.article_view.metrics import font_of
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.painting import Frame, paint_over, paint_text, paint_under
from annotator.ui.article_view.paragraph import BlockLayout
from annotator.ui.article_view.theme import ViewTheme

_CARET = 2


def paint_page(painter: QPainter, page: Page, visible: Sequence[tuple[int, float, BlockLayout]],
               gutter: Gutter | None, theme: ViewTheme, *, scroll: float, clip: QRectF, caret: Caret,
               selected: str | None, focused: bool, hits: Hits, pinned: Collection[str],
               partners: Collection[str] = ()) -> None:
    """Draw what is in sight of a page, scrolled down by `scroll`."""
    _header(painter, page, theme, scroll)
    frames = []
    for _, top, layout in visible:
        y = top - scroll
        if y > clip.bottom() or y + layout.height < clip.top():
            continue
        frames.append(Frame(
            theme=theme, metrics=page.metrics, layout=layout, x=page.left, y=y,
            first=max(0, layout.row_at(clip.top() - y) - 1),
            last=min(len(layout.rows) - 1, layout.row_at(clip.bottom() - y) + 1),
            selection=_within(caret.selection, layout), selected=selected, pinned=pinned, partners=partners))
    for frame in frames:
        paint_under(painter, frame)
    for frame in frames:
        paint_text(painter, frame, clip)
    for frame in frames:
        paint_over(painter, frame)
        paint_hits(painter, frame, hits)
    if gutter:
        paint_gutter(painter, gutter, theme, page.metrics, selected, clip)
    if focused:
        place = page.place(caret.position)
        painter.fillRect(QRect(round(place.x) - 1, round(place.top - scroll), _CARET, round(place.height)),
                         QColor(theme.accent))


def paint_empty(painter: QPainter, rect: QRectF, title: str, text: str, theme: ViewTheme) -> None:
    """Draw the message for no article, in the middle."""
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    width = min(rect.width() - 40, 460.0)
    box = QRectF(rect.center().x() - width / 2, rect.height() * 0.36, width, rect.height() * 0.6)
    painter.setFont(font_of(theme.families, theme.size * 1.3, serif=True, bold=True))
    painter.setPen(QColor(theme.text))
    used = painter.drawText(box, flags, title)
    painter.setFont(font_of(theme.caption_families, theme.size * 0.85))
    painter.setPen(QColor(theme.quiet))
    painter.drawText(box.adjusted(0, used.height() + 12, 0, 0), flags, text)


def _header(painter: QPainter, page: Page, theme: ViewTheme, scroll: float) -> None:
    painter.setPen(QColor(theme.text))
    page.title.draw(painter, QPointF(page.left, page.title_top - scroll))
    painter.setPen(QColor(theme.quiet))
    page.meta.draw(painter, QPointF(page.left, page.meta_top - scroll))


def _within(selection: tuple[int, int] | None, layout: BlockLayout) -> tuple[int, int] | None:
    if selection is None or selection[0] > layout.end or selection[1] < layout.start:
        return None
    return selection
