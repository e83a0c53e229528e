"""Reading what reviews left: verdicts, remarks, reviews, and what sets were like when they were last merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from annotator.domain.article import SetRef
from annotator.domain.errors import Refused
from annotator.domain.kept_span import kept_span, kept_values
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.span import Span
from annotator.store import schema as db
from annotator.store.rows import attribute_values, from_json, to_json

_REVIEWER, _ANSWERER = db.annotators.alias("reviewer"), db.annotators.alias("answerer")
_JUDGED = db.verdicts.join(_REVIEWER, _REVIEWER.c.pk == db.verdicts.c.reviewer_pk).outerjoin(
    _ANSWERER, _ANSWERER.c.pk == db.verdicts.c.answered_pk)
_COLUMNS = (db.verdicts.c.set_pk, db.verdicts.c.span, _REVIEWER.c.name.label("by"), db.verdicts.c.verdict,
            db.verdicts.c.reason, db.verdicts.c.comment, db.verdicts.c.at, db.verdicts.c.proposal,
            db.verdicts.c.answer, _ANSWERER.c.name.label("answered_by"), db.verdicts.c.answered_at)
_OF_SETS = (select(*_COLUMNS).select_from(_JUDGED)
            .where(db.verdicts.c.set_pk.in_(bindparam("sets", expanding=True)))
            .order_by(db.verdicts.c.span, _REVIEWER.c.name))
_PLACED = (select(*_COLUMNS, db.articles.c.id.label("article"), db.annotators.c.name.label("annotator"))
           .select_from(_JUDGED.join(db.sets, db.sets.c.pk == db.verdicts.c.set_pk)
                        .join(db.articles, db.articles.c.pk == db.sets.c.article_pk)
                        .join(db.annotators, db.annotators.c.pk == db.sets.c.annotator_pk))
           .order_by(db.articles.c.position, db.annotators.c.name, db.verdicts.c.span, _REVIEWER.c.name))
_BY = _PLACED.where(_REVIEWER.c.name == bindparam("by"))
_REMARKS = (select(db.remarks.c.set_pk, db.remarks.c.id, db.remarks.c.span, db.annotators.c.name.label("by"),
                   db.remarks.c.at, db.remarks.c.text)
            .join_from(db.remarks, db.annotators).where(db.remarks.c.set_pk.in_(bindparam("sets", expanding=True)))
            .order_by(db.remarks.c.at, db.remarks.c.id))
_REVIEWS = (select(db.reviews, db.annotators.c.name.label("reviewer")).join_from(db.reviews, db.annotators)
            .order_by(db.reviews.c.made_at, db.reviews.c.pk))
_BASE = select(db.merge_bases.c.text).where(db.merge_bases.c.set_pk == bindparam("set"))


def verdicts_of(connection: Connection, sets: Mapping[int, SetRef]) -> dict[int, list[Verdict]]:
    """Return the verdicts on the spans of these sets (by key), by span id and reviewer."""
    found: dict[int, list[Verdict]] = defaultdict(list)
    for row in connection.execute(_OF_SETS, {"sets": list(sets)}):
        found[row.set_pk].append(verdict_of(row, sets[row.set_pk]))
    return found


def verdicts_by(connection: Connection, reviewer: str) -> list[Verdict]:
    """Return all verdicts of a reviewer in project order, then by annotator and span id."""
    return [verdict_of(row, SetRef(row.article, row.annotator)) for row in connection.execute(_BY, {"by": reviewer})]


def all_verdicts(connection: Connection) -> Iterator[tuple[SetRef, Row[*tuple[Any, ...]]]]:
    """Yield the rows of all verdicts with the set they are on, in project order."""
    for row in connection.execute(_PLACED):
        yield SetRef(row.article, row.annotator), row


def remarks_of(connection: Connection, sets: Mapping[int, SetRef]) -> dict[int, list[Remark]]:
    """Return the remarks on the spans of these sets (by key), oldest first."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in connection.execute(_REMARKS, {"sets": list(sets)}):
        found[row.set_pk].append(Remark(
            id=row.id, ref=sets[row.set_pk], span=row.span, by=row.by, at=row.at, text=row.text))
    return found


def review_rows(connection: Connection) -> list[Row[*tuple[Any, ...]]]:
    """Return the rows of all reviews, oldest first."""
    return list(connection.execute(_REVIEWS))


def review_of(row: Row[*tuple[Any, ...]]) -> Review:
    """Return the review of a row. Raises Refused for lists that cannot be read."""
    return Review(id=row.id, name=row.name, mode=row.mode, annotators=_listed(row.annotators), reviewer=row.reviewer,
                  policy=row.policy, articles=_listed(row.articles), sampling=row.sampling, seed=row.seed,
                  made_at=row.made_at)


def merge_base(connection: Connection, set_pk: int) -> str:
    """Return the text that was kept of the set, "" where none was."""
    return connection.execute(_BASE, {"set": set_pk}).scalar() or ""


def verdict_of(row: Row[*tuple[Any, ...]], ref: SetRef) -> Verdict:
    """Return the verdict of a row, which is on this set. Raises Refused for a proposal that cannot be read."""
    return Verdict(ref=ref, span=row.span, verdict=row.verdict, reason=row.reason, comment=row.comment, by=row.by,
                   at=row.at, proposal=proposal_of(row.proposal) if row.proposal else None, answer=row.answer,
                   answered_by=row.answered_by or "", answered_at=row.answered_at)


def proposal_of(text: str) -> Span:
    """Return the span that the column of proposals holds. Raises Refused where it cannot be read."""
    try:
        return kept_span(from_json(text))
    except (ValueError, TypeError, Refused):
        raise Refused("The proposal of a verdict cannot be read; check the project.") from None


def _listed(text: str) -> tuple[str, ...]:
    try:
        values = from_json(text)
    except ValueError:
        values = None
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise Refused("The annotators or articles of a review cannot be read; check the project.")
    return tuple(values)


def proposal_text(span: Span | None) -> str:
    """Return a proposal as the text of its column. Raises Refused for what cannot be kept of a span."""
    if span is None:
        return ""
    attribute_values(span)
    return to_json(kept_values(span), "proposal")
