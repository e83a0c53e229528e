"""Compared spans in one block: their pieces with marks and styles, and what their captions say. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

from annotator.domain.color import mix, readable
from annotator.domain.difference import DifferenceKind
from annotator.domain.span import Span
from annotator.ui.article_view.compared import SIGNS, VERDICT_SIGNS, Compared, Comparison
from annotator.ui.article_view.pieces import Piece
from annotator.ui.article_view.style import Style, StyleBook
from annotator.ui.article_view.theme import ViewTheme

if TYPE_CHECKING:
    from annotator.ui.article_view.marks import Bracket

MARK_RATIO = 3.0
"""Least contrast of lines and edges against the page (WCAG 2.2, 1.4.11)."""
_KIND_COLORS: dict[DifferenceKind, str] = {
    "same": "#59627A", "boundary": "#7A3DB8", "label": "#B4530A", "missing": "#B42318", "extra": "#18794E"}
_CALM_FILL, _CALM_INK = 0.45, 0.35
"""How much of the page shows through what is quiet or decided."""


class Part(NamedTuple):
    """A stretch of a caption. role: `label`, `sign` (of the difference), `verdict` or `name`."""

    text: str
    role: str
    style: Style


def kind_color(kind: DifferenceKind, theme: ViewTheme) -> str:
    """Return the color of a kind of difference, readable on the page."""
    return readable(_KIND_COLORS[kind], theme.page)


def compare_pieces(pieces: Iterable[Piece], comparison: Comparison, span: Callable[[str], Span | None],
                   styles: StyleBook) -> list[Piece]:
    """Return the pieces with what comparing says of their spans; those of the first annotator come first, so that of
    two alike theirs lies nearer to the words."""
    found = []
    for piece in pieces:
        mark = comparison.get(piece.span.id)
        if mark is not None:
            mates = comparison.mates(piece.span.id) if mark.partner else [piece.span.id]
            partner = span(mark.partner) if mark.partner and not mark.quiet and not mark.proposed else None
            piece = piece._replace(
                compared=mark, style=style_of(piece.style, mark, styles), group=mates[0],
                name=comparison.short(mark.name), ends=_ends(piece, partner) if partner else ())
        found.append(piece)
    return sorted(found, key=lambda piece: piece.side)


def style_of(style: Style, mark: Compared, styles: StyleBook) -> Style:
    """Return how a compared span of a label is drawn: paler where nothing is to be decided (any more)."""
    key = (style.form, style.index, style.caption, style.quiet, mark.color, mark.kind, mark.verdict, mark.quiet)
    found = styles.compared.get(key)
    if found is None:
        found = styles.compared[key] = _compared_style(style, mark, styles.theme)
    return found


def caption_parts(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Return what a caption says of the spans of one difference that it stands for, in the order of the annotators:
    `GPE ≠ LOC`, `− ORG`; once decided with the verdict before it, and of an accepted span its label alone."""
    if pieces[0].compared is None or not pieces[0].differs:
        return ()
    verdicts = {piece.compared.verdict for piece in pieces if piece.compared}
    accepted = [piece for piece in pieces if piece.compared and piece.compared.verdict == "accept"]
    shown = accepted if accepted and "" not in verdicts and len(verdicts) > 1 else list(pieces)
    return tuple(_parts(shown, verdicts if shown is not accepted else {"accept"}, settled=shown is accepted))


def bracket_parts(brackets: Sequence[Bracket]) -> list[tuple[Part, ...] | None]:
    """Return what the labels in the gutter say; those of one difference that begin on one row are one label, unless
    labels differ, for which the gutter is too narrow."""
    together: dict[tuple[str, str, int], list[Bracket]] = {}
    for bracket in brackets:
        piece = bracket.piece
        if piece.differs and piece.opens:
            together.setdefault((piece.group, piece.style.caption, bracket.first), []).append(bracket)
    first = {found[0].piece.span.id: caption_parts([each.piece for each in found]) for found in together.values()}
    return [first.get(bracket.piece.span.id, ()) if bracket.piece.differs else None for bracket in brackets]


def _parts(pieces: Sequence[Piece], verdicts: set[str], *, settled: bool) -> Iterator[Part]:
    style, mark = pieces[0].style, pieces[0].compared
    assert mark is not None
    if len(verdicts) == 1 and (verdict := next(iter(verdicts))):
        yield Part(VERDICT_SIGNS[verdict], "verdict", style)  # type: ignore[index]
    labels: dict[str, list[Piece]] = {}
    for piece in pieces:
        labels.setdefault(piece.style.caption, []).append(piece)
    if mark.sign and not settled and len(labels) == 1:
        yield Part(mark.sign, "sign", style)
    for index, (label, having) in enumerate(labels.items()):
        if index:
            yield Part(SIGNS["label"], "sign", style)
        yield Part(label, "label", having[0].style)
        for piece in having if mark.kind != "boundary" or len(pieces) == 1 else ():
            yield Part(piece.name, "name", piece.style)


def _compared_style(style: Style, mark: Compared, theme: ViewTheme) -> Style:
    calm = mark.quiet or mark.decided
    fill, ink = style.fill.name(), style.ink.name()
    if calm:
        fill = mix(fill, theme.page, 1.0 if mark.verdict == "reject" else _CALM_FILL)
        ink = readable(mix(ink, theme.page, _CALM_INK), theme.page)
    if mark.quiet:
        return replace(style, fill=QColor(fill), ink=QColor(ink), dimmed=QColor(theme.dimmed_on(fill)))
    sign, hue = (theme.quiet, mix(mark.color, theme.quiet, 0.6)) if mark.decided else (
        kind_color(mark.kind, theme), mark.color)
    return replace(style, fill=QColor(fill), ink=QColor(ink), dimmed=QColor(theme.dimmed_on(fill)), sign=QColor(sign),
                   edge=QColor(readable(hue, theme.page, MARK_RATIO)), name=QColor(readable(hue, theme.page)))


def _ends(piece: Piece, partner: Span) -> tuple[tuple[int, bool], ...]:
    """Return the ends of a piece's fragments that are no ends of the partner's."""
    starts, ends = ({fragment[side] for fragment in partner.fragments} for side in (0, 1))
    mine = piece.span.fragments
    inside = {edge for each in piece.ranges for edge in each}
    return (*((start, True) for start, _ in mine if start not in starts and start in inside),
            *((end, False) for _, end in mine if end not in ends and end in inside))
