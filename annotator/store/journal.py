"""The journal: one step a transaction, in the order they were made; undone steps stand after all done ones."""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from annotator.domain.article import Article
from annotator.domain.change import Step
from annotator.store import schema as db
from annotator.store.rows import from_json

if TYPE_CHECKING:
    from annotator.store.recorder import Recorder

_STEP = select(db.steps.c.seq, db.steps.c.name, db.steps.c.at, db.steps.c.annotator, db.steps.c.state,
               db.steps.c.article)
_LIST = (_STEP.where(db.steps.c.state.in_(("done", "undone"))).order_by(db.steps.c.seq.desc())
         .limit(bindparam("most")))
_NEWEST_DONE = _STEP.add_columns(db.steps.c.merge_key).where(db.steps.c.state == "done").order_by(
    db.steps.c.seq.desc()).limit(1)
_OLDEST_UNDONE = _STEP.where(db.steps.c.state == "undone").order_by(db.steps.c.seq).limit(1)
_UNDONE = select(db.steps.c.seq).where(db.steps.c.state == "undone")
_DROP = update(db.steps).where(db.steps.c.seq.in_(bindparam("seqs", expanding=True))).values(state="dropped")
_FORGET = delete(db.changes).where(db.changes.c.step_seq.in_(bindparam("seqs", expanding=True)))
_MARK = update(db.steps).where(db.steps.c.seq == bindparam("the_seq")).values(state=bindparam("to_state"))
_RENAME = update(db.steps).where(db.steps.c.seq == bindparam("the_seq")).values(
    name=bindparam("to_name"), at=bindparam("to_at"), article=bindparam("to_article"))
_TOUCHED = select(db.changes.c.pk, db.changes.c.table_name, db.changes.c.first_pk, db.changes.c.last_pk).where(
    db.changes.c.step_seq == bindparam("seq")).order_by(db.changes.c.pk)
_IMAGES = (select(db.changes.c.before).join_from(db.changes, db.steps)
           .where(db.changes.c.step_seq == bindparam("seq"), db.steps.c.state == "done",
                  db.changes.c.before.is_not(None), db.changes.c.table_name == bindparam("table"))
           .order_by(db.changes.c.pk).limit(2))
_IMAGE = _IMAGES.where(db.changes.c.first_pk == bindparam("pk"))
_HAS_TEXT = (select(db.changes.c.pk).where(db.changes.c.step_seq == db.steps.c.seq, db.changes.c.before.is_not(None),
                                           db.changes.c.table_name == db.texts.name).exists())
_CORRECTIONS = (_STEP.where(db.steps.c.article == bindparam("article"), db.steps.c.state == "done", _HAS_TEXT)
                .order_by(db.steps.c.seq.desc()))
_JOIN = update(db.changes).where(db.changes.c.pk.in_(bindparam("pks", expanding=True))).values(
    step_seq=bindparam("to_seq"))


def steps(connection: Connection, limit: int) -> list[Step]:
    """Return the newest done and undone steps, oldest first."""
    return [_step(row) for row in reversed(connection.execute(_LIST, {"most": limit}).all())]


def newest_done(connection: Connection) -> Step | None:
    """Return the step an undo takes back."""
    row = connection.execute(_NEWEST_DONE).first()
    return _step(row) if row else None


def oldest_undone(connection: Connection) -> Step | None:
    """Return the step a redo does again."""
    row = connection.execute(_OLDEST_UNDONE).first()
    return _step(row) if row else None


def mark(connection: Connection, step: Step) -> None:
    """Store the step's state."""
    connection.execute(_MARK, {"the_seq": step.seq, "to_state": step.state})


def enter(recorder: Recorder, step: Step, merge_key: str) -> Step:
    """Put a finished transaction in the journal; returns its step, or the one it joined.

    Undone steps are dropped: they stay as lines, but can no longer be redone, so their changes go.
    """
    connection = recorder.connection
    recorder.save()
    undone = list(connection.execute(_UNDONE).scalars())
    newest = connection.execute(_NEWEST_DONE).first() if merge_key and not undone else None
    if newest and (newest.merge_key, newest.annotator) == (merge_key, step.annotator):
        _join(connection, step.seq, newest.seq)
        connection.execute(_RENAME, {"the_seq": newest.seq, "to_name": step.name, "to_at": step.at,
                                     "to_article": step.article})
        return Step(seq=newest.seq, name=step.name, at=step.at, annotator=step.annotator, article=step.article)
    if undone:
        connection.execute(_FORGET, {"seqs": undone})
        connection.execute(_DROP, {"seqs": undone})
    connection.execute(insert(db.steps), {
        "seq": step.seq, "name": step.name, "at": step.at, "annotator": step.annotator, "article": step.article,
        "state": step.state, "merge_key": merge_key})
    return step


def corrections(connection: Connection, article: str) -> list[Step]:
    """Return the done steps of which this article's text before them is kept, newest first."""
    return [_step(row) for row in connection.execute(_CORRECTIONS, {"article": article})]


def text_before(connection: Connection, seq: int) -> Article | None:
    """Return the article whose text the done step changed or removed as it was before, None unless it is one."""
    images = list(connection.execute(_IMAGES, {"seq": seq, "table": db.texts.name}).scalars())
    if len(images) != 1:
        return None
    text = loads(images[0])
    # the article's row holds the text's checksum, so a step that touched the one touched the other
    was = loads(connection.execute(
        _IMAGE, {"seq": seq, "table": db.articles.name, "pk": text["article_pk"]}).scalar_one())
    return Article(id=was["id"], title=was["title"], text=text["text"], meta=from_json(was["meta"]))


def _step(row: Row[*tuple[Any, ...]]) -> Step:
    return Step(seq=row.seq, name=row.name, at=row.at, annotator=row.annotator, state=row.state, article=row.article)


def _join(connection: Connection, seq: int, into: int) -> None:
    """Move changes to an earlier step, which keeps its own record of rows that it touched already."""
    from annotator.store.recorder import Log

    known: dict[str, list[range]] = {}
    for change in connection.execute(_TOUCHED, {"seq": into}):
        known.setdefault(change.table_name, []).append(range(change.first_pk, change.last_pk + 1))
    log = Log(connection, into)
    moved = []
    for change in connection.execute(_TOUCHED, {"seq": seq}).all():
        touched = range(change.first_pk, change.last_pk + 1)
        new = list(_without(touched, known.get(change.table_name, [])))
        if new == [touched]:
            moved.append(change.pk)
        else:
            for part in new:
                log.added(db.BY_NAME[change.table_name], part.start, part.stop - 1)
    if moved:
        connection.execute(_JOIN, {"pks": moved, "to_seq": into})
    log.flush()
    connection.execute(_FORGET, {"seqs": [seq]})


def _without(keys: range, known: list[range]) -> list[range]:
    """Return what of `keys` no range of `known` holds."""
    left = [keys]
    for other in known:
        left = [part for each in left for part in (range(each.start, min(each.stop, other.start)),
                                                   range(max(each.start, other.stop), each.stop)) if part]
    return left
