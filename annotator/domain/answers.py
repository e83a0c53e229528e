"""Answers to attributes: which key gives which, and what becomes of one when its attribute changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute, allows
from annotator.domain.span import Value

YES, NO, UNSURE = "yes", "no", "unsure"
_WHOLE = re.compile(r"[+-]?[0-9]{1,4000}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,4000}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_EXACT = 1e15
"""Below this a float without a fraction is exactly that integer."""


def choices(attribute: Attribute) -> tuple[tuple[str, Value], ...]:
    """Return what a choice or boolean attribute may be answered with, each as it is shown and as it is stored."""
    if attribute.type == "boolean":
        return (YES, True), (NO, False)
    return tuple((value, value) for value in attribute.values)


def by_key(names: Sequence[str], key: str, present: int) -> int | None:
    """Return the place of the name that a key means: its first character, else its number from 1.

    Names that begin alike take turns: the one after `present` (-1: none) comes next.
    """
    places = [place for place, name in enumerate(names) if name[:1].casefold() == key.casefold()]
    if places:
        return next((place for place in places if place > present), places[0]) if present in places else places[0]
    number = int(key) - 1 if key.isascii() and key.isdigit() else -1
    return number if 0 <= number < len(names) else None


def number(text: str) -> Value | None:
    """Return the number that was typed, None for nothing. Raises Refused in one sentence for what is none."""
    typed = text.strip()
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed):
        raise Refused(f"“{typed}” is no number; write digits, such as 3 or 3.5.")
    value: Value = int(typed) if _WHOLE.fullmatch(typed) else float(typed)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        value = int(value)
    if not allows(Attribute(name="-", type="number"), value):
        raise Refused(f"{typed} is too large to be stored as a number.")
    return value


def converted(attribute: Attribute, value: Value) -> Value | None:
    """Return an answer as this attribute allows it, None where it fits in no way.

    Yes and no become the values of these names and back, numbers become text and back.
    """
    if allows(attribute, value):
        return value
    text = shown(value)
    if attribute.type == "boolean":
        return {YES: True, NO: False}.get(text)
    if attribute.type == "number":
        try:
            return number(text)
        except Refused:
            return None
    return text if allows(attribute, text) else None


def shown(value: Value) -> str:
    """Return an answer as it is shown."""
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)
