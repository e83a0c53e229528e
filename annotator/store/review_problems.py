"""Checking what reviews left: every verdict, remark and review, and every proposal against its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.query import Problem
from annotator.domain.review import Review
from annotator.domain.verdicts import checked_remark, checked_review, checked_time, checked_verdict
from annotator.store import reviewing
from annotator.store import schema as db

_TEXT = (select(db.texts.c.text).join_from(db.texts, db.articles)
         .where(db.articles.c.id == bindparam("article")))
_SETS = (select(db.sets.c.pk, db.articles.c.id, db.annotators.c.name).join_from(db.sets, db.articles)
         .join(db.annotators).where(db.sets.c.pk.in_(select(db.remarks.c.set_pk))).order_by(db.articles.c.position))


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield what is wrong with verdicts, remarks and reviews."""
    known, text = "", ""
    for ref, row in reviewing.all_verdicts(connection):
        if ref.article != known:
            known, text = ref.article, connection.execute(_TEXT, {"article": ref.article}).scalar() or ""
        for why in _wrong(lambda ref, row, text: _in_utc(
                checked_verdict(text, verdict := reviewing.verdict_of(row, ref)) == verdict), ref, row, text):
            yield Problem(f"has a verdict by {row.by} that cannot be: {why}", f"article {ref.article}, span {row.span}")
    for pk, article, annotator in connection.execute(_SETS).all():
        for remark in reviewing.remarks_of(connection, {pk: SetRef(article, annotator)})[pk]:
            for why in _wrong(lambda remark: _in_utc(checked_remark(remark) == remark), remark):
                yield Problem(f"has a remark by {remark.by} that cannot be: {why}",
                              f"article {article}, span {remark.span}")
    for row in reviewing.review_rows(connection):
        for why in _wrong(lambda row: _review(reviewing.review_of(row)), row):
            yield Problem(f"cannot be: {why}", f"review {row.name or row.id}")


def _review(review: Review) -> None:
    checked_review(review)
    _in_utc(not review.made_at or checked_time(review.made_at) == review.made_at)


def _in_utc(same: bool) -> None:
    if not same:
        raise Refused("its time is not in UTC")


def _wrong(check: Callable[..., None], *given: object) -> Iterator[str]:
    try:
        check(*given)
    except Refused as error:
        yield str(error)
