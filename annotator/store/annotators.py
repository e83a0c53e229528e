"""Annotators' colors, and another name for one."""

from __future__ import annotations

import re

from sqlalchemy import bindparam, select

from annotator.domain.errors import Conflict, NotFound, Refused
from annotator.domain.review import GOLD
from annotator.store import schema as db
from annotator.store.recorder import Recorder
from annotator.store.rows import from_json, to_json
from annotator.store.sets import check_annotator, make_annotator

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_NAMED = select(db.annotators.c.pk).where(db.annotators.c.name == bindparam("name"))
_REVIEWS = select(db.reviews.c.pk, db.reviews.c.annotators, db.reviews.c.policy)
_PREFER = "prefer:"


def put(recorder: Recorder, name: str, color: str) -> None:
    """Make an annotator, or give one another color; "" is the usual one."""
    check_annotator(name)
    if color and not _COLOR.fullmatch(color):
        raise Refused(f"{color!r} is no color; write it as #RRGGBB.")
    recorder.update(db.annotators, [{"pk": make_annotator(recorder, name), "color": color.upper()}])


def rename(recorder: Recorder, old: str, new: str) -> None:
    """Give an annotator another name. Rows refer to annotators by key; only reviews name them in their lists."""
    check_annotator(new)
    pk = recorder.connection.execute(_NAMED, {"name": old}).scalar()
    if pk is None:
        raise NotFound(f"There is no annotator {old} in this project.")
    if old == new:
        return
    if GOLD in (old, new):
        raise Refused(f"The name {GOLD} is that of the sets that reviews make; choose another.")
    if recorder.connection.execute(_NAMED, {"name": new}).scalar() is not None:
        raise Conflict(f"There is an annotator {new} already; choose another name.")
    recorder.update(db.annotators, [{"pk": pk, "name": new}])
    for review in recorder.connection.execute(_REVIEWS).all():
        recorder.update(db.reviews, [{
            "pk": review.pk,
            "annotators": to_json([new if name == old else name for name in from_json(review.annotators)], "review"),
            "policy": f"{_PREFER}{new}" if review.policy == f"{_PREFER}{old}" else review.policy}])
