"""Naming: what a colleague's labels and relation types are called in our scheme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.domain.errors import Refused
from annotator.domain.merging.digest import of_label
from annotator.domain.palettes import spare_color
from annotator.domain.scheme import Label, Layer, RelationType, Scheme


class Named(NamedTuple):
    """A label with its layer; with an empty layer the name of a relation type, or of a label of any layer."""

    layer: str
    label: str

    def __str__(self) -> str:
        """Return it as it is written on the command line."""
        return f"{self.layer}/{self.label}" if self.layer else self.label


@dataclass(frozen=True, slots=True)
class Map:
    """One of theirs and what it is here; None leaves it out."""

    old: Named
    new: Named | None


class Unknown(Exception):
    """The scheme lacks a label or relation type, and nobody said what it is here."""

    def __init__(self, name: Named, relation: bool = False) -> None:
        super().__init__(str(name))
        self.name, self.relation = name, relation


class LeftOut(Exception):
    """A label or relation type that was chosen to be left out."""


@dataclass(slots=True)
class Naming:
    """Gives labels and relation types their names here. `scheme` grows where labels are added.

    `theirs`: the colleague's scheme where it is known, from which added ones get color, description and attributes.
    """

    scheme: Scheme
    maps: Sequence[Map] = ()
    add: bool = False
    theirs: Scheme = field(default_factory=Scheme)
    _labels: dict[Named, Named | None] = field(default_factory=dict, init=False)
    _relations: dict[str, str | None] = field(default_factory=dict, init=False)
    _old: dict[Named, set[str]] = field(default_factory=lambda: defaultdict(set), init=False)
    _found: dict[Named, Named] = field(default_factory=dict, init=False)
    _met: set[Named] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Read the maps. Raises Refused for one that leads to nothing the scheme has, and for two of one name."""
        said: dict[Named, Named | None] = {}
        for each in self.maps:
            before = said.setdefault(each.old, each.new)
            if before != each.new:
                raise Refused(f"{each.old} cannot become both {before or 'nothing'} and {each.new or 'nothing'}")
            self._take(each)

    @property
    def unused(self) -> list[Named]:
        """What was mapped and never met: a slip of the pen, or a map for other files."""
        met = {*self._met, *(Named("", name.label) for name in self._met)}
        return [each.old for each in self.maps if each.old not in met]

    def label(self, layer: str, label: str) -> Named:
        """Return what a label is called here. Raises Unknown, LeftOut."""
        name = Named(layer, label)
        found = self._found.get(name)
        if found is None:
            self._met.add(name)
            found = self._found[name] = self._look_up(name)
            self._old[found].add(of_label(layer, label))
        return found

    def relation(self, name: str) -> str:
        """Return what a relation type is called here. Raises Unknown, LeftOut."""
        self._met.add(Named("", name))
        if name in self._relations:
            found = self._relations[name]
            if found is None:
                raise LeftOut(name)
            return found
        if self.scheme.relation(name) is None:
            if not self.add:
                raise Unknown(Named("", name), relation=True)
            kind = self.theirs.relation(name) or RelationType(name=name)
            known = {label.name for _, label in self.scheme.labels()}
            self.scheme = replace(self.scheme, relations=(*self.scheme.relations, replace(
                kind, head=_of(kind.head, known), tail=_of(kind.tail, known))))
        return name

    def was(self, layer: str, label: str) -> frozenset[str]:
        """Return the digests of all labels that are called so here."""
        name = Named(layer, label)
        told = (of_label(old.layer or layer, old.label) for old, new in self._labels.items() if new == name)
        return frozenset((of_label(layer, label), *self._old.get(name, ()), *told))

    def _look_up(self, name: Named) -> Named:
        for old in (name, Named("", name.label)):
            if old in self._labels:
                found = self._labels[old]
                if found is None:
                    raise LeftOut(str(name))
                return found
        layer = name.layer or self.scheme.layer_of(name.label) or ""
        if self.scheme.find(layer, name.label):
            return Named(layer, name.label)
        if not self.add:
            raise Unknown(name)
        return self._added(name)

    def _added(self, name: Named) -> Named:
        layer = name.layer or DEFAULT_LAYER
        found = self.theirs.find(name.layer, name.label)
        family = self.scheme.layer(layer)
        if family is None:
            family = Layer(name=layer, form=found[0].form if found else "band")
            self.scheme = replace(self.scheme, layers=(*self.scheme.layers, family))
        label = found[1] if found else Label(name=name.label, color=spare_color(family))
        if label.key and self.scheme.by_key(label.key):
            label = replace(label, key="")
        self.scheme = self.scheme.with_label(layer, label)
        return Named(layer, name.label)

    def _take(self, each: Map) -> None:
        old, new = each.old, each.new
        if new is None:
            self._labels[old] = None
            if not old.layer:
                self._relations[old.label] = None
            return
        layer = new.layer or (old.layer if self.scheme.find(old.layer, new.label) else "")
        layer = layer or self.scheme.layer_of(new.label) or ""
        if self.scheme.find(layer, new.label):
            self._labels[old] = Named(layer, new.label)
        elif new.layer or self.scheme.relation(new.label) is None:
            raise Refused(f"{old} cannot become {new}: the scheme has no label or relation of that name")
        if not new.layer and self.scheme.relation(new.label) is not None:
            self._relations[old.label] = new.label


DEFAULT_LAYER = "entity"
"""The layer of an added label that comes without one."""


def parsed_map(text: str, scheme: Scheme) -> Map:
    """Return the map that `OLD=NEW` or `LAYER/OLD=LAYER/NEW` says; `OLD=` leaves OLD out.

    Names may hold both signs: of several ways to read it the first counts whose NEW the scheme has. Raises Refused.
    """
    ways = [Map(old, new) for old, new in _ways(text)]
    if not ways:
        raise Refused(f"“{text}” says not what becomes of what; write OLD=NEW")
    known = _known(scheme)
    return next((way for way in ways if way.new is None or way.new in known), ways[0])


def _ways(text: str) -> Iterator[tuple[Named, Named | None]]:
    for at, sign in enumerate(text):
        old, new = text[:at].strip(), text[at + 1:].strip()
        if sign == "=" and old:
            for left in _readings(old):
                if not new:
                    yield left, None
                for right in _readings(new):
                    yield left, right


def _readings(text: str) -> Iterator[Named]:
    layer, slash, label = text.partition("/")
    if slash and layer and label:
        yield Named(layer, label)
    if text:
        yield Named("", text)


def _known(scheme: Scheme) -> set[Named]:
    labels = {Named(layer.name, label.name) for layer, label in scheme.labels()}
    return labels | {Named("", name.label) for name in labels} | {Named("", each.name) for each in scheme.relations}


def _of(labels: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(label for label in labels if label in known)
