"""Colors and fonts of the article view: one value, given to every painting function.

Colors are `#RRGGBB`. Text keeps a contrast of at least 4.5 : 1 on everything it may stand on.
"""

from dataclasses import dataclass, replace

from annotator.domain import color

SERIF = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "Times New Roman", "serif")
SANS = ("Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Arial", "sans-serif")
SMALLEST, LARGEST = 7.0, 40.0
"""Sizes of text in points."""
NARROWEST, WIDEST = 40, 120
"""Measures in characters."""
TIGHTEST, LOOSEST = 1.5, 3.0
"""Pitches of lines, as multiples of the font's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How the reader wants the text: what a theme does not decide. Values outside the limits are brought inside."""

    family: str = ""
    """Empty: the first of SERIF that there is."""
    size: float = 13.0
    """Points."""
    leading: float = 2.05
    """Pitch of lines, as a multiple of the font's size."""
    measure: int = 75
    """Characters a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewTheme:
    """How the page looks; sizes are points, `measure` is characters a line."""

    dark: bool
    page: str
    text: str
    quiet: str
    """Metadata, captions without a color of their own."""
    dimmed: str
    """Text of boilerplate."""
    rule: str
    """Hairlines."""
    accent: str
    """The selected span and the caret."""
    selection: str
    """Background of selected text."""
    caption_families: tuple[str, ...] = SANS
    text_style: TextStyle = TextStyle()
    band_light: float = 0.86
    """Lightness of a band's fill, before fading."""
    band_fade: float = 0.12
    """How much of the page shows through a band."""

    @property
    def families(self) -> tuple[str, ...]:
        """Fonts of the text, the first one there is."""
        return (self.text_style.family, *SERIF) if self.text_style.family else SERIF

    @property
    def size(self) -> float:
        """Size of the text in points."""
        return min(LARGEST, max(SMALLEST, self.text_style.size))

    @property
    def measure(self) -> int:
        """Characters a line."""
        return min(WIDEST, max(NARROWEST, self.text_style.measure))

    @property
    def leading(self) -> float:
        """Pitch of lines, as a multiple of the font's size."""
        return min(LOOSEST, max(TIGHTEST, self.text_style.leading))

    def with_text(self, style: TextStyle) -> "ViewTheme":
        """Return the same colors with another text."""
        return replace(self, text_style=style)

    def fill(self, label_color: str) -> str:
        """Return the background of a band."""
        fill = color.mix(color.tint(label_color, self.band_light), self.page, self.band_fade)
        return color.readable(fill, self.text)

    def ink(self, label_color: str) -> str:
        """Return the color of a label's caption, line or bracket on the page."""
        return color.readable(label_color, self.page)

    def dimmed_on(self, background: str) -> str:
        """Return the dimmed text color, strengthened where it stands on a band."""
        return color.readable(self.dimmed, background)


LIGHT = ViewTheme(
    dark=False, page="#FFFEFA", text="#1A1D23", quiet="#5C6478", dimmed="#6B7383", rule="#E4E4E0",
    accent="#2A5BD0", selection="#BBD3FB")
DARK = ViewTheme(
    dark=True, page="#1C1D20", text="#E6E7EA", quiet="#9DA3AE", dimmed="#868C98", rule="#33353A",
    accent="#7AA5FF", selection="#2F4E8C", band_light=0.3, band_fade=0.36)
