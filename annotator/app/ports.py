"""What the app needs of the outside: a project file it can read and write, and formats.

`store` and `formats` fulfil these protocols; `bootstrap` brings them together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # this file is nothing but signatures, and the window waits for it to load
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from annotator.domain.article import AnnotationSet, Article, ArticleRow, SetRef
    from annotator.domain.candidates import Labelled
    from annotator.domain.change import ChangeSet, Step
    from annotator.domain.coding import Coding
    from annotator.domain.query import ArticleFilter, Problem, Selection, Stats, TextPart
    from annotator.domain.record import Loss, Record, Refusal
    from annotator.domain.relation import Relation
    from annotator.domain.review import Remark, Review, Verdict
    from annotator.domain.scheme import Renamed, Scheme
    from annotator.domain.search import Hit, Query
    from annotator.domain.span import Span

Progress = Callable[[int, int], None]
"""Told (done, total) now and then, total 0 where unknown; raises domain.errors.Cancelled to stop the work."""


class Reader(Protocol):
    """Looks things up in a project; returns immutable values, never rows or sessions."""

    def scheme(self) -> Scheme: ...
    def annotators(self) -> list[str]: ...
    def annotator_colors(self) -> dict[str, str]:
        """Return all annotators' colors by name, as `#RRGGBB`: the chosen one, or one by the order they came in."""
    def article_rows(self, annotator: str) -> list[ArticleRow]:
        """Return all articles in project order, with this annotator's status and span count."""
    def matching(self, annotator: str, wanted: ArticleFilter) -> list[str]:
        """Return the ids of the articles that fit, in project order."""
    def search(self, annotator: str, query: Query, alive: Callable[[], None] = ...) -> Iterator[Hit]:
        """Yield what a search finds, article by article in project order; `annotator` is at work. Streaming in a
        snapshot, so that the first hits come at once; `alive` is called now and then and may raise to end it."""
    def article(self, article: str) -> Article:
        """Return the article of this id. Raises NotFound."""
    def article_with_text(self, text: str) -> str | None:
        """Return the id of the first article with exactly this text (by SHA-256)."""
    def sets(self, article: str) -> list[AnnotationSet]:
        """Return all annotators' sets on the article, by annotator name."""
    def annotation_set(self, ref: SetRef) -> AnnotationSet | None: ...
    def spans(self, ref: SetRef, ids: Collection[str] | None = None) -> list[Span]:
        """Return the set's spans in the contract's order; only those in `ids` where given."""
    def span_count(self, ref: SetRef) -> int:
        """Return how many spans the set has."""
    def spans_starting(self, ref: SetRef, starts: Collection[int]) -> list[Span]:
        """Return the set's spans whose first fragment starts at one of these places, without reading all."""
    def relations(self, ref: SetRef, ids: Collection[str] | None = None) -> list[Relation]:
        """Return the set's relations by id; only those in `ids` where given."""
    def relations_at(self, ref: SetRef, spans: Collection[str]) -> list[Relation]:
        """Return the relations that begin or end in one of these spans, by id, without reading all."""
    def spans_labelled(self, places: Collection[tuple[str, str]]) -> Iterator[tuple[SetRef, list[Span]]]:
        """Yield all spans of these labels (layer and name), set by set, streaming. The sets are chosen at the start;
        a set may be written while it is the one at hand."""
    def related(self, name: str) -> Iterator[tuple[SetRef, list[Relation]]]:
        """Yield all relations of this type, set by set, streaming."""
    def verdicts(self, ref: SetRef) -> list[Verdict]:
        """Return the verdicts on the set's spans (also on those that are gone), by span id and reviewer."""
    def verdicts_by(self, reviewer: str) -> Iterator[Verdict]:
        """Yield a reviewer's verdicts on all sets, in project order, then by annotator and span id."""
    def remarks(self, ref: SetRef) -> list[Remark]:
        """Return what was said about the set's spans (also about those that are gone), oldest first."""
    def reviews(self) -> list[Review]:
        """Return all reviews, oldest first."""
    def merge_base(self, ref: SetRef) -> str:
        """Return what `put_merge_base` kept of the set, "" where nothing."""
    def codings(self, annotators: Sequence[str], *, articles: Collection[str] | None = None, texts: bool = False,
                relations: bool = False) -> Iterator[Coding]:
        """Yield the annotators' sets in brief, of all articles (or of these) where one of them has a set, in project
        order, streaming; with the articles' texts and the sets' relations where asked for."""
    def count_records(self, selection: Selection) -> int: ...
    def records(self, selection: Selection) -> Iterator[Record]:
        """Yield what an export writes, in the contract's order, streaming."""
    def labelled(self, annotator: str, layer: str, articles: Collection[str]) -> dict[str, list[Labelled]]:
        """Return, in brief, the annotator's spans of a layer on each of the articles that has some."""
    def texts(self, wanted: Callable[[str], bool]) -> Iterator[TextPart]:
        """Yield the articles whose text is `wanted`, in project order, a part of the project at a time."""
    def stats(self) -> Stats: ...
    def problems(self) -> Iterator[Problem]:
        """Check file, rows, offsets and quotes; yield what is wrong."""
    def steps(self, limit: int = 500) -> list[Step]:
        """Return the newest done and undone steps, oldest first (dropped ones are left out)."""
    def corrections(self, article: str) -> list[Step]:
        """Return the done steps that changed this article's text, newest first."""
    def text_before(self, seq: int) -> Article | None:
        """Return the article as it was before the done step `seq` changed or removed its text. None where the
        step did no such thing, did it to several articles, or is not done (then the text is no longer kept)."""


