"""A working copy of a scheme: edits are collected, tried at once, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.scheme import Scheme, checked_scheme
from annotator.domain.scheme_edits.base import Edit, Place


class Draft:
    """The scheme as it was, the edits so far, and the scheme that they make."""

    def __init__(self, base: Scheme) -> None:
        """Begin with no edits."""
        self.base = base
        self._steps: list[tuple[Edit, Scheme]] = []

    @property
    def scheme(self) -> Scheme:
        """The scheme after all edits."""
        return self._steps[-1][1] if self._steps else self.base

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in the order they are to be done; none where they come to nothing."""
        return tuple(edit for edit, _ in self._steps)

    def do(self, edit: Edit) -> None:
        """Add an edit; one that goes on with the last (typing) becomes one with it, and none where both change nothing.

        Raises Refused or NotFound, and then nothing is added.
        """
        if checked_scheme(edit.apply(self.scheme)) == self.scheme:
            return
        before = self._steps[-2][1] if len(self._steps) > 1 else self.base
        whole = edit.after(self._steps[-1][0]) if self._steps else None
        if whole is None:
            self._steps.append((edit, checked_scheme(edit.apply(self.scheme))))
            return
        after = checked_scheme(whole.apply(before))
        self._steps.pop()
        if after != before:
            self._steps.append((whole, after))

    def undo(self) -> None:
        """Take back the last edit."""
        if self._steps:
            self._steps.pop()


def original_places(base: Scheme, edits: Iterable[Edit]) -> tuple[Place, ...]:
    """Return the labels of `base` whose spans any of the edits reaches, as they are called in it."""
    was: dict[Place, Place] = {(layer.name, label.name): (layer.name, label.name) for layer, label in base.labels()}
    found: dict[Place, None] = {}
    scheme = base
    for edit in edits:
        found |= dict.fromkeys(was[place] for place in edit.reach(scheme) if place in was)
        scheme = edit.apply(scheme)
        named = {edit.renamed.place(*place): old for place, old in was.items()}
        was = {place: old for place, old in named.items() if scheme.find(*place)}
    return tuple(found)
