"""Writing verdicts, remarks, reviews, and what sets were like when they were last merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.scheme import Renamed
from annotator.domain.verdicts import checked_remark, checked_review, checked_verdict
from annotator.store import schema as db
from annotator.store.recorder import CHUNK, Recorder, Values
from annotator.store.reviewing import proposal_of, proposal_text
from annotator.store.rows import storable, to_json
from annotator.store.sets import article_text, check_annotator, find_set, make_annotator, make_set

_Placed = TypeVar("_Placed", Verdict, Remark)
_VERDICTS = (select(db.verdicts.c.pk, db.verdicts.c.span, db.annotators.c.name)
             .join_from(db.verdicts, db.annotators, db.annotators.c.pk == db.verdicts.c.reviewer_pk)
             .where(db.verdicts.c.set_pk == bindparam("set")))
_PROPOSALS = select(db.verdicts.c.pk, db.verdicts.c.proposal).where(db.verdicts.c.proposal != "")
_REMARKS = select(db.remarks.c.pk, db.remarks.c.id).where(db.remarks.c.set_pk == bindparam("set"))
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_WITH_IDS = select(db.remarks.c.pk).where(db.remarks.c.id.in_(_IDS))
_REVIEW = select(db.reviews.c.pk).where(db.reviews.c.id == bindparam("id"))
_BASE = select(db.merge_bases.c.pk).where(db.merge_bases.c.set_pk == bindparam("set"))


class _Annotators(dict[str, int]):
    """Keys of annotators by name; one who is asked for and missing is made."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder

    def __missing__(self, name: str) -> int:
        self[name] = pk = make_annotator(self._recorder, name)
        return pk


def put_verdicts(recorder: Recorder, verdicts: Iterable[Verdict]) -> None:
    """Make verdicts, or replace those of the same keys."""
    checked = []
    for ref, some in _by_set(verdicts):
        article, text = article_text(recorder, ref.article)
        check_annotator(ref.annotator)
        checked.append((ref, article, [_verdict_values(text, verdict) for verdict in some]))
    annotators = _Annotators(recorder)
    for ref, article, rows in checked:
        set_pk = make_set(recorder, article, ref.annotator)
        wanted: dict[tuple[str, str], Values] = {}
        for by, answered_by, row in rows:
            wanted[row["span"], by] = {
                **row, "set_pk": set_pk, "reviewer_pk": annotators[by],
                "answered_pk": annotators[answered_by] if answered_by else None}
        there = _verdicts_there(recorder, set_pk)
        recorder.update(db.verdicts, [{"pk": there[key], **row} for key, row in wanted.items() if key in there])
        recorder.insert(db.verdicts, [row for key, row in wanted.items() if key not in there])


def remove_verdicts(recorder: Recorder, keys: Iterable[tuple[SetRef, str, str]]) -> None:
    """Remove verdicts by their keys; those that are not there are ignored. Raises NotFound for an unknown article."""
    wanted: dict[SetRef, set[tuple[str, str]]] = defaultdict(set)
    for ref, span, by in keys:
        wanted[ref].add((span, by))
    for set_pk, some in [(find_set(recorder, ref), some) for ref, some in wanted.items()]:
        if set_pk is not None:
            recorder.delete(db.verdicts, [
                pk for key, pk in _verdicts_there(recorder, set_pk).items() if key in some])


def follow(recorder: Recorder, renamed: Renamed) -> None:
    """Give proposals the layers and labels that these are called now."""
    for pk, text in recorder.connection.execute(_PROPOSALS).all():
        proposal = proposal_of(text)
        layer, label = renamed.place(proposal.layer, proposal.label)
        recorder.update(db.verdicts, [
            {"pk": pk, "proposal": proposal_text(replace(proposal, layer=layer, label=label))}])


