"""Relation types name labels at their head and tail: how these names follow when labels change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.domain.errors import Refused
from annotator.domain.scheme import Scheme
from annotator.domain.scheme_edits.base import replaced


def with_ends(scheme: Scheme, old: str, new: Sequence[str]) -> Scheme:
    """Return the scheme with `new` labels wherever a relation type named `old`."""
    return replace(scheme, relations=tuple(
        replace(each, head=replaced(each.head, old, new), tail=replaced(each.tail, old, new))
        for each in scheme.relations))


def renamed_ends(scheme: Scheme, old: str, new: str) -> Scheme:
    """Return the scheme, in which a label `old` is now called `new`, with relation types that follow.

    Where another layer still has a label `old`, they name both.
    """
    return with_ends(scheme, old, (old, new) if _still_there(scheme, old) else (new,))


def without_ends(scheme: Scheme, gone: Iterable[str]) -> Scheme:
    """Return the scheme with labels that are gone taken out of its relation types.

    Raises Refused where an end would be empty: that would mean any label.
    """
    for name in gone:
        if _still_there(scheme, name):
            continue
        for relation in scheme.relations:
            for end, names in (("head", relation.head), ("tail", relation.tail)):
                if names == (name,):
                    raise Refused(f"{name} is the only {end} of the relation {relation.name}; change that first.")
        scheme = with_ends(scheme, name, ())
    return scheme


def _still_there(scheme: Scheme, name: str) -> bool:
    return scheme.layer_of(name) is not None
