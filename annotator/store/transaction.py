"""Writes within one transaction: everything is verified against the domain's rules before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, func, select

from annotator.domain.article import STATUSES, AnnotationSet, Article, SetRef, checked_text
from annotator.domain.change import ChangeSet, Step
from annotator.domain.errors import Conflict, NotFound, Refused, UserError
from annotator.domain.relation import Relation
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.scheme import Renamed, Scheme
from annotator.domain.span import Span
from annotator.store import annotators, check, journal, reviewwriter, spanwriter, word_index
from annotator.store import schema as db
from annotator.store.labels import label_keys, type_keys, write_scheme
from annotator.store.reader import ProjectReader
from annotator.store.recorder import CHUNK, Recorder
from annotator.store.rows import article_values, storable
from annotator.store.sets import article_pk, check_annotator, check_ids, find_set, keys_in_set, keys_where, make_set

_LAST_POSITION = select(func.coalesce(func.max(db.articles.c.position), 0))
_TAKEN = select(db.articles.c.id).where(db.articles.c.id.in_(bindparam("ids", expanding=True)))
_KEYS = select(db.articles.c.pk).where(db.articles.c.id.in_(bindparam("ids", expanding=True)))
_NOTHING_RENAMED = Renamed()


class Transaction(ProjectReader):
    """Reads and writes of one transaction, which becomes one journal step."""

    def __init__(self, connection: Connection, alive: Callable[[], None], *, annotator: str, at: str) -> None:
        """Begin on a connection that holds the write lock; `alive` raises where the transaction is over."""
        super().__init__(connection, alive, each=False)
        self._recorder = Recorder(connection)
        self._step = Step(seq=self._recorder.seq, name="Change", at=at, annotator=annotator)
        self._merge_key = ""
        self._changes = ChangeSet()
        self._labels: dict[tuple[str, str], int] | None = None
        self._retold: dict[int, str] = {}
        self._broken = False

    def describe(self, name: str, *, article: str = "", merge_key: str = "") -> None:
        """Name the step; with the newest step's merge key it joins that step."""
        self._step = Step(seq=self._step.seq, name=name, at=self._step.at, annotator=self._step.annotator,
                          article=article)
        self._merge_key = merge_key

    @property
    def changes(self) -> ChangeSet:
        """After the commit: what changed, empty where nothing did."""
        return self._changes

    def finish(self) -> ChangeSet:
        """Put the step into the journal, just before the commit; returns what `changes` is to say after it."""
        if self._broken:
            raise UserError("An earlier part of this change failed, so nothing of it was kept; try again.")
        for pk, article in self._retold.items():
            for problem in check.span_problems(self._connection, pk, article):
                raise Refused(f"The new text of {problem.where} does not fit: {problem.what}.")
        if not self._recorder.touched.anything:
            return ChangeSet()
        word_index.catch_up(self._connection)
        step = journal.enter(self._recorder, self._step, self._merge_key)
        return self._recorder.touched.changes(self._connection, step)

    def committed(self, changes: ChangeSet) -> None:
        """Say from now on that these changes were made."""
        self._changes = changes

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Write; a refusal comes before anything is written, so it may be caught. Any other error ends it all."""
        self._found = None
        with self._reading() as connection:
            try:
                yield connection
            except (Refused, NotFound, Conflict):
                raise
            except BaseException:
                self._broken = True
                raise

    def add_articles(self, articles: Sequence[Article]) -> None:
        """Append articles. Raises Conflict where an id is taken."""
        with self._writing() as connection:
            ids = [article.id for article in articles]
            check_ids("article", ids)
            for article in articles:
                checked_text(article.text)
            for at in range(0, len(ids), CHUNK):
                for taken in connection.execute(_TAKEN, {"ids": ids[at:at + CHUNK]}).scalars():
                    raise Conflict(f"There is an article {taken} already in this project.")
            first = connection.execute(_LAST_POSITION).scalar_one() + 1
            pks = self._recorder.insert(db.articles, [
                {**article_values(article), "position": n} for n, article in enumerate(articles, first)])
            self._recorder.insert(db.texts, [
                {"article_pk": pk, "text": article.text} for pk, article in zip(pks, articles, strict=True)])

    def remove_articles(self, articles: Collection[str]) -> None:
        """Remove articles with all that stands on them; ids that are not there are ignored."""
        with self._writing() as connection:
            ids = sorted(articles)
            pks = [pk for at in range(0, len(ids), CHUNK)
                   for pk in connection.execute(_KEYS, {"ids": ids[at:at + CHUNK]}).scalars()]
            sets = keys_where(self._recorder, db.sets.c.article_pk, pks)
            spanwriter.remove_spans(self._recorder, keys_where(self._recorder, db.spans.c.set_pk, sets))
            for table in (db.verdicts, db.remarks, db.merge_bases):
                self._recorder.delete(table, keys_where(self._recorder, table.c.set_pk, sets))
            self._recorder.delete(db.sets, sets)
            self._recorder.delete(db.texts, keys_where(self._recorder, db.texts.c.article_pk, pks))
            self._recorder.delete(db.articles, pks)

    def update_article(self, article: Article) -> None:
        """Change title, metadata or text; at the commit every span must fit the text. Raises NotFound."""
        with self._writing():
            checked_text(article.text)
            pk = article_pk(self._recorder, article.id)
            self._recorder.update(db.articles, [{"pk": pk, **article_values(article)}])
            self._recorder.update(db.texts, [
                {"pk": text, "text": article.text}
                for text in keys_where(self._recorder, db.texts.c.article_pk, [pk])])
            self._retold[pk] = article.id

    def put_set(self, value: AnnotationSet) -> None:
        """Make or change a set (and make its annotator). Raises NotFound where there is no such article."""
        with self._writing():
            if value.status not in STATUSES:
                raise Refused(f"There is no status {value.status!r}; use one of {', '.join(STATUSES)}.")
            check_annotator(value.ref.annotator)
            storable(value.notes)
            article = article_pk(self._recorder, value.ref.article)
            pk = make_set(self._recorder, article, value.ref.annotator, value.status, value.notes)
            self._recorder.update(db.sets, [{"pk": pk, "status": value.status, "notes": value.notes}])

    def add_spans(self, ref: SetRef, spans: Sequence[Span]) -> None:
        """Add spans to a set (made where missing, as new). Raises Refused, NotFound, Conflict."""
        if spans:
            with self._writing() as connection:
                spanwriter.add_spans(self._recorder, self._label_keys(connection), ref, spans)

    def update_spans(self, ref: SetRef, spans: Sequence[Span]) -> None:
        """Replace spans of these ids. Raises Refused, and NotFound for an unknown id."""
        if spans:
            with self._writing() as connection:
                spanwriter.update_spans(self._recorder, self._label_keys(connection), ref, spans)

    def remove_spans(self, ref: SetRef, ids: Collection[str]) -> None:
        """Remove spans and the relations that end in them; ids that are not there are ignored."""
        if not ids:
            return
        with self._writing():
            set_pk = find_set(self._recorder, ref)
            if set_pk is not None:
                spanwriter.remove_spans(self._recorder, keys_in_set(self._recorder, db.spans, set_pk, ids).values())

    def add_relations(self, ref: SetRef, relations: Sequence[Relation]) -> None:
        """Add relations between spans of the set. Raises NotFound, Conflict."""
        with self._writing() as connection:
            spanwriter.add_relations(self._recorder, type_keys(connection), ref, relations)

    def remove_relations(self, ref: SetRef, ids: Collection[str]) -> None:
        """Remove relations; ids that are not there are ignored."""
        if not ids:
            return
        with self._writing():
            set_pk = find_set(self._recorder, ref)
            if set_pk is not None:
                self._recorder.delete(
                    db.relations, keys_in_set(self._recorder, db.relations, set_pk, ids).values())

    def put_scheme(self, scheme: Scheme, renamed: Renamed = _NOTHING_RENAMED) -> None:
        """Replace the scheme; `renamed` tells which rows go on under another name, free so far. Raises Refused
        with the count where something used would go."""
        with self._writing():
            self._labels = None
            write_scheme(self._recorder, scheme, renamed)
            if renamed.layers or renamed.labels:
                reviewwriter.follow(self._recorder, renamed)

    def put_verdicts(self, verdicts: Iterable[Verdict]) -> None:
        """Make or replace verdicts, by their keys; sets and annotators are made where missing. Raises Refused for
        one that cannot be (see `checked_verdict`), NotFound where there is no such article."""
        with self._writing():
            reviewwriter.put_verdicts(self._recorder, verdicts)

    def remove_verdicts(self, keys: Iterable[tuple[SetRef, str, str]]) -> None:
        """Remove verdicts by their keys; those that are not there are ignored."""
        with self._writing():
            reviewwriter.remove_verdicts(self._recorder, keys)

    def put_remarks(self, remarks: Iterable[Remark]) -> None:
        """Make or replace remarks, by set and id; sets and annotators are made where missing. Raises Refused for
        one that cannot be (see `checked_remark`), NotFound where there is no such article."""
        with self._writing():
            reviewwriter.put_remarks(self._recorder, remarks)

    def remove_remarks(self, ids: Collection[str]) -> None:
        """Remove remarks; ids that are not there are ignored."""
        with self._writing():
            reviewwriter.remove_remarks(self._recorder, ids)

    def put_review(self, review: Review) -> None:
        """Make or replace a review, by its id. Raises Refused for one that cannot be."""
        with self._writing():
            reviewwriter.put_review(self._recorder, review)

    def remove_review(self, id: str) -> None:
        """Remove a review; its verdicts stay. An id that is not there is ignored."""
        with self._writing():
            reviewwriter.remove_review(self._recorder, id)

    def put_merge_base(self, ref: SetRef, text: str) -> None:
        """Keep with a set (made where missing) what the next merge wants to know; an empty text is forgotten."""
        with self._writing():
            reviewwriter.put_merge_base(self._recorder, ref, text)

    def put_annotator(self, name: str, color: str) -> None:
        """Make an annotator or give one another color, "" for the usual one. Raises Refused."""
        with self._writing():
            annotators.put(self._recorder, name, color)

    def rename_annotator(self, old: str, new: str) -> None:
        """Give an annotator another name; all that has the old one follows. Raises NotFound, Refused, and Conflict
        where the new name is taken."""
        with self._writing():
            annotators.rename(self._recorder, old, new)

    def _label_keys(self, connection: Connection) -> dict[tuple[str, str], int]:
        if self._labels is None:
            self._labels = label_keys(connection)
        return self._labels