def put_remarks(recorder: Recorder, remarks: Iterable[Remark]) -> None:
    """Make remarks, or replace those of the same ids on the same sets."""
    checked = []
    for ref, some in _by_set(remarks):
        article, _ = article_text(recorder, ref.article)
        check_annotator(ref.annotator)
        checked.append((ref, article, [_checked_remark(remark) for remark in some]))
    annotators = _Annotators(recorder)
    for ref, article, some in checked:
        set_pk = make_set(recorder, article, ref.annotator)
        rows = {remark.id: {
            "set_pk": set_pk, "id": remark.id, "span": remark.span,
            "annotator_pk": annotators[remark.by], "at": remark.at, "text": remark.text}
            for remark in some}
        there = {name: pk for pk, name in recorder.connection.execute(_REMARKS, {"set": set_pk})}
        recorder.update(db.remarks, [{"pk": there[key], **row} for key, row in rows.items() if key in there])
        recorder.insert(db.remarks, [row for key, row in rows.items() if key not in there])


def remove_remarks(recorder: Recorder, ids: Collection[str]) -> None:
    """Remove remarks by their ids; those that are not there are ignored."""
    ordered = sorted(ids)
    for at in range(0, len(ordered), CHUNK):
        recorder.delete(db.remarks, list(
            recorder.connection.execute(_WITH_IDS, {"ids": ordered[at:at + CHUNK]}).scalars()))


def put_review(recorder: Recorder, review: Review) -> None:
    """Make a review, or replace the one of the same id."""
    checked_review(review)
    storable(review.id, review.name, review.reviewer, review.policy, review.sampling, review.made_at)
    row = {"id": review.id, "name": review.name, "mode": review.mode,
           "annotators": to_json(list(review.annotators), "review"), "policy": review.policy,
           "articles": to_json(list(review.articles), "review"), "sampling": review.sampling, "seed": review.seed,
           "made_at": review.made_at, "reviewer_pk": make_annotator(recorder, review.reviewer)}
    pk = recorder.connection.execute(_REVIEW, {"id": review.id}).scalar()
    if pk is None:
        recorder.insert(db.reviews, [row])
    else:
        recorder.update(db.reviews, [{"pk": pk, **row}])


def remove_review(recorder: Recorder, id: str) -> None:
    """Remove a review; verdicts stay. One that is not there is ignored."""
    recorder.delete(db.reviews, list(recorder.connection.execute(_REVIEW, {"id": id}).scalars()))


def put_merge_base(recorder: Recorder, ref: SetRef, text: str) -> None:
    """Keep this text with the set, made where it is missing; an empty one is forgotten."""
    article, _ = article_text(recorder, ref.article)
    check_annotator(ref.annotator)
    storable(text)
    set_pk = make_set(recorder, article, ref.annotator)
    pk = recorder.connection.execute(_BASE, {"set": set_pk}).scalar()
    if not text:
        recorder.delete(db.merge_bases, [] if pk is None else [pk])
    elif pk is None:
        recorder.insert(db.merge_bases, [{"set_pk": set_pk, "text": text}])
    else:
        recorder.update(db.merge_bases, [{"pk": pk, "text": text}])


def _by_set(values: Iterable[_Placed]) -> Iterable[tuple[SetRef, Sequence[_Placed]]]:
    found: dict[SetRef, list[_Placed]] = defaultdict(list)
    for each in values:
        found[each.ref].append(each)
    return found.items()


def _verdict_values(text: str, verdict: Verdict) -> tuple[str, str, Values]:
    """Return who judged, who answered, and the columns of the row but the keys. Raises Refused."""
    storable(verdict.span, verdict.reason, verdict.comment, verdict.by, verdict.answered_by)
    try:
        verdict = checked_verdict(text, verdict)
    except Refused as error:
        raise Refused(f"The verdict on span {verdict.span} cannot be kept: {error}.") from None
    return verdict.by, verdict.answered_by, {
        "span": verdict.span, "verdict": verdict.verdict, "reason": verdict.reason, "comment": verdict.comment,
        "at": verdict.at, "proposal": proposal_text(verdict.proposal), "answer": verdict.answer,
        "answered_at": verdict.answered_at}


def _checked_remark(remark: Remark) -> Remark:
    storable(remark.id, remark.span, remark.by, remark.text)
    if not remark.id:
        raise Refused("This remark has no id.")
    try:
        return checked_remark(remark)
    except Refused as error:
        raise Refused(f"The remark on span {remark.span} cannot be kept: {error}.") from None


def _verdicts_there(recorder: Recorder, set_pk: int) -> dict[tuple[str, str], int]:
    return {(span, by): pk for pk, span, by in recorder.connection.execute(_VERDICTS, {"set": set_pk})}
