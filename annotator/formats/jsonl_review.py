"""Verdicts and remarks as the JSON objects of a line, both ways; every value read is checked.

Source of the format: the project's contract for JSONL lines. They belong to the line's own annotation set, which the
import fills in.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.review import Remark, Verdict
from annotator.domain.verdicts import checked_remark, checked_verdict
from annotator.formats.jsonl_span import KNOWN as SPAN_KNOWN
from annotator.formats.jsonl_span import span_object, span_of
from annotator.formats.jsonl_values import identifier, not_kept, objects, string, unique

_NOWHERE = SetRef("", "")
_VERDICT_KNOWN = frozenset(("span", "verdict", "reason", "comment", "by", "at", "proposal", "answer", "answered_by",
                            "answered_at"))
_REMARK_KNOWN = frozenset(("id", "span", "by", "at", "text"))
_Read = TypeVar("_Read", Verdict, Remark)


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict as the contract's object; what is empty is left out."""
    value: dict[str, Any] = {"span": verdict.span, "verdict": verdict.verdict}
    if verdict.reason:
        value["reason"] = verdict.reason
    if verdict.comment:
        value["comment"] = verdict.comment
    value |= {"by": verdict.by, "at": verdict.at}
    if verdict.proposal is not None:
        value["proposal"] = span_object(verdict.proposal)
    if verdict.answered_by:
        value |= {"answer": verdict.answer, "answered_by": verdict.answered_by, "answered_at": verdict.answered_at}
    return value


def remark_object(remark: Remark) -> dict[str, str]:
    """Return the remark as an object of the line."""
    return {"id": remark.id, "span": remark.span, "by": remark.by, "at": remark.at, "text": remark.text}


def verdicts_of(line: Mapping[str, Any], text: str) -> tuple[Verdict, ...]:
    """Return the verdicts of a line whose article has this text, their times in UTC. Raises Refused."""
    found = tuple(_verdict(each, f"verdict {place}", text) for place, each in objects(line, "verdicts"))
    twice: set[tuple[str, str]] = set()
    for verdict in found:
        if (verdict.span, verdict.by) in twice:
            raise Refused(f"{verdict.by} has two verdicts on the span {verdict.span}")
        twice.add((verdict.span, verdict.by))
    return found


def remarks_of(line: Mapping[str, Any]) -> tuple[Remark, ...]:
    """Return the remarks of a line, their times in UTC. Raises Refused."""
    found = tuple(_remark(each, f"remark {place}") for place, each in objects(line, "remarks"))
    unique("remark", (remark.id for remark in found))
    return found


def not_kept_of(line: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is not kept of verdicts, their proposals and remarks, a sentence each."""
    proposals = {"proposals": [each["proposal"] for _, each in objects(line, "verdicts") if each.get("proposal")]}
    return (*not_kept(line, "verdicts", _VERDICT_KNOWN), *not_kept(proposals, "proposals", SPAN_KNOWN),
            *not_kept(line, "remarks", _REMARK_KNOWN))


def _verdict(value: Mapping[str, Any], where: str, text: str) -> Verdict:
    given = {key: string(value, key, where) for key in _VERDICT_KNOWN - {"span", "proposal", "by", "answered_by"}}
    given |= {key: string(value, key, where).strip() for key in ("by", "answered_by")}
    span, proposal = identifier(value, "span", where), value.get("proposal")
    if proposal is not None and not isinstance(proposal, dict):
        raise Refused(f"{where}: proposal is not an object")
    made = None if proposal is None else span_of({**proposal, "id": span}, f"{where}, proposal", text)
    return _checked(where, lambda: checked_verdict(text, Verdict(
        ref=_NOWHERE, span=span, proposal=made, **given)))  # type: ignore[arg-type]  # which are checked


def _remark(value: Mapping[str, Any], where: str) -> Remark:
    return _checked(where, lambda: checked_remark(Remark(
        id=identifier(value, "id", where), ref=_NOWHERE, span=identifier(value, "span", where),
        by=string(value, "by", where).strip(), at=string(value, "at", where), text=string(value, "text", where))))


def _checked(where: str, make: Callable[[], _Read]) -> _Read:
    try:
        return make()
    except Refused as error:
        raise Refused(f"{where}: {error}") from None