class Transaction(Reader, Protocol):
    """Writes within one transaction, recording every row's before-image. Reading sees the writes."""

    def add_articles(self, articles: Sequence[Article]) -> None:
        """Append articles. Raises Conflict where an id is taken."""
    def remove_articles(self, articles: Collection[str]) -> None:
        """Remove articles with all that stands on them."""
    def update_article(self, article: Article) -> None:
        """Change title, metadata or text. The caller re-anchors spans. Raises NotFound."""
    def put_set(self, value: AnnotationSet) -> None:
        """Make or change a set (and make its annotator). Raises NotFound where there is no such article."""
    def add_spans(self, ref: SetRef, spans: Sequence[Span]) -> None:
        """Add spans to a set (made where missing, as new). Quotes are verified against the text.
        Raises Refused, NotFound (label not in the scheme), Conflict (id taken in this set)."""
    def update_spans(self, ref: SetRef, spans: Sequence[Span]) -> None:
        """Replace spans of these ids. Verified like add_spans. Raises NotFound for an unknown id."""
    def remove_spans(self, ref: SetRef, ids: Collection[str]) -> None:
        """Remove spans; relations that end in them go too (as rows of the same step)."""
    def add_relations(self, ref: SetRef, relations: Sequence[Relation]) -> None: ...
    def remove_relations(self, ref: SetRef, ids: Collection[str]) -> None: ...
    def put_scheme(self, scheme: Scheme, renamed: Renamed = ...) -> None:
        """Replace the scheme; layers, labels and relation types are matched by name, those in `renamed` (to names
        that are free so far) keep their spans under the new one. Raises Refused with the count where a label that
        has spans (or a relation type that has relations) would go. Proposals of verdicts follow `renamed`."""
    def put_verdicts(self, verdicts: Iterable[Verdict]) -> None:
        """Make or replace verdicts, by their keys; sets (as new) and annotators are made where missing. Raises
        NotFound where there is no such article, Refused for a verdict that cannot be (domain.verdicts)."""
    def remove_verdicts(self, keys: Iterable[tuple[SetRef, str, str]]) -> None:
        """Remove verdicts by their keys, with the answers to them; those that are not there are ignored."""
    def put_remarks(self, remarks: Iterable[Remark]) -> None:
        """Make or replace remarks, by set and id; sets and annotators are made where missing. Raises NotFound where
        there is no such article, Refused for a remark that cannot be (domain.verdicts)."""
    def remove_remarks(self, ids: Collection[str]) -> None:
        """Remove remarks; ids that are not there are ignored."""
    def put_review(self, review: Review) -> None:
        """Make or replace a review, by its id; its reviewer is made where missing. Raises Refused."""
    def remove_review(self, id: str) -> None:
        """Remove a review; its verdicts stay. An id that is not there is ignored."""
    def put_merge_base(self, ref: SetRef, text: str) -> None:
        """Keep with a set (made where missing) what the next merge wants to know; an empty text is forgotten."""
    def put_annotator(self, name: str, color: str) -> None:
        """Make an annotator or give one another color (`#RRGGBB`, "" for the usual one). Raises Refused."""
    def rename_annotator(self, old: str, new: str) -> None:
        """Give an annotator another name; sets, verdicts, remarks and reviews follow (not the journal, nor who changed
        a span last). Raises NotFound, Conflict where the new name is taken, Refused where one of them is `gold`."""


class Project(Protocol):
    """An open project file."""

    @property
    def path(self) -> Path: ...
    def reader(self) -> Reader:
        """Return a reader that always sees the last commit; for the thread that opened the project."""
    def snapshot(self) -> AbstractContextManager[Reader]:
        """Open a reader of its own on one unchanging state, for a job in any thread."""
    def write(self, *, annotator: str, at: str) -> AbstractContextManager[Write]:
        """Begin a transaction; leaving the block commits it durably with one journal step,
        an exception rolls everything back. Any thread, one at a time."""
    def undo(self) -> ChangeSet | None:
        """Take back the newest done step. None where there is none."""
    def redo(self) -> ChangeSet | None:
        """Do the oldest undone step again. None where there is none."""
    def changed_elsewhere(self) -> bool:
        """Whether another program has committed since this was last asked."""
    def backup(self, target: Path) -> None:
        """Write a consistent copy of the project as one file."""
    def close(self) -> None:
        """Close; the last one to close leaves one portable file."""


class Write(Transaction, Protocol):
    """A transaction under way, told what to call itself in the journal."""

    def describe(self, name: str, *, article: str = "", merge_key: str = "") -> None:
        """Name the step. With a merge_key equal to that of the newest done step by the same annotator (and
        nothing undone after it), the changes join that step instead of making a new one (typing)."""
    @property
    def changes(self) -> ChangeSet:
        """After the commit: what changed, empty where nothing did (then no step was made)."""


class Format(Protocol):
    """One file format. `reads`/`writes` say which directions it has."""

    id: str
    name: str
    endings: tuple[str, ...]
    reads: bool
    writes: bool

    def read(self, source: BinaryIO, file: str, progress: Callable[[int], None]) -> Iterator[Record | Refusal]:
        """Yield the file's records, streaming. `file` is its name for messages; `progress` is told the
        bytes read so far. Raises UserError where the whole file cannot be read."""
    def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]:
        """Write all records while being iterated; yield what the format could not carry."""


class Formats(Protocol):
    """The registry of formats."""

    def all(self) -> Sequence[Format]: ...
    def by_id(self, id: str) -> Format:
        """Raises UserError naming the ids there are."""
    def for_file(self, path: Path) -> Format:
        """Choose by ending, then by content. Raises UserError where none fits."""
    def scheme_from_toml(self, text: str) -> Scheme:
        """Raises Refused with the first thing wrong."""
    def scheme_to_toml(self, scheme: Scheme) -> str: ...
