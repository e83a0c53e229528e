"""Colors that stay apart for color-blind readers, and what to say of one for a label.

Source: Paul Tol, "Colour Schemes", SRON technical note (https://personal.sron.nl/~pault/), schemes "bright", "vibrant"
and "muted".
"""

from collections.abc import Mapping

from annotator.domain.color import TEXT_RATIO, contrast
from annotator.domain.review import GOLD
from annotator.domain.scheme import Form, Layer

BRIGHT = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB")
VIBRANT = ("#EE7733", "#0077BB", "#33BBEE", "#EE3377", "#CC3311", "#009988")
MUTED = ("#CC6677", "#332288", "#DDCC77", "#117733", "#88CCEE", "#882255", "#44AA99", "#999933", "#AA4499")
PALETTES: tuple[tuple[str, tuple[str, ...]], ...] = (("bright", BRIGHT), ("vibrant", VIBRANT), ("muted", MUTED))
_BY_FORM: dict[Form, tuple[str, ...]] = {"band": MUTED, "line": VIBRANT, "block": BRIGHT}

ANNOTATORS = (*BRIGHT[:3], *BRIGHT[4:6], "#EE7733", "#009988", "#999933")
"""Colors of annotators in the order they come: "bright" without its gray and its yellow, then what differs most from
those in the other two schemes."""
GOLDEN = BRIGHT[3]
"""The yellow, which is the gold set's."""


def annotator_colors(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return a color for every annotator; `chosen` has their names in the order they came, with the color somebody
    chose or "". Who has none gets that of their place in ANNOTATORS, or, where somebody chose it, one nobody has."""
    own = {name: ANNOTATORS[place % len(ANNOTATORS)]
           for place, name in enumerate(name for name in chosen if name != GOLD)} | {GOLD: GOLDEN}
    found = {name: color for name, color in chosen.items() if color}
    taken = {color.upper() for color in found.values()}
    found |= {name: own[name] for name in chosen if name not in found and own[name] not in taken}
    taken.update(found.values())
    for name in chosen:
        if name not in found:
            found[name] = next((color for color in ANNOTATORS if color not in taken), own[name])
            taken.add(found[name])
    return {name: found[name] for name in chosen}


def spare_color(layer: Layer) -> str:
    """Return a color that no label of the layer has yet, from the palette that suits its form."""
    colors = _BY_FORM[layer.form]
    taken = {label.color.upper() for label in layer.labels}
    return next((color for color in colors if color not in taken), colors[len(layer.labels) % len(colors)])


def color_hint(color: str, form: Form, light: str, dark: str) -> str:
    """Return what to know of a color on these pages: where it is too pale or too dark for captions and lines."""
    pale = [(name, contrast(color, page)) for name, page in (("light", light), ("dark", dark))
            if contrast(color, page) < TEXT_RATIO]
    if form == "block":
        return "Boilerplate is drawn in the quiet color of the page; this one shows in the label panel and in lists."
    if not pale:
        return "Stands out on the light and on the dark page."
    told = " and ".join(f"{'darkened' if name == 'light' else 'lightened'} on the {name} page ({ratio:.1f} : 1)"
                        for name, ratio in pale)
    return f"Captions{' and lines' if form == 'line' else ''} are {told}, so that they can be read."


def same_color(layer: Layer, name: str, color: str) -> str:
    """Return another label of the layer that has this very color, empty where none has."""
    return next((label.name for label in layer.labels
                 if label.name != name and label.color.upper() == color.upper() and not label.retired), "")
