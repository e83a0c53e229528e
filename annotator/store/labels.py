"""The scheme's rows: reading it whole, and replacing it by name without orphaning a span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, bindparam, func, select

from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Renamed, Scheme, checked_scheme
from annotator.store import schema as db
from annotator.store.rows import from_json, to_json

if TYPE_CHECKING:
    from annotator.store.recorder import Recorder, Values

_Name = tuple[Any, ...]
_LAYERS = select(db.layers).order_by(db.layers.c.position)
_LABELS = select(db.labels).order_by(db.labels.c.position)
_ATTRIBUTES = select(db.attributes).order_by(db.attributes.c.position)
_RELATIONS = select(db.relation_types).order_by(db.relation_types.c.position)
_LABEL_KEYS = select(db.layers.c.name, db.labels.c.name, db.labels.c.pk).join_from(db.layers, db.labels)
_SPANS = select(func.count()).where(db.spans.c.label_pk == bindparam("label"))
_LINKS = select(func.count()).where(db.relations.c.type_pk == bindparam("type"))


def read_scheme(connection: Connection) -> Scheme:
    """Return the project's scheme."""
    attributes: dict[int, list[Attribute]] = defaultdict(list)
    for row in connection.execute(_ATTRIBUTES):
        attributes[row.label_pk].append(Attribute(
            name=row.name, type=row.type, values=tuple(from_json(row.choices)), default=from_json(row.preset),
            retired=row.retired))
    labels: dict[int, list[Label]] = defaultdict(list)
    for row in connection.execute(_LABELS):
        labels[row.layer_pk].append(Label(
            name=row.name, key=row.key, color=row.color, description=row.description, guideline=row.guideline,
            attributes=tuple(attributes[row.pk]), retired=row.retired))
    return Scheme(
        layers=tuple(Layer(name=row.name, form=row.form, labels=tuple(labels[row.pk]))
                     for row in connection.execute(_LAYERS)),
        relations=tuple(RelationType(name=row.name, head=tuple(from_json(row.head)), tail=tuple(from_json(row.tail)),
                                     description=row.description)
                        for row in connection.execute(_RELATIONS)))


def label_keys(connection: Connection) -> dict[tuple[str, str], int]:
    """Return the keys of the labels by layer and name."""
    return {(layer, label): pk for layer, label, pk in connection.execute(_LABEL_KEYS)}


def type_keys(connection: Connection) -> dict[str, int]:
    """Return the keys of the relation types by name."""
    return {row.name: row.pk for row in connection.execute(_RELATIONS)}


def write_scheme(recorder: Recorder, scheme: Scheme, renamed: Renamed) -> None:
    """Make the project's scheme this one; rows of the same names, or of names that were renamed, are kept.

    Raises Refused for a scheme that is wrong in itself or would drop what spans or relations use.
    """
    checked_scheme(scheme)
    to_json(asdict(scheme), "scheme")
    connection = recorder.connection
    _refuse_orphans(connection, scheme, renamed)
    old = {table.name: connection.execute(query).all() for table, query in (
        (db.layers, _LAYERS), (db.labels, _LABELS), (db.attributes, _ATTRIBUTES), (db.relation_types, _RELATIONS))}
    names = {row.pk: row.name for row in old["layers"]}
    old_layers = _keys(((renamed.layers.get(row.name, row.name),), row.pk) for row in old["layers"])
    old_labels = _keys(((row.layer_pk, renamed.place(names[row.layer_pk], row.name)[1]), row.pk)
                       for row in old["labels"])
    old_types = _keys(((renamed.relations.get(row.name, row.name),), row.pk) for row in old["relation_types"])
    layers, gone_layers = _match(recorder, db.layers, old_layers, {
        (layer.name,): {"position": n, "name": layer.name, "form": layer.form}
        for n, layer in enumerate(scheme.layers)})
    labels, gone_labels = _match(recorder, db.labels, old_labels, {
        (layers[layer.name,], label.name): {
            "layer_pk": layers[layer.name,], "position": n, "name": label.name, "key": label.key,
            "color": label.color, "description": label.description, "guideline": label.guideline,
            "retired": label.retired}
        for layer in scheme.layers for n, label in enumerate(layer.labels)})
    _, gone_attributes = _match(recorder, db.attributes, {
        (row.label_pk, row.name): row.pk for row in old["attributes"]}, {
        (label_pk, attribute.name): {"label_pk": label_pk, "position": n, **_attribute(attribute)}
        for layer, label in scheme.labels() for label_pk in [labels[layers[layer.name,], label.name]]
        for n, attribute in enumerate(label.attributes)})
    _, gone_types = _match(recorder, db.relation_types, old_types, {
        (each.name,): {"position": n, "name": each.name, "head": to_json(list(each.head), "scheme"),
                       "tail": to_json(list(each.tail), "scheme"), "description": each.description}
        for n, each in enumerate(scheme.relations)})
    for table, gone in ((db.attributes, gone_attributes), (db.labels, gone_labels), (db.layers, gone_layers),
                        (db.relation_types, gone_types)):
        recorder.delete(table, gone)


def _attribute(attribute: Attribute) -> Values:
    return {"name": attribute.name, "type": attribute.type, "choices": to_json(list(attribute.values), "scheme"),
            "preset": to_json(attribute.default, "scheme"), "retired": attribute.retired}


def _keys(rows: Iterable[tuple[_Name, int]]) -> dict[_Name, int]:
    """Return the keys by name. Raises Refused where two rows would have the same one."""
    found: dict[_Name, int] = {}
    for name, pk in rows:
        if name in found:
            raise Refused(f"There is another {name[-1]} in the scheme already; rename or merge that first.")
        found[name] = pk
    return found


def _match(recorder: Recorder, table: Table, old: Mapping[_Name, int],
           wanted: Mapping[_Name, Values]) -> tuple[dict[_Name, int], list[int]]:
    """Update the rows whose names (`old`: to their keys) are wanted, insert the others; returns keys, and the rest."""
    recorder.update(table, [{"pk": old[name], **values} for name, values in wanted.items() if name in old])
    new = [name for name in wanted if name not in old]
    added = recorder.insert(table, [wanted[name] for name in new])
    return {**old, **dict(zip(new, added, strict=True))}, [pk for name, pk in old.items() if name not in wanted]


def _refuse_orphans(connection: Connection, scheme: Scheme, renamed: Renamed) -> None:
    labels = {pk: label for (layer, label), pk in label_keys(connection).items()
              if not scheme.find(*renamed.place(layer, label))}
    kept = {each.name for each in scheme.relations}
    types = {pk: name for name, pk in type_keys(connection).items() if renamed.relations.get(name, name) not in kept}
    used = [(f"label {name}", "span", connection.execute(_SPANS, {"label": pk}).scalar_one())
            for pk, name in labels.items()]
    used += [(f"relation {name}", "relation", connection.execute(_LINKS, {"type": pk}).scalar_one())
             for pk, name in types.items()]
    told = [f"{what}, which {count:,} {user}{' uses' if count == 1 else 's use'}"
            for what, user, count in used if count]
    if told:
        raise Refused(f"The scheme would drop {' and '.join(told)}; relabel or delete them first.")
