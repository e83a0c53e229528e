"""Edits of layers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.domain.scheme import Form, Layer, Renamed, Scheme
from annotator.domain.scheme_edits.base import Edit, Place, changed_layer, found_layer, free_name, moved
from annotator.domain.scheme_edits.ends import without_ends
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class AddLayer(Edit):
    """Add an empty layer at the end."""

    name: str
    form: Form = "band"

    def words(self) -> str:
        """Say it."""
        return f"add layer {self.name}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Add it. Raises Refused where the name is taken."""
        free_name("layer", self.name, (each.name for each in scheme.layers))
        return replace(scheme, layers=(*scheme.layers, Layer(name=self.name, form=self.form)))


@dataclass(frozen=True, slots=True)
class RenameLayer(Edit):
    """Give a layer another name; its labels and their spans stay in it."""

    layer: str
    to: str

    def words(self) -> str:
        """Say it."""
        return f"rename layer {self.layer} to {self.to}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Rename it. Raises Refused where the name is taken."""
        free_name("layer", self.to, (each.name for each in scheme.layers if each.name != self.layer))
        return changed_layer(scheme, self.layer, lambda layer: replace(layer, name=self.to))

    @property
    def renamed(self) -> Renamed:
        """The layer."""
        return Renamed(layers={self.layer: self.to})

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return all labels of the layer."""
        return _labels(scheme, self.layer)

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, RenameLayer) and earlier.to == self.layer:
            return RenameLayer(earlier.layer, self.to)
        if isinstance(earlier, AddLayer) and earlier.name == self.layer:
            return replace(earlier, name=self.to)
        return None


@dataclass(frozen=True, slots=True)
class SetForm(Edit):
    """Draw a layer in another form."""

    layer: str
    form: Form

    def words(self) -> str:
        """Say it."""
        return f"draw {self.layer} as {self.form}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Set the form."""
        return changed_layer(scheme, self.layer, lambda layer: replace(layer, form=self.form))

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier choice."""
        return self if isinstance(earlier, SetForm) and earlier.layer == self.layer else None


@dataclass(frozen=True, slots=True)
class MoveLayer(Edit):
    """Move a layer up (negative) or down among the layers."""

    layer: str
    by: int

    def words(self) -> str:
        """Say it."""
        return f"move layer {self.layer} {'up' if self.by < 0 else 'down'}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Move it."""
        at = scheme.layers.index(found_layer(scheme, self.layer))
        return replace(scheme, layers=moved(scheme.layers, at, self.by))

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier move."""
        same = isinstance(earlier, MoveLayer) and earlier.layer == self.layer
        return MoveLayer(self.layer, earlier.by + self.by) if same and isinstance(earlier, MoveLayer) else None


@dataclass(frozen=True, slots=True)
class RemoveLayer(Edit):
    """Remove a layer with its labels; spans that have one of them go too."""

    layer: str

    def words(self) -> str:
        """Say it."""
        return f"remove layer {self.layer}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Remove it. Raises Refused where a relation type would be left without a label at one end."""
        gone = found_layer(scheme, self.layer)
        rest = replace(scheme, layers=tuple(each for each in scheme.layers if each.name != self.layer))
        return without_ends(rest, [label.name for label in gone.labels])

    @property
    def rewrites(self) -> bool:
        """Spans go."""
        return True

    @property
    def takes_away(self) -> bool:
        """Labels go."""
        return True

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return all labels of the layer."""
        return _labels(scheme, self.layer)

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Nothing is left of it."""
        return None


def _labels(scheme: Scheme, layer: str) -> tuple[Place, ...]:
    return tuple((layer, label.name) for label in found_layer(scheme, layer).labels)
