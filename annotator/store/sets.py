"""Finding the rows that names stand for, and making annotators and sets where they are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import BindParameter, Column, Table, bindparam, select

from annotator.domain.article import SetRef, Status
from annotator.domain.errors import Conflict, NotFound, Refused
from annotator.store import schema as db
from annotator.store.recorder import CHUNK, Recorder
from annotator.store.rows import storable

_TEXT = (select(db.articles.c.pk, db.texts.c.text).join_from(db.articles, db.texts)
         .where(db.articles.c.id == bindparam("article")))
_ARTICLE = select(db.articles.c.pk).where(db.articles.c.id == bindparam("article"))
_ANNOTATOR = select(db.annotators.c.pk).where(db.annotators.c.name == bindparam("annotator"))
_SET = select(db.sets.c.pk).where(db.sets.c.article_pk == bindparam("article"),
                                  db.sets.c.annotator_pk == bindparam("annotator"))


_SOME: BindParameter[int] = bindparam("some", expanding=True)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_KEYS_WHERE = {column: select(table.c.pk).where(column.in_(_SOME))
               for table in db.DATA for column in table.c if column.foreign_keys}
_KEYS_IN_SET = {
    table: select(table.c.id, table.c.pk).where(table.c.set_pk == bindparam("set"), table.c.id.in_(_IDS))
    for table in (db.spans, db.relations)}


def article_pk(recorder: Recorder, article: str) -> int:
    """Return the key of the article. Raises NotFound."""
    found: int | None = recorder.once(db.articles, article, lambda: recorder.connection.execute(
        _ARTICLE, {"article": article}).scalar())
    if found is None:
        raise NotFound(f"There is no article {article} in this project.")
    return found


def article_text(recorder: Recorder, article: str) -> tuple[int, str]:
    """Return key and text of the article. Raises NotFound."""
    row = recorder.once(db.texts, article, lambda: recorder.connection.execute(_TEXT, {"article": article}).first())
    if row is None:
        raise NotFound(f"There is no article {article} in this project.")
    return row.pk, row.text


def find_set(recorder: Recorder, ref: SetRef) -> int | None:
    """Return the key of the set, None where there is none. Raises NotFound for an unknown article."""
    article = article_pk(recorder, ref.article)
    annotator = _annotator_pk(recorder, ref.annotator)
    return None if annotator is None else _set_pk(recorder, article, annotator)


def make_annotator(recorder: Recorder, name: str) -> int:
    """Return the key of the annotator, made where there is none of this name."""
    found = _annotator_pk(recorder, name)
    return recorder.insert(db.annotators, [{"name": name, "color": ""}])[0] if found is None else found


def make_set(recorder: Recorder, article: int, annotator: str, status: Status = "new", notes: str = "") -> int:
    """Return the key of the annotator's set on the article (a key), made with this status and notes where missing."""
    found = make_annotator(recorder, annotator)
    pk = _set_pk(recorder, article, found)
    if pk is None:
        pk = recorder.insert(db.sets, [
            {"article_pk": article, "annotator_pk": found, "status": status, "notes": notes}])[0]
    return pk


def _annotator_pk(recorder: Recorder, name: str) -> int | None:
    return recorder.once(db.annotators, name, lambda: recorder.connection.execute(
        _ANNOTATOR, {"annotator": name}).scalar())


def _set_pk(recorder: Recorder, article: int, annotator: int) -> int | None:
    return recorder.once(db.sets, (article, annotator), lambda: recorder.connection.execute(
        _SET, {"article": article, "annotator": annotator}).scalar())


def check_annotator(name: str) -> None:
    """Raise Refused unless this can be an annotator's name."""
    if not name.strip():
        raise Refused("An annotator needs a name.")
    storable(name)


def keys_where(recorder: Recorder, column: Column[int], values: Iterable[int]) -> list[int]:
    """Return the keys of the rows whose column, a foreign key, has one of the values."""
    ordered = sorted(values)
    return [pk for at in range(0, len(ordered), CHUNK)
            for pk in recorder.connection.execute(_KEYS_WHERE[column], {"some": ordered[at:at + CHUNK]}).scalars()]


def keys_in_set(recorder: Recorder, table: Table, set_pk: int, ids: Collection[str]) -> dict[str, int]:
    """Return the keys of the set's spans or relations with these ids, as far as they are there."""
    query, ordered = _KEYS_IN_SET[table], sorted(ids)
    return {name: pk for at in range(0, len(ordered), CHUNK)
            for name, pk in recorder.connection.execute(query, {"set": set_pk, "ids": ordered[at:at + CHUNK]})}


def check_ids(what: str, ids: Iterable[str]) -> None:
    """Raise Refused for an empty id and Conflict for one that stands twice."""
    seen: set[str] = set()
    for each in ids:
        if not each:
            raise Refused(f"This {what} has no id.")
        if each in seen:
            raise Conflict(f"The id {each} stands for more than one {what}.")
        seen.add(each)
