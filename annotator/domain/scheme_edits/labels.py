"""Edits of labels that leave their spans alone: add, rename, describe, move, retire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.domain.errors import Refused
from annotator.domain.scheme import Label, Renamed, Scheme
from annotator.domain.scheme_edits.base import (
    Edit,
    Place,
    changed_label,
    changed_layer,
    found_label,
    found_layer,
    free_name,
    moved,
)
from annotator.domain.scheme_edits.ends import renamed_ends

Field = Literal["key", "color", "description", "guideline"]
_VERBS: dict[Field, str] = {"key": "change the key of", "color": "recolor", "description": "describe",
                            "guideline": "change the guideline of"}


@dataclass(frozen=True, slots=True)
class AddLabel(Edit):
    """Add a label at the end of a layer."""

    layer: str
    label: Label

    def words(self) -> str:
        """Say it."""
        return f"add {self.label.name}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Add it. Raises Refused where the name or the key is taken."""
        layer = found_layer(scheme, self.layer)
        free_name("label", self.label.name, (each.name for each in layer.labels))
        free_key(scheme, self.label.key)
        return changed_layer(scheme, self.layer, lambda each: replace(each, labels=(*each.labels, self.label)))


@dataclass(frozen=True, slots=True)
class RenameLabel(Edit):
    """Give a label another name; its spans keep it."""

    layer: str
    label: str
    to: str

    def words(self) -> str:
        """Say it."""
        return f"rename {self.label} to {self.to}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Rename it, in the relation types too. Raises Refused where the name is taken."""
        layer = found_layer(scheme, self.layer)
        free_name("label", self.to, (each.name for each in layer.labels if each.name != self.label))
        if self.to == self.label:
            return scheme
        named = changed_label(scheme, (self.layer, self.label), lambda label: replace(label, name=self.to))
        return renamed_ends(named, self.label, self.to)

    @property
    def renamed(self) -> Renamed:
        """The label."""
        return Renamed(labels={(self.layer, self.label): self.to})

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the label."""
        return ((self.layer, self.label),)

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, RenameLabel) and (earlier.layer, earlier.to) == (self.layer, self.label):
            return RenameLabel(self.layer, earlier.label, self.to)
        if isinstance(earlier, AddLabel) and (earlier.layer, earlier.label.name) == (self.layer, self.label):
            return AddLabel(self.layer, replace(earlier.label, name=self.to))
        return None


@dataclass(frozen=True, slots=True)
class SetLabel(Edit):
    """Change what is written of a label: its key, color, description or guideline."""

    layer: str
    label: str
    field: Field
    value: str

    def words(self) -> str:
        """Say it."""
        told = f" to {self.value.upper()}" if self.field == "key" and self.value else ""
        return f"{_VERBS[self.field]} {self.label}{told}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Write it. Raises Refused where the key is taken."""
        label = found_label(scheme, (self.layer, self.label))
        if self.field == "key" and not label.retired:
            free_key(scheme, self.value, label)
        return changed_label(scheme, (self.layer, self.label), self._changed)

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, SetLabel) and (earlier.layer, earlier.label, earlier.field) == (
                self.layer, self.label, self.field):
            return self
        if isinstance(earlier, AddLabel) and (earlier.layer, earlier.label.name) == (self.layer, self.label):
            return AddLabel(self.layer, self._changed(earlier.label))
        return None

    def _changed(self, label: Label) -> Label:
        match self.field:
            case "key":
                return replace(label, key=self.value)
            case "color":
                return replace(label, color=self.value)
            case "description":
                return replace(label, description=self.value)
            case _:
                return replace(label, guideline=self.value)


@dataclass(frozen=True, slots=True)
class MoveLabel(Edit):
    """Move a label up (negative) or down within its layer."""

    layer: str
    label: str
    by: int

    def words(self) -> str:
        """Say it."""
        return f"move {self.label} {'up' if self.by < 0 else 'down'}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Move it."""
        label = found_label(scheme, (self.layer, self.label))
        return changed_layer(scheme, self.layer, lambda layer: replace(
            layer, labels=moved(layer.labels, layer.labels.index(label), self.by)))

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier move."""
        if isinstance(earlier, MoveLabel) and (earlier.layer, earlier.label) == (self.layer, self.label):
            return replace(self, by=earlier.by + self.by)
        return None


@dataclass(frozen=True, slots=True)
class RetireLabel(Edit):
    """Keep a label for the spans that have it, but offer it no longer; or, with `retired` false, offer it again."""

    layer: str
    label: str
    retired: bool = True

    def words(self) -> str:
        """Say it."""
        return f"retire {self.label}" if self.retired else f"offer {self.label} again"

    def apply(self, scheme: Scheme) -> Scheme:
        """Retire it. One that comes back leaves its key to a label that has it by now."""
        label = found_label(scheme, (self.layer, self.label))
        taken = not self.retired and label.key and label.retired and scheme.by_key(label.key)
        return changed_label(scheme, (self.layer, self.label), lambda each: replace(
            each, retired=self.retired, key="" if taken else each.key))

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the label."""
        return ((self.layer, self.label),)


def free_key(scheme: Scheme, key: str, label: Label | None = None) -> None:
    """Raise Refused unless `key` can be the key of a (given) label: one letter or digit that no other has."""
    if not key:
        return
    if len(key) != 1 or not key.isalnum():
        raise Refused(f"{key!r} cannot be a key; use one letter or digit.")
    taken = scheme.by_key(key)
    if taken is not None and taken[1] is not label:
        raise Refused(f"{key.upper()} is the key of {taken[1].name}; choose another one.")
