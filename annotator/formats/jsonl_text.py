"""From the bytes of one line to a JSON object, refusing in plain words what cannot be carried.

Source of the format: RFC 8259; numbers are read as 64-bit integers or IEEE doubles.
"""

import json
from typing import Any

import orjson

from annotator.domain.errors import Refused

_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LONG = b"0" * 19
_INT_MIN, _INT_MAX = -(1 << 63), (1 << 64) - 1
_SURROGATE = ("no low surrogate in string", "invalid high surrogate in string",
              "invalid low surrogate in string")
_WHY = {
    "unexpected end of data": "the JSON is cut off in the middle",
    "depth limit exceeded": "the JSON is nested too deeply",
    "number is infinity when parsed as double": "the JSON holds a number too large for any computer",
    "unexpected content after document": "more follows after the JSON object; put one object on a line",
}


def parsed(line: bytes) -> dict[str, Any]:
    """Return the object on the line. Raises Refused with one sentence why there is none.

    Of keys that stand twice the last counts. An integer beyond 64 bits is refused: it would be bent.
    """
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Refused(_why(line, error)) from None
    if not isinstance(value, dict):
        raise Refused("the line is JSON, but no object")
    if _LONG in line.translate(_DIGITS):
        _refuse_long_integers(line)
    return value


def _why(line: bytes, error: orjson.JSONDecodeError) -> str:
    try:
        line.decode()
    except UnicodeDecodeError as broken:
        return f"the line is not UTF-8 (byte {broken.start + 1})"
    said = error.msg.split(":")[0]
    if said in _SURROGATE:
        return f"the JSON holds a lone surrogate (character {error.pos + 1})"
    return _WHY.get(said) or f"the line is no valid JSON: {said} (character {error.pos + 1})"


def _refuse_long_integers(line: bytes) -> None:
    def check(digits: str) -> None:
        if len(digits) > 20 or not _INT_MIN <= int(digits) <= _INT_MAX:
            shown = digits if len(digits) <= 24 else digits[:20] + "…"
            raise Refused(f"the number {shown} has more than 64 bits; write it as a string")

    try:
        json.loads(line, parse_int=check)
    except RecursionError:
        raise Refused(_WHY["depth limit exceeded"]) from None
