"""Single values of a JSON object, checked: strings, ids, lists of objects.

Source of the format: the project's contract for JSONL lines.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.errors import Refused


def objects(line: Mapping[str, Any], key: str) -> Iterable[tuple[int, dict[str, Any]]]:
    """Return the objects of a list, numbered from 1. Raises Refused."""
    values = line.get(key)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise Refused(f"{key} is not a list of objects")
    return enumerate(values, 1)


def string(value: Mapping[str, Any], key: str, where: str) -> str:
    """Return a text, "" where there is none; `where` it stands is said in the refusal. Raises Refused."""
    text = value.get(key)
    if text is None:
        return ""
    if isinstance(text, str) and "\0" not in text:
        return text
    what = f"{where}: {key}" if where else key
    raise Refused(f"{what} holds a NUL character" if isinstance(text, str) else f"{what} is not a string")


def identifier(value: Mapping[str, Any], key: str, where: str) -> str:
    """Return an id; a whole number, as other programs give it, becomes a string. Raises Refused."""
    number = value.get(key)
    return str(number) if type(number) is int else string(value, key, where)


def unique(what: str, ids: Iterable[str]) -> set[str]:
    """Return the ids that were given. Raises Refused where one stands twice."""
    seen: set[str] = set()
    for each in filter(None, ids):
        if each in seen:
            raise Refused(f"the {what} id {each} stands twice")
        seen.add(each)
    return seen


def not_kept(line: Mapping[str, Any], key: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the sentence that names what the objects of a list have besides what is `known`, none where nothing."""
    keys = {name for each in line.get(key) or () for name in each} - set(known)
    return (f"not kept of the {key}: {', '.join(sorted(keys))}",) if keys else ()
