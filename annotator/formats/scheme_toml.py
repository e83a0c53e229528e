"""The label scheme in TOML, both ways; what is written reads back as the same scheme.

Source of the format: the project's contract for schemes; TOML 1.0, https://toml.io/en/v1.0.0.
"""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from annotator.domain.errors import Refused
from annotator.domain.scheme import (
    Attribute,
    AttributeType,
    Form,
    Label,
    Layer,
    RelationType,
    Scheme,
    checked_scheme,
)

_T = TypeVar("_T")
_COLOR = Label(name="-").color


def loads(text: str) -> Scheme:
    """Return the scheme. Raises Refused with the first thing wrong, in one sentence."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"the scheme is no valid TOML: {error}") from None
    except RecursionError:
        raise Refused("the scheme is no valid TOML: it is nested too deeply") from None
    _only(table, "the scheme", "layers", "relations")
    return checked_scheme(Scheme(layers=_each(table, "the scheme", "layers", _layer),
                                 relations=_each(table, "the scheme", "relations", _relation)))


def dumps(scheme: Scheme) -> str:
    """Return the scheme as TOML; what has its default value is left out."""
    import tomli_w

    table = {"layers": [_layer_table(each) for each in scheme.layers],
             "relations": [_filled(name=each.name, head=list(each.head), tail=list(each.tail),
                                   description=each.description) for each in scheme.relations]}
    return tomli_w.dumps(_filled(**table))


def _layer(table: Mapping[str, Any], where: str) -> Layer:
    name = _name(table, where)
    where = f"layer {name}"
    _only(table, where, "name", "form", "labels")
    return Layer(name=name, form=cast(Form, _text(table, where, "form", "band")),
                 labels=_each(table, where, "labels", _label))


def _label(table: Mapping[str, Any], where: str) -> Label:
    name = _name(table, where)
    where = f"label {name}"
    _only(table, where, "name", "key", "color", "description", "guideline", "attributes", "retired")
    return Label(name=name, key=_text(table, where, "key"), color=_text(table, where, "color", _COLOR),
                 description=_text(table, where, "description"), guideline=_text(table, where, "guideline"),
                 attributes=_each(table, where, "attributes", _attribute), retired=_flag(table, where, "retired"))


def _attribute(table: Mapping[str, Any], where: str) -> Attribute:
    name = _name(table, where)
    where = f"attribute {name}"
    _only(table, where, "name", "type", "values", "default", "retired")
    default = table.get("default")
    if not isinstance(default, str | bool | int | float | None):
        raise Refused(f"{where}: default is neither string, number nor true or false")
    return Attribute(name=name, type=cast(AttributeType, _text(table, where, "type", "")),
                     values=_texts(table, where, "values"), default=default,
                     retired=_flag(table, where, "retired"))


def _relation(table: Mapping[str, Any], where: str) -> RelationType:
    name = _name(table, where)
    where = f"relation {name}"
    _only(table, where, "name", "head", "tail", "description")
    return RelationType(name=name, head=_texts(table, where, "head"), tail=_texts(table, where, "tail"),
                        description=_text(table, where, "description"))


def _layer_table(layer: Layer) -> dict[str, Any]:
    return _filled(name=layer.name, form=layer.form, labels=[
        _filled(name=label.name, key=label.key, color=label.color, description=label.description,
                guideline=label.guideline, attributes=[_attribute_table(each) for each in label.attributes],
                retired=label.retired)
        for label in layer.labels])


def _attribute_table(attribute: Attribute) -> dict[str, Any]:
    table = _filled(name=attribute.name, type=attribute.type, values=list(attribute.values),
                    retired=attribute.retired)
    return table if attribute.default is None else {**table, "default": attribute.default}


def _filled(**table: Any) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}


def _each(table: Mapping[str, Any], where: str, key: str,
          make: Callable[[Mapping[str, Any], str], _T]) -> tuple[_T, ...]:
    tables = table.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise Refused(f"{where}: {key} is not a list of tables")
    one = key.removesuffix("s")
    return tuple(make(each, f"{one} {place} of {where}") for place, each in enumerate(tables, 1))


def _only(table: Mapping[str, Any], where: str, *keys: str) -> None:
    for key in table:
        if key not in keys:
            raise Refused(f"{where} has the unknown key {key}; there are {', '.join(keys)}")


def _name(table: Mapping[str, Any], where: str) -> str:
    if "name" not in table:
        raise Refused(f"{where} has no name")
    return _text(table, where, "name")


def _text(table: Mapping[str, Any], where: str, key: str, default: str = "") -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise Refused(f"{where}: {key} is not a string")
    if "\0" in value:
        raise Refused(f"{where}: {key} holds a NUL character")
    return value


def _flag(table: Mapping[str, Any], where: str, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise Refused(f"{where}: {key} is neither true nor false")
    return value


def _texts(table: Mapping[str, Any], where: str, key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise Refused(f"{where}: {key} is not a list of strings")
    return tuple(values)
