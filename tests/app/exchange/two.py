"""Two people with a project file each, and what they send one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from annotator import bootstrap
from annotator.app.feedback import all_feedback
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.merging import merge
from annotator.app.operations.annotators import RenameAnnotator
from annotator.app.operations.review import Decide, StartReview, TakeBack
from annotator.app.operations.spans import AddSpans
from annotator.app.review_file import ReviewCounts, save_answers, save_review
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.feedback import Feedback
from annotator.domain.review import Remark, Review, Verdict, VerdictKind
from annotator.domain.span import Span

TEXT = "Ottawa reacted on Monday. Iraq is safe, said Jessica Lamirande of the ministry. Iraq waits for Erbil."
SECOND = "Erbil waits for Canada. The ministry of Ottawa said nothing about rockets."
REVIEW = Review(id="R", name="Week 1", mode="check", annotators=("ana",), reviewer="bob", policy="union")


class Clock:
    """A second later each time, one clock for both, unless somebody's is ahead."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 10, tzinfo=UTC)

    def __call__(self) -> str:
        self._now += timedelta(seconds=1)
        return self._now.strftime("%Y-%m-%dT%H:%M:%SZ")


class Person:
    """An annotator at work in a project of their own."""

    def __init__(self, name: str, path: Path, clock: Callable[[], str]) -> None:
        self.name = name
        self.calls: dict[str, str] = {}
        """Whom the other's files name otherwise: that name, and the one here."""
        self.session = Session(bootstrap.open_project(path), name, clock)

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.session.project.path

    def ref(self, article: str = "a1", whose: str = "") -> SetRef:
        """Name somebody's set, one's own unless another is named."""
        return SetRef(article, whose or self.name)

    def spans(self, article: str = "a1", whose: str = "") -> list[Span]:
        """Return a set's spans."""
        return self.session.reader.spans(self.ref(article, whose))

    def span(self, words: str, article: str = "a1", whose: str = "") -> Span:
        """Return the first span on these words."""
        return next(each for each in self.spans(article, whose) if each.quote == words)

    def label(self, label: str, words: str, article: str = "a1", layer: str = "entity") -> str:
        """Label the first place of some words; return the span's id."""
        text = self.session.reader.article(article).text
        operation = AddSpans(self.ref(article), layer, label, [[(text.index(words), text.index(words) + len(words))]])
        self.session.execute(operation)
        return operation.added[0]

    def decide(self, kind: VerdictKind, span: Span, article: str = "a1", whose: str = "ana",
               proposal: Span | None = None, **more: Any) -> None:
        """Give a verdict on somebody's span, in the review."""
        given = Verdict(ref=self.ref(article, whose), span=span.id, verdict=kind, by=self.name, proposal=proposal,
                        **more)
        self.session.execute(Decide(self.session.reader.reviews()[0], [given]))

    def take_back(self, verdict: Verdict) -> None:
        """Take a verdict of one's own back."""
        self.session.execute(TakeBack(self.session.reader.reviews()[0], [verdict.key]))

    def rename(self, other: Person, new: str) -> None:
        """Call the other otherwise from now on: the two files need to be told then."""
        self.session.execute(RenameAnnotator(other.name, new))
        self.calls[other.name], other.calls[new] = new, other.name

    def begin_review(self) -> None:
        """Begin to check ana's spans."""
        self.session.execute(StartReview(REVIEW))

    def merge(self, file: Path) -> MergeCounts:
        """Merge what the other has sent."""
        names = [f"{there}={here}" for there, here in self.calls.items()]
        return merge(self.session, bootstrap, file, MergeOptions(annotators=names))

    def save_review(self, target: Path, to: str = "ana") -> ReviewCounts:
        """Write the review for somebody."""
        with self.session.project.snapshot() as reader:
            return save_review(reader, bootstrap.formats(), target, by=self.name, to=to)

    def save_answers(self, target: Path, to: str = "bob") -> ReviewCounts:
        """Write the answers for the reviewer."""
        with self.session.project.snapshot() as reader:
            return save_answers(reader, bootstrap.formats(), target, by=self.name, to=to)

    def feedback(self) -> dict[str, Feedback]:
        """Return what is asked, by the quote of what it is about; of two with the same quote the later one."""
        return {(each.shown.quote if each.shown else ""): each
                for article in all_feedback(self.session.reader, self.name) for each in article.items}

    def threads(self, article: str, whose: str) -> tuple[list[Verdict], list[Remark]]:
        """Return verdicts and remarks on somebody's set."""
        ref = self.ref(article, whose)
        return self.session.reader.verdicts(ref), self.session.reader.remarks(ref)

    def seen(self) -> object:
        """Return all that a merge could change."""
        reader = self.session.reader
        refs = [each.ref for row in reader.article_rows(self.name) for each in reader.sets(row.id)]
        return [(ref, reader.annotation_set(ref), reader.spans(ref), reader.relations(ref), reader.verdicts(ref),
                 reader.remarks(ref)) for ref in refs]


@contextmanager
def two(folder: Path) -> Iterator[tuple[Person, Person]]:
    """Give ana and bob a project each, with the same two articles, and open both."""
    clock = Clock()
    for name, text in (("a1", TEXT), ("a2", SECOND)):
        (folder / f"{name}.jsonl").write_text(f'{{"id":"{name}","text":"{text}"}}\n', encoding="utf-8")
    people = []
    for name in ("ana", "bob"):
        path = folder / f"{name}.annotator"
        session = Session(bootstrap.create_project(path), name, clock)
        files = [Source(folder / f"{each}.jsonl") for each in ("a1", "a2")]
        import_files(session, bootstrap.formats(), files, ImportOptions())
        session.close()
        people.append(Person(name, path, clock))
    try:
        yield people[0], people[1]
    finally:
        for each in people:
            each.session.close()
