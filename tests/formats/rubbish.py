"""Lines of JSONL that went wrong somewhere in their review."""

import copy
from typing import Any

import orjson
from hypothesis import strategies as st

TEXT = "Iraq said to Ottawa no."
AT = "2026-11-22T10:00:00Z"
LINE: dict[str, Any] = {
    "id": "A1", "text": TEXT, "meta": {"title": "T"}, "annotator": "ana", "status": "done",
    "spans": [{"id": "S1", "start": 0, "end": 4, "label": "GPE", "layer": "entity", "text": "Iraq",
               "origin": "manual"},
              {"id": "S2", "start": 13, "end": 19, "label": "GPE", "layer": "entity", "text": "Ottawa",
               "origin": "manual"}],
    "verdicts": [{"span": "S1", "verdict": "edit", "reason": "r", "comment": "c", "by": "bob", "at": AT,
                  "proposal": {"id": "S1", "start": 0, "end": 9, "label": "ORG", "layer": "entity",
                               "fragments": [[0, 4], [5, 9]], "attributes": {"a": True}, "confidence": 0.5},
                  "answer": "dispute", "answered_by": "ana", "answered_at": AT},
                 {"span": "S2", "verdict": "reject", "by": "bob", "at": AT}],
    "remarks": [{"id": "R1", "span": "S2", "by": "bob", "at": AT, "text": "Hm."}]}
_VALUES: list[Any] = [
    None, True, 0, -1, 5, 2 ** 63, 0.5, 1e308, "", " ", "\0", "S1", "S2", "accept", "edit", [], {}, [[0, 4]], [[4, 0]],
    [["a", "b"]], {"a": 1}, AT, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-22", "\u2028é"]
_KEYS = ("id", "span", "by", "at", "text", "verdict", "proposal", "start", "end", "fragments", "label", "answer",
         "answered_by", "answered_at", "confidence", "attributes", "other")


@st.composite
def rubbish(draw: st.DrawFn) -> bytes:
    """A line with one to four values of its review replaced, taken away, doubled or added."""
    line = copy.deepcopy(LINE)
    for _ in range(draw(st.integers(1, 4))):
        part: Any = line
        steps = draw(st.integers(0, 4))
        key: Any = draw(st.sampled_from(("verdicts", "remarks")))
        while steps and key in (part if isinstance(part, dict) else range(len(part))) and (
                isinstance(part[key], dict | list) and part[key]):
            part, steps = part[key], steps - 1
            key = draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        _change(draw, part, key)
    written = orjson.dumps(line)
    if draw(st.booleans()):
        at = draw(st.integers(0, len(written)))
        written = written[:at] + draw(st.binary(max_size=4)) + written[at + draw(st.integers(0, 9)):]
    return written + b"\n"


def _change(draw: st.DrawFn, part: Any, key: Any) -> None:
    how = draw(st.sampled_from(("replace", "take", "double", "add")))
    if how == "replace":
        part[key] = copy.deepcopy(draw(st.sampled_from(_VALUES)))
    elif how == "take":
        part.pop(key) if isinstance(part, list) else part.pop(key, None)
    elif isinstance(part, list):
        part.append(copy.deepcopy(part[key]))
    else:
        part[draw(st.sampled_from(_KEYS))] = copy.deepcopy(draw(st.sampled_from(_VALUES)))
