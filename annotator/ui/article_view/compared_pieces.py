"""Compared spans in one block: their pieces with marks and styles, and what their captions say. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtGui import QColor

from annotator.domain.color import mix, readable
from annotator.domain.difference import DifferenceKind
from annotator.domain.review import VerdictKind
from annotator.domain.span import Span
from annotator.ui.article_view.compared import SIGNS, VERDICT_SIGNS, Compared, Comparison, is_settled, outcome_of
from annotator.ui.article_view.pieces import End, Piece
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
    """A stretch of a caption. role: `label`, `sign` (of the difference), `verdict`, `name` or `note`."""

    text: str
    role: str
    style: Style

    @property
    def color(self) -> QColor:
        """The color it is written in."""
        chosen = {"label": None, "name": self.style.name}.get(self.role, self.style.sign)
        return chosen or self.style.ink


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
            mates, settled = comparison.mates(piece.span.id), is_settled(comparison.outcome(piece.span.id))
            piece = piece._replace(
                compared=mark, style=style_of(piece.style, mark, styles, settled=settled), group=mates[0],
                settled=settled,
                name=comparison.short(mark.name) if len(comparison.names) > 1 else "",
                ends=_ends(piece, mark, _partner(mates, piece.span.id, comparison, span)))
        found.append(piece)
    return sorted(found, key=lambda piece: piece.side)


def style_of(style: Style, mark: Compared, styles: StyleBook, *, settled: bool) -> Style:
    """Return how a compared span of a label is drawn: paler where nothing is to be decided, or no more (`settled`)."""
    rejected = settled and mark.verdict == "reject"
    key = (style.form, style.index, style.caption, style.quiet, mark.color, mark.kind, mark.quiet, settled, rejected)
    found = styles.compared.get(key)
    if found is None:
        found = styles.compared[key] = _compared_style(style, mark, styles.theme, settled=settled)
    return found


def caption_parts(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Return what a caption says of the spans of one difference that it stands for, in the order of the annotators:
    `GPE Ana ≠ LOC Ben`, `− ORG Ana`; once decided the verdict instead, and the span that was accepted alone."""
    marks = [piece.compared for piece in pieces if piece.compared is not None]
    style = pieces[0].style
    if marks[0].proposed:
        said = ((VERDICT_SIGNS["edit"], "verdict"), (style.caption, "label"), ("proposed", "note"))
        return tuple(Part(text, role, style) for text, role in said)
    settled = pieces[0].settled
    accepted = [piece for piece, mark in zip(pieces, marks, strict=True) if mark.verdict == "accept"]
    return tuple(_parts(accepted if settled and accepted else pieces, settled=settled))


def bracket_parts(brackets: Sequence[Bracket]) -> list[tuple[Part, ...] | None]:
    """Return what the labels in the gutter say; those of one difference that begin on one row are one label, unless
    labels differ, for which the gutter is too narrow."""
    together: dict[tuple[str, str, int], list[Bracket]] = {}
    for bracket in brackets:
        piece = bracket.piece
        if piece.marked and piece.opens:
            group = piece.group if piece.differs else piece.span.id
            together.setdefault((group, piece.style.caption, bracket.first), []).append(bracket)
    first = {found[0].piece.span.id: caption_parts([each.piece for each in found]) for found in together.values()}
    return [first.get(bracket.piece.span.id, ()) if bracket.piece.marked else None for bracket in brackets]


def _parts(pieces: Sequence[Piece], *, settled: bool) -> Iterator[Part]:
    style, mark = pieces[0].style, pieces[0].compared
    assert mark is not None
    outcome = outcome_of([piece.compared.verdict for piece in pieces if piece.compared])
    if outcome:
        yield Part(VERDICT_SIGNS[cast(VerdictKind, outcome)], "verdict", style)
    labels: dict[str, list[Piece]] = {}
    for piece in pieces:
        labels.setdefault(piece.style.caption, []).append(piece)
    if mark.sign and not settled and len(labels) == 1:
        yield Part(mark.sign, "sign", style)
    for index, (label, having) in enumerate(labels.items()):
        if index:
            yield Part(SIGNS["label"], "sign", style)
        yield Part(label, "label", having[0].style)
        for piece in having if _is_named(mark.kind, len(pieces)) else ():
            if piece.name:
                yield Part(piece.name, "name", piece.style)
    if mark.kind == "same" and mark.other and not settled:
        yield Part(mark.other, "note", style)


def _is_named(kind: DifferenceKind, number: int) -> bool:
    """Whether a caption over so many spans names the annotators: not where all have the same words or label."""
    return kind != "same" and (kind != "boundary" or number == 1)


def _compared_style(style: Style, mark: Compared, theme: ViewTheme, *, settled: bool) -> Style:
    calm = mark.quiet or settled
    fill, ink = style.fill.name(), style.ink.name()
    if calm:
        fill = mix(fill, theme.page, 1.0 if settled and mark.verdict == "reject" else _CALM_FILL)
        ink = readable(mix(ink, theme.page, _CALM_INK), theme.page)
    if mark.quiet:
        return replace(style, fill=QColor(fill), ink=QColor(ink), dimmed=QColor(theme.dimmed_on(fill)))
    sign, hue = (theme.quiet, mix(mark.color, theme.quiet, 0.6)) if settled else (
        kind_color(mark.kind, theme), mark.color)
    return replace(style, fill=QColor(fill), ink=QColor(ink), dimmed=QColor(theme.dimmed_on(fill)), sign=QColor(sign),
                   edge=QColor(readable(hue, theme.page, MARK_RATIO)), name=QColor(readable(hue, theme.page)))


def _partner(mates: Iterable[str], id: str, comparison: Comparison,
             span: Callable[[str], Span | None]) -> Span | None:
    """Return the span that one's ends are compared with: its partner, else the first other of the difference."""
    theirs = [mate for mate in mates if mate != id and (mark := comparison.get(mate)) and not mark.proposed]
    mark = comparison.get(id)
    wanted = mark.partner if mark and mark.partner in theirs else next(iter(theirs), None)
    return span(wanted) if wanted else None


def _ends(piece: Piece, mark: Compared, partner: Span | None) -> tuple[End, ...]:
    """Return the ends of a piece's fragments that are drawn: those that are no ends of the partner's, and all of the
    first annotator's lines."""
    if mark.quiet or mark.proposed:
        return ()
    taken = {(edge, at_start) for fragment in (partner.fragments if partner else piece.span.fragments)
             for edge, at_start in zip(fragment, (True, False), strict=True)}
    inside = {edge for each in piece.ranges for edge in each}
    mine = [(edge, at_start) for fragment in piece.span.fragments
            for edge, at_start in zip(fragment, (True, False), strict=True) if edge in inside]
    every = piece.style.form == "line" and not mark.side
    return tuple(End(*end, apart=end not in taken) for end in mine if every or end not in taken)
