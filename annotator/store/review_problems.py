"""Checking what reviews left: every verdict, remark and review, and every proposal against its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.merging.base import base_of
from annotator.domain.query import Problem
from annotator.domain.review import Remark
from annotator.domain.verdicts import checked_remark, checked_review, checked_time, checked_verdict
from annotator.store import reviewing
from annotator.store import schema as db

_TEXT = (select(db.texts.c.text).join_from(db.texts, db.articles)
         .where(db.articles.c.id == bindparam("article")))
_SETS = (select(db.sets.c.pk, db.articles.c.id, db.annotators.c.name).join_from(db.sets, db.articles)
         .join(db.annotators).order_by(db.articles.c.position))


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield what is wrong with verdicts, remarks, reviews and what is kept of merges. Values that are no text are named
    by the check of columns and passed over here."""
    yield from _verdicts(connection)
    for pk, ref in _sets_with(connection, db.remarks):
        for remark in reviewing.remarks_of(connection, {pk: ref})[pk]:
            if _is_text(remark.id, remark.span, remark.at, remark.text):
                for why in _wrong(_remark, remark):
                    yield Problem(f"has a remark by {remark.by} that cannot be: {why}",
                                  f"article {ref.article}, span {remark.span}")
    for row in reviewing.review_rows(connection):
        if _is_text(*row):
            for why in _wrong(_review, row):
                yield Problem(f"cannot be: {why}", f"review {row.name or row.id}")
    for pk, ref in _sets_with(connection, db.merge_bases):
        text = reviewing.merge_base(connection, pk)
        if _is_text(text):
            for why in _wrong(base_of, text):
                yield Problem(f"the set of {ref.annotator}: {why}", f"article {ref.article}")


def _verdicts(connection: Connection) -> Iterator[Problem]:
    known, text = "", ""
    for ref, row in reviewing.all_verdicts(connection):
        if ref.article != known:
            known, text = ref.article, connection.execute(_TEXT, {"article": ref.article}).scalar() or ""
        if _is_text(text, *row):
            for why in _wrong(_verdict, ref, row, text):
                yield Problem(f"has a verdict by {row.by} that cannot be: {why}",
                              f"article {ref.article}, span {row.span}")


def _sets_with(connection: Connection, table: Table) -> list[tuple[int, SetRef]]:
    """Return the sets that have rows in a table, with their keys."""
    rows = connection.execute(_SETS.where(db.sets.c.pk.in_(select(table.c.set_pk)))).all()
    return [(pk, SetRef(article, annotator)) for pk, article, annotator in rows]


def _is_text(*values: object) -> bool:
    return not any(isinstance(each, bytes) for each in values)


def _verdict(ref: SetRef, row: Row[*tuple[Any, ...]], text: str) -> None:
    verdict = reviewing.verdict_of(row, ref)
    _in_utc(checked_verdict(text, verdict) == verdict)


def _remark(remark: Remark) -> None:
    _in_utc(checked_remark(remark) == remark)


def _review(row: Row[*tuple[Any, ...]]) -> None:
    review = checked_review(reviewing.review_of(row))
    _in_utc(not review.made_at or checked_time(review.made_at) == review.made_at)


def _in_utc(same: bool) -> None:
    if not same:
        raise Refused("its time is not in UTC")


def _wrong(check: Callable[..., object], *given: object) -> Iterator[str]:
    try:
        check(*given)
    except Refused as error:
        yield str(error)
