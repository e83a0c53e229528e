"""A working copy of a scheme: edits are collected, tried at once, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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

    def before(self, number: int) -> Scheme:
        """Return the scheme as it is before the edit of this number."""
        return self._steps[number - 1][1] if number > 0 else self.base

    def do(self, edit: Edit) -> None:
        """Add an edit; one that goes on with the last (typing) becomes one with it, and none where both change nothing.

        Raises Refused or NotFound, and then nothing is added.
        """
        if checked_scheme(edit.apply(self.scheme)) == self.scheme:
            return
        before = self.before(len(self._steps) - 1)
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
    found: dict[Place, None] = {}
    for edit, scheme, was in _walk(base, edits):
        found |= dict.fromkeys(was[place] for place in edit.reach(scheme) if place in was)
    return tuple(found)


def original_names(base: Scheme, edits: Sequence[Edit]) -> dict[Place, Place]:
    """Return for each label after the edits, but new ones, what it is called in `base`."""
    was = _places(base)
    for edit, scheme, before in _walk(base, edits):
        was = _followed(edit, edit.apply(scheme), before)
    return was


def _walk(base: Scheme, edits: Iterable[Edit]) -> Iterator[tuple[Edit, Scheme, dict[Place, Place]]]:
    """Yield each edit with the scheme before it, and what that scheme's labels were called at first."""
    scheme, was = base, _places(base)
    for edit in edits:
        yield edit, scheme, was
        scheme = edit.apply(scheme)
        was = _followed(edit, scheme, was)


def _places(scheme: Scheme) -> dict[Place, Place]:
    return {(layer.name, label.name): (layer.name, label.name) for layer, label in scheme.labels()}


def _followed(edit: Edit, after: Scheme, was: dict[Place, Place]) -> dict[Place, Place]:
    named = {edit.renamed.place(*place): old for place, old in was.items()}
    return {place: old for place, old in named.items() if after.find(*place)}
