"""Building HTML and SVG: whatever is not Markup is escaped, so that no title or label becomes a tag."""

import re
from collections.abc import Iterable
from html import escape

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LONGEST = 160
"""Characters of a title or a reason."""
_VOID = frozenset({"br", "hr", "meta"})
Attribute = str | float | None


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(words: str) -> Markup:
    """Return words as they are to be seen; control characters, which HTML forbids, are shown as the sign for them."""
    return Markup(escape(_CONTROL.sub("\ufffd", words), quote=False))


def tag(name: str, *children: str, **attributes: Attribute) -> Markup:
    """Return an element. `_` in an attribute's name stands for `-` (a last one is dropped); None leaves it out."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
                    if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(children)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Return parts one after the other; those that are not Markup are escaped."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def short(words: str) -> str:
    """Return a title or a reason, of a long one its beginning and its end: a reason may name everybody."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST // 2]} … {words[-_LONGEST // 2:]}"


def name(words: str) -> Markup:
    """Return a name from the project, kept apart from the direction in which the words around it run."""
    return tag("bdi", words)


def _value(value: str | float) -> str:
    return escape(_CONTROL.sub("\ufffd", value)) if isinstance(value, str) else f"{value:g}"
