"""Comparing sets: which spans of several annotators on one article belong together, and how they differ.

Spans belong together one to one: of each annotator at most one. Within a layer, those of the same fragments and label
are paired first, then same fragments under other labels, then the same label where they overlap (most code points in
common first), then other labels where they overlap. What is left stands alone. The rule does not depend on the order of
the annotators; only the words for what is found do (`missing` and `extra` are read from the first).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from annotator.domain.coding import Comparable
from annotator.domain.difference import Difference, DifferenceKind
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment

S = TypeVar("S", bound=Comparable)
_Place = tuple[Any, ...]
_place: Callable[[Comparable], _Place] = attrgetter("fragments", "layer", "label")
_Order = tuple[int, int, str, str]
_NONE: Mapping[str, tuple[Relation, ...]] = {}


@dataclass(slots=True, eq=False)
class _Alone(Generic[S]):
    """A place that not all annotators have, and those who have it; `group` are the places it belongs together with."""

    spans: dict[str, S]
    fragments: tuple[Fragment, ...]
    label: str
    group: "list[_Alone[S]]"

    @property
    def rank(self) -> tuple[Any, ...]:
        """A fixed order among places that are equally near."""
        return self.fragments, self.label, min([span.id for span in self.spans.values()])


def compare(sets: Mapping[str, Sequence[S]],
            relations: Mapping[str, Sequence[Relation]] = _NONE) -> list[Difference[S]]:
    """Return what the annotators' sets on one article have in common and where they part, in order of the text.

    sets: spans in the contract's order by annotator, the first annotator first. One who found nothing has
    an empty sequence, one who has not worked on the article is left out. Each span is in exactly one difference;
    of two spans of one annotator at the same place with the same label only one can be `same`.
    relations: by annotator; those with an end that is not in `sets` are not compared.
    """
    whole, parts = _grouped(sets)
    first, everybody = next(iter(sets), ""), len(sets)
    found: list[tuple[_Order, DifferenceKind, dict[str, S]]] = []
    for spans in whole:
        span = spans[first]
        fragments = span.fragments
        found.append(((fragments[0][0], -fragments[-1][1], span.layer, span.label), "same", spans))
    for spans in _joined(parts, list(sets)):
        found.append((_order(spans), _kind(spans, first, everybody), spans))
    found.sort(key=lambda each: each[0])
    if any(relations.values()):
        lacking = _lacking([spans for _, _, spans in found], sets, relations)
        return [Difference(kind, spans, _differing(spans), lacking[number])
                for number, (_, kind, spans) in enumerate(found)]
    return [Difference(kind, spans, _differing(spans), _NONE) for _, kind, spans in found]


def overlap(one: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """Return how many code points two spans have in common."""
    if len(one) == 1 == len(other):
        return max(min(one[0][1], other[0][1]) - max(one[0][0], other[0][0]), 0)
    return sum(max(min(end, other_end) - max(start, other_start), 0)
               for start, end in one for other_start, other_end in other)


def _grouped(sets: Mapping[str, Sequence[S]]) -> tuple[list[dict[str, S]], list[dict[str, S]]]:
    """Return the spans by place, layer and label: those that everybody has, and the others."""
    groups: dict[_Place, dict[str, S]] = {}
    for name, spans in sets.items():
        for place, span in zip(map(_place, spans), spans, strict=True):
            group = groups.get(place)
            if group is None:
                groups[place] = {name: span}
            elif name not in group:
                group[name] = span
            else:  # twice in one set: the second goes with the second of the others
                nth = 2
                while name in (group := groups.setdefault((*place, nth), {})):
                    nth += 1
                group[name] = span
    everybody = len(sets)
    whole = [group for group in groups.values() if len(group) == everybody]
    if len(whole) == len(groups):
        return whole, []
    return whole, [group for group in groups.values() if len(group) < everybody]


def _joined(parts: Iterable[dict[str, S]], names: Sequence[str]) -> list[dict[str, S]]:
    """Join places of different annotators that belong together."""
    layers: dict[str, list[_Alone[S]]] = {}
    for spans in parts:
        span = next(iter(spans.values()))
        layers.setdefault(span.layer, []).append(_Alone(spans, span.fragments, span.label, []))
    found = []
    for layer in layers.values():
        for _, one, other in sorted(_near(layer), key=lambda pair: pair[0]):
            _join(one, other)
        seen: set[int] = set()
        for place in layer:
            if not place.group:
                found.append(place.spans)
            elif id(place.group) not in seen:
                seen.add(id(place.group))
                spans = {name: span for each in place.group for name, span in each.spans.items()}
                found.append({name: spans[name] for name in names if name in spans})
    return found


def _near(places: list[_Alone[S]]) -> Iterable[tuple[tuple[Any, ...], _Alone[S], _Alone[S]]]:
    """Yield the pairs of places that overlap and are of different annotators, each with what tells how near they are
    (smaller is nearer): the stage, the code points in common, the length of both, then a fixed order."""
    places.sort(key=lambda place: place.fragments[0][0])
    open_: list[_Alone[S]] = []
    for place in places:
        fragments = place.fragments
        start = fragments[0][0]
        open_ = [each for each in open_ if each.fragments[-1][1] > start]
        for each in open_:
            if each.spans.keys().isdisjoint(place.spans):
                common = overlap(each.fragments, fragments)
                if common:
                    stage = 0 if each.fragments == fragments else 1 if each.label == place.label else 2
                    one, other = each.rank, place.rank
                    length = _length(each.fragments) + _length(fragments)
                    yield (stage, -common, length, min(one, other), max(one, other)), each, place
        open_.append(place)


def _join(one: _Alone[S], other: _Alone[S]) -> None:
    """Let two places and all that belongs to them belong together, unless an annotator would be in twice."""
    group, others = one.group or [one], other.group or [other]
    if group is others or {name for each in group for name in each.spans} & {
            name for each in others for name in each.spans}:
        return
    group = [*group, *others]
    for each in group:
        each.group = group


def _length(fragments: Sequence[Fragment]) -> int:
    return sum([end - start for start, end in fragments])


def _order(spans: Mapping[str, Comparable]) -> _Order:
    return (min([span.fragments[0][0] for span in spans.values()]),
            -max([span.fragments[-1][1] for span in spans.values()]),
            next(iter(spans.values())).layer, min([span.label for span in spans.values()]))


def _kind(spans: Mapping[str, Comparable], first: str, everybody: int) -> DifferenceKind:
    """Return how spans differ that are not all the same."""
    if first not in spans:
        return "extra"
    if len(spans) < everybody:
        return "missing"
    return "boundary" if len({span.label for span in spans.values()}) == 1 else "label"


def _differing(spans: Mapping[str, Comparable]) -> tuple[str, ...]:
    """Return the names of the attributes whose values are not the same in all spans, sorted."""
    answers = [span.attributes for span in spans.values()]
    first = answers[0]
    if all([each == first for each in answers]):
        return ()
    names = sorted({name for each in answers for name in each})
    return tuple(name for name in names if any(each.get(name) != first.get(name) for each in answers))


def _lacking(groups: Sequence[Mapping[str, S]], sets: Mapping[str, Sequence[S]],
             relations: Mapping[str, Sequence[Relation]]) -> list[Mapping[str, tuple[Relation, ...]]]:
    """Return for each group, by annotator, the relations that begin in it and that somebody else does not have."""
    homes = {(name, span.id): number for number, group in enumerate(groups) for name, span in group.items()}
    who: dict[tuple[str, int, int], set[str]] = {}
    placed: list[tuple[str, Relation, tuple[str, int, int]]] = []
    for name in sets:
        for relation in relations.get(name, ()):
            head, tail = homes.get((name, relation.head)), homes.get((name, relation.tail))
            if head is not None and tail is not None:
                place = (relation.label, head, tail)
                who.setdefault(place, set()).add(name)
                placed.append((name, relation, place))
    lacking: list[dict[str, tuple[Relation, ...]]] = [{} for _ in groups]
    for name, relation, place in placed:
        if len(who[place]) < len(sets):
            there = lacking[place[1]]
            there[name] = (*there.get(name, ()), relation)
    return list(lacking)
