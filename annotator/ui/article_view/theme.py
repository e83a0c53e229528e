"""Colors and fonts of the article view: one value, given to every painting function.

Colors are `#RRGGBB`. Text keeps a contrast of at least 4.5 : 1 on everything it may stand on.
"""

from dataclasses import dataclass, field

from annotator.domain import color

SERIF = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "Times New Roman", "serif")
SANS = ("Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Arial", "sans-serif")


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
    families: tuple[str, ...] = SERIF
    caption_families: tuple[str, ...] = SANS
    size: float = 13.0
    measure: int = 75
    leading: float = 2.05
    """Pitch of lines, as a multiple of the font's size."""
    band_light: float = field(default=0.87)
    """Lightness of a band's fill."""

    def fill(self, label_color: str) -> str:
        """Return the background of a band."""
        tinted = color.tint(label_color, self.band_light)
        return color.mix(tinted, label_color, 0.1) if not self.dark else color.mix(tinted, self.page, 0.1)

    def ink(self, label_color: str) -> str:
        """Return the color of a label's caption, line or bracket on the page."""
        return color.readable(label_color, self.page)

    def dimmed_on(self, background: str) -> str:
        """Return the dimmed text color, strengthened where it stands on a band."""
        return color.readable(self.dimmed, background)


LIGHT = ViewTheme(
    dark=False, page="#FFFEFA", text="#1A1D23", quiet="#5C6478", dimmed="#6F7787", rule="#E4E4E0",
    accent="#2A5BD0", selection="#BBD3FB")
DARK = ViewTheme(
    dark=True, page="#1C1D20", text="#E6E7EA", quiet="#9DA3AE", dimmed="#868C98", rule="#33353A",
    accent="#7AA5FF", selection="#2F4E8C", band_light=0.27)
