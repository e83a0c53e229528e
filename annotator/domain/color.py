"""Colors as `#RRGGBB`: luminance, contrast, mixing, and hues made readable.

Formulas and the ratio of 4.5 : 1 for text: WCAG 2.2, "relative luminance", "contrast ratio" and success
criterion 1.4.3 (https://www.w3.org/TR/WCAG22/).
"""

import colorsys

TEXT_RATIO = 4.5
"""Least contrast of text against its background (WCAG 2.2, 1.4.3, level AA)."""
_STEPS = 100


def channels(color: str) -> tuple[float, float, float]:
    """Return red, green and blue of `#RRGGBB`, each 0 to 1."""
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def from_channels(red: float, green: float, blue: float) -> str:
    """Return `#RRGGBB` of channels from 0 to 1."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02X}" for channel in (red, green, blue))


def luminance(color: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white."""
    red, green, blue = (_linear(channel) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, part: float) -> str:
    """Return `one` with `part` (0 to 1) of `other` in it, channel by channel."""
    red, green, blue = (a + (b - a) * part for a, b in zip(channels(one), channels(other), strict=True))
    return from_channels(red, green, blue)


def tint(color: str, lightness: float) -> str:
    """Return the hue and saturation of `color` at this lightness (0 black to 1 white)."""
    hue, _, saturation = colorsys.rgb_to_hls(*channels(color))
    return from_channels(*colorsys.hls_to_rgb(hue, lightness, saturation))


def readable(color: str, background: str, ratio: float = TEXT_RATIO) -> str:
    """Return `color`, darkened or lightened as little as needed to stand `ratio` against `background`.

    Where not even black or white reaches the ratio, the better of the two is returned.
    """
    if contrast(color, background) >= ratio:
        return color
    end = max(("#000000", "#FFFFFF"), key=lambda extreme: contrast(extreme, background))
    steps = (mix(color, end, step / _STEPS) for step in range(1, _STEPS))
    return next((each for each in steps if contrast(each, background) >= ratio), end)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
