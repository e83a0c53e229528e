"""Looking things up: every method returns values of the domain, read from one consistent state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, func, select

from annotator.domain.article import AnnotationSet, Article, ArticleRow, SetRef, text_hash
from annotator.domain.change import Step
from annotator.domain.errors import NotFound
from annotator.domain.relation import Relation
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span
from annotator.store import filters, journal, labels
from annotator.store import schema as db
from annotator.store.rows import from_json, relations_at, relations_of, spans_of, spans_starting
from annotator.store.sqlite import one_state

if TYPE_CHECKING:
    from annotator.domain.candidates import Labelled
    from annotator.domain.coding import Coding
    from annotator.domain.query import ArticleFilter, Problem, Selection, Stats, TextPart
    from annotator.domain.record import Record
    from annotator.domain.review import Remark, Review, Verdict
    from annotator.domain.search import Hit, Query

_ANNOTATORS = select(db.annotators.c.name)
_COLORS = select(db.annotators.c.name, db.annotators.c.color).order_by(db.annotators.c.pk)
_ARTICLE = (select(db.articles.c.id, db.articles.c.title, db.articles.c.meta, db.texts.c.text)
            .join_from(db.articles, db.texts).where(db.articles.c.id == bindparam("article")))
_WITH_HASH = (select(db.articles.c.id, db.texts.c.text).join_from(db.articles, db.texts)
              .where(db.articles.c.text_hash == bindparam("hash")).order_by(db.articles.c.position))
_SETS = (select(db.sets.c.pk, db.articles.c.id, db.annotators.c.name, db.sets.c.status, db.sets.c.notes)
         .join_from(db.sets, db.articles).join(db.annotators).where(db.articles.c.id == bindparam("article")))
_SET = _SETS.where(db.annotators.c.name == bindparam("annotator"))
_COUNTS = [select(func.count()).select_from(table) for table in (db.articles, db.spans, db.relations)]
_DONE = func.count().filter(db.sets.c.status == "done")
_BY_ANNOTATOR = (select(db.annotators.c.pk, db.annotators.c.name, func.count(db.sets.c.pk), _DONE)
                 .select_from(db.annotators.outerjoin(db.sets)).group_by(db.annotators.c.pk, db.annotators.c.name))
_SPANS_IN = select(func.count()).select_from(db.spans).where(db.spans.c.set_pk == bindparam("set"))
_SPAN_COUNTS = (select(db.sets.c.annotator_pk, func.count()).join_from(db.sets, db.spans)
                .group_by(db.sets.c.annotator_pk))
_LABEL_COUNT = (select(func.count()).select_from(db.spans).where(db.spans.c.label_pk == db.labels.c.pk)
                .correlate(db.labels).scalar_subquery())
_LABEL_COUNTS = (select(db.layers.c.name, db.labels.c.name, _LABEL_COUNT).join_from(db.layers, db.labels)
                 .order_by(db.layers.c.position, db.labels.c.position))


class ProjectReader:
    """Reads through one connection."""

    def __init__(self, connection: Connection, alive: Callable[[], None], *, each: bool) -> None:
        """Read through `connection`; `alive` raises where that is over.

        With `each`, every call is a transaction of its own and so sees the last commit; such a reader
        belongs to the thread that made it. Without, the caller holds a transaction open.
        """
        self._connection, self._alive = connection, alive
        self._thread = get_ident() if each else 0
        self._depth = 0
        self._found: tuple[SetRef, Row[*tuple[Any, ...]] | None] | None = None
        """The set looked up last, as long as nothing can have changed it."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._alive()
        if not self._thread or self._depth:
            yield self._connection
            return
        if get_ident() != self._thread:
            raise RuntimeError("this reader belongs to another thread; use a snapshot")
        with one_state(self._connection):
            self._depth += 1
            try:
                yield self._connection
            finally:
                self._depth -= 1

    def _set(self, connection: Connection, ref: SetRef) -> Row[*tuple[Any, ...]] | None:
        """Return the row of a set, None where there is none. What is asked about one set comes in a row, and inside a
        transaction only that itself changes it."""
        if self._found is not None and self._found[0] == ref:
            return self._found[1]
        row = connection.execute(_SET, ref._asdict()).first()
        if not self._thread:
            self._found = ref, row
        return row

    def _set_pk(self, connection: Connection, ref: SetRef) -> int | None:
        row = self._set(connection, ref)
        return None if row is None else row.pk

    def scheme(self) -> Scheme:
        """Return the scheme."""
        with self._reading() as connection:
            return labels.read_scheme(connection)

    def annotators(self) -> list[str]:
        """Return the annotators' names, sorted."""
        with self._reading() as connection:
            return sorted(connection.execute(_ANNOTATORS).scalars())

    def annotator_colors(self) -> dict[str, str]:
        """Return all annotators' colors by name, as `#RRGGBB`: the chosen one, or one by the order they came in."""
        from annotator.domain.palettes import annotator_colors

        with self._reading() as connection:
            return annotator_colors({name: color for name, color in connection.execute(_COLORS)})

    def article_rows(self, annotator: str) -> list[ArticleRow]:
        """Return all articles in project order, with this annotator's status and span count."""
        with self._reading() as connection:
            return filters.article_rows(connection, annotator)

    def matching(self, annotator: str, wanted: ArticleFilter) -> list[str]:
        """Return the ids of the articles that fit, in project order."""
        with self._reading() as connection:
            return filters.matching(connection, annotator, wanted)

    def search(self, annotator: str, query: Query, alive: Callable[[], None] = lambda: None) -> Iterator[Hit]:
        """Yield what a search finds, in project order; streaming in a snapshot, else all at once. `alive` is called
        now and then and may raise to end it."""
        from annotator.store import searching

        with self._reading() as connection:
            found = searching.search(connection, annotator, query, alive)
            if not self._thread:
                yield from found
                return
            kept = list(found)
        yield from kept

    def article(self, article: str) -> Article:
        """Return the article of this id. Raises NotFound."""
        with self._reading() as connection:
            row = connection.execute(_ARTICLE, {"article": article}).first()
        if row is None:
            raise NotFound(f"There is no article {article} in this project.")
        return Article(id=row.id, title=row.title, text=row.text, meta=from_json(row.meta))

    def article_with_text(self, text: str) -> str | None:
        """Return the id of the first article with exactly this text."""
        with self._reading() as connection:
            rows = connection.execute(_WITH_HASH, {"hash": text_hash(text)}).all()
        return next((row.id for row in rows if row.text == text), None)

    def sets(self, article: str) -> list[AnnotationSet]:
        """Return all annotators' sets on the article, by annotator name."""
        with self._reading() as connection:
            rows = connection.execute(_SETS, {"article": article}).all()
        found = [AnnotationSet(ref=SetRef(row.id, row.name), status=row.status, notes=row.notes) for row in rows]
        return sorted(found, key=lambda each: each.ref)

    def annotation_set(self, ref: SetRef) -> AnnotationSet | None:
        """Return status and notes of the set, None where there is none."""
        with self._reading() as connection:
            row = self._set(connection, ref)
        return AnnotationSet(ref=SetRef(*ref), status=row.status, notes=row.notes) if row else None

    def spans(self, ref: SetRef, ids: Collection[str] | None = None) -> list[Span]:
        """Return the set's spans in the contract's order; only those in `ids` where given."""
        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else spans_of(connection, [pk], ids).get(pk, [])

    def span_count(self, ref: SetRef) -> int:
        """Return how many spans the set has."""
        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return 0 if pk is None else connection.execute(_SPANS_IN, {"set": pk}).scalar_one()

    def spans_starting(self, ref: SetRef, starts: Collection[int]) -> list[Span]:
        """Return the set's spans whose first fragment starts at one of these places."""
        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else spans_starting(connection, pk, starts)

    def relations(self, ref: SetRef, ids: Collection[str] | None = None) -> list[Relation]:
        """Return the set's relations by id; only those in `ids` where given."""
        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else relations_of(connection, [pk], ids).get(pk, [])

    def relations_at(self, ref: SetRef, spans: Collection[str]) -> list[Relation]:
        """Return the relations that begin or end in one of these spans, by id."""
        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else relations_at(connection, pk, spans)

    def spans_labelled(self, places: Collection[tuple[str, str]]) -> Iterator[tuple[SetRef, list[Span]]]:
        """Yield all spans of these labels (layer and name), set by set, streaming."""
        from annotator.store import labelled

        with self._reading() as connection:
            pks, sets = labelled.sets_with_labels(connection, places)
        for at in range(0, len(sets), labelled.SETS):
            with self._reading() as connection:
                part = labelled.spans_in(connection, sets[at:at + labelled.SETS], pks)
            yield from part

    def related(self, name: str) -> Iterator[tuple[SetRef, list[Relation]]]:
        """Yield all relations of this type, set by set, streaming."""
        from annotator.store import labelled

        with self._reading() as connection:
            sets = labelled.sets_with_type(connection, name)
        for at in range(0, len(sets), labelled.SETS):
            with self._reading() as connection:
                part = labelled.relations_in(connection, sets[at:at + labelled.SETS], name)
            yield from part

    def verdicts(self, ref: SetRef) -> list[Verdict]:
        """Return the verdicts on the set's spans, by span id and reviewer."""
        from annotator.store import reviewing

        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else reviewing.verdicts_of(connection, {pk: SetRef(*ref)})[pk]

    def verdicts_by(self, reviewer: str) -> Iterator[Verdict]:
        """Yield a reviewer's verdicts on all sets, in project order, then by annotator and span id."""
        from annotator.store import reviewing

        with self._reading() as connection:
            found = reviewing.verdicts_by(connection, reviewer)
        yield from found

    def remarks(self, ref: SetRef) -> list[Remark]:
        """Return what was said about the set's spans, oldest first."""
        from annotator.store import reviewing

        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return [] if pk is None else reviewing.remarks_of(connection, {pk: SetRef(*ref)})[pk]

    def reviews(self) -> list[Review]:
        """Return all reviews, oldest first."""
        from annotator.store import reviewing

        with self._reading() as connection:
            return [reviewing.review_of(row) for row in reviewing.review_rows(connection)]

    def merge_base(self, ref: SetRef) -> str:
        """Return what was kept of the set for the next merge, "" where nothing was."""
        from annotator.store import reviewing

        with self._reading() as connection:
            pk = self._set_pk(connection, ref)
            return "" if pk is None else reviewing.merge_base(connection, pk)

    def codings(self, annotators: Sequence[str], *, articles: Collection[str] | None = None, texts: bool = False,
                relations: bool = False) -> Iterator[Coding]:
        """Yield the annotators' sets in brief, an article after the other in project order, streaming. Outside a
        snapshot each part is as it was when it was reached."""
        from annotator.store import codings

        with self._reading() as connection:
            wanted = codings.wanted(connection, annotators, articles)
        for some in wanted:
            with self._reading() as connection:
                part = codings.part(connection, some, texts=texts, relations=relations)
            yield from part

    def count_records(self, selection: Selection) -> int:
        """Return how many records the selection has."""
        from annotator.store import records

        with self._reading() as connection:
            return records.count(connection, selection)

    def records(self, selection: Selection) -> Iterator[Record]:
        """Yield what an export writes, in the contract's order, streaming. Outside a snapshot each part is
        as it was when it was reached."""
        from annotator.store import records

        after: int | None = -1
        while after is not None:
            with self._reading() as connection:
                part, after = records.part(connection, selection, after)
            yield from part

    def labelled(self, annotator: str, layer: str, articles: Collection[str]) -> dict[str, list[Labelled]]:
        """Return, in brief, the annotator's spans of a layer on each of the articles that has some."""
        from annotator.store import texts

        with self._reading() as connection:
            return texts.labelled(connection, annotator, layer, articles)

    def texts(self, wanted: Callable[[str], bool]) -> Iterator[TextPart]:
        """Yield the articles whose text is wanted, in project order, a part of the project at a time. Outside a
        snapshot each part is as it was when it was reached."""
        from annotator.store import texts

        place: texts.Place | None = texts.START
        while place is not None:
            with self._reading() as connection:
                part, place = texts.part(connection, place, wanted)
            yield part

    def stats(self) -> Stats:
        """Return the counts over the whole project."""
        from annotator.domain.query import AnnotatorStats, Stats

        with self._reading() as connection:
            articles, spans, relations = (connection.execute(query).scalar_one() for query in _COUNTS)
            by_annotator = {pk: count for pk, count in connection.execute(_SPAN_COUNTS)}
            annotators = {name: AnnotatorStats(articles=count, done=done, spans=by_annotator.get(pk, 0))
                          for pk, name, count, done in connection.execute(_BY_ANNOTATOR)}
            by_label: dict[str, dict[str, int]] = {}
            for layer, label, count in connection.execute(_LABEL_COUNTS):
                by_label.setdefault(layer, {})[label] = count
        return Stats(articles=articles, spans=spans, relations=relations,
                     annotators=dict(sorted(annotators.items())), labels=by_label)

    def problems(self) -> Iterator[Problem]:
        """Check file, rows, offsets and quotes; yield what is wrong."""
        from annotator.store import check

        with self._reading() as connection:
            found = check.problems(connection)
            if not self._thread:
                yield from found
                return
            kept = list(found)
        yield from kept

    def steps(self, limit: int = 500) -> list[Step]:
        """Return the newest done and undone steps, oldest first."""
        with self._reading() as connection:
            return journal.steps(connection, limit)

    def corrections(self, article: str) -> list[Step]:
        """Return the done steps that changed this article's text, newest first."""
        with self._reading() as connection:
            return journal.corrections(connection, article)

    def text_before(self, seq: int) -> Article | None:
        """Return the article as it was before the done step `seq` changed or removed its text, else None."""
        with self._reading() as connection:
            return journal.text_before(connection, seq)
