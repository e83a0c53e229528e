"""What an edit is, and what all edits share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.domain.errors import NotFound, Refused
from annotator.domain.scheme import Label, Layer, RelationType, Renamed, Scheme
from annotator.domain.span import Span, Value

T = TypeVar("T")
Place = tuple[str, str]
"""Names a label: its layer and its own name."""
Answer = tuple[str, Value]
"""An attribute's name and what is answered."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a scheme. The defaults are those of an edit that no span notices."""

    def words(self) -> str:
        """Say what is done, as the name of a step does: `rename GPE to PLACE`."""
        raise NotImplementedError

    def apply(self, scheme: Scheme) -> Scheme:
        """Return the scheme after the edit. Raises Refused in one sentence where it cannot be done."""
        raise NotImplementedError

    @property
    def renamed(self) -> Renamed:
        """What keeps its spans under another name."""
        return Renamed()

    @property
    def rewrites(self) -> bool:
        """Whether spans themselves are changed, beyond the name of their label."""
        return False

    @property
    def takes_away(self) -> bool:
        """Whether the scheme loses a label, so that the spans have to be seen to before."""
        return False

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the labels whose spans are concerned, as they are called before the edit."""
        return ()

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Return a span that is reached as it is after the edit, itself where nothing changes, None where it goes."""
        return span

    def lost(self, scheme: Scheme, span: Span) -> tuple[Answer, ...]:
        """Return the answers of a span that the edit takes away."""
        return ()

    def removed_relation(self) -> str:
        """Return the relation type whose relations go, empty where none do."""
        return ""

    def after(self, earlier: Edit) -> Edit | None:
        """Return one edit that does what `earlier` and then this one do, None where they stay two (typing)."""
        return None


def found_layer(scheme: Scheme, name: str) -> Layer:
    """Return the layer. Raises NotFound."""
    layer = scheme.layer(name)
    if layer is None:
        raise NotFound(f"The scheme has no layer {name}.")
    return layer


def found_label(scheme: Scheme, place: Place) -> Label:
    """Return the label. Raises NotFound."""
    found = scheme.find(*place)
    if found is None:
        raise NotFound(f"The scheme has no label {place[1]} in layer {place[0]}.")
    return found[1]


def found_relation(scheme: Scheme, name: str) -> RelationType:
    """Return the relation type. Raises NotFound."""
    relation = scheme.relation(name)
    if relation is None:
        raise NotFound(f"The scheme has no relation {name}.")
    return relation


def free_name(what: str, name: str, taken: Iterable[str]) -> None:
    """Raise Refused unless `name` can be the name of one more `what`."""
    if not name.strip():
        raise Refused(f"{_one(what).capitalize()} needs a name; write one.")
    if name in taken:
        raise Refused(f"There is {_one(what)} {name} already; choose another name.")


def changed_layer(scheme: Scheme, name: str, change: Callable[[Layer], Layer]) -> Scheme:
    """Return the scheme with one layer changed. Raises NotFound."""
    found_layer(scheme, name)
    return replace(scheme, layers=tuple(change(each) if each.name == name else each for each in scheme.layers))


def changed_label(scheme: Scheme, place: Place, change: Callable[[Label], Label]) -> Scheme:
    """Return the scheme with one label changed. Raises NotFound."""
    found_label(scheme, place)
    return changed_layer(scheme, place[0], lambda layer: replace(
        layer, labels=tuple(change(each) if each.name == place[1] else each for each in layer.labels)))


def moved(items: Sequence[T], at: int, by: int) -> tuple[T, ...]:
    """Return the items with the one at `at` moved by so many places, as far as there is room."""
    rest = [*items[:at], *items[at + 1:]]
    rest.insert(min(max(at + by, 0), len(rest)), items[at])
    return tuple(rest)


def replaced(names: Sequence[str], old: str, new: Sequence[str]) -> tuple[str, ...]:
    """Return the names with `new` ones in place of an old one, none of them twice."""
    return tuple(dict.fromkeys(
        name for each in names for name in (new if each == old else (each,))))


def _one(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"
