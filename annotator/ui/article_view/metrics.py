"""Measures of the page in pixels, from the theme's fonts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from annotator.ui.article_view.theme import ViewTheme

if TYPE_CHECKING:
    from annotator.ui.article_view.compared_pieces import Part

_SAMPLE = "the quick brown foxes jump over a lazy dog, and nobody in the town minds it at all; "


def font_of(families: tuple[str, ...], size: float, *, serif: bool = False, bold: bool = False) -> QFont:
    """Return a font of the first family there is; `size` in points."""
    font = QFont(list(families))
    font.setStyleHint(QFont.StyleHint.Serif if serif else QFont.StyleHint.SansSerif)
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


class Metrics(NamedTuple):
    """Fonts and distances. Each line of text has room for one row of captions and one lane of lines."""

    font: QFont
    title_font: QFont
    meta_font: QFont
    caption_font: QFont
    caption: QFontMetricsF
    text_height: float
    measure: float
    characters: float
    """Characters that fit on a line, on average."""
    above: float
    """Gap over a line's text box with at most one row of captions."""
    below: float
    """Gap under it with at most one lane."""
    row: float
    """Height of a row of captions."""
    lane: float
    """Height of a lane of lines under the words."""
    edged: float
    """The same where lines have edges around them."""
    overlap: float
    """How far captions may reach into the air at the top of the text box, where bands begin."""
    under: float
    """Height of a lane for bands under the words, those of other annotators."""
    sign_font: QFont
    """Of signs in captions."""
    sign: QFontMetricsF
    name_font: QFont
    """Of annotators' names in captions."""
    name: QFontMetricsF
    blank: float
    """Height of an empty line of the text."""
    spacing: float
    """Space under each line of the text (a paragraph)."""

    @classmethod
    def of(cls, theme: ViewTheme) -> Metrics:
        """Measure the theme's fonts."""
        font = font_of(theme.families, theme.size, serif=True)
        caption_font = font_of(theme.caption_families, max(5.8, theme.size * 0.49), bold=True)
        caption_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        name_font = QFont(caption_font)
        name_font.setBold(False)
        sign_font = font_of(theme.caption_families, caption_font.pointSizeF() * 1.3, bold=True)
        metrics, caption = QFontMetricsF(font), QFontMetricsF(caption_font)
        em = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        height = metrics.height()
        overlap = height * 0.13
        row = caption.capHeight() + 3.5
        lane = max(4.0, height * 0.2)
        pitch = theme.leading * QFontInfo(font).pixelSize()
        above = max(row - overlap + 2.0, pitch - height - lane)
        return cls(
            font=font, title_font=font_of(theme.families, theme.size * 1.55, serif=True, bold=True),
            meta_font=font_of(theme.caption_families, theme.size * 0.75), caption_font=caption_font, caption=caption,
            text_height=height, measure=round(em * theme.measure), characters=float(theme.measure), above=above,
            below=lane, row=row, lane=lane, edged=lane + 3.6, overlap=overlap, under=max(6.5, height * 0.3),
            sign_font=sign_font, sign=QFontMetricsF(sign_font), name_font=name_font, name=QFontMetricsF(name_font),
            blank=round(height * 0.55), spacing=round(height * 0.15))

    def part_font(self, role: str) -> QFont:
        """Return the font of a part of a caption, by its role."""
        return {"name": self.name_font, "note": self.name_font, "sign": self.sign_font,
                "verdict": self.sign_font}.get(role, self.caption_font)

    def part_width(self, text: str, role: str) -> float:
        """Return how wide a part of a caption is, by its role."""
        measured = {"name": self.name, "note": self.name, "sign": self.sign, "verdict": self.sign}
        return measured.get(role, self.caption).horizontalAdvance(text)

    def parts_width(self, parts: Sequence[Part]) -> float:
        """Return how wide a caption of several parts is."""
        return sum(self.part_width(each.text, each.role) for each in parts) + self.part_gap * (len(parts) - 1) + 1

    @property
    def part_gap(self) -> float:
        """Space between the parts of a caption."""
        return self.caption.horizontalAdvance(" ")
