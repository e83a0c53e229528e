"""The label scheme: layers, labels, attributes and relation types, with colors, keys and guidelines.

What is retired stays for the spans and answers that have it, but is no longer offered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Literal, get_args

from annotator.domain.errors import Refused
from annotator.domain.span import Value

Form = Literal["band", "line", "block"]
FORMS: tuple[Form, ...] = get_args(Form)
AttributeType = Literal["choice", "boolean", "text", "number"]
ATTRIBUTE_TYPES: tuple[AttributeType, ...] = get_args(AttributeType)
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A question asked of every span of a label; `values` only for the type choice."""

    name: str
    type: AttributeType
    values: tuple[str, ...] = ()
    default: Value | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a span is called, with the key that sets it and the guideline read while labelling."""

    name: str
    key: str = ""
    color: str = "#777777"
    description: str = ""
    guideline: str = ""
    attributes: tuple[Attribute, ...] = ()
    retired: bool = False

    @property
    def asked(self) -> tuple[Attribute, ...]:
        """The attributes that are asked of a span: those not retired."""
        return tuple(each for each in self.attributes if not each.retired)

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute of this name."""
        return next((each for each in self.attributes if each.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A family of labels drawn in one form: band, line or block."""

    name: str
    form: Form = "band"
    labels: tuple[Label, ...] = ()

    @property
    def offered(self) -> tuple[Label, ...]:
        """The labels a span can be given: those not retired."""
        return tuple(each for each in self.labels if not each.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A link the scheme allows; empty `head` or `tail` means any label."""

    name: str
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Everything spans may be called. Names are unique: layers, labels in a layer, relations."""

    layers: tuple[Layer, ...] = ()
    relations: tuple[RelationType, ...] = ()

    def labels(self) -> Iterator[tuple[Layer, Label]]:
        """Yield every label with its layer, in the order the panel shows."""
        for layer in self.layers:
            for label in layer.labels:
                yield layer, label

    def offered(self) -> Iterator[tuple[Layer, Label]]:
        """Yield every label that a span can be given, with its layer."""
        return ((layer, label) for layer, label in self.labels() if not label.retired)

    def find(self, layer: str, label: str) -> tuple[Layer, Label] | None:
        """Return the layer and label of these names, None where the scheme has none."""
        return next(((la, lb) for la, lb in self.labels() if (la.name, lb.name) == (layer, label)), None)

    def layer(self, name: str) -> Layer | None:
        """Return the layer of this name."""
        return next((layer for layer in self.layers if layer.name == name), None)

    def layer_of(self, label: str) -> str | None:
        """Return the first layer that has a label of this name, for data that names no layer."""
        return next((layer.name for layer, each in self.labels() if each.name == label), None)

    def relation(self, name: str) -> RelationType | None:
        """Return the relation type of this name."""
        return next((each for each in self.relations if each.name == name), None)

    def by_key(self, key: str) -> tuple[Layer, Label] | None:
        """Return what the key sets (keys are compared without case); a retired label has none."""
        return next(((la, lb) for la, lb in self.offered() if lb.key and lb.key.upper() == key.upper()), None)

    def with_label(self, layer: str, label: Label) -> "Scheme":
        """Return the scheme with one more label, and the layer too where it is missing."""
        if self.layer(layer) is None:
            return replace(self, layers=(*self.layers, Layer(name=layer, labels=(label,))))
        return replace(self, layers=tuple(
            replace(each, labels=(*each.labels, label)) if each.name == layer else each for each in self.layers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """Which parts of a scheme got another name, old to new; labels by layer and name, both as they were."""

    layers: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)

    def place(self, layer: str, label: str) -> tuple[str, str]:
        """Return the layer and label that these are called now."""
        return self.layers.get(layer, layer), self.labels.get((layer, label), label)


def checked_scheme(scheme: Scheme) -> Scheme:
    """Return the scheme unchanged. Raises Refused naming the first thing that is wrong with it."""
    _unique("layer", (layer.name for layer in scheme.layers))
    _unique("relation", (relation.name for relation in scheme.relations))
    _unique("key", (label.key.upper() for _, label in scheme.offered() if label.key))
    for layer in scheme.layers:
        if layer.form not in FORMS:
            raise Refused(f"layer {layer.name} has the form {layer.form!r}; use band, line or block")
        _unique(f"label in layer {layer.name}", (label.name for label in layer.labels))
        for label in layer.labels:
            _check_label(label)
    known = {label.name for _, label in scheme.labels()}
    for relation in scheme.relations:
        for name in (*relation.head, *relation.tail):
            if name not in known:
                raise Refused(f"relation {relation.name} names the label {name}, which the scheme does not have")
    return scheme


def _check_label(label: Label) -> None:
    if not _COLOR.fullmatch(label.color):
        raise Refused(f"label {label.name} has the color {label.color!r}; write it as #RRGGBB")
    if label.key and (len(label.key) != 1 or not label.key.isalnum()):
        raise Refused(f"label {label.name} has the key {label.key!r}; use one letter or digit")
    _unique(f"attribute of label {label.name}", (attribute.name for attribute in label.attributes))
    for attribute in label.attributes:
        _check_attribute(label.name, attribute)


def _check_attribute(label: str, attribute: Attribute) -> None:
    where = f"attribute {attribute.name} of label {label}"
    if attribute.type not in ATTRIBUTE_TYPES:
        raise Refused(f"{where} has the type {attribute.type!r}; use choice, boolean, text or number")
    if attribute.type == "choice" and not attribute.values:
        raise Refused(f"{where} is a choice without values; list them under values")
    _unique(f"value of {where}", attribute.values)
    if attribute.default is not None and not allows(attribute, attribute.default):
        raise Refused(f"{where} has the default {attribute.default!r}, which it does not allow")


def allows(attribute: Attribute, value: Value) -> bool:
    """Whether the attribute may take this value."""
    match attribute.type:
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return _is_number(value)
        case "choice":
            return value in attribute.values
        case _:
            return isinstance(value, str)


def _is_number(value: Value) -> bool:
    """Whether JSON can carry it as a number: finite, and an integer of at most 64 bits."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 64


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not name.strip():
            raise Refused(f"a {what} has no name; give it one")
        if name in seen:
            raise Refused(f"{what} {name} stands twice in the scheme; names and keys must differ")
        seen.add(name)
