"""The marks of compared spans in the overview ruler: a shape for each kind of difference, faint where all is done."""

from typing import cast

from PySide6.QtGui import QColor

from annotator.domain.color import mix, readable
from annotator.domain.difference import DifferenceKind
from annotator.ui.article_view.compared_pieces import MARK_RATIO, kind_color
from annotator.ui.article_view.overview import Box, Drawing
from annotator.ui.article_view.style import Style
from annotator.ui.article_view.theme import ViewTheme

_CALM, _DONE = 0.6, 0.35
"""How much of the page shows through what is agreed, and what is decided."""
_SHAPES: dict[DifferenceKind, tuple[Box, ...]] = {
    "boundary": ((2, 0, 2, 5), (4, 2, 7, 1), (11, 0, 2, 5)),
    "label": ((2, 0, 11, 2), (2, 3, 11, 2)),
    "missing": ((2, 0, 5, 5),),
    "extra": ((8, 0, 5, 5),),
    "same": ((2, 1, 3, 3), (6, 1, 3, 3), (10, 1, 3, 3)),
}
"""Ends apart, two lines, on the first's side, on the others', the same thrice."""
_LINE = ((2, 1, 11, 1),)


def drawing(look: str, column: Box, style: Style, theme: ViewTheme) -> Drawing:
    """Return the boxes of a compared span's mark and their color: `column` is where a plain one would stand."""
    if look == "calm":
        return (column,), QColor(mix(style.ink.name(), theme.page, _CALM))
    if look == "done":
        return _LINE, QColor(readable(mix(theme.quiet, theme.page, _DONE), theme.page, MARK_RATIO))
    kind = cast(DifferenceKind, look)
    return _SHAPES[kind], QColor(kind_color(kind, theme))
